"""Mistakes of worked examples and of the cast they share."""

from tongjian.rulebook.errors import BookError, Said


class NameUsedTwice(BookError):
    """Two examples of one book have one name."""

    what = Said("例子名称“{name}”重复（首见于 {place}）。", "the name “{name}” is used twice (first at {place})")
    cure = Said("同一制度的例子请各用一个名称。", "give each example of a book its own name")


class NotInTheCast(BookError):
    """A fact of the cast names a key that no fact has."""

    what = Said("没有{noun} `{key}`。", "there is no {noun} `{key}`")
    cure = Said("请补入 cast.yaml，或者更正拼写。", "add it to the cast, or correct its spelling")


class NotInTheFacts(BookError):
    """An example names a key that no fact has."""

    what = Said("没有{noun} `{key}`。", "there is no {noun} `{key}`")
    cure = Said("请补入事实，或者改用下列之一：{known}。", "add it to the facts, or name one of: {known}")


class UnknownMeasure(BookError):
    """An example is about a measure that no book holds."""

    what = Said("没有措施 `{measure}`。", "there is no measure `{measure}`")
    cure = Said(
        "请写本条措施的 `slug`，或者写全编号 book/clause/slug。",
        "write the slug of a measure of this clause, or book/clause/slug",
    )


class DerivesNothing(BookError):
    """An example is about a measure without duties."""

    what = Said("措施 `{measure}` 不产生责任，无可演算。", "`{measure}` derives nothing")
    cure = Said("请为产生责任的措施写例子。", "write examples for measures that derive duties")


class NobodyAdopted(BookError):
    """An example is about a book that nobody has adopted."""

    what = Said("没有机关采用本制度。", "nobody has adopted the book")
    cure = Said(
        "请写上 `adopted: {{机关: 日期}}`，或者写入 cast.yaml。",
        "add `adopted: {{organ: day}}`, or let cast.yaml say it",
    )


class EmptySpan(BookError):
    """A fact ends before it begins."""

    what = Said("起止日期不成一段。", "the span is empty")
    cure = Said("请使 `until` 晚于 `from`。", "let `until` be later than `from`")


class VacancyWithHolder(BookError):
    """A vacancy is held by somebody, or a tenure by nobody."""

    what = Said("空缺不得写任职人，任职必须写任职人。", "a vacancy has no holder, and a tenure has one")
    cure = Said(
        "空缺请写 `holder: ~, kind: vacant`；任职请写明任职人。", "write `holder: ~, kind: vacant`, or name the holder"
    )


class ReasonWithoutState(BookError):
    """A row says why nothing is owed, or that nothing is owed, but not both."""

    what = Said("`reason` 与 `state: not_owed` 须同时写明。", "`reason` and `state: not_owed` belong together")
    cure = Said("请两者都写，或者都不写。", "write both or neither")
