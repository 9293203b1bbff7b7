"""Small broken books: for every kind of mistake, what to spoil on the fictional shelf, and where it is refused."""

from typing import NamedTuple

from tongjian.rulebook.errors import BookError
from tongjian.rulebook.mistakes import examples, form, measures, official, refinements, shelves, texts

TEXT = "source_2020/clauses/1/text.md"
GLOSS = "source_2020/clauses/1/text.en.md"
MEASURES = "source_2020/clauses/1/measures.yaml"
EXAMPLES = "source_2020/clauses/1/examples.yaml"
HEAD, CAST = "source_2020/book.yaml", "source_2020/cast.yaml"
BROUGHT = "official.txt"  # the official text that an organ brings
LOCAL, LOCAL_HEAD = "riverside/clauses/1/measures.yaml", "riverside/book.yaml"

SOURCE = "source: 虚构，仅供测试"
SEALS = SOURCE + "\ntexts: {'%s': '" + "0" * 64 + "'}"
BOUND = "type: time_limit, suggest: 30 days, loosest: 90 days}"
SIGNED, SIGNS = "signed: {talk_within: 30 days}", "sign: {talk_within: 30 days}"
OTHER_DUTY = """\
  - {slug: checks, title: {zh: 核查, en: Checks}, kind: %s, norm: must, status: fictional, in_force: 2020-01-01,
     area: selection, draft: 条文缺失}
not_encoded:
"""
OTHER_REFINEMENT = """\
    sign: {talk_within: 30 days}
  - measure: source_2020/1/appointment_talk
    says: [任职谈话在三十日内开展]
    in_force: 2022-01-01
    sign: {talk_within: 1 months}
"""


class Broken(NamedTuple):
    """What is spoilt, and the mistake to be found: its kind, its place, and a word that it must tell.

    A change names a file, the words before (nothing: the file is written anew) and after (nothing: it is removed).
    """

    mistake: type[BookError]
    place: str
    tells: str
    changes: list[tuple[str, str | None, str | bytes | None]]


BROKEN = [
    Broken(form.MissingFile, "text.en.md:1", "text.en.md", [(GLOSS, None, None)]),
    Broken(form.NotUtf8, "text.md:1", "UTF-8", [(TEXT, None, "谈话".encode("gbk"))]),
    Broken(form.NotYaml, "measures.yaml:4", "expected ',' or ']'", [(MEASURES, "['1.1']", "['1.1'")]),
    Broken(form.NotPlainText, "measures.yaml:1", "#x0007", [(MEASURES, "zh: 任职谈话", "zh: \x07任职谈话")]),
    Broken(form.Alias, "measures.yaml:47", "`*`", [(MEASURES, "6 months", "&six 6 months, basis: *six")]),
    Broken(form.TagNotAllowed, "measures.yaml:47", "binary", [(MEASURES, "6 months", "!!binary aGk=")]),
    Broken(form.KeyIsNoWord, "measures.yaml:47", "", [(MEASURES, "gap: 6", "[gap]: 6")]),
    Broken(form.DuplicateKey, "measures.yaml:15", "10", [(MEASURES, "personal: true", "area: talk")]),
    Broken(form.MissingField, "measures.yaml:35", "`area`", [(MEASURES, "area: dossier", "aria: dossier")]),
    Broken(form.UnknownKey, "measures.yaml:43", "`aria`", [(MEASURES, "area: dossier", "aria: dossier")]),
    Broken(form.UnknownWord, "measures.yaml:49", "`superior_discipline_organ`",
           [(MEASURES, "verified_by: superior_", "verified_by: superiour_")]),
    Broken(form.UnknownWord, "examples.yaml:10", "`finished`", [(EXAMPLES, "state: done", "state: finished")]),
    Broken(form.NotATimeLimit, "measures.yaml:47", "`half a year`", [(MEASURES, "6 months", "half a year")]),
    Broken(form.NotAMeasureId, "measures.yaml:15", "`oversight_talk`",
           [(MEASURES, "personal: true", "substitutes: [oversight_talk]")]),
    Broken(form.NotADigest, "book.yaml:9", "`abc`", [(HEAD, SOURCE, "source: 虚构\ntexts: {'1': abc}")]),
    Broken(form.NotAMarker, "examples.yaml:8", "`2020年`", [(EXAMPLES, "marker: wei, kind", "marker: 2020年, kind")]),
    Broken(form.NotASlug, "measures.yaml:19", "`Talk`", [(MEASURES, "slug: oversight_talk", "slug: Talk")]),
    Broken(form.NotAText, "measures.yaml:36", "`1.3`", [(MEASURES, "['1.3']", "[1.3]")]),
    Broken(form.NotADay, "measures.yaml:42", "`2020-02-30`",
           [(MEASURES, "2020-01-01\n    area: dossier", "2020-02-30\n    area: dossier")]),
    Broken(form.NotADay, "cast.yaml:1", "`soon`", [(CAST, "{city: 2020-01-01}", "{city: soon}")]),
    Broken(form.NotTrueOrFalse, "measures.yaml:15", "`yes`", [(MEASURES, "personal: true", "personal: yes")]),
    Broken(form.NotAList, "measures.yaml:36", "- ", [(MEASURES, "['1.3']", "'1.3'")]),
    Broken(form.NotAMapping, "measures.yaml:11", "", [(MEASURES, "{who: superior_committee}", "superior_committee")]),
    Broken(form.EmptyText, "measures.yaml:4", "", [(MEASURES, "{zh: 任职谈话,", "{zh: '',")]),
    Broken(form.EmptyText, "book.yaml:8", "", [(HEAD, SOURCE, "source:")]),
    Broken(form.TooFew, "measures.yaml:3", "1", [(LOCAL, "[任职谈话在三十日内开展]", "[]")]),
    Broken(form.MisshapenValue, "book.yaml:8", "greater than", [(HEAD, SOURCE, "edition: 0\n" + SOURCE)]),
    Broken(texts.QuotesNothing, "measures.yaml:19", "`oversight_talk`",
           [(MEASURES, "[同下级“一把手”每半年开展监督谈话]", "[]")]),
    Broken(texts.ExpectsWithoutDraft, "measures.yaml:15", "`appointment_talk`",
           [(MEASURES, "personal: true", "expects: [任职谈话]")]),
    Broken(texts.QuotationWithoutText, "measures.yaml:7", "text.md", [(TEXT, None, None)]),
    Broken(texts.NotInTheText, "measures.yaml:7", "应当开展任职谈话", [(TEXT, "任职谈话", "任前谈话")]),
    Broken(texts.AmbiguousQuotation, "measures.yaml:7", "2",
           [(MEASURES, "应当开展任职谈话]", "应当开展任职谈话, “一把手”]")]),
    Broken(texts.UnaccountedWords, "text.md:3", "“真抓”", [(TEXT, "真管真严", "真管真严、真抓")]),
    Broken(texts.SealOfNoText, "book.yaml:9", "9", [(HEAD, SOURCE, SEALS % 9)]),
    Broken(texts.TextNotAsSealed, "text.md:1", "seal_texts", [(HEAD, SOURCE, SEALS % 1)]),
    Broken(texts.TextWithoutSeal, "book.yaml:9", "2", [(HEAD, SOURCE, SEALS % 1)]),
    Broken(texts.EntryListedTwice, "book.yaml:9", "2.2", [(HEAD, "'2.2']", "'2.2', '2.2']")]),
    Broken(texts.UnknownEntry, "measures.yaml:36", "1.4", [(MEASURES, "['1.3']", "['1.3', '1.4']")]),
    Broken(texts.UnknownEntry, "book.yaml:10", "2.3", [(HEAD, "{'2.2':", "{'2.3': 同上, '2.2':")]),
    Broken(texts.UnreconciledEntry, "book.yaml:9", "2.3", [(HEAD, "'2.2']", "'2.2', '2.3']")]),
    Broken(texts.NotTheGloss, "text.en.md:2", "`2. …`", [(GLOSS, None, "1. a\n3. c\n")]),
    Broken(texts.GlossWithoutSentence, "text.en.md:4", "3", [(GLOSS, None, "1. a\n2. b\n3. c\n4. d\n")]),
    Broken(texts.SentenceWithoutGloss, "text.en.md:3", "坚持真管真严", [(GLOSS, None, "1. a\n2. b\n")]),
    Broken(official.NoArticles, "official.txt:1", "", [(BROUGHT, None, "监督规定\n\n一、总则\n应当接受监督。\n")]),
    Broken(official.ArticleOutOfOrder, "official.txt:3", "（二）",
           [(BROUGHT, None, "（一）一\n（二）二\n（二）三\n")]),
    Broken(form.NotUtf8, "official.txt:1", "UTF-8", [(BROUGHT, None, "（一）谈话".encode("gbk"))]),
    Broken(shelves.KeyIsNotFolder, "book.yaml:1", "`source`", [(HEAD, "key: source_2020", "key: source")]),
    Broken(shelves.StrayFile, "example.yaml:1", "examples.yaml", [("source_2020/clauses/1/example.yaml", None, "[]")]),
    Broken(shelves.NotAClauseKey, "第三条:1", "`第三条`", [("source_2020/clauses/第三条/text.md", None, "")]),
    Broken(shelves.NoSuchBook, "book.yaml:9", "`source_2020`", [(LOCAL_HEAD, "[source_2020]", "[source_2019]")]),
    Broken(shelves.NoSuchBook, "measures.yaml:14", "`timetable`", [(MEASURES, "rolls: false", "clock: timetable/1/x")]),
    Broken(shelves.RefineEachOther, "book.yaml:9", "source_2020 → riverside → source_2020",
           [(HEAD, SOURCE, f"{SOURCE}\nrefines: [riverside]")]),
    Broken(shelves.UnknownClock, "measures.yaml:14", "`source_2020/1/limit`",
           [(MEASURES, "rolls: false", "clock: source_2020/1/limit")]),
    Broken(shelves.UnknownSubstitute, "measures.yaml:15", "`source_2020/1/oversight_talk`",
           [(MEASURES, "personal: true", "substitutes: [source_2020/1/oversight]")]),
    Broken(measures.DuplicateSlug, "measures.yaml:35", "19",
           [(MEASURES, "slug: dossier_current", "slug: oversight_talk")]),
    Broken(measures.EndsBeforeItBegins, "measures.yaml:15", "2019-12-31",
           [(MEASURES, "personal: true", "until: 2019-12-31")]),
    Broken(measures.NotOneGenerator, "measures.yaml:47", "`derives`",
           [(MEASURES, "continuous: {gap: 6 months}", "{continuous: {gap: 6 months}, periodic: {every: year}}")]),
    Broken(measures.NeverDerives, "measures.yaml:35", "right",
           [(MEASURES, "kind: duty\n    norm: must\n    says: [纪检", "kind: right\n    norm: must\n    says: [纪检")]),
    Broken(measures.DerivesFromTooLittle, "measures.yaml:35", "`bearer`",
           [(MEASURES, "    bearer: {who: own_discipline_organ}\n", "")]),
    Broken(measures.ExposureWithoutHolder, "measures.yaml:19", "occupied", [(MEASURES, ", occupied: true", "")]),
    Broken(measures.PersonalWithoutPost, "measures.yaml:35", "`personal`",
           [(MEASURES, "subject: {kind: post}", "subject: {kind: organ}\n    personal: true")]),
    Broken(measures.RolesOfNoPost, "measures.yaml:45", "occupied",
           [(MEASURES, "{kind: post}", "{kind: organ, occupied: true}")]),
    Broken(measures.NobodyConfirms, "measures.yaml:34", "accountability", [(MEASURES, "remind", "accountability")]),
    Broken(measures.GateWithoutItems, "measures.yaml:50", "`gate`",
           [(MEASURES, "not_encoded:\n", OTHER_DUTY % "gate")]),
    Broken(measures.SuggestionWithoutValue, "measures.yaml:18", "`suggest`",
           [(MEASURES, BOUND, "type: time_limit, until_signed: suggest}")]),
    Broken(measures.UndeclaredParameter, "measures.yaml:14", "`talk_soon`",
           [(MEASURES, "{parameter: talk_within}", "{parameter: talk_soon}")]),
    Broken(measures.ParameterOfOtherType, "measures.yaml:14", "`type: time_limit`",
           [(MEASURES, BOUND, "type: count}")]),
    Broken(measures.UnusedParameter, "measures.yaml:18", "{parameter: talk_within}",
           [(MEASURES, "{parameter: talk_within}", "30 days")]),
    Broken(measures.BoundOfList, "measures.yaml:19", "`loosest`",
           [(MEASURES, BOUND, BOUND + "\n      topics: {word: 谈话, type: list, loosest: 3}")]),
    Broken(measures.NotOfType, "measures.yaml:18", "`soon`", [(MEASURES, "suggest: 30 days", "suggest: soon")]),
    Broken(measures.NotOfType, "measures.yaml:18", "`never`", [(MEASURES, "loosest: 90 days", "loosest: never")]),
    Broken(measures.NotComparable, "measures.yaml:18", "`3 months`",
           [(MEASURES, "suggest: 30 days", "suggest: 3 months")]),
    Broken(measures.NotComparable, "measures.yaml:5", "新任职", [(LOCAL, SIGNS, "sign: {talk_within: 3 months}")]),
    Broken(measures.LooserThanBound, "measures.yaml:18", "`120 days`", [(MEASURES, "suggest: 30", "suggest: 120")]),
    Broken(measures.LooserThanBound, "examples.yaml:5", "`91 days`",
           [(EXAMPLES, SIGNED, "signed: {talk_within: 91 days}")]),
    Broken(measures.NumberFixedByPress, "measures.yaml:31", "`oversight_talk`",
           [(HEAD, "book_class: local_rule", "book_class: press_text")]),
    Broken(measures.NumberFixedByPress, "measures.yaml:47", "`dossier_current`",
           [(HEAD, "book_class: local_rule", "book_class: press_text"),
            (MEASURES, "every: half_year, basis: text", "every: half_year"),
            (MEASURES, "{gap: 6 months}", "{gap: 6 months, basis: text}")]),
    Broken(measures.NoSuchParameter, "measures.yaml:5", "`talk_soon`", [(LOCAL, SIGNS, "sign: {talk_soon: 30 days}")]),
    Broken(measures.NoSuchParameter, "examples.yaml:5", "talk_within",
           [(EXAMPLES, SIGNED, "signed: {talk_soon: 30 days}")]),
    Broken(refinements.NotRefinedByBook, "measures.yaml:2", "`source_2020`", [(LOCAL_HEAD, "[source_2020]", "[]")]),
    Broken(refinements.PressTextRefines, "book.yaml:9", "`source_2020`",
           [(LOCAL_HEAD, "book_class: local_rule", "book_class: press_text")]),
    Broken(refinements.RefinesUnknownMeasure, "measures.yaml:6", "`source_2020/1/oversight_talk`",
           [(LOCAL, "1/oversight_talk", "1/oversight")]),
    Broken(refinements.ChangesNothing, "measures.yaml:2", "add_exhibits", [(LOCAL, f"    {SIGNS}\n", "")]),
    Broken(refinements.BeginsBeforeItsMeasure, "measures.yaml:8", "2020-01-01", [(LOCAL, "2021-05-10", "2019-05-10")]),
    Broken(refinements.TakesVerificationAway, "measures.yaml:10", "superior_discipline_organ",
           [(LOCAL, "1/oversight_talk", "1/dossier_current")]),
    Broken(refinements.NothingToTighten, "measures.yaml:9", "`gap`", [(LOCAL, "every: quarter", "gap: 10 days")]),
    Broken(refinements.FieldIsParameter, "measures.yaml:5", "sign: {talk_within: 30 days}",
           [(LOCAL, SIGNS, "within: 30 days")]),
    Broken(refinements.LooserThanText, "measures.yaml:9", "`0 days`", [(LOCAL, "every: quarter", "within: 10 days")]),
    Broken(refinements.NotComparableWithOther, "measures.yaml:9", "`1 months`",
           [(LOCAL, f"    {SIGNS}\n", OTHER_REFINEMENT)]),
    Broken(examples.NameUsedTwice, "examples.yaml:11", "examples.yaml:1:",
           [(EXAMPLES, "无人任职的，没有新任职事项", "三十日内谈话的，按时完成")]),
    Broken(examples.NotInTheCast, "cast.yaml:9", "`town_head`", [(CAST, "post: county_head", "post: town_head")]),
    Broken(examples.NotInTheFacts, "examples.yaml:10", "`town`", [(EXAMPLES, "bearer: city", "bearer: town")]),
    Broken(examples.NotInTheFacts, "examples.yaml:10", "county_head",
           [(EXAMPLES, "county_head, marker: wei, state", "town_head, marker: wei, state")]),
    Broken(examples.UnknownMeasure, "examples.yaml:3", "`source_2020/1/appointment`",
           [(EXAMPLES, "measure: appointment_talk", "measure: appointment")]),
    Broken(examples.UnknownMeasure, "examples.yaml:8", "`source_2020/1/talk`",
           [(EXAMPLES, "on: 2020-03-20", "on: 2020-03-20, measure: talk")]),
    Broken(examples.DerivesNothing, "examples.yaml:3", "`source_2020/1/checks`",
           [(MEASURES, "not_encoded:\n", OTHER_DUTY % "duty"),
            (EXAMPLES, "measure: appointment_talk", "measure: checks")]),
    Broken(examples.NobodyAdopted, "examples.yaml:1", "adopted: {", [(CAST, "{city: 2020-01-01}", "{}")]),
    Broken(examples.EmptySpan, "cast.yaml:9", "`until`",
           [(CAST, "from: 2020-03-01", "from: 2020-03-01, until: 2020-03-01")]),
    Broken(examples.VacancyWithHolder, "cast.yaml:9", "kind: vacant", [(CAST, "holder: wei", "holder: ~")]),
    Broken(examples.ReasonWithoutState, "examples.yaml:10", "`reason`", [(EXAMPLES, "state: done", "state: not_owed")]),
]  # fmt: skip
