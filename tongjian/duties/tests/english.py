"""What English must not leave in Chinese: the law of an explanation, line by line."""

from tongjian.duties.explanation import HAN


def left_in_chinese(why):
    """The lines whose English is Chinese elsewhere than in a name or a quotation that they list."""
    return [line.en for line in why.lines if HAN.search("".join(said for said, own in line.pieces if not own))]


def without_gloss(why):
    """The quotations that stand in an English line without their English beside them."""
    return [
        quote.text
        for line in why.lines
        for quote in line.quotes
        if not quote.gloss or quote.gloss not in line.en or quote.text not in line.en
    ]


def quoted_unsaid(why):
    """The lines that name something they do not say: a mark on nothing."""
    return [line.en for line in why.lines if any(name not in line.en for name in line.names)]
