"""Mistakes of form: a file that cannot be read, a word that is not known, a value that is not of its kind."""

from tongjian.rulebook.errors import BookError, Said
from tongjian.rulebook.mistakes.phrases import TIME_LIMIT


class MissingFile(BookError):
    """A file that must be there is not."""

    what = Said("缺少文件 `{name}`。", "the file `{name}` is missing")
    cure = Said(
        "请补上 `{name}`；文件名或文件夹名写错的，请更正。", "add `{name}`, or correct the name of the file or folder"
    )


class NotUtf8(BookError):
    """A file is not UTF-8."""

    what = Said("文件不是 UTF-8 编码（自第 {byte} 字节起）。", "the file is not UTF-8 (from byte {byte} on)")
    cure = Said("请另存为 UTF-8。", "save it as UTF-8")


class NotYaml(BookError):
    """A file breaks the grammar of YAML."""

    what = Said("此处不合 YAML 语法（{said}）。", "this is not YAML: {said}")
    cure = Said("请检查此处之前的缩进、括号和引号。", "check indentation, brackets and quotes before this place")


class NotPlainText(BookError):
    """A file holds characters that no YAML may hold."""

    what = Said("文件含有 YAML 不允许的字符（{said}）。", "this is not YAML: {said}")
    cure = Said("请删去该字符，另存为 UTF-8 纯文本。", "save the file as plain UTF-8 text")


class Alias(BookError):
    """An alias stands for another node."""

    what = Said("此处用别名（`*`）代替另一处的内容。", "an alias (`*`) repeats another node")
    cure = Said("请把内容照写一遍。", "write the value out")


class TagNotAllowed(BookError):
    """A value carries a tag of YAML."""

    what = Said("不得使用 YAML 标签 `{tag}`。", "tag `{tag}` is not allowed")
    cure = Said("请直接写值。", "write a plain value")


class KeyIsNoWord(BookError):
    """A list or a mapping stands before the colon."""

    what = Said("冒号之前不是一个词。", "a key is not a plain word")
    cure = Said("请在冒号之前只写一个词。", "write one word before the colon")


class DuplicateKey(BookError):
    """A mapping has a key twice."""

    what = Said("`{key}` 重复（首见于第 {line} 行）。", "duplicate key `{key}` (first on line {line})")
    cure = Said(
        "请只留一处；后一处本属另一项的，请移到那一项之下。",
        "keep one of the two, or move the second under its own entry",
    )


class MissingField(BookError):
    """A field that must be written is not."""

    what = Said("缺少 `{field}`。", "`{field}` is missing")
    cure = Said("请在这一项中写上 `{field}: …`。", "add `{field}: …` to this entry")


class UnknownKey(BookError):
    """The form has no such key."""

    what = Said("这一项没有名为 `{key}` 的字段。", "unknown key `{key}`")
    cure = Said("请更正拼写，或者删去。", "remove it, or correct its spelling")


class UnknownWord(BookError):
    """A word is none of a closed vocabulary."""

    what = Said("`{word}` 不是此处可用的词。", "unknown word `{word}`")
    cure = Said("{meant}请改用下列之一：{words}。", "{meant}use one of: {words}")


class NotATimeLimit(BookError):
    """A time limit is not a number and a unit."""

    what = Said("`{value}` 不是期限。", "`{value}` is not a time limit")
    cure = TIME_LIMIT


class NotAMeasureId(BookError):
    """The id of a measure has not its three parts."""

    what = Said("`{value}` 不是措施编号。", "`{value}` is not the id of a measure")
    cure = Said("请写成 book/clause/slug（制度、条、措施）。", "write book/clause/slug")


class NotADigest(BookError):
    """A seal is no SHA-256."""

    what = Said("`{value}` 不是 SHA-256 摘要。", "`{value}` is not a SHA-256")
    cure = Said("请用 seal_texts 列出封存摘要，照抄于此。", "print the seals with seal_texts and copy them")


class NotAMarker(BookError):
    """What tells the duties of a subject apart is neither a period nor a key nor a day."""

    what = Said("`{value}` 不是责任的期间或事由。", "`{value}` is not the marker of a duty")
    cure = Said(
        "请写期间（如 `2025`、`2025H1`、`2025Q3`、`2025-07`）、日期、任职或事件的代号，或者 `parameter:参数名`。",
        "write a period (`2025`, `2025H1`, `2025Q3`, `2025-07`), a day, the key of a tenure or event, "
        "or `parameter:name`",
    )


class NotASlug(BookError):
    """A key has letters that no key may have."""

    what = Said("`{value}` 不能作为代号。", "`{value}` is not a slug")
    cure = Said(
        "请用小写英文字母、数字和 `_`，以字母开头。", "use lower-case letters, digits and _; begin with a letter"
    )


class NotAText(BookError):
    """Something is read as a number or a day where a text is expected."""

    what = Said(
        "此处应为文字，而 `{value}` 会读作数字或日期。", "`{value}` is read as a number or date, a text is expected"
    )
    cure = Said("请加上引号。", "put it in quotes")


class NotADay(BookError):
    """A day does not exist, or is written otherwise."""

    what = Said("`{value}` 不是日期。", "`{value}` is not a day")
    cure = Said("请写确有的日期，格式如 2021-03-27。", "write an existing day as 2021-03-27")


class NotTrueOrFalse(BookError):
    """A yes or no is written otherwise."""

    what = Said("此处应写是或否，不应是 `{value}`。", "`{value}` is neither true nor false")
    cure = Said("是写 `true`，否写 `false`。", "write `true` or `false`")


class NotAList(BookError):
    """One value, or none, stands where a list is expected."""

    what = Said("此处应为列表。", "a list is expected")
    cure = Said(
        "请用方括号 `[…]`，或者每项一行、以 `- ` 开头；只有一项也须如此。",
        "put it in brackets `[…]`, or begin a line with `- ` for each; one item is a list too",
    )


class NotAMapping(BookError):
    """A plain value, or none, stands where named fields are expected."""

    what = Said("此处应分字段填写。", "named fields are expected")
    cure = Said("请写成 `字段: 值`，每个字段一行。", "write `field: value`, one line for each field")


class EmptyText(BookError):
    """A text has no character."""

    what = Said("此处的文字为空。", "this text is empty")
    cure = Said("请填写文字；不需要的，删去。", "write the text, or leave it out")


class TooFew(BookError):
    """A list is shorter than it may be."""

    what = Said("此处至少应列 {least} 项。", "at least {least} must be listed here")
    cure = Said("请补足。", "add what is missing")


class MisshapenValue(BookError):
    """A value is not of its form in one of the rare ways that have no sentence of their own."""

    what = Said("此处的值不合格式（{said}）。", "this value is not of its form ({said})")
    cure = Said(
        "请照该格式改写；各字段的格式见 docs/schema/。", "give a value of that form; docs/schema/ tells all forms"
    )
