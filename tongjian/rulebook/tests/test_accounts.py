"""What a book accounts for: the report, the difference of two editions, the trace, the published form."""

import json
from pathlib import Path

import pytest

from tongjian.rulebook import check, diff, json_schema, spans, trace
from tongjian.rulebook.difference import as_text
from tongjian.rulebook.document import Document
from tongjian.rulebook.schema import ClauseFile
from tongjian.rulebook.schema_export import as_text as schema_text
from tongjian.rulebook.tracing import as_json

MEASURES = "source_2020/clauses/1/measures.yaml"
PUBLISHED = Path(__file__).parents[3] / "docs/schema"


def test_the_report_counts_what_the_book_accounts_for(library):
    report = check(library.read().book("source_2020"))

    assert (report.sentences, report.quoted, report.only_not_encoded) == (4, 3, 1)
    assert report.not_encoded == {"quality": 1, "vocabulary": 1}
    assert (report.by_kind, report.by_status) == ({"duty": 3}, {"fictional": 3})
    assert [(one.measure, one.parameters, one.words) for one in report.waiting] == [
        ("source_2020/1/appointment_talk", ("talk_within",), ("新任职",))
    ]
    assert (report.entries, report.by_measures, report.by_not_encoded, len(report.elsewhere)) == (5, 3, 1, 1)


def test_the_report_reads_as_json(library):
    report = check(library.read().book("source_2020"))

    assert json.loads(report.as_json())["by_kind"] == {"duty": 3}


def test_every_character_of_a_sentence_lies_in_a_span_that_says_by_whom(library):
    book = library.read().book("source_2020")

    for clause in book.clauses:
        for sentence, found in spans(clause):
            assert found
            covered = {at for span in found for at in range(span.start, span.end)}
            assert {at - sentence.start for at in sentence.words} <= covered
    report = check(book)
    assert 0 < report.words_quoted < report.words


def test_the_difference_of_two_editions_names_measures_fields_and_sentences(library):
    before = library.read().book("source_2020")
    library.change("source_2020/book.yaml", "issued: 2020-01-01", "edition: 2\nissued: 2020-01-01")
    library.change(MEASURES, "gap: 6 months", "gap: 3 months")
    library.change(MEASURES, "slug: oversight_talk", "slug: supervision_talk")
    library.change("source_2020/clauses/2/text.md", "由党委确定", "由市委确定")
    library.change("source_2020/clauses/2/measures.yaml", "由党委确定", "由市委确定")

    after = library.read("source_2020").book("source_2020")

    assert as_text(diff(before, after)).split("\n") == [
        "~ book edition: 1 → 2",
        "- 1/oversight_talk: 监督谈话",
        "~ 1/dossier_current derives.continuous.gap: 6 months → 3 months",
        "+ 1/supervision_talk: 监督谈话",
        "~ 2:1: 本规定所称“一把手”，由党委确定。 → 本规定所称“一把手”，由市委确定。",
    ]
    assert diff(after, after) == []


def test_the_trace_leads_from_an_id_to_its_sentence_measures_and_examples(library):
    rows = json.loads(
        as_json(
            trace(
                library.read(),
                "1",
                book="source_2020",
                procedures={"source_2020/1/appointment_talk": ["procedures/talk"]},
                tests={"source_2020/1/appointment_talk": ["tests/test_talk.py:7"]},
            )
        )
    )

    assert rows[0]["entry"] == "1.1"
    assert rows[0]["measures"] == ["source_2020/1/appointment_talk"]
    assert rows[0]["procedure"] == ["procedures/talk"]
    assert [told.rsplit("/", 1)[1] for told in rows[0]["examples"]] == [
        "examples.yaml:1:3 三十日内谈话的，按时完成",
        "examples.yaml:11:3 无人任职的，没有新任职事项",
    ]
    assert rows[0]["tests"] == ["tests/test_talk.py:7"]
    assert rows[0]["missing"] == []
    assert rows[1]["missing"] == [
        {"what": "example", "measure": "source_2020/1/oversight_talk"},
        {"what": "procedure", "measure": "source_2020/1/oversight_talk"},
    ]


def test_the_trace_of_everything_passes_over_no_id_and_no_refinement(library):
    found = trace(library.read())

    assert {one.entry for one in found} == {"1.1", "1.2", "1.3", "2.1", "2.2", ""}
    assert [one.measures for one in found if one.book == "riverside"] == [
        ("source_2020/1/appointment_talk",),
        ("source_2020/1/oversight_talk",),
    ]
    with pytest.raises(KeyError, match="clause 99"):
        trace(library.read(), "99")


def test_the_digest_changes_with_every_byte_of_a_book(library):
    before = library.read().digest
    assert library.read().digest == before
    library.path("source_2020/clauses/1/readings.md").write_text("新任职：…", encoding="utf-8")

    assert library.read().digest != before


def test_the_six_measures_of_the_readme_are_measures(tmp_path):
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    block = readme.split("```yaml\nmeasures:")[1].split("```")[0]
    (tmp_path / "measures.yaml").write_text("measures:" + block, encoding="utf-8")

    rows = Document(tmp_path / "measures.yaml").validate(ClauseFile)

    assert [len(rows.measures), len(block.strip().split("\n")) <= 60] == [6, True]


@pytest.mark.parametrize("form", ["measure", "book", "examples", "cast"])
def test_the_published_form_is_current(form):
    assert json_schema(form)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (PUBLISHED / f"{form}.json").read_text(encoding="utf-8") == schema_text(form), (
        f"write tongjian.rulebook.schema_export.as_text({form!r}) to docs/schema/{form}.json"
    )
