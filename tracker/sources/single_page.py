"""A page that is watched for itself: it announces one document, and it is that document."""

from collections.abc import Iterator

from tracker.sources.rows import Row, tree
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """One row leading to the page itself, named by its heading, else its title; raises UnexpectedPage for no page."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield Row(page.url, page.url.rsplit("/", 1)[-1] or page.url)  # a file: its text says how it is called
        return
    root = tree(data, page)
    heads = [*root.xpath("//h1"), *root.xpath("//title")]
    named = (" ".join(str(head.text_content()).split()) for head in heads)
    yield Row(page.url, next((words for words in named if words), page.url))
