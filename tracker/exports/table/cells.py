"""The table of old and new provisions 新旧条文对照表: what stands in each of its cells, before any file is written.

Two, three or four columns: 原条文 | 新条文 | 变化性质 | 律师意见. An empty cell says why it is empty: （新增）,
（删除）, （移至第X条）.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.exports.fates import Fate
from tracker.exports.stamp import Remark
from tracker.exports.words import PHRASES, Language

#: The columns in their order; the third and fourth are asked for.
COLUMNS = ("old-text", "new-text", "nature", "opinion")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one fate."""

    text: str
    fate: Fate = Fate.KEPT


@dataclass(frozen=True, slots=True)
class Line:
    """One provision in a cell.

    Attributes:
        number: the article's printed number where it begins, its whole place where it is taken up again, else empty.
        label: an item's own printed label, （一）; `depth`: 0 for a paragraph, 1 for an item, 2 for a subitem.
        stretches: its words; `remark`: where else words of it stand, （另入第五条）.
        locator: its place.
    """

    locator: str
    number: str = ""
    label: str = ""
    depth: int = 0
    stretches: tuple[Stretch, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row: its provisions, or the marker that says why it has none."""

    lines: tuple[Line, ...] = ()
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Nature:
    """One change in words: relation, direction with severity (empty where no judgement may be seen), and reasons."""

    relation: str
    direction: str = ""
    severity: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of provisions, or, with `heading`, the chapters that begin here, old and new."""

    old: Cell = Cell()
    new: Cell = Cell()
    natures: tuple[Nature, ...] = ()
    opinions: tuple[Remark, ...] = ()
    heading: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Everything a file of the table holds.

    Attributes:
        columns: keys of `words.PHRASES`, in order; `sides`: both texts in a few words.
        loose: notes on the whole comparison and on changes it no longer has.
        stamp: the lines that say what it is; `warnings`: what must be read first.
    """

    title: str
    columns: tuple[str, ...]
    sides: tuple[str, str]
    rows: tuple[Row, ...]
    loose: tuple[Remark, ...]
    stamp: tuple[str, ...]
    warnings: tuple[str, ...]
    language: Language
    matter: str = ""

    def says(self, key: str) -> str:
        """A word of exports in this table's language."""
        return PHRASES[self.language][key]


def in_words(nature: Nature) -> str:
    """A change's relation, direction and severity in one line: 修改 · 加严 ★★."""
    said: Mapping[str, bool] = {nature.relation: True, nature.direction: bool(nature.direction)}
    return " · ".join(word for word, wanted in said.items() if wanted) + (" " + "★" * nature.severity) * bool(
        nature.severity
    )


def headed(line: Line) -> tuple[str, str]:
    """What stands before a line's words, in two parts: its number, set strong, and an item's own label."""
    indent = "　" * max(0, line.depth - 1) if not line.number else ""
    return f"{line.number}　" if line.number else "", f"{indent}{line.label}" if line.label else ""


def signed(remark: Remark, says: Mapping[str, str]) -> str:
    """Who wrote a note, when, and whether it stays inside: 【内部】陈以安 2031-09-01."""
    matter = f" · {says['matter']} {remark.matter}" if remark.matter else ""
    return f"{says['internal-tag'] if remark.internal else ''}{remark.author} {remark.at.date().isoformat()}{matter}"
