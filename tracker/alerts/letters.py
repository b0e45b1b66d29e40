"""A letter: its subject and its two bodies, and the templates both are written by."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from tracker.settings import folder


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's subject and its two bodies."""

    subject: str
    text: str
    html: str


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
