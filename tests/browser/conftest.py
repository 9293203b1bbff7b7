"""One Chromium for the session; servers on homes of their own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


@pytest.fixture(scope="session")
def chromium():
    """The browser that the machine has; playwright brings none."""
    if os.environ.get("TONGJIAN_REQUIRE_POSTGRES") == "1":
        pytest.skip("the servers of these tests keep their own embedded databases: once is enough")
    if CHROMIUM is None:
        if os.environ.get("TONGJIAN_REQUIRE_BROWSER") == "1":
            pytest.fail("a browser was demanded, but no Chromium is installed: apt-get install chromium")
        pytest.skip("no Chromium is installed: apt-get install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def run(home, *command, **environment):
    """Run a command of this checkout in a home of its own."""
    given = {**os.environ, "TONGJIAN_HOME": str(home), "PYTHONPATH": str(ROOT), **environment}
    given.pop("DATABASE_URL", None)
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(home, **environment):
    """The site of a home, on a free port, for as long as the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {**os.environ, "TONGJIAN_HOME": str(home), "PYTHONPATH": str(ROOT), **environment}
    given.pop("DATABASE_URL", None)
    code = f"from tongjian.site.command import main; main(['serve', '--port', '{port}'])"
    server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=given, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/login", timeout=5).close()
                break
            except OSError:
                assert server.poll() is None, "the server ended by itself"
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def demo(chromium, tmp_path_factory):
    """The demo of one county, served."""
    home = tmp_path_factory.mktemp("demo")
    run(home, "-c", "from tongjian.site.command import main; main(['demo', 'build', '--scale', 'small'])")
    with serving(home) as address:
        yield address


@pytest.fixture(scope="session")
def long_pages(demo, chromium):
    """Where in the demo an overdue duty and the organ with most below it stand."""
    from tests.browser.pages import entered

    page = chromium.new_page()
    entered(page, demo, "city-cases")
    told = {"address": demo}
    for name, path in (("duty", "/duties?state=overdue"), ("organ", "/organs")):
        page.goto(f"{demo}{path}")
        told[name] = page.locator("td.key a").first.get_attribute("href").rsplit("/", 1)[1]
    page.close()
    return told


@pytest.fixture(scope="session")
def built(chromium, tmp_path_factory):
    """The river city with a pair of measures drawn at random and something begun everywhere; only copies are served."""
    from tests.browser.pair import draw

    seed = int(os.environ.get("TONGJIAN_SEED", time.time_ns() % 10_000))
    folder = tmp_path_factory.mktemp("river")
    pair = draw(folder / "shelf", seed)
    books = {"TONGJIAN_BOOKS": str(folder / "shelf")}
    told = json.loads(run(folder / "home", "-m", "tests.browser.town", **books))
    return {"home": folder / "home", "books": books, "pair": pair, "seed": seed, **told}


@contextmanager
def copied(built, home):
    """A copy of the river city, served."""
    shutil.copytree(built["home"], home)
    with serving(home, TONGJIAN_TODAY=built["today"], **built["books"]) as address:
        yield {"address": address, **built}


@pytest.fixture(scope="session")
def river(built, tmp_path_factory):
    """The river city for whoever only looks."""
    with copied(built, tmp_path_factory.mktemp("looks") / "home") as told:
        yield told


@pytest.fixture
def town(built, tmp_path):
    """The river city for one journey; what it owes."""
    with copied(built, tmp_path / "home") as told:
        yield told


def complains(message):
    """Whether the console complains; that a page of ours refuses is its business."""
    refused = "status of 4" in message.text and "/static/" not in message.location["url"]
    return message.type == "error" and not refused


@pytest.fixture
def visit(chromium):
    """Open pages as somebody: gives a page, and what its console complained of."""
    opened = []

    def page(language="zh-CN", width=1440, height=900):
        context = chromium.new_context(locale=language, viewport={"width": width, "height": height})
        made = context.new_page()
        made.complaints = []
        made.on("console", lambda message: made.complaints.append(message.text) if complains(message) else None)
        made.on("pageerror", lambda error: made.complaints.append(str(error)))
        opened.append(context)
        return made

    yield page
    for context in opened:
        context.close()
