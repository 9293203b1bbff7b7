"""Asking the staff site as somebody, and complaining of what is wrong."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tongjian.web.staff.tests import law
from tongjian.web.staff.tests.planted import PASSWORD, WORDS, Planted

KEY = re.compile(r'/duties/([0-9a-f]{32})["/]')
TALLY = re.compile(r'href="[^"]*[?&](?:amp;)?state=(\w+)"><span.*?</span><(?:span|b)>([\d,]+)<', re.S)
Asked = Iterator[tuple[str, str, Callable[[], None]]]


@dataclass(frozen=True)
class Probe:
    """One question: who asks, which address of the URLconf (or which query or act) it is, what is asked."""

    seat: str
    name: str
    asked: str
    run: Callable[[], None]


class Plain(Client):
    """A client that keeps no account of templates: only the answer counts, and there are thousands."""

    def request(self, **given: Any) -> Any:
        answer = self.handler(self._base_environ(**given))
        self.cookies.update(answer.cookies)
        return answer


class Site:
    """The pages as each seat has them in its browser."""

    def __init__(self, world: Planted) -> None:
        self.world = world
        self._clients: dict[str, Client] = {}

    def client(self, seat: str) -> Client:
        if seat not in self._clients:
            client = self.stranger()
            answer = client.post("/login", {"login_name": seat, "password": PASSWORD})
            assert answer.status_code == 302, answer.content.decode()
            self._clients[seat] = client
        return self._clients[seat]

    def stranger(self) -> Client:
        return Plain(HTTP_HOST="127.0.0.1")

    def get(self, seat: str, path: str, status: int = 200) -> str:
        return self._refusal(seat, said(self.client(seat).get(path), status), status)

    def post(self, seat: str, path: str, given: dict[str, Any], status: int) -> str:
        """What a form answers, and what the next page says of it; whatever was written is taken back."""
        with taken_back() as changed:
            answer = self._refusal(seat, said(self.client(seat).post(path, given), status), status)
            wrote = changed()
            after = said(self.client(seat).get("/books"), 200) if status == 302 else ""
        return f"{answer}{after}\n{'wrote' if wrote else 'nothing written'}"


    def _refusal(self, seat: str, page: str, status: int) -> str:
        """A refusal may say at which organ within reach the power is lacking; nothing else counts as told there."""
        for word in law.named(seat) if status in (403, 409) else ():
            page = page.replace(word, "")
        return page


class taken_back:
    """Whatever happens inside is undone; ``changed()`` says whether any row came or went."""

    def __enter__(self) -> Callable[[], bool]:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        before = written()
        return lambda: written() != before

    def __exit__(self, *error: Any) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


def written() -> list[tuple[str, int]]:
    """How many rows each table has, but that of who is logged in."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{one}', COUNT(*) FROM {one}" for one in tables()))
        return sorted(cursor.fetchall())


@cache
def tables() -> list[str]:
    return sorted(set(connection.introspection.table_names()) - {"django_session"})


def said(answer: Any, status: int) -> str:
    """An answer as text, with its headers and cookies, without the name of the own organ over every page and paper."""
    page = re.sub(r'<div class="paper">.*?</div>', "", answer.content.decode(), flags=re.DOTALL)
    text = re.sub(r'<span class="top-organ">.*?</span>', "", page)
    assert answer.status_code == status, f"{answer.status_code} instead of {status}: {''.join(text.split())[-600:]}"
    return f"{text}\n{dict(answer.items())}\n{answer.cookies}"


def same(what: str, shown: Any, expected: Any) -> None:
    """Complain unless what is shown is what the law gives, no more and no less."""
    if isinstance(expected, set):
        more, less = sorted(shown - expected), sorted(expected - shown)
        assert not [*more, *less], f"{what}: too much {more}, lacking {less}"
    assert shown == expected, f"{what}: {shown} instead of {expected}"


def shows(page: str, expected: set[str]) -> None:
    """Complain unless exactly these words are there."""
    same("words", {word for word in WORDS if word in page}, expected)


def number(text: str) -> int:
    return int(text.replace(",", ""))
