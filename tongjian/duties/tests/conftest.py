"""The fictional river city with its book, its data folder and its ledger as of the tests' today."""

from pathlib import Path

import pytest

from tongjian.duties.tests.riverside import build


@pytest.fixture
def river(db, settings, tmp_path):
    # The real hashing is slow on purpose; what is tested here is not its strength.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.BOOKS = (Path(__file__).parent / "shelf",)
    settings.HOME = tmp_path
    return build()


@pytest.fixture
def ledger(river):
    """The city after its first derivation."""
    river.refresh()
    return river
