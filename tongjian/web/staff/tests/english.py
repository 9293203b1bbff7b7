"""What an English page may not leave in Chinese: every text and attribute outside what is marked as Chinese.

What is marked must be a name, somebody's own words or words of a book, never a word of the house; and a sentence of a
book stands beside its English.
"""

from html.parser import HTMLParser

from tongjian import terms
from tongjian.duties.explanation import HAN

READ_OUT = ("title", "alt", "placeholder", "aria-label", "aria-description", "data-l", "content")
INLINE = {"a", "b", "span", "sup", "mark"}
VOID = {"meta", "link", "input", "br", "img", "rect", "path", "hr", "area", "base", "col", "source"}


class Page(HTMLParser):
    """A page as a tree: each element with its tag, its language and what is in it."""

    def __init__(self, text):
        super().__init__()
        self.root = {"tag": "page", "lang": "", "inside": [], "read": [], "above": None}
        self.open = [self.root]
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given, upper = dict(attrs), self.open[-1]
        read = [given[name] for name in READ_OUT if given.get(name)]
        element = {"tag": tag, "lang": given.get("lang") or upper["lang"], "inside": [], "read": read, "above": upper}
        upper["inside"].append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if any(one["tag"] == tag for one in self.open[1:]):
            while self.open.pop()["tag"] != tag:
                pass

    def handle_data(self, data):
        if self.open[-1]["tag"] not in ("script", "style"):
            self.open[-1]["inside"].append(data)


def elements(element):
    """An element and everything inside it."""
    yield element
    for one in element["inside"]:
        if isinstance(one, dict):
            yield from elements(one)


def text_of(element):
    """The words of an element with those inside it."""
    return "".join(one if isinstance(one, str) else text_of(one) for one in element["inside"])


def left_in_chinese(page):
    """The texts and attributes in Chinese outside what is marked as Chinese."""
    return [
        said.strip()
        for element in elements(Page(page).root)
        if not element["lang"].startswith("zh")
        for said in (*element["read"], *(one for one in element["inside"] if isinstance(one, str)))
        if HAN.search(said)
    ]


def marked(page):
    """The texts that are marked as Chinese, each once."""
    found = [
        text_of(element).strip()
        for element in elements(Page(page).root)
        if element["lang"].startswith("zh")
        and not any(isinstance(one, dict) and one["lang"].startswith("zh") for one in element["inside"])
    ]
    return list(dict.fromkeys(one for one in found if HAN.search(one)))


def house_words_marked(page, own):
    """The words of the house (kinds, states, roles, …) that hide under the mark; ``own`` are names and titles."""
    labels = {term.zh.label for vocabulary in terms.read().values() for term in vocabulary.terms.values()} - set(own)
    return [one for one in marked(page) if one.strip("“”") in labels]


def strangers_marked(page, own, texts):
    """What is marked and is neither made of names and own words nor stands in the text of a book."""
    left = []
    for one in marked(page):
        bare = one
        for name in sorted(own, key=len, reverse=True):
            bare = bare.replace(name, "")
        quoted = all(part in "".join(texts) for part in one.strip("“”").split("”“"))
        if HAN.search(bare) and not quoted:
            left.append(one)
    return left


def around(element):
    """What stands around the paragraph that an element is, or is part of."""
    while element["tag"] in INLINE:
        element = element["above"]
    return element["above"] or element


def without_gloss(page, sentences):
    """The sentences of a book that a page quotes without their English in the same block."""
    found, root = [], Page(page).root
    for said, gloss in sentences:
        for element in elements(root):
            innermost = said in text_of(element) and not any(
                said in text_of(one) for one in element["inside"] if isinstance(one, dict)
            )
            if innermost and gloss not in text_of(around(element)):
                found.append(said)
    return found
