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


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def prose(markdown: str) -> Markup:
    """Markdown as HTML: no raw HTML, picture, script or style; headings stand below the page's own."""
    made = _reader().render(markdown)
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
