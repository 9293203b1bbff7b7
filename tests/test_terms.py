"""The glossary covers every vocabulary, says each thing once, and the page made from it is current."""
import json
import re
from collections import Counter
from pathlib import Path
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from tongjian import terms
from tongjian.rulebook import schema
from tongjian.terms.glossary import read_vocabulary

ROOT = Path(__file__).parents[1]

# Vocabularies that the form of a book writes inside a field instead of giving them a name.
INLINE = {
    ("Parameter", "type"): "parameter_type", ("Parameter", "until_signed"): "until_signed",
    ("Bearer", "delegable"): "delegable", ("Due", "basis"): "basis", ("Periodic", "basis"): "basis",
    ("Continuous", "basis"): "basis"}
# Words of docs/semantics.md beyond those of the form.
BEYOND_THE_FORM = {"tenure_kind": {"vacant"}}
SEMANTICS = {
    "state": "inactive not_owed unknown superseded waived suspended done done_late lapsed overdue "
             "past_suggested due_soon open not_open",
    "mark": "provisional contested excused breach_confirmed",
    "relation_kind": "managed_by led_by stationed_at",
    "relief_kind": "waiver suspension",
    "reason": "min_exposure vacant superior_outside",
    "missing": "tenure superior",
    "strength": "binding suggested",
    "generator": "periodic event continuous inactive",
    "limit_unit": "days workdays months years",
}
NAMES_DECIDED = {
    "一把手": "top_leader", "领导班子": "leading_body", "班子成员": "body_member", "机关、单位": "organ",
    "纪检监察机关": "discipline_organ", "派驻机构": "stationed_office", "组织部门": "organization_department",
    "职务": "post", "任职": "tenure", "干部管理权限": "management_authority", "盲区": "blind_spot",
    "催办": "urge", "督办": "supervise", "异议": "objection", "回避": "recusal", "交接": "hand_over",
    "免除": "waiver", "暂缓": "suspension", "信访（一般）": "petition", "检举控告": "report",
    "问题线索": "clue", "疑点": "lead", "线索移送": "clue_referral", "会商研判": "consultation",
    "整改事项": "finding", "销号": "close_out", "回头看": "relapse_check", "纪检监察建议": "recommendation",
    "回访": "return_visit", "民主生活会": "democratic_life_meeting", "述责述廉": "duty_report",
    "三重一大": "collective_decision", "党风廉政意见回复": "integrity_opinion", "凡提四必": "four_checks",
    "四种形态": "four_forms", "谈话": "talk"}


def snake_case(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def literals_inside(annotation):
    """Every Literal anywhere in an annotation, as a set of values."""
    if get_origin(annotation) is Literal:
        return [set(get_args(annotation))]
    if get_origin(annotation) in (Annotated, Union, UnionType, list, dict, tuple):
        return [found for part in get_args(annotation) for found in literals_inside(part)]
    return []


def named_literals():
    return {
        snake_case(name): set(get_args(value))
        for name, value in vars(schema).items() if get_origin(value) is Literal}


def everything():
    return [term for vocabulary in terms.read().values() for term in vocabulary.terms.values()]


@pytest.mark.parametrize("name", sorted(named_literals()))
def test_every_vocabulary_of_the_form_of_a_book_has_exactly_its_terms(name):
    assert set(terms.vocabulary(name).terms) == named_literals()[name] | BEYOND_THE_FORM.get(name, set())


def test_every_vocabulary_written_inside_a_field_has_its_terms():
    named = list(named_literals().values())
    forms = {
        name: value for name, value in vars(schema).items()
        if isinstance(value, type) and issubclass(value, BaseModel)}
    inline = {
        (name, field): values
        for name, form in forms.items() for field, described in form.model_fields.items()
        for values in literals_inside(described.annotation) if values not in named}

    assert set(inline) <= set(INLINE)
    for place, values in inline.items():
        assert values <= set(terms.vocabulary(INLINE[place]).terms)


@pytest.mark.parametrize("name", sorted(SEMANTICS))
def test_the_words_of_the_semantics_have_terms_in_their_order(name):
    assert list(terms.vocabulary(name).terms) == SEMANTICS[name].split()


def test_the_states_are_labelled_as_the_semantics_write_them():
    page = (ROOT / "docs" / "semantics.md").read_text(encoding="utf-8")
    table = page[page.index("## 5. State") : page.index("## 6. ")]
    written = dict(re.findall(r"^\| (\w+) ([^ |]+) \|", table, re.MULTILINE))

    assert written == dict(terms.choices("state"))


def test_the_names_decided_are_in_the_glossary():
    labels = {label: key for key, label in terms.choices("name")}

    assert {zh: labels.get(zh) for zh in NAMES_DECIDED} == NAMES_DECIDED
    assert {"appointment", "oversight", "reminder", "admonition"} <= set(terms.vocabulary("talk_kind").terms)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_terms_of_a_vocabulary_have_the_same_label(language):
    twice = [
        (name, label)
        for name in terms.read()
        for label, count in Counter(label for _, label in terms.choices(name, language)).items() if count > 1]

    assert twice == []


def test_a_term_is_chinese_in_chinese_and_english_in_english():
    han = re.compile(r"[\u4e00-\u9fff]")

    assert [term.key for term in everything() if not han.search(term.zh.label + term.zh.means)] == []
    assert [term.key for term in everything() if han.search(term.en.label + term.en.means)] == []
    assert [term.key for term in everything() if not term.zh.means.endswith("。")] == []
    assert [term.key for term in everything() if not term.en.means.endswith(".")] == []


INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
FINAL = "iang|iong|uang|iao|ian|ing|uai|uan|ang|eng|ong|[aeu]i|[ao]u|[aei]n|ao|er|i[aeu]|u[aoen]|[aoeiuv]"
SYLLABLES = re.compile(f"(?:(?:{INITIAL})?(?:{FINAL}))+")
# English words that happen to be made of pinyin syllables; a new key of this sort is added after a look.
ENGLISH_ALL_THE_SAME = {
    "agenda", "area", "binding", "case", "done", "due", "encoding", "encourage", "finance", "finding", "gate",
    "handover",
    "heading", "late", "leader", "leading", "life", "line", "linking", "make", "measure", "meeting",
    "metadata", "min", "name", "no", "notice", "open", "over", "overdue", "parameter", "peer", "redo",
    "reminder", "role", "rule", "same", "sentence", "supervise", "taken", "tenure", "time", "to", "vote", "waiver"}


def test_no_key_is_pinyin():
    words = {
        word for term in everything()
        for key in (term.vocabulary, term.key) for word in re.split(r"[_.]", key)}
    assert SYLLABLES.fullmatch("dangwei")
    assert SYLLABLES.fullmatch("zeren")

    suspicious = {word for word in words if SYLLABLES.fullmatch(word)} - ENGLISH_ALL_THE_SAME

    assert suspicious == set()


@pytest.mark.parametrize("asked, says", [
    (lambda: terms.label("mood", "open"), "no vocabulary 'mood'"),
    (lambda: terms.label("state", "guilty"), "no term 'guilty' in the vocabulary 'state'"),
    (lambda: terms.explain("state", "open", "fr"), "no language 'fr'"),
])
def test_an_unknown_word_is_refused_by_name(asked, says):
    with pytest.raises(terms.UnknownTerm, match=says):
        asked()


@pytest.mark.parametrize("words", [
    None, {"zh": {"label": "甲", "means": "甲。"}, "source": "通鉴"},
    {"zh": {"label": "甲", "means": "甲。"}, "en": {"label": "A", "means": ""}, "source": "通鉴"},
])
def test_a_term_that_lacks_a_word_is_refused_with_file_and_key(words, tmp_path):
    whole = {"zh": {"label": "甲", "means": "甲。"}, "en": {"label": "A", "means": "A."}, "source": "通鉴"}
    path = tmp_path / "some.yaml"
    path.write_text(json.dumps({"zh": "某", "en": "Some", "terms": {"a": whole}}), encoding="utf-8")
    assert read_vocabulary(path).terms["a"].en.label == "A"

    path.write_text(json.dumps({"zh": "某", "en": "Some", "terms": {"a": words}}), encoding="utf-8")
    with pytest.raises(terms.GlossaryError, match=r"some.yaml: 'a' needs source, zh and en"):
        read_vocabulary(path)


def test_the_page_of_the_documentation_is_current():
    page = ROOT / "docs" / "glossary.md"

    assert page.read_text(encoding="utf-8") == terms.as_markdown(), (
        "run `python -m tongjian.terms > docs/glossary.md`")
