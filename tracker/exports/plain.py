"""Plain: what a note in Markdown says, without its signs, for a file that has none."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark")


def plain(markdown: str) -> str:
    """The words of a note, a line a paragraph; items of a list keep their number or a dash."""
    return "\n".join(_lines(_READER.parse(markdown)))


def _lines(tokens: list[Token]) -> Iterator[str]:
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "– "
        elif token.type == "inline":
            yield mark + "".join(map(_said, token.children or ()))
            mark = ""
        elif token.type in ("fence", "code_block", "html_block"):
            yield token.content.rstrip("\n")


def _said(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content
