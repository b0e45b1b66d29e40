"""Prose: what counsel wrote in Markdown, as HTML that can do no harm."""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = frozenset(
    {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "h6", "hr"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
SCHEMES = frozenset({"http", "https", "mailto"})


# Cells of all tables of a note, counted generously. A short row is filled up to the length of the head, so that seven
# kilobytes of bars make a page of one megabyte, and a note of them one that nobody's browser opens.
MOST_CELLS = 20_000


@cache
def _reader(tables: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")
    return made.enable("table") if tables else made


def _has_sane_tables(markdown: str) -> bool:
    bars = [line.count("|") for line in markdown.splitlines() if "|" in line]
    return not bars or max(bars) * len(bars) <= MOST_CELLS


def prose(markdown: str) -> Markup:
    """Markdown as HTML: no raw HTML, picture, script or style; headings stand below the page's own.

    Tables of more cells than anybody reads stay the lines they were written as.
    """
    made = _reader(_has_sane_tables(markdown)).render(markdown)
    for small, level in (("h3", "h1"), ("h4", "h2")):
        made = made.replace(f"<{level}>", f"<{small}>").replace(f"</{level}>", f"</{small}>")
    clean = nh3.clean(
        made,
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(clean)  # noqa: S704 - cleaned by nh3 in the line above
