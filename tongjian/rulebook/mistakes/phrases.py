"""Phrases that are put into the sentences of several mistakes."""

from collections.abc import Iterable
from difflib import get_close_matches

from tongjian.rulebook.errors import NOTHING, Said

MEANT = Said("您要写的可能是 `{near}`。", "did you mean `{near}`? ")
# The words of the source that forbid a loosening stay as they are, whatever the language.
FORBIDDEN = Said("；{measure} 规定：{quoted}（{place}）", ", forbidden by {measure}: {quoted} ({place})")
FORBIDDEN_UNQUOTED = Said("；见 {measure}（{place}）", ", forbidden by {measure} ({place})")

ONE_OF = Said("请改用下列之一：{words}。", "write one of: {words}")
TIME_LIMIT = Said(
    "请写整数和单位：`30 days`（日）、`10 workdays`（工作日）、`3 months`（月）或 `1 years`（年）。",
    "write a whole number and a unit: `30 days`, `10 workdays`, `3 months` or `1 years`",
)
COUNT = Said("请写不小于 1 的整数。", "write a whole number of at least 1")
LIST = Said("请写成列表，至少一项，各项为文字。", "write a list of at least one text")

ORGAN, SUPERIOR = Said("机关", "organ"), Said("上级机关", "superior")
POST, SUBJECT = Said("职务", "post"), Said("对象", "subject")


def did_you_mean(word: str, known: Iterable[str], *, alike: float = 0.6) -> Said:
    """The nearest of the words that are known, as a question; nothing where none is near.

    >>> did_you_mean("riverisde", ["riverside"]).en
    'did you mean `riverside`? '
    """
    near = get_close_matches(word, list(known), n=1, cutoff=alike)
    return MEANT.filled(near=near[0]) if near else NOTHING
