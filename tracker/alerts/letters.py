"""A letter: its subject and its two bodies, the firm's head above them, and the templates they are written by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from tracker.settings import folder


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose letters these are: the firm's name, and its logo as the bytes of a PNG; empty for tracker's own.

    The logo travels inside the letter: mail clients fetch no picture from elsewhere, and draw no SVG.
    """

    firm: str = ""
    logo: bytes = field(default=b"", repr=False)
    cid: str = "logo@tracker"


TRACKER = Letterhead()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject and its two bodies, under a head."""

    subject: str
    text: str
    html: str
    head: Letterhead = TRACKER


def write(name: str, subject: str, words: Mapping[str, Any], head: Letterhead) -> Letter:
    """A letter by one of the templates: alert, bulletin, invitation. A word nobody filled in is a fault."""
    filled = {**words, "head": head}
    text, html = (templates().get_template(f"{name}.{form}").render(filled) for form in ("txt", "html"))
    return Letter(subject, text, html, head)


@cache
def templates() -> Environment:
    """The templates of `templates/mail/`, where a word nobody filled in is a fault."""
    return Environment(
        loader=FileSystemLoader(folder("templates") / "mail"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
