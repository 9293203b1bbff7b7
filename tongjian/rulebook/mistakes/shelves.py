"""Mistakes of folders and of books that refer to each other."""

from tongjian.rulebook.errors import BookError, Said


class KeyIsNotFolder(BookError):
    """A book is called otherwise than its folder."""

    what = Said(
        "`key` 写的是 `{key}`，文件夹名是 `{folder}`，两者不一致。",
        "the key `{key}` is not the name of the folder `{folder}`",
    )
    cure = Said("请改为同一名称。", "give both the same name")


class StrayFile(BookError):
    """A file that nobody reads: most often a misspelt name."""

    what = Said("这个文件不会被读取。", "nobody reads this file")
    cure = Said("请改用下列名称之一：{names}；用不着的，请移走。", "name it as one of {names}, or remove it")


class NotAClauseKey(BookError):
    """The name of a clause folder has letters that no key may have."""

    what = Said("`{name}` 不能作为条的代号。", "`{name}` is no key of a clause")
    cure = Said("请用小写英文字母、数字、`_` 和 `.`。", "use lower-case letters, digits, _ and .")


class NoSuchBook(BookError):
    """A book is asked for, or refined, that stands on no shelf."""

    what = Said("书架上没有名为 `{book}` 的制度。", "there is no book `{book}` on the shelves")
    cure = Said("{meant}请从书架现有的制度中选择：{known}。", "{meant}the shelves hold: {known}")


class RefineEachOther(BookError):
    """Books refine each other in a circle."""

    what = Said("制度 {circle} 互为细化，形成循环。", "the books {circle} refine each other in a circle")
    cure = Said("请删去其中一处 `refines`。", "remove one of these `refines`")


class UnknownClock(BookError):
    """A deadline stands on a time limit that no book holds."""

    what = Said("没有编号为 `{clock}` 的期限。", "unknown clock `{clock}`")
    cure = Said(
        "{meant}请写成已有措施的编号 book/clause/slug。", "{meant}write book/clause/slug of a measure that exists"
    )


class UnknownSubstitute(BookError):
    """An exhibit shall settle a measure that no book holds."""

    what = Said("没有编号为 `{measure}` 的措施。", "unknown measure `{measure}`")
    cure = Said(
        "{meant}请写成已有措施的编号 book/clause/slug。", "{meant}write book/clause/slug of a measure that exists"
    )
