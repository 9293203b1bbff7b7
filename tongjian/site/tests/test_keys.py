"""Nobody can sign in another installation's name: no key is shipped, and a kept one is its owner's alone."""

import json
import os
import subprocess
import sys

import pytest

from tongjian.site.keys import COOKIES, KNOWN, NUMBERS, KeyReadByOthers, KeyShort, key_of, number_key

ASK = (
    "import sys; from pathlib import Path; from tongjian.site.keys import key_of; print(key_of(Path(sys.argv[1]), 'a'))"
)
# A home with one account; a cookie that names it, signed by a key; whether the site lets it in.
FOUND = """
import django; django.setup()
from datetime import date
from tongjian.site import database; database.prepare()
from tongjian.access.acts import found
from tongjian.trail.acts import SYSTEM
from django.core import signing
import sys
mandate = found(by=SYSTEM, where=None, on=date(2024, 1, 5), name="管理员", login_name="administrator",
                password=sys.argv[1])
from tongjian.access.queries import authenticate
print(authenticate(login_name="administrator", password=sys.argv[1]))
"""
TRY = """
import json, sys
from tongjian.site.wsgi import application
from django.core import signing
from django.test import Client
def let_in(key):
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies["sessionid"] = signing.dumps(
        {"account": sys.argv[1]}, key=key, salt="django.contrib.sessions.backends.signed_cookies", compress=True)
    return client.get("/").status_code == 200
print(json.dumps({key: let_in(key) for key in sys.argv[2:]}))
"""
SERVE = "from tongjian.site.command import main; main(['serve', '--port', '1'])"


def run(home, code, *arguments, **names):
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TONGJIAN_TODAY")}
    given = {**kept, "TONGJIAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tongjian.site.settings", **names}
    return subprocess.run([sys.executable, "-c", code, *arguments], env=given, capture_output=True, text=True)


def test_a_kept_key_stays_the_same_and_only_its_owner_reads_it(tmp_path):
    first = key_of(tmp_path, COOKIES)

    assert len(first) >= 48
    assert (tmp_path / COOKIES).read_text() == first == key_of(tmp_path, COOKIES)
    assert (tmp_path / COOKIES).stat().st_mode & 0o077 == 0
    assert key_of(tmp_path, NUMBERS) != first
    assert sorted(path.name for path in tmp_path.iterdir()) == [COOKIES, NUMBERS]


def test_several_processes_that_ask_at_once_have_one_key(tmp_path):
    asking = [
        subprocess.Popen([sys.executable, "-c", ASK, str(tmp_path / "home")], stdout=subprocess.PIPE) for _ in range(6)
    ]

    assert len({one.communicate()[0] for one in asking}) == 1
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["a"]


def test_a_given_key_comes_before_the_kept_one(tmp_path):
    assert key_of(tmp_path, COOKIES, "given") == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_others_can_read_is_refused(tmp_path):
    (tmp_path / COOKIES).write_text("copied with cp, for everybody to read")
    (tmp_path / COOKIES).chmod(0o644)

    with pytest.raises(KeyReadByOthers, match="chmod 600"):
        key_of(tmp_path, COOKIES)


def test_a_number_key_that_can_be_found_by_trying_is_refused(tmp_path):
    with pytest.raises(KeyShort):
        number_key(tmp_path, "31-characters-are-not-enough-31")
    assert number_key(tmp_path, "32-characters-are-just-enough-32")


def test_no_cookie_is_taken_that_another_key_than_that_of_the_installation_signed(tmp_path):
    account = run(tmp_path, FOUND, "lantern-bridge-7").stdout.strip()
    assert run(tmp_path, TRY, account).returncode == 0

    own, known = (tmp_path / COOKIES).read_text(), min(KNOWN)
    told = run(tmp_path, TRY, account, own, known)

    assert json.loads(told.stdout) == {own: True, known: False}


@pytest.mark.parametrize("given", [min(KNOWN), "short"])
def test_a_known_key_is_not_served_outside_the_demo(tmp_path, given):
    run(tmp_path, FOUND, "lantern-bridge-7")

    refused = run(tmp_path, SERVE, TONGJIAN_SECRET=given)

    assert refused.returncode == 1
    assert "别人可以据此伪造登录" in refused.stderr
    assert "请删去这个变量" in refused.stderr


def test_accounts_with_the_password_of_the_demo_are_not_served_outside_the_demo(tmp_path):
    run(tmp_path, FOUND, "示例密码-青禾-2026")

    refused = run(tmp_path, SERVE)

    assert refused.returncode == 1
    assert "账号 administrator 仍用示例的公开密码" in refused.stderr
    assert not (tmp_path / COOKIES).exists()
