"""`regs/sources/*.toml` → Source values: one file a site, editable without touching code."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tracker.errors import NotFound, SourceError
from tracker.law.instrument import Shelf
from tracker.settings import folder
from tracker.sources.source import Evidence, Expectations, ListKind, Opening, Paging, Rows, Shape, Source, SourceList

LEAST_CADENCE = 10  # minutes; the shortest pause seen between two polite visits of these sites


@cache
def sources(at: Path | None = None) -> tuple[Source, ...]:
    """Every source described in a folder (by default the package's own), ordered by id.

    Raises SourceError, naming the file, when one is written wrongly.
    """
    files = sorted((at or folder("regs") / "sources").glob("*.toml"))
    return tuple(load(file) for file in files)


def installed(data: Path) -> tuple[Source, ...]:
    """The package's sources and those of an installation, `<data>/sources/*.toml`; of one id, the installation's."""
    added = {file.stem: load(file) for file in sorted((data / "sources").glob("*.toml"))}
    merged = {source.id: source for source in (*sources(), *added.values())}
    return tuple(merged[name] for name in sorted(merged))


def samples() -> tuple[Source, ...]:
    """The sample library's invented sites, ordered by id; the demo moves them to an address on this machine."""
    return sources(folder("regs") / "sample" / "sources")


def get(source: str, among: Iterable[Source] = ()) -> Source:
    """The source with an id, of the package's if no others are given; raises NotFound, naming those there are."""
    known = tuple(among) or sources()
    for one in known:
        if one.id == source:
            return one
    raise NotFound(f"There is no source “{source}”; known are: {', '.join(s.id for s in known)}.")


def load(file: Path) -> Source:
    """One description; raises SourceError when a field is missing, misspelt or of the wrong kind."""
    try:
        return _source(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        raise SourceError(f"{file.name}: this source is described wrongly: {fault!r}.") from fault


def _source(data: dict[str, Any]) -> Source:
    lists = tuple(_list(entry) for entry in data.pop("list", []))
    hours = data.pop("hours", [0, 24])
    shelf = Shelf(data.pop("shelf", Shelf.REAL))
    shapes = tuple(_shape(entry) for entry in data.pop("shape", []))
    source = Source(**data, lists=lists, hours=(int(hours[0]), int(hours[1])), shelf=shelf, shapes=shapes)
    if source.shelf is Shelf.REAL and source.cadence_minutes < LEAST_CADENCE:
        raise ValueError(f"cadence_minutes is {source.cadence_minutes}; nobody is visited oftener than {LEAST_CADENCE}")
    return source


def _shape(entry: dict[str, Any]) -> Shape:
    return Shape(evidence=Evidence(entry.pop("evidence")), **entry)


def _list(entry: dict[str, Any]) -> SourceList:
    return SourceList(
        kind=ListKind(entry.pop("kind")),
        rows=Rows(**entry.pop("rows")) if "rows" in entry else Rows(row="//li"),
        form=_pairs(entry.pop("form", {})),
        expects=Expectations(**entry.pop("expects", {})),
        evidence=Evidence(entry.pop("evidence", Evidence.INFERRED)),
        opening=Opening(entry.pop("opening", Opening.PAGE)),
        paging=Paging(**entry.pop("paging")) if "paging" in entry else None,
        inner=Rows(**entry.pop("inner")) if "inner" in entry else None,
        **entry,
    )


def _pairs(form: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in form.items())
