"""``python -m tests.browser.screens``: the pictures of the READMEs, from the small demo: the duty of the transcript."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, ROOT, serving
from tongjian.site import transcript

SCREENS = {"zh-CN": ("县委书记", "duty.png"), "en-GB": ("County party secretary", "duty.en.png")}
WIDTH, HEIGHT = 1240, 900


def take() -> None:
    """Log in as the county secretary of whom the duty tells, and picture it down to its last step."""
    with TemporaryDirectory() as home, sync_playwright() as playwright:
        transcript.asked(home, "demo", "build", "--scale", "small")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        with serving(Path(home)) as address:
            for locale, (role, file) in SCREENS.items():
                page = browser.new_context(locale=locale, viewport={"width": WIDTH, "height": HEIGHT}).new_page()
                page.goto(f"{address}/login")
                page.click(f"button:has-text('{role}')")
                page.goto(f"{address}/duties/{transcript.chosen(home)}")
                last = page.locator("#why").bounding_box()
                below = {"x": 0, "y": 0, "width": WIDTH, "height": last["y"] + last["height"] + 16}
                page.screenshot(path=ROOT / "docs" / "screens" / file, full_page=True, clip=below)
        browser.close()


if __name__ == "__main__":
    take()
