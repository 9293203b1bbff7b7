"""One suite, two databases: tests marked ``postgres`` wait for PostgreSQL, and must run where demanded."""

import os

import pytest
from django.db import connection
from django.utils import translation


@pytest.fixture(autouse=True)
def own_language():
    """A page that a test asked for in English leaves the thread in English: the next test starts in Chinese again."""
    yield
    translation.deactivate()


def pytest_configure(config):
    config.pluginmanager.register(BrowserCounted())
    if os.environ.get("TONGJIAN_REQUIRE_POSTGRES") == "1":
        config.pluginmanager.register(PostgresDemanded())


def pytest_collection_modifyitems(items):
    if connection.vendor != "postgresql":
        absent = pytest.mark.skip(reason="DATABASE_URL names no PostgreSQL database")
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(absent)


class BrowserCounted:
    """Counts the tests that ran in a browser; where one was demanded, a suite in which none ran has failed."""

    def __init__(self):
        self.run = 0

    def pytest_runtest_logreport(self, report):
        inside = "tests/browser/" in report.nodeid
        self.run += report.when == "call" and inside and report.outcome != "skipped"

    def pytest_sessionfinish(self, session):
        demanded = os.environ.get("TONGJIAN_REQUIRE_BROWSER") == "1"
        if demanded and not self.run and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.write_line(f"browser: {self.run} tests ran in Chromium")


class PostgresDemanded:
    """Counts the tests that need PostgreSQL; a suite in which none ran has failed."""

    def __init__(self):
        self.run = 0

    def pytest_runtest_logreport(self, report):
        self.run += report.when == "call" and "postgres" in report.keywords and report.outcome != "skipped"

    def shortfall(self):
        if connection.vendor != "postgresql":
            return f"PostgreSQL was demanded, but the database is {connection.vendor}: set DATABASE_URL"
        return "" if self.run else "PostgreSQL was demanded, but no test marked `postgres` ran"

    def pytest_sessionfinish(self, session):
        if session.exitstatus == pytest.ExitCode.OK and self.shortfall():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        missing = self.shortfall()
        terminalreporter.write_line(
            missing or f"PostgreSQL: {self.run} tests that need it ran", red=bool(missing)
        )
