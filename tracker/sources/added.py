"""Sources a person added on screen: one readable file each in the installation's own folder, `<data>/sources/`."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from tracker.errors import Conflict, NotFound
from tracker.sources import registry
from tracker.sources.source import ListKind, Paging, Rows, Source, SourceList

_DULL = ("www", "com", "org", "net", "cn")


def name_for(url: str, taken: frozenset[str]) -> str:
    """An id for a site nobody named: `https://www.sample.gov.cn/x` → sample-gov, with -2 where that is taken."""
    parts = [part for part in (urlsplit(url).hostname or "").lower().split(".") if part not in _DULL]
    stem = re.sub(r"[^a-z0-9]+", "-", "-".join(parts)).strip("-") or "source"
    number = 1
    while (name := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return name


def save(data: Path, source: Source) -> Path:
    """Write a source's description, whole or not at all, and give its file; raises Conflict when the id is taken.

    What was written is read again before it counts: SourceError when it would not come back.
    """
    file = _file(data, source.id)
    if file.exists() or any(known.id == source.id for known in registry.sources()):
        raise Conflict(f"There is a source “{source.id}” already.")
    _write(file, source)
    return file


def switch(data: Path, source: str, enabled: bool) -> None:
    """Switch a source a person added on or off; raises NotFound for any other."""
    file = _file(data, source)
    if not file.exists():
        raise NotFound(f"“{source}” was not added here: it is switched in its own description.")
    _write(file, replace(registry.load(file), enabled=enabled))


def _file(data: Path, source: str) -> Path:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", source):
        raise NotFound(f"“{source}” is no name of a source.")
    return data / "sources" / f"{source}.toml"


def _write(file: Path, source: Source) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".incoming")
    fresh.write_text(described(source), encoding="utf-8")
    registry.load(fresh)
    os.replace(fresh, file)


def described(source: Source) -> str:
    """A source as the TOML it is read from; only what differs from the usual is written."""
    lines = [f"# Added on screen by {source.added_by or 'a person'}."]
    plain = (
        ("id", source.id),
        ("authority", source.authority),
        ("name_zh", source.name_zh),
        ("name_en", source.name_en),
        ("url", source.url),
        ("cadence_minutes", source.cadence_minutes),
        ("hours", list(source.hours)),
        ("enabled", source.enabled),
        ("robots", source.robots),
        ("robots_zh", source.robots_zh),
        ("added_by", source.added_by),
    )
    lines += [f"{name} = {_value(value)}" for name, value in plain]
    for page in source.lists:
        lines += ["", "[[list]]", *_list(page)]
    return "\n".join(lines) + "\n"


def _list(page: SourceList) -> list[str]:
    words = (
        ("id", page.id),
        ("url", page.url),
        ("kind", page.kind.value),
        ("wanted", page.wanted),
        ("unwanted", page.unwanted),
        ("article", page.article),
    )
    lines = [f"{name} = {_value(value)}" for name, value in words if value]
    if page.kind is ListKind.HTML:
        lines.append(f"rows = {_table(page.rows)}")
    if page.timeless:
        lines.append("timeless = true")
    if page.paging:
        lines.append(f"paging = {_paging(page.paging)}")
    told = f"rows = {page.expects.rows}, newest_days = {page.expects.newest_days}"
    return [*lines, f"expects = {{ {told} }}", f"evidence = {_value(page.evidence.value)}"]


def _table(rows: Rows) -> str:
    named = {"row": rows.row, "link": rows.link, "title": rows.title, "date": rows.date, "closing": rows.closing}
    return "{ " + ", ".join(f"{name} = {_value(value)}" for name, value in named.items() if value) + " }"


def _paging(paging: Paging) -> str:
    return f"{{ url = {_value(paging.url)}, second = {paging.second}, step = {paging.step}, pages = {paging.pages} }}"


def _value(value: object) -> str:
    """A TOML value; its basic strings are JSON's, but for the one sign JSON leaves bare."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
