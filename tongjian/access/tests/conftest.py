"""A small fictional city with two counties, and the usual cast."""

import pytest

from tongjian.access.tests.office import Office


@pytest.fixture
def office(db, settings):
    # The real hashing is slow on purpose; what is tested here is not its strength.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return Office()
