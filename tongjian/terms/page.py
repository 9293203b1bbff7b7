"""The glossary as a page of the documentation."""
from tongjian.terms.glossary import Vocabulary, read

_HEAD = """\
# Glossary 术语表

Made from `tongjian/terms/words/` by `python -m tongjian.terms`; change it there.
"""


def as_markdown() -> str:
    """The text of ``docs/glossary.md``."""
    return "\n".join([_HEAD, *(_section(vocabulary) for vocabulary in read().values())])


def _section(vocabulary: Vocabulary) -> str:
    rows = [
        f"| {term.zh.label} | {term.en.label} | `{term.key}` "
        f"| {term.zh.means} | {term.en.means} | {term.source} |"
        for term in vocabulary.terms.values()]
    return "\n".join([
        f"## {vocabulary.zh} {vocabulary.en} (`{vocabulary.key}`)", "",
        "| 中文 | English | key | 含义 | meaning | 出处 |", "|---|---|---|---|---|---|", *rows, ""])
