"""Mistakes of a book against its own text: words nobody quotes, ids nobody reconciles, seals, glosses."""

from tongjian.rulebook.errors import BookError, Said


class QuotesNothing(BookError):
    """A measure in force stands on no words."""

    what = Said("措施 `{slug}` 没有引用原文。", "`{slug}` quotes nothing")
    cure = Said(
        "请在 `says` 中引用原文；暂不启用的，在 `draft` 中写明缘由。",
        "quote its words under `says`, or say under `draft` why it is inactive",
    )


class ExpectsWithoutDraft(BookError):
    """A measure in force expects words instead of quoting them."""

    what = Said(
        "措施 `{slug}` 已启用，不得只写预期文字（`expects`）。", "`{slug}` is in force and may not only expect words"
    )
    cure = Said(
        "请在 `says` 中引用原文并删去 `expects`；尚无原文的，在 `draft` 中写明缘由。",
        "quote the text under `says` and remove `expects`, or say under `draft` why it is inactive",
    )


class QuotationWithoutText(BookError):
    """A clause whose text is not there is quoted."""

    what = Said("本条没有 text.md，不能引用。", "a clause without text.md cannot be quoted")
    cure = Said("请补上 text.md，或者删去引文。", "add text.md, or remove the quotation")


class NotInTheText(BookError):
    """A quotation differs from the text, or reaches over the end of a sentence."""

    what = Said("“{quote}”不在第 {clause} 条的任何一句之内。", "“{quote}” is not in a sentence of clause {clause}")
    cure = Said("请照 text.md 逐字引用，不得跨句。", "quote the words exactly as in text.md, inside one sentence")


class AmbiguousQuotation(BookError):
    """A quotation stands at several places of the text."""

    what = Said(
        "“{quote}”在第 {clause} 条中出现 {times} 次，不能确定引自何处。",
        "“{quote}” occurs {times} times in clause {clause}",
    )
    cure = Said("请多引几个字，使其只出现一次。", "quote more words, until they occur once")


class UnaccountedWords(BookError):
    """Words of the text that nobody quotes or lists."""

    what = Said("第 {sentence} 句的{words}没有交代。", "nobody accounts for {words} in sentence {sentence}")
    cure = Said(
        "请由措施引用，或者列入 `not_encoded` 并写明理由。",
        "quote the words by a measure, or list them under `not_encoded` with a reason",
    )


class SealOfNoText(BookError):
    """A seal stands for a text that is not there."""

    what = Said("第 {clause} 条没有原文，不应有封存摘要。", "there is no text of a clause `{clause}`")
    cure = Said("请删去这一行摘要。", "remove the seal")


class TextNotAsSealed(BookError):
    """A text was changed after it was sealed."""

    what = Said("第 {clause} 条的原文与封存时不一致。", "the text of clause {clause} is not the text that was sealed")
    cure = Said(
        "请恢复 text.md；确应改动的，与出处核对后重新封存（seal_texts）。",
        "restore text.md, or check it against the source and seal it anew (seal_texts)",
    )


class TextWithoutSeal(BookError):
    """A text has no seal, while others of the book have theirs."""

    what = Said("第 {clause} 条的原文没有封存摘要。", "the text of clause {clause} has no seal")
    cure = Said("请补上（由 seal_texts 列出）。", "add it (seal_texts prints it)")


class EntryListedTwice(BookError):
    """The head lists an id of the reading more than once."""

    what = Said("条目 {entry} 列了 {times} 次。", "entry {entry} is listed {times} times")
    cure = Said("每个条目请只列一次。", "list each id once")


class UnknownEntry(BookError):
    """An id of the reading is named that the head does not list."""

    what = Said("没有编号为 {entry} 的条目。", "unknown entry {entry}")
    cure = Said("请更正编号，或者补入 book.yaml 的 `entries`。", "correct the id, or add it to `entries` of book.yaml")


class UnreconciledEntry(BookError):
    """An id of the reading that nothing takes up."""

    what = Said("条目 {entry} 没有着落。", "nothing reconciles entry {entry}")
    cure = Said(
        "请写入某项措施或 not_encoded 的 `entries`，或者写入 `elsewhere`。",
        "name it in `entries` of a measure or of not_encoded, or under `elsewhere`",
    )


class NotTheGloss(BookError):
    """A line of the gloss is not that of the next sentence."""

    what = Said("此行不是第 {wanted} 句的译文。", "this is not the gloss of sentence {wanted}")
    cure = Said(
        "请依 text.md 的次序，每句写一行 `{wanted}. …`。",
        "write one line `{wanted}. …` per sentence of text.md, in order",
    )


class GlossWithoutSentence(BookError):
    """The gloss has more lines than the text has sentences."""

    what = Said("text.md 只有 {sentences} 句，此行多余。", "text.md has only {sentences} sentences")
    cure = Said("请删去此行，或者在 text.md 中补上这一句。", "remove this line, or add the sentence to text.md")


class SentenceWithoutGloss(BookError):
    """The gloss ends before the text."""

    what = Said("第 {sentence} 句“{words}”没有译文。", "sentence {sentence} has no gloss: “{words}”")
    cure = Said("请加上一行 `{sentence}. …`。", "add a line `{sentence}. …`")
