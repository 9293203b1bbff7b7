"""Mistakes of an official text that an organ brings."""

from tongjian.rulebook.errors import BookError, Said


class NoArticles(BookError):
    """The file holds no article."""

    what = Said("文件中没有任何一条。", "the file holds no article")
    cure = Said(
        "请用正式文本全文，每条另起一行，以“（一）”或者“第一条”开头。",
        "bring the full official text; each article begins a line, with its number in brackets or as an article",
    )


class ArticleOutOfOrder(BookError):
    """An article follows one of the same or a higher number."""

    what = Said("“{article}”排在第（{after}）条之后。", "article “{article}” stands after number {after}")
    cure = Said(
        "请依次排列各条，每条只写一次；条内分项不要以同样的编号另起一行。",
        "put the articles in order, each once; items inside an article may not begin a line with such a number",
    )
