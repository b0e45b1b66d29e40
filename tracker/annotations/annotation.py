"""A note by counsel on a change, a provision or a quoted phrase, its history, and what of it went to clients."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Visibility(StrEnum):
    """Who a note is for: a note is internal until somebody releases it."""

    INTERNAL = "internal"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a note points, after the W3C Web Annotation model: exact words with context, and their offsets.

    `side` is `old` or `new`; offsets (characters) count in the unit's text.
    """

    side: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in one of the two texts: the side, `old` or `new`, and a unit's locator."""

    side: str
    locator: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One wording of a note; the history is append-only. `at` is UTC."""

    body: str
    author: str
    at: datetime


class Deed(StrEnum):
    """What somebody did with a note besides wording it."""

    ASSIGNED = "assigned"  # value: the person's id, empty for nobody
    LABELLED = "labelled"  # value: the label
    UNLABELLED = "unlabelled"
    RESOLVED = "resolved"  # value: the closing note
    REOPENED = "reopened"
    HOUSE_VIEW = "house-view"
    NOT_HOUSE_VIEW = "not-house-view"
    SETTLED = "settled"  # value: what a person decided about its place in a newer version


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done with a note, by a person's id, at an instant (UTC); acts are only ever added."""

    deed: Deed
    value: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteRelease:
    """What clients may read of a note: the wording at the moment of release, never a later edit.

    `client` is a client's id, or None for every client that follows the instrument.
    """

    body: str
    by: str
    at: datetime
    client: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One note on two versions compared.

    Attributes:
        change: the change it is on (`Clause.key`), empty for a provision or the whole comparison.
        spot: the provision it is on where that did not change.
        selector: the phrase it quotes, if any.
        revisions: from the first wording to the last; `releases` are those in force.
        parent: the note it answers, if it is a reply; a reply is the firm's own and is never released.
        matter: the firm's matter number, empty if none.
        acts: what was done with it, oldest first.
    """

    id: int
    instrument: str
    old: str
    new: str
    change: str
    selector: Selector | None
    revisions: tuple[Revision, ...]
    releases: tuple[NoteRelease, ...] = ()
    spot: Spot | None = None
    parent: int | None = None
    matter: str = ""
    acts: tuple[Act, ...] = field(default=())

    @property
    def body(self) -> str:
        """The latest wording."""
        return self.revisions[-1].body

    @property
    def author(self) -> str:
        """Who wrote it first."""
        return self.revisions[0].author

    @property
    def visibility(self) -> Visibility:
        """Released once anybody outside may read some wording of it."""
        return Visibility.RELEASED if self.releases else Visibility.INTERNAL

    @property
    def place(self) -> Spot | None:
        """Where in which text it stands: a phrase on its side, a change where it stands now, or where it stood.

        None for a note on the whole comparison.
        """
        if self.spot is not None:
            return self.spot
        if not self.change:
            return None
        old, _, new = self.change.partition("~")
        side = self.selector.side if self.selector else "new" if new else "old"
        return Spot(side, new if side == "new" else old)

    @property
    def version(self) -> str:
        """The id of the version it stands in; empty for a note on the whole comparison."""
        return {"old": self.old, "new": self.new}[self.place.side] if self.place else ""

    @property
    def assignee(self) -> str:
        """The id of whom it is given to; empty for nobody."""
        return next((act.value for act in reversed(self.acts) if act.deed is Deed.ASSIGNED), "")

    @property
    def labels(self) -> tuple[str, ...]:
        """Its labels, in the order they were put on."""
        worn: dict[str, None] = {}
        for act in self.acts:
            if act.deed is Deed.LABELLED:
                worn[act.value] = None
            elif act.deed is Deed.UNLABELLED:
                worn.pop(act.value, None)
        return tuple(worn)

    @property
    def closing(self) -> Act | None:
        """The act that resolved it, with its closing note; None while it is open."""
        last = self._last(Deed.RESOLVED, Deed.REOPENED)
        return last if last and last.deed is Deed.RESOLVED else None

    @property
    def is_house_view(self) -> bool:
        """Whether the firm speaks with this note where counsel disagree."""
        last = self._last(Deed.HOUSE_VIEW, Deed.NOT_HOUSE_VIEW)
        return last is not None and last.deed is Deed.HOUSE_VIEW

    def _last(self, *deeds: Deed) -> Act | None:
        return next((act for act in reversed(self.acts) if act.deed in deeds), None)
