"""One TOML file as a table whose every field is asked for by name and kind, so that a slip names its file and key."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from tracker.errors import KnowledgeError

E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True)
class Table:
    """A table of a data file: `where` says which one, for the sentence about a slip."""

    where: str
    fields: dict[str, Any]
    _asked: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """A string; raises KnowledgeError if it is missing and has no default."""
        value = self._get(key, default)
        if not isinstance(value, str):
            raise self._wrong(key, "a string")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, empty if it is left out."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self._wrong(key, "a list of strings")
        return tuple(value)

    def whole(self, key: str, default: int) -> int:
        """An integer, or the default if it is left out."""
        value = self._get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key, "a whole number")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def day(self, key: str) -> date | None:
        """A date without time, or None if it is left out: nobody knows it."""
        value = self._get(key, "")
        if value == "":
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._wrong(key, "a date (2026-03-16, without quotation marks)")
        return value

    def choice(self, key: str, among: type[E]) -> E:
        """A member of an enumeration, by its value."""
        value = self.text(key)
        try:
            return among(value)
        except ValueError as fault:
            raise self._wrong(key, f"one of {', '.join(m.value for m in among)}") from fault

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables, empty if it is left out."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self._wrong(key, "a list of tables")
        return tuple(Table(f"{self.where}, {key} {n}", entry) for n, entry in enumerate(value, 1))

    def done(self) -> None:
        """Raise KnowledgeError for a key nobody asked for: most likely a misspelt one."""
        unknown = sorted(set(self.fields) - self._asked)
        if unknown:
            raise KnowledgeError(f"{self.where}: “{unknown[0]}” is no key known here.")

    def fault(self, key: str, says: str) -> KnowledgeError:
        """The error about one key, to raise."""
        return KnowledgeError(f"{self.where}: “{key}” {says}.")

    def _get(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        value = self.fields.get(key, default)
        if value is None:
            raise KnowledgeError(f"{self.where}: “{key}” is missing.")
        return value

    def _wrong(self, key: str, kind: str) -> KnowledgeError:
        return self.fault(key, f"is {self.fields.get(key)!r}, but has to be {kind}")


def read(file: Path) -> Table:
    """A data file; raises KnowledgeError when it is missing or no TOML."""
    try:
        return Table(file.name, tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as fault:
        raise KnowledgeError(f"{file.name}: this file of regs/ is missing.") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise KnowledgeError(f"{file.name}: this is no TOML: {fault}.") from fault


def read_all(folder: Path) -> Iterator[Table]:
    """Every TOML file of a folder, by name."""
    for file in sorted(folder.glob("*.toml")):
        yield read(file)


def only_known(table: Table, key: str, words: Sequence[str], known: Sequence[str] | set[str]) -> tuple[str, ...]:
    """The words again; raises KnowledgeError for one that is not known."""
    for word in words:
        if word not in known:
            raise table.fault(key, f"names “{word}”, which is not known")
    return tuple(words)
