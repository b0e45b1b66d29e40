"""Regular expressions people wrote, matched in one pass: a cunning pattern takes no longer than a plain one.

Python's own engine tries one way after another and lets nobody else work meanwhile: `(a+)+$` holds the process on a
title of forty signs longer than anybody waits. Here every sign of the text is looked at once, with all the places of
the pattern it may stand at (Glushkov's automaton). What can only be told by trying (looking ahead or behind, a
reference back) is refused, with words for whoever wrote it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 500  # signs of a pattern: the longest of ours has ninety
LARGEST = 1000  # places a sign may stand at, counted out: `.{0,60}` has sixty
DEEPEST = 50  # brackets in brackets
KEPT = 10_000  # what was worked out for one pattern and is remembered; beyond it all is forgotten, and worked out anew

_START, _END = "start", "end"  # stand before the first sign and behind the last; no sign is two letters long
_TIMES = re.compile(r"\{(\d*)(,?)(\d*)\}")
_CODE = {"x": 2, "u": 4, "U": 8}  # digits of a sign given by its number


class BadPattern(ValueError):
    """This is no regular expression, or none that is matched in one pass; says why."""


def found(pattern: str, text: str) -> bool:
    """Whether a pattern stands anywhere in a text; raises BadPattern.

    As `re.search`, save that `$` is the very end, and that an anchor stands once at a place.
    """
    return _automaton(pattern).found(text)


def check(pattern: str) -> None:
    """Raise BadPattern for what `found` would refuse."""
    _automaton(pattern)


# A node of the tree: one sign, or a rule over further nodes.
@dataclass(frozen=True, slots=True)
class _Sign:
    says: str  # as written: `征`, `.`, `\d`, `[0-9a-f]`; or an anchor


@dataclass(frozen=True, slots=True)
class _Row:
    parts: "tuple[_Node, ...]"


@dataclass(frozen=True, slots=True)
class _Either:
    parts: "tuple[_Node, ...]"


@dataclass(frozen=True, slots=True)
class _Again:
    what: "_Node"
    least: int
    most: int | None


_Node = _Sign | _Row | _Either | _Again


class _Reader:
    """Reads a pattern Python takes into its tree."""

    def __init__(self, pattern: str) -> None:
        self._rest, self._at, self._deep = pattern, 0, 0

    def read(self) -> _Node:
        made = self._either()
        if self._at < len(self._rest):
            raise BadPattern("unbalanced parenthesis")
        return made

    def _either(self) -> _Node:
        rows = [self._row()]
        while self._take("|"):
            rows.append(self._row())
        return rows[0] if len(rows) == 1 else _Either(tuple(rows))

    def _row(self) -> _Node:
        parts = []
        while self._at < len(self._rest) and self._rest[self._at] not in "|)":
            parts.append(self._again(self._one()))
        return _Row(tuple(parts))

    def _one(self) -> _Node:
        sign = self._rest[self._at]
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._written(self._end_of_class())
        if sign == "\\":
            return self._escaped()
        self._at += 1
        return _Sign({"^": _START, "$": _END}.get(sign, re.escape(sign) if sign != "." else sign))

    def _group(self) -> _Node:
        named = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))").match(self._rest, self._at)
        if not named:
            raise BadPattern(f"“{self._rest[self._at : self._at + 4]}” is not taken here: only plain brackets are")
        self._at, self._deep = named.end(), self._deep + 1
        if self._deep > DEEPEST:
            raise BadPattern("too many brackets in brackets")
        inner = self._either()
        self._take(")")
        self._deep -= 1
        return inner

    def _end_of_class(self) -> int:
        at = self._at + (2 if self._rest.startswith("[^", self._at) else 1) + 1  # a bracket that comes first is a sign
        at -= 1 if self._rest[at - 1] == "\\" else 0
        while self._rest[at] != "]":
            at += 2 if self._rest[at] == "\\" else 1
        return at + 1

    def _escaped(self) -> _Node:
        what = self._rest[self._at + 1]
        if what in "AZ":
            self._at += 2
            return _Sign(_START if what == "A" else _END)
        if what in "bBN" or what.isdigit():
            raise BadPattern(f"“\\{what}” is not taken here")
        return self._written(self._at + 2 + _CODE.get(what, 0))

    def _written(self, end: int) -> _Sign:
        made, self._at = _Sign(self._rest[self._at : end]), end
        return made

    def _again(self, what: _Node) -> _Node:
        counted = _TIMES.match(self._rest, self._at)
        if counted and (counted[1] or counted[2]):
            least = int(counted[1] or 0)
            most = least if not counted[2] else int(counted[3]) if counted[3] else None
            self._at = counted.end()
        elif self._at < len(self._rest) and self._rest[self._at] in "*+?":
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[self._rest[self._at]]
            self._at += 1
        else:
            return what
        if self._take("+"):
            raise BadPattern("“+” behind a repetition is not taken here")
        self._take("?")  # as few as may be: whether it is found is the same
        return _Again(what, least, most)

    def _take(self, sign: str) -> bool:
        is_there = self._rest.startswith(sign, self._at)
        self._at += is_there
        return is_there


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the automaton: whether it may be nothing, and the places it begins and ends with, a bit each."""

    empty: bool
    first: int
    last: int


_NOTHING = _Stretch(empty=True, first=0, last=0)


class _Automaton:
    """The places of a pattern, which signs may stand at each, and what may follow it."""

    def __init__(self, tree: _Node, flags: int) -> None:
        self._flags, self._built = flags, 0
        self._places: dict[str, int] = {}  # what is written → the places that say it, a bit each
        self._follow: list[int] = []
        self._whole = self._build(tree)
        self._tests = {says: re.compile(says, flags).fullmatch for says in self._places if says not in (_START, _END)}
        self._standing: dict[str, int] = {}
        self._next: dict[int, int] = {}

    def found(self, text: str) -> bool:
        if self._whole.empty:
            return True
        places, whole = 0, self._whole
        for sign in (_START, *text, _END):
            places = (whole.first | self._after(places)) & self._at(sign)
            if places & whole.last:
                return True
        return False

    def _at(self, sign: str) -> int:
        """The places a sign may stand at."""
        if sign not in self._standing:
            self._standing = self._standing if len(self._standing) < KEPT else {}
            self._standing[sign] = self._looked_at(sign)
        return self._standing[sign]

    def _looked_at(self, sign: str) -> int:
        if sign in (_START, _END):
            return self._places.get(sign, 0)
        return sum(self._places[says] for says, test in self._tests.items() if test(sign))

    def _after(self, places: int) -> int:
        """The places that may follow any of these."""
        if places not in self._next:
            self._next = self._next if len(self._next) < KEPT else {}
            following = 0
            for place in _bits(places):
                following |= self._follow[place]
            self._next[places] = following
        return self._next[places]

    def _build(self, node: _Node) -> _Stretch:
        self._built += 1
        if self._built > 10 * LARGEST:  # repetitions of nothing have no places
            raise BadPattern("it counts too far")
        match node:
            case _Sign(says):
                return self._place(says)
            case _Row(parts):
                return self._chain(self._build(part) for part in parts)
            case _Either(parts):
                made = [self._build(part) for part in parts]
                return _Stretch(any(m.empty for m in made), _union(m.first for m in made), _union(m.last for m in made))
            case _Again(what, least, most):
                return self._again(what, least, most)

    def _again(self, what: _Node, least: int, most: int | None) -> _Stretch:
        """As many copies as it may stand there; without an end, the last of them goes round."""
        if most is not None:
            copies = (self._build(what) for _ in range(most))
            return self._chain(copy if n < least else _optional(copy) for n, copy in enumerate(copies))
        *before, last = (self._build(what) for _ in range(max(least, 1)))
        self._link(last.last, last.first)
        return self._chain([*before, last if least else _optional(last)])

    def _place(self, says: str) -> _Stretch:
        if len(self._follow) >= LARGEST:
            raise BadPattern("it counts too far")
        place = 1 << len(self._follow)
        self._follow.append(0)
        self._places[says] = self._places.get(says, 0) | place
        return _Stretch(empty=False, first=place, last=place)

    def _chain(self, parts: Iterable[_Stretch]) -> _Stretch:
        made = _NOTHING
        for part in parts:
            self._link(made.last, part.first)
            first = made.first | (part.first if made.empty else 0)
            made = _Stretch(made.empty and part.empty, first, part.last | (made.last if part.empty else 0))
        return made

    def _link(self, before: int, behind: int) -> None:
        for place in _bits(before):
            self._follow[place] |= behind


def _optional(part: _Stretch) -> _Stretch:
    return _Stretch(empty=True, first=part.first, last=part.last)


def _union(places: Iterable[int]) -> int:
    made = 0
    for some in places:
        made |= some
    return made


def _bits(places: int) -> Iterator[int]:
    while places:
        lowest = places & -places
        yield lowest.bit_length() - 1
        places ^= lowest


@lru_cache(maxsize=256)
def _automaton(pattern: str) -> _Automaton:
    if len(pattern) > LONGEST:
        raise BadPattern(f"it is longer than {LONGEST} signs")
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as fault:
        raise BadPattern(str(fault)) from fault
    folded = pattern.startswith("(?i)")
    return _Automaton(_Reader(pattern.removeprefix("(?i)")).read(), re.IGNORECASE if folded else 0)
