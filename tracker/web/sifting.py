"""Sifting: which rows of the workbench are shown: tags asked for, words searched, renumbering hidden.

Within a group one of the tags asked for is enough, every group must have its say: 放宽 or 有紧有松, and severity 3. The
query is the whole state, so that a link shows a colleague what one sees, and it works without a script.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from tracker.diff.changes import Direction, Relation
from tracker.web.bands import DISPUTED, FRESH, NOTED, OPEN, RENUMBERING, UNCHECKED, Band, Change

#: The relations a chip can ask for, in the order of chips; unchanged and renumbered articles are the rest of the page.
RELATIONS = (Relation.AMENDED, Relation.ADDED, Relation.DELETED, Relation.MOVED, Relation.SPLIT, Relation.MERGED)
DIMENSIONS = tuple(f"D{n}" for n in range(1, 16))
SEVERITIES = tuple(f"severity-{n}" for n in (3, 2, 1, 0))
BEARS = "bears-"
CHANGED = "changed"
ALL = "all"
#: What the firm asks of its own work; nobody outside is offered these.
WORK = (OPEN, UNCHECKED, FRESH, DISPUTED)


def group_of(tag: str) -> str:
    """Which question a tag answers."""
    if tag in set(Direction):
        return "direction"
    if tag in set(Relation):
        return "relation"
    if tag in DIMENSIONS:
        return "dimension"
    if tag in SEVERITIES:
        return "severity"
    return "bears" if tag.startswith(BEARS) else tag


@dataclass(frozen=True, slots=True)
class Sift:
    """What is asked: tags in the order asked, words, whether rows in which only numbers changed are left out.

    `inline` asks for both texts in one column; it sifts nothing out.
    """

    tags: tuple[str, ...] = ()
    words: str = ""
    hides_renumbering: bool = False
    inline: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.tags or self.words or self.hides_renumbering)

    def answers(self, tags: Iterable[str]) -> bool:
        """Whether a change with these tags is among those asked for; words are asked of rows."""
        has = set(tags)
        groups: dict[str, bool] = {}
        for tag in self.tags:
            if tag != CHANGED:
                group = group_of(tag)
                groups[group] = groups.get(group, False) or tag in has
        return all(groups.values()) and not (self.hides_renumbering and RENUMBERING in has)

    def shows(self, band: Band, judged: bool) -> bool:
        """Whether a row is shown."""
        if self.words and _folded(self.words) not in _folded(band.words):
            return False
        if self.hides_renumbering and self._only_renumbered(band):
            return False
        if CHANGED in self.tags and not band.is_loud:
            return False
        if not [tag for tag in self.tags if tag != CHANGED]:
            return True
        each = [self.answers(change.tags if judged else change.bare_tags) for change in band.changes]
        return any(each) or self.answers(_of_row(band))

    def _only_renumbered(self, band: Band) -> bool:
        if band.changes:
            return all(RENUMBERING in change.bare_tags for change in band.changes)
        return band.relation is Relation.RENUMBERED

    def toggled(self, tag: str) -> "Sift":
        """The same with a tag put on or taken off; `all` takes every tag off."""
        if tag == ALL:
            return Sift(inline=self.inline)
        tags = tuple(t for t in self.tags if t != tag) if tag in self.tags else (*self.tags, tag)
        return replace(self, tags=tags)

    @property
    def without_renumbering(self) -> "Sift":
        """The same with rows in which only numbers changed left out, or shown again."""
        return replace(self, hides_renumbering=not self.hides_renumbering)

    @property
    def other_view(self) -> "Sift":
        """The same in one column, or in two again."""
        return replace(self, inline=not self.inline)

    @property
    def query(self) -> str:
        """The state as the end of an address; empty when nothing is asked."""
        hides, view = RENUMBERING if self.hides_renumbering else "", "inline" if self.inline else ""
        args = {"show": " ".join(self.tags), "find": self.words, "hide": hides, "view": view}
        kept = {name: value for name, value in args.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def asked(args: Mapping[str, str], known: frozenset[str]) -> Sift:
    """What a query asks; tags nobody knows, or that this reader may not ask for, are passed over."""
    tags = dict.fromkeys(tag for tag in args.get("show", "").split() if tag in known)
    words, hides = args.get("find", "").strip()[:100], args.get("hide") == RENUMBERING
    return Sift(tuple(tags), words, hides, args.get("view") == "inline")


def known_tags(changes: Iterable[Change], judged: bool, inside: bool) -> frozenset[str]:
    """What may be asked: a judgement only by a reader who may see it, the firm's own work only by the firm."""
    seen = {tag for change in changes for tag in (change.tags if judged else change.bare_tags)}
    directions = {d.value for d in Direction} if judged else set()
    fixed = {CHANGED, NOTED, *(r.value for r in RELATIONS), *directions}
    return frozenset((seen | fixed) - set() if inside else (seen | fixed) - set(WORK))


def _of_row(band: Band) -> Sequence[str]:
    """What a row answers by itself: a whole move, and notes on provisions that did not change."""
    return [tag for tag in band.tags(judged=False) if band.is_moved_whole or tag in (NOTED, OPEN)]


def _folded(words: str) -> str:
    return "".join(words.split()).casefold()
