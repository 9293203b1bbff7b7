"""The city of the tests of access, clerk Lin 林 of its county, and a data folder of its own."""

import pytest

from tongjian.access.tests.office import Office


@pytest.fixture
def office(db, settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.HOME = tmp_path
    return Office()


@pytest.fixture
def lin(office):
    return office.lin("file_exhibit", "read_exhibits")
