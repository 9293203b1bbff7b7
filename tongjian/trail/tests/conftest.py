import pytest

from tongjian.trail import verify
from tongjian.trail.tests import papers


@pytest.fixture
def office(db, monkeypatch):
    """A database with the tables of papers, and no files kept by parts above."""
    monkeypatch.setattr(verify, "FILE_CHECKS", [])
    with papers.tables():
        yield
