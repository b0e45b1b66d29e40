"""Both languages side by side: each clause with its translation, or with one its Chinese has outgrown."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.diff.binding import Binding, Bound
from tracker.diff.changes import Clause, Comparison, Unit
from tracker.diff.partners import partners
from tracker.diff.units import units_of
from tracker.diff.wording import KEEP
from tracker.law.document import Document
from tracker.law.provision import Kind
from tracker.law.translation import Term

_DEPTH = {Kind.ITEM.value: 1, Kind.SUBITEM.value: 2}


class Standing(StrEnum):
    """How a translation stands to the Chinese beside it."""

    FITS = "fits"
    STALE = "stale"  # the Chinese changed since it was made
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Usage:
    """A term of the glossary that the Chinese uses, and whether the translation renders it as the glossary does."""

    term: Term
    kept: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One clause in both languages.

    Attributes:
        locator: its place; `eid`: its anchor; `number`: the article's as printed, where it begins; `label`: an item's.
        chinese, english: the words; `exact` is False where the English renders the whole article.
        terms: the glossary's terms in the Chinese, where the translation fits.
    """

    locator: str
    eid: str
    number: str
    label: str
    depth: int
    chinese: str
    english: str
    standing: Standing
    exact: bool = True
    terms: tuple[Usage, ...] = ()


def beside(document: Document, binding: Binding, glossary: Sequence[Term] = ()) -> tuple[Line, ...]:
    """A text beside a translation of it."""
    return tuple(_lines(document, {n: (bound, Standing.FITS) for n, bound in binding.bound.items()}, glossary))


def carried(
    comparison: Comparison, old: Document, new: Document, binding: Binding, glossary: Sequence[Term] = ()
) -> tuple[Line, ...]:
    """A newer text beside the translation of an older one: what was not touched still fits, what was is stale.

    `binding` binds the translation to the old text.
    """
    found: dict[str, tuple[Bound, Standing]] = {}
    quiet = partners(comparison, units_of(old), units_of(new))
    found |= {n: (binding.bound[o.locator], Standing.FITS) for n, o in quiet.items() if o.locator in binding.bound}
    sources: dict[str, list[Clause]] = defaultdict(list)
    for clause in comparison.clauses:
        if clause.old and clause.new and clause.old.locator in binding.bound:
            sources[clause.new.locator].append(clause)
    for locator, clauses in sources.items():
        found[locator] = _outgrown(clauses, binding.bound)
    return tuple(_lines(new, found, glossary))


def _outgrown(clauses: Sequence[Clause], bound: Mapping[str, Bound]) -> tuple[Bound, Standing]:
    """What is left of the translations of the clauses a new one was made of."""
    given = [bound[clause.old.locator] for clause in clauses if clause.old]
    same = len(clauses) == 1 and all(edit.op == KEEP for edit in clauses[0].edits)
    words = Bound("\n".join(one.text for one in given), all(one.exact for one in given))
    return words, Standing.FITS if same else Standing.STALE


def _lines(document: Document, found: Mapping[str, tuple[Bound, Standing]], glossary: Sequence[Term]) -> Iterator[Line]:
    nodes = {p.locator: p for p in document.walk()}
    article = ""
    for unit in units_of(document):
        node, above = nodes[unit.locator], nodes.get(unit.article)
        bound, standing = found.get(unit.locator, (Bound(""), Standing.NONE))
        yield Line(
            locator=unit.locator,
            eid=node.eid,
            number=above.label if above and unit.article != article else "",
            label=node.label if unit.locator != unit.article else "",
            depth=_DEPTH.get(unit.kind, 0),
            chinese=unit.text,
            english=bound.text,
            standing=standing,
            exact=bound.exact,
            terms=tuple(_terms(unit, bound, glossary)) if standing is Standing.FITS else (),
        )
        article = unit.article


def _terms(unit: Unit, bound: Bound, glossary: Sequence[Term]) -> Iterator[Usage]:
    """The terms in a unit, the longest first: 个人信息处理者 is not also a use of 个人信息."""
    rest, english = unit.text, bound.text.casefold()
    for term in sorted(glossary, key=lambda one: (-len(one.zh), one.zh)):
        if term.zh in rest:
            rest = rest.replace(term.zh, "\n")
            yield Usage(term, any(word.casefold() in english for word in term.en))
