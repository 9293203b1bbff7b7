"""How far a measure has come by the books alone."""

from typing import get_args

import pytest

from tongjian import rulebook, terms
from tongjian.rulebook import Standing, aspects, standing
from tongjian.terms import Aspect

# One shipped measure of each standing, and what of it a reader can look for.
SHIPPED = {
    "qinghe_demo/3/oversight_talk": ("derives", ["duty", "blind_spot"]),
    "opinion_2021/19/dossier_current": ("suggested", ["duty", "event", "blind_spot"]),
    "opinion_2021/18/theme": ("suggested", ["duty"]),
    "opinion_2021/20/petition_analysis": ("awaits_signature", ["parameter"]),
    "opinion_2021/s2/oversight_talk": ("draft", ["draft"]),
    "shanxi_2021/1/decisions_handed_over": ("template", ["adoption"]),
    "opinion_2021/19/four_checks": ("not_built", []),
    "opinion_2021/19/key_assessment": ("shown_only", []),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_measure_stands_as_its_book_says(name):
    read = rulebook.read(name.split("/")[0])
    book, measure = read.book(name.split("/")[0]), read.measure(name).measure

    assert (standing(book, measure), list(aspects(book, measure))) == SHIPPED[name]


def test_a_gate_is_carried_out_once_its_procedure_is_built():
    read = rulebook.read("opinion_2021")
    gate, talk = (read.measure(f"opinion_2021/{name}").measure for name in ("19/four_checks", "s2/oversight_talk"))

    assert standing(read.book("opinion_2021"), gate, carried_out=True) == "carried_out"
    assert standing(read.book("opinion_2021"), talk, carried_out=True) == "draft"


def test_what_a_leader_files_about_himself_is_no_contact():
    read = rulebook.read("qinghe_demo")
    report = read.measure("qinghe_demo/5/duty_report").measure
    assert report.subject.roles == ["top_leader"]

    assert list(aspects(read.book("qinghe_demo"), report)) == ["duty"]


@pytest.mark.parametrize("vocabulary, values", [("standing", Standing), ("aspect", Aspect)])
def test_every_standing_and_aspect_has_its_words(vocabulary, values):
    assert [key for key, _ in terms.choices(vocabulary)] == list(get_args(values))
