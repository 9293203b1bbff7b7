"""Every address of the staff site and what it can show: who looks, and how one gets there.

A case is looked at wherever it leads: a form that was sent with mistakes, a refusal, a list that is empty.
"""

PASSWORD = "lantern-bridge-7"
TEXT = "第一条 县委每年同下级主要负责人谈话。\n第九条 另有一条。\n"


def at(path):
    """Open an address."""
    return lambda page, told: page.goto(told["address"] + path.format(**told))


def sent(path, button="form.form button[type=submit]", *, file=None, without=None, **fields):
    """Open a form and send it, whatever the browser would check before.

    Args:
        file: what to put into the file field.
        without: a hidden field that gets lost on the way.
    """

    def go(page, told):
        at(path)(page, told)
        page.evaluate("for (const form of document.forms) form.noValidate = true")
        if without:
            page.evaluate("name => document.getElementsByName(name).forEach(one => one.remove())", without)
        for name, value in fields.items():
            page.fill(f"#{name}", value)
        if file is not None:
            page.set_input_files("#text", {"name": "official.txt", "mimeType": "text/plain", "buffer": file.encode()})
        with page.expect_navigation():
            page.click(button)

    return go


def pressed(path, button):
    """Open a page and press a button on it."""

    def go(page, told):
        at(path)(page, told)
        with page.expect_navigation():
            page.click(button)

    return go


TALK, CONTESTED = "/duties/{claimed}", "/duties/{contested}"
# Of the river city: by the name of the address, (who looks, how to get there).
RIVER = {
    "desk": [("office", at("/")), ("founder", at("/"))],
    "login": [
        ("", at("/login")),
        ("", sent("/login", "form.gap button[type=submit]", login_name="office", password="wrong-and-long")),
        ("", sent("/login", "form.gap button[type=submit]", without="csrfmiddlewaretoken", login_name="office")),
    ],
    "choose": [("twofold", at("/login/mandate"))],
    "leave": [("office", pressed("/", ".out"))],
    "set_language": [("office", pressed("/duties", '.langs button[aria-pressed="true"]'))],
    "ledger": [("office", at("/duties")), ("office", at("/duties?organ=none"))],
    "duty": [("leader", at(CONTESTED)), ("cases", at(TALK)), ("office", at("/duties/0")), ("founder", at(TALK))],
    "file_exhibit": [("office", at(f"{TALK}/file")), ("office", sent(f"{TALK}/file", title="", happened_on=""))],
    "link_exhibit": [
        ("office", at(f"{TALK}/link")),
        ("office", sent(f"{TALK}/link")),
        ("office", at(f"{CONTESTED}/link")),
    ],
    "raise_objection": [("leader", at(f"{TALK}/object")), ("leader", sent(f"{TALK}/object", grounds=" "))],
    "answer": [("office", at(f"{CONTESTED}/answer")), ("office", sent(f"{CONTESTED}/answer", answer=""))],
    "verify": [("office", pressed(TALK, "#exhibits form button"))],
    "blind_spots": [("cases", at("/blind-spots")), ("member", at("/blind-spots"))],
    "blind_posts": [("cases", at("/blind-spots/any"))],
    "organs": [("office", at("/organs")), ("office", at("/organs?q=nothing-of-this-name"))],
    "organ": [("office", at("/organs/{organ}")), ("office", at("/organs/0"))],
    "books": [("office", at("/books"))],
    "official_text": [
        ("office", at("/books/river_rules/official-text")),
        ("office", sent("/books/river_rules/official-text")),
        ("office", sent("/books/river_rules/official-text", file=TEXT)),
        ("member", at("/books/river_rules/official-text")),
    ],
    "clause": [("office", at("/books/river_rules/3")), ("leader", at("/books/river_rules/9"))],
    "parameters": [("member", at("/parameters"))],
    "sign": [("office", sent("/parameters", 'form[action="/parameters/sign"] button', v1="often"))],
}
# Of the demo, with its longer lists and texts.
DEMO = {
    "try_role": [("county-secretary", at("/"))],
    "ledger": [("city-cases", at("/duties?state=overdue"))],
    "duty": [("city-cases", at("/duties/{duty}"))],
    "blind_spots": [("city-cases", at("/blind-spots"))],
    "blind_posts": [("city-cases", at("/blind-spots/talk"))],
    "organ": [("city-cases", at("/organs/{organ}"))],
    "books": [("city-cases", at("/books"))],
    "clause": [("city-cases", at("/books/opinion_2021/19")), ("city-cases", at("/books/opinion_2021/s2"))],
    "official_text": [("city-cases", at("/books/opinion_2021/official-text"))],
}
# What an office puts on paper.
PAPER = {"ledger": "/duties?state=overdue", "duty": "/duties/{duty}", "clause": "/books/opinion_2021/19",
         "blind-spots": "/blind-spots", "organ": "/organs/{organ}"}  # fmt: skip


def entered(page, address, who):
    """Come in by name and password, or in the demo by one click; nobody comes in as nobody."""
    page.context.clear_cookies()
    if not who:
        return
    page.goto(f"{address}/login")
    role = page.locator(f'button[value="{who}"]')
    if role.count():
        role.click()
    else:
        page.fill("#login_name", who)
        page.fill("#password", PASSWORD)
        page.click("form.gap button[type=submit]")
    page.wait_for_url(lambda url: not url.endswith("/login"))


def by_person(cases):
    """The cases of one person after another, so that each comes in once; who comes in anew each time stays last."""
    listed = [(who, name, number, go) for name, some in cases.items() for number, (who, go) in enumerate(some)]
    return sorted(listed, key=lambda one: (one[1] == "leave", one[0], one[1], one[2]))
