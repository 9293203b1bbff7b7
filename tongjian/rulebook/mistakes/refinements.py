"""Mistakes against the refinement law: a local book may tighten, name or add; it never loosens."""

from tongjian.rulebook.errors import BookError, Said


class NotRefinedByBook(BookError):
    """A measure is refined whose book the head does not name."""

    what = Said(
        "制度 `{book}` 没有声明细化 `{refined}`，不得细化其措施。",
        "book {book} does not say that it refines `{refined}`",
    )
    cure = Said("请在 book.yaml 的 `refines` 中加上 `{refined}`。", "add `{refined}` to `refines` of book.yaml")


class RefinesUnknownMeasure(BookError):
    """A measure is refined that no book holds."""

    what = Said("所细化的措施 `{measure}` 不存在。", "refines the unknown measure `{measure}`")
    cure = Said(
        "{meant}请写成 book/clause/slug，其中的制度须列于 `refines`。",
        "{meant}write the id as book/clause/slug of a book listed in `refines`",
    )


class ChangesNothing(BookError):
    """A refinement says what is said already."""

    what = Said("这处细化没有改变任何内容。", "this refinement changes nothing")
    cure = Said("请写上下列之一：{effects}。", "give one of: {effects}")


class BeginsBeforeItsMeasure(BookError):
    """A refinement is in force before what it refines."""

    what = Said("细化的生效之日早于措施（{day}）。", "the refinement begins before its measure ({day})")
    cure = Said("请自该日或者其后生效。", "let it begin on that day or later")


class TakesVerificationAway(BookError):
    """A refinement replaces the verifier of its measure."""

    what = Said(
        "这会取消 `{verifier}` 的核验{because}。", "this would take the verification away from {verifier}{because}"
    )
    cure = Said(
        "请保留原核验机关；须增加核验的，写入 `add_checks`。", "keep the verifier, or add another under `add_checks`"
    )


class NothingToTighten(BookError):
    """A refinement changes a field that its measure does not have."""

    what = Said("措施 `{measure}` 没有可以收紧的 `{field}`。", "`{measure}` has no `{field}` that could be tightened")
    cure = Said(
        "请删去这一行；另有要求的，作为本制度的措施写明。",
        "remove the line, or state a rule of your own as a measure",
    )


class FieldIsParameter(BookError):
    """A refinement changes a field whose value is signed."""

    what = Said(
        "该措施的 `{field}` 由参数 `{parameter}` 确定。", "`{field}` is the parameter `{parameter}` of the measure"
    )
    cure = Said("请签署该参数：`sign: {{{parameter}: {value}}}`。", "sign it: `sign: {{{parameter}: {value}}}`")


class LooserThanText(BookError):
    """A refinement loosens what the text of its source fixes."""

    what = Said("`{field}: {value}` 宽于 `{bound}`{because}。", "`{field}: {value}` is looser than `{bound}`{because}")
    cure = Said(
        "请取 `{bound}` 或者更严的值；个别责任确需放宽的，办理免除。",
        "keep `{bound}` or a stricter value; relief for a single duty is a waiver",
    )


class NotComparableWithOther(BookError):
    """Of two refinements of one field nobody could say which is the stricter."""

    what = Said(
        "`{value}` 与另一处细化的 `{other}`（{place}）不能比较宽严。",
        "`{value}` cannot be compared with `{other}` at {place}",
    )
    cure = Said("请用相同的单位。", "use the same unit")


class PressTextRefines(BookError):
    """A newspaper text tightens a norm."""

    what = Said(
        "报刊文稿不是规范，不得细化其他制度（`{refined}`）。", "a press text is no norm and may not refine `{refined}`"
    )
    cure = Said(
        "请删去 `refines`；确要收紧的，由机关制定自己的制度。",
        "remove it from `refines`; an organ that wants to tighten writes a book of its own",
    )
