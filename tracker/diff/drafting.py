"""Drafting: what a lawyer knows about how legal texts are written, as one frozen value read from `regs/`.

`knowledge.drafting()` loads it; the pure rooms receive it as an argument and open no file. Alignment's fields stand first,
those of `diff/direction` after them, all with defaults: `Drafting()` works, and knows nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Drafting:
    """Knowledge about drafting.

    Attributes:
        terms: words the tokenizer must not cut, `cn/terms.txt`, one a line.
        formulas: boilerplate worth nothing as evidence that two provisions belong together (`cn/drafting/alignment.toml`,
            as the next three).
        kinds: (name, regular expression) of the provisions every law has once: purpose, scope, interpretation,
            commencement; the expression is searched in an article's words without white space.
        definitions: regular expressions whose first group is the term a provision defines.
        introductions: regular expressions of bracketed introductions of a short name, no part of the norm.
    """

    terms: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    definitions: tuple[str, ...] = ()
    introductions: tuple[str, ...] = ()

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
        )
