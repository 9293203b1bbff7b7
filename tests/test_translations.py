"""Chinese is the source, English is complete: every text of the catalogue, and every text of the sources in it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "tongjian" / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd%]")
HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def texts(path=CATALOGUE):
    """Every message but the header: (source, translations)."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    return {
        one.id if isinstance(one.id, str) else one.id[0]: [one.string] if isinstance(one.string, str) else [*one.string]
        for one in catalogue
        if one.id
    }


def test_every_text_has_its_english_and_none_is_only_guessed():
    assert len(texts()) > 600
    assert [source for source, told in texts().items() if not all(told)] == []
    assert "fuzzy" not in CATALOGUE.read_text(encoding="utf-8")


def test_no_chinese_is_left_in_the_english():
    assert {source: told for source, told in texts().items() if HAN.search(" ".join(told))} == {}


def test_what_is_filled_in_is_the_same_in_both_languages():
    assert [
        source
        for source, told in texts().items()
        if any(sorted(PLACEHOLDER.findall(one)) != sorted(PLACEHOLDER.findall(source)) for one in told)
    ] == []


def test_the_compiled_catalogue_says_what_the_written_one_says():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = {
            one.id if isinstance(one.id, str) else one.id[0]: [one.string]
            if isinstance(one.string, str)
            else [*one.string]
            for one in read_mo(file)
            if one.id
        }

    assert compiled == texts(), "run `make messages`"


def test_every_text_of_the_sources_is_in_the_catalogue_and_no_other(tmp_path):
    if shutil.which("xgettext") is None:
        if os.environ.get("TONGJIAN_REQUIRE_BROWSER") == "1":
            pytest.fail("gettext was demanded, but is not installed: apt-get install gettext")
        pytest.skip("gettext is not installed: apt-get install gettext")
    copy = shutil.copytree(
        ROOT / "tongjian", tmp_path / "tongjian", ignore=shutil.ignore_patterns("tests", "__pycache__")
    )
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--settings", "tongjian.site.settings",
               "--no-location", "--no-obsolete"]  # fmt: skip
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(tmp_path)})

    found = set(texts(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))

    assert found - set(texts()) == set(), "run `make messages` and translate"
    assert set(texts()) - found == set(), "run `make messages`"
