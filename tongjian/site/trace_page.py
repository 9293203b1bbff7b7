"""The table of ``trace_table`` as Markdown: whole for ``docs/``, one line per clause for the README."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Literal

from tongjian import terms
from tongjian.rulebook import Rulebook, is_template
from tongjian.site.places import KEY
from tongjian.site.trace_table import Row

Language = Literal["zh", "en"]
SAID: dict[Language, dict[str, Any]] = {
    "zh": {
        "whole": ("句", "原文", "措施", "现状", "页面", "命令"),
        "short": ("原文", "句", "措施", "现状", "页面", "命令"),
        "standings": ("现状", "含义"),
        "lost": "〔版面所缺，草案预期〕",
        "missing": "〔版面所缺各条〕",
        "left": "〔版面有，未摘引〕",
        "once_adopted": "（采用后）",
        "kind": "{}（{}）",
        "without": "尚无页面：",
        "not_encoded": "不编码：",
        "uncoded": "不编码",
        "total": "合计",
    },
    "en": {
        "whole": ("No.", "Sentence", "Measure", "Status", "Screen", "Command"),
        "short": ("Text", "Sentences", "Measures", "Status", "Screen", "Command"),
        "standings": ("Status", "Meaning"),
        "lost": "[missing from the page; a draft] ",
        "missing": "[articles missing from the page]",
        "left": "[on the page, not quoted] ",
        "once_adopted": " (once adopted)",
        "kind": "{} ({})",
        "without": "no page yet: ",
        "not_encoded": "not encoded: ",
        "uncoded": "not encoded",
        "total": "All",
    },
}


def whole(found: Sequence[Row], rulebook: Rulebook, language: Language) -> str:
    """Every sentence in a row of its own, clause by clause."""
    return "\n".join(_whole(found, rulebook, language)) + "\n"


def short(found: Sequence[Row], rulebook: Rulebook, language: Language) -> str:
    """Clause by clause: how many sentences and measures of each kind, where they are met, how far they have come."""
    said = SAID[language]
    lines = [
        (
            f"{_called(rulebook, of[0], language)} {_opening(of, language)}".strip(),
            *_counts(of, language),
            _cell(_screens(of, rulebook, said)),
            _cell(dict.fromkeys(f"`{one}`" for row in of for one in row.commands if KEY not in one)),
        )
        for of in _by_clause(found, rulebook, language)
    ]
    return _table(said["short"], [*lines, (f"**{said['total']}**", *_counts(found, language), "", "")])


def standings(language: Language) -> str:
    """What each status means."""
    told = [(label, terms.explain("standing", key, language)) for key, label in terms.choices("standing", language)]
    return _table(SAID[language]["standings"], told)


def _whole(found: Sequence[Row], rulebook: Rulebook, language: Language) -> Iterator[str]:
    said, at = SAID[language], ("zh", "en").index(language)
    for of in _by_clause(found, rulebook, language):
        yield f"## {_called(rulebook, of[0], language)}\n"
        yield _table(
            said["whole"],
            [
                (
                    row.number or "–",
                    ("" if row.number else said["lost"] if row.clause else said["left"]) + row.words[at],
                    _cell(
                        said["kind"].format(one.title[at], _small("kind", one.kind, language)) for one in row.measures
                    ),
                    _cell(_status(row, language)),
                    _cell(_screens([row], rulebook, said)),
                    _cell(f"`{one}`" for one in row.commands),
                )
                for row in of
            ],
        )
        yield ""


def _status(row: Row, language: Language) -> dict[str, None]:
    """How far the measures of a sentence have come, then why the rest of it is not encoded."""
    said = SAID[language]
    told = [terms.label("standing", one.standing, language) for one in row.measures]
    missing = dict.fromkeys(_small("aspect", one, language) for each in row.measures for one in each.without)
    reasons = [_small("not_encoded", one, language) for one in row.because]
    told += [said["without"] + _listed(missing, language)] if missing else []
    told += [said["not_encoded"] + _listed(reasons, language)] if reasons else []
    return dict.fromkeys(told)


def _counts(found: Sequence[Row], language: Language) -> tuple[str, str, str]:
    """Sentences, measures by kind, measures by status; each measure once."""
    said = SAID[language]
    measures = list({one.id: one for row in found for one in row.measures}.values())
    sentences = [row for row in found if row.number]
    by_kind = _tallied("kind", (one.kind for one in measures), language)
    by_standing = _tallied("standing", (one.standing for one in measures), language)
    without = Counter(_small("aspect", aspect, language) for one in measures for aspect in one.without)
    if without:
        by_standing.append(said["without"] + _listed((f"{one} {count}" for one, count in without.items()), language))
    uncoded = sum(not row.measures for row in sentences)
    number = str(len(sentences)) + (f"<br>{said['uncoded']} {uncoded}" if uncoded else "")
    return number, _cell(by_kind), _cell(by_standing)


def _tallied(vocabulary: str, keys: Iterable[str], language: Language) -> list[str]:
    counted = Counter(keys)
    return [f"{label} {counted[key]}" for key, label in terms.choices(vocabulary, language) if counted[key]]


def _screens(found: Sequence[Row], rulebook: Rulebook, said: dict[str, Any]) -> dict[str, None]:
    """The pages, without those that need a number no table can know where several rows are told together."""
    several = len(found) > 1
    return dict.fromkeys(
        f"`{one}`" + (said["once_adopted"] if is_template(rulebook.book(row.book).file) else "")
        for row in found
        for one in row.screens
        if not (several and KEY in one)
    )


def _by_clause(found: Sequence[Row], rulebook: Rulebook, language: Language) -> list[list[Row]]:
    """Rows under one heading: of a clause, or of a press text with what was left out of it."""
    return [list(rows) for _, rows in groupby(found, key=lambda row: _called(rulebook, row, language))]


def _called(rulebook: Rulebook, row: Row, language: Language) -> str:
    """The clause as officials cite it; a press text, which has one, by its title."""
    from tongjian.web.staff.rulebook_of import clause_called

    book = rulebook.book(row.book)
    if is_template(book.file) or not row.clause:
        return book.file.title.zh if language == "zh" else book.file.title.en
    return clause_called(book, row.clause)[0 if language == "zh" else 1]


def _opening(found: Sequence[Row], language: Language) -> str:
    """The words that name a clause: its numbered sentence, without the number."""
    numbered = next((row for row in found if row.words[0].startswith("（") and row.number), None)
    if numbered is None:
        return "" if any(row.number for row in found) else SAID[language]["missing"]
    words = numbered.words[0 if language == "zh" else 1]
    return re.sub(r"^[（(][^）)]*[）)]\s*", "", words).rstrip("。.")


def _small(vocabulary: str, key: str, language: Language) -> str:
    """A label inside a sentence."""
    label = terms.label(vocabulary, key, language)
    return label[:1].lower() + label[1:]


def _listed(words: Iterable[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)


def _cell(lines: Iterable[str]) -> str:
    return "<br>".join(lines)


def _table(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    told = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    told += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines]
    return "\n".join(told)
