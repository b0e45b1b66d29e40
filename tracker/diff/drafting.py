"""Drafting: what a lawyer knows about how legal texts are written, as one frozen value read from `regs/`.

`knowledge.drafting()` loads it; the pure rooms receive it as an argument and open no file. Alignment's fields
stand first, those of `diff/direction` after them, all with defaults: `Drafting()` works, and knows nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tracker.diff.direction.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Drafting:
    """Knowledge about drafting: words, formulas and expressions for alignment; the lexicon direction is judged by.

    Attributes:
        terms: words the tokenizer must not cut, `cn/terms.txt`, one a line.
        formulas: boilerplate worth nothing as evidence that two provisions belong together; `#` is any number
            (`cn/drafting/alignment.toml`, as the next five).
        kinds: (name, regular expression) of the provisions every law has once: purpose, scope, interpretation,
            commencement; the expression is searched in an article's words without white space.
        definitions: regular expressions whose first group is the term a provision defines.
        introductions: regular expressions of bracketed introductions of a short name, no part of the norm.
        names: regular expressions whose first group is the short name a provision introduces.
        gathered: regular expressions of clauses that one general article may replace in many others.
        sorts: (kind of norm, what a reader of obligations calls it), `fate.toml`.
        direction: what direction is judged by, `direction*.toml`.
        version: a short digest of the tables and terms, so that a filed comparison says which rules made it.
    """

    terms: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    definitions: tuple[str, ...] = ()
    introductions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    gathered: tuple[str, ...] = ()
    sorts: tuple[tuple[str, str], ...] = ()
    direction: Lexicon = field(default_factory=Lexicon)
    version: str = ""

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Any]], terms: Sequence[str] = ()) -> "Drafting":
        """The value of parsed tables, keyed by file stem (`alignment` for `alignment.toml`), and of the terms."""
        alignment = tables.get("alignment", {})
        return cls(
            terms=tuple(terms),
            formulas=tuple(alignment.get("formulas", ())),
            kinds=tuple((kind["name"], kind["pattern"]) for kind in alignment.get("kinds", ())),
            definitions=tuple(alignment.get("definitions", ())),
            introductions=tuple(alignment.get("introductions", ())),
            names=tuple(alignment.get("names", ())),
            gathered=tuple(alignment.get("gathered", ())),
            sorts=tuple((norm, s["id"]) for s in tables.get("fate", {}).get("sort", ()) for norm in s["norms"]),
            direction=Lexicon.from_tables(tables),
            version=_digest([tables, list(terms)]),
        )


def _digest(tables: object) -> str:
    """The first characters of the SHA-256 of some tables; dates and the like as they print."""
    return sha256(json.dumps(tables, sort_keys=True, default=str).encode()).hexdigest()[:12]
