"""``python -m tongjian.terms > docs/glossary.md`` writes the page anew."""
import sys

from tongjian.terms import as_markdown

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # whatever the console's encoding
    sys.stdout.write(as_markdown())
