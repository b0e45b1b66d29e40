"""One point of a decision → its operations: each sentence is read form by form, and what no form reads is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tracker.amending import addresses
from tracker.amending.annexes import locator_of
from tracker.amending.naming import plain
from tracker.amending.operation import Act, Operation
from tracker.amending.quoting import Frame
from tracker.amending.wording import RECITAL, STANDING, Form, Wording
from tracker.law.citation import Place
from tracker.law.document import Evidence
from tracker.law.numbering import parse_numeral

_SENTENCE = re.compile(r"[^。]+。?")
_SIGNS = re.compile(r"[，；、。：\s]+")
_CLAUSE = re.compile(r"[，；。]|$")
_QUOTED = re.compile(r"⟦(\d+)⟧")
#: What every name of the law is read as.
_ITSELF = "本法"
#: Where an order begins behind the words that say why it is given.
_ORDER = re.compile(r"(?<=，)[将在对]第")
#: Slots that say themselves which provision is meant.
_OWN_PLACE = frozenset({"places", "within", "after", "before", "division", "annex"})
#: Words between a law's name and what is amended in it: 《…法》的第五条, 修改后的第六条.
_AFTER_NAME = r"(?:的)?(?=原?第|条文|⟦|名称|序言|附[件录表])"
#: What may stand for “how many” and is no number.
_SOME = "若干"


@dataclass(slots=True)
class Reader:
    """Reads the sentences of one point, remembering which provision the words are about."""

    wording: Wording
    text: str
    point: str
    law: str = ""
    laws: tuple[str, ...] = ()  # those the decision amends; a sentence may name them without 《》
    here: tuple[Place, ...] = ()
    recital: str = ""  # the paragraph of the preamble the words are about
    lost: bool = False  # words were not understood: what follows may be about them
    found: list[Operation] = field(default_factory=list)

    def read(self, frame: Frame) -> list[Operation]:
        """The operations of a point, numbered from 0; `unknown` ones for what no form reads."""
        for sentence in _SENTENCE.finditer(frame.words):
            self._sentence(frame, sentence)
        return self.found

    def _sentence(self, frame: Frame, span: re.Match[str]) -> None:
        words = _without_names(span[0], self.wording, self.laws)
        evidence = self._evidence(frame, span)
        self.lost = False
        at = _skip(words, 0)
        while at < len(words):
            at = self._step(words, at, frame, evidence)
            at = _skip(words, at)

    def _step(self, words: str, at: int, frame: Frame, evidence: Evidence) -> int:
        """Read one change from a place on; returns where it ends."""
        if matched := self.wording.match(words, at):
            form, found = matched
            if self.lost and not _OWN_PLACE & {name for name, value in found.groupdict().items() if value}:
                return self._not_understood(words, at, evidence)
            self.lost = False
            self.found += self._operations(form, found, frame, evidence)
            return found.end()
        join = next((word for word in self.wording.joins if words.startswith(word, at)), "")
        if join:
            return at + len(join)
        if words.startswith(self.wording.purposes, at) and (order := _ORDER.search(words, at)):
            return order.start()
        if decides := self.wording.decides.match(words, at):
            return decides.end()
        if recital := RECITAL.match(words, at):
            self.recital = _recital(recital["recital"])
            return recital.end()
        standing = STANDING.match(words, at)
        if standing:
            self.here = addresses.places(standing["places"], self._inherit()) or self.here
            return standing.end()
        return self._not_understood(words, at, evidence)

    def _not_understood(self, words: str, at: int, evidence: Evidence) -> int:
        """Keep words no form reads, up to the next sign, as one unknown operation of their sentence."""
        end = _CLAUSE.search(words, at)
        assert end is not None
        self.lost = True
        if not (self.found and self.found[-1].act is Act.UNKNOWN and self.found[-1].sentence == evidence):
            self.found.append(Operation(0, Act.UNKNOWN, self.point, evidence, law=self.law))
        return max(end.start(), at + 1)

    def _operations(self, form: Form, found: re.Match[str], frame: Frame, evidence: Evidence) -> Iterator[Operation]:
        slots = {name: value for name, value in found.groupdict().items() if value}
        base = Operation(0, form.acts[0], self.point, evidence, law=self.law)
        filled = self._filled(base, slots, frame)
        if Act.CONTENTS in form.acts:
            self._fill(filled.text)
            return
        if Act.RENUMBER_QUOTED in form.acts:
            yield self._from_quotes(filled)
            return
        for act in form.acts:
            operation = replace(filled, act=act)
            if act is Act.RENUMBER:
                operation = replace(operation, text=())
            elif len(form.acts) > 1:
                operation = replace(operation, becomes=())
            yield operation
        self._remember(slots, filled)

    def _fill(self, text: tuple[tuple[str, ...], ...]) -> None:
        """Give the words to what was ordered just before: a new section has its new articles in it."""
        waiting = [o for o in self.found if o.act in (Act.INSERT, Act.INSERT_DIVISION) and not o.text]
        owner = next((o for o in waiting if o.act is Act.INSERT_DIVISION), waiting[-1] if waiting else None)
        if owner is not None:
            inside = waiting if owner.act is Act.INSERT_DIVISION else []
            kept = [o for o in self.found if o is owner or o.act is Act.INSERT_DIVISION or o not in inside]
            self.found[:] = [replace(o, text=text) if o is owner else o for o in kept]

    def _filled(self, operation: Operation, slots: dict[str, str], frame: Frame) -> Operation:
        """An operation with what the slots of its form say."""
        here = self._inherit()
        targets = addresses.places(slots["places"], here) if "places" in slots else self.here
        container = addresses.places(slots["within"], here) if "within" in slots else ()
        after = addresses.places(slots.get("after", ""), here)
        before = addresses.places(slots.get("before", ""), here)
        unit = slots.get("unit", "") if operation.act in (Act.INSERT, Act.SPLIT) else ""
        if "places" in slots or "within" in slots:
            self.recital = ""
        if self.recital and "places" not in slots and operation.act not in (Act.INSERT, Act.INSERT_DIVISION):
            targets = ()
        annex = (locator_of(slots["annex"]),) if "annex" in slots else ()
        if operation.act is Act.INSERT:
            unit = unit or _unit_of(slots.get("new", ""))
            targets = () if unit == "条" else container or _above(after or before) or self._holder(unit)
        owner = (targets[0] if targets else None) or here
        becomes = _written(addresses.places(slots.get("new", ""), owner))
        if operation.act is Act.RENUMBER_DIVISION:
            becomes = (addresses.division(slots["new_division"]),)
        return replace(
            operation,
            targets=annex or _written(targets) or ((self.recital,) if self.recital else ()),
            becomes=becomes,
            after=_written(after)[0] if after else addresses.division(slots.get("after_division", "")),
            before=_written(before)[0] if before else "",
            division=".".join(
                filter(None, (addresses.division(slots.get(name, "")) for name in ("within_division", "division")))
            ),
            count=_count(slots.get("n", "")),
            unit=unit,
            text=tuple(_quotes(slots.get("text", ""), frame)),
            words=_pairs(operation.act, slots, frame),
        )

    def _holder(self, unit: str) -> tuple[Place, ...]:
        """What a new paragraph or item goes into, by what the sentence spoke of last: 款 go into its article."""
        if unit == "款" and self.here:
            return (Place(self.here[0].article),)
        return self.here

    def _remember(self, slots: dict[str, str], operation: Operation) -> None:
        """What the next words of the sentence are about, if they do not say it themselves."""
        here = self._inherit()
        named = addresses.places(slots.get("places") or slots.get("within") or "", here)
        if named:
            self.here = named
        elif operation.act is Act.INSERT and operation.unit == "条":
            self.here = ()

    def _inherit(self) -> Place | None:
        return self.here[0] if self.here else None

    def _from_quotes(self, operation: Operation) -> Operation:
        """“第八条”调整为“第七条”: the numbers stand in quotation marks."""
        old, new = operation.words[0] if operation.words else ("", "")
        targets, becomes = addresses.places(old), addresses.places(new)
        if not targets or not becomes:
            return replace(operation, act=Act.SUBSTITUTE)
        return replace(operation, act=Act.RENUMBER, targets=_written(targets), becomes=_written(becomes), words=())

    def _evidence(self, frame: Frame, span: re.Match[str]) -> Evidence:
        """The sentence as printed, its quotations in it."""
        start = frame.places[span.start()]
        ends = {quote.start: quote.end for quote in frame.quotes}
        last = frame.places[span.end() - 1]
        return Evidence(self.text[start : ends.get(last, last + 1)], start)


def _recital(words: str) -> str:
    """The place of a paragraph of the preamble: 序言第七自然段 → preamble.7."""
    number = re.search(r"第(.+?)自然段", words)
    assert number is not None
    return f"preamble.{parse_numeral(number[1])}"


def _skip(words: str, at: int) -> int:
    signs = _SIGNS.match(words, at)
    return signs.end() if signs else at


def _without_names(words: str, wording: Wording, laws: tuple[str, ...]) -> str:
    """The ordering words without the law's names, and without 原 before a number."""
    known = {*wording.names, *laws, *map(plain, laws)} - {""}
    names = "|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name)))
    bare = re.sub(rf"《[^《》]{{1,120}}》|{names}", _ITSELF, words)
    bare = re.sub(rf"(?:修改后的?)?{_ITSELF}{_AFTER_NAME}", "", bare)
    return re.sub(r"(?:修改后的?|原)(?=第)", "", bare)


def _quotes(slot: str, frame: Frame) -> list[tuple[str, ...]]:
    return [frame.quotes[int(number)].lines for number in _QUOTED.findall(slot)]


def _pairs(act: Act, slots: dict[str, str], frame: Frame) -> tuple[tuple[str, str], ...]:
    """The phrases an operation changes, each with what it becomes."""
    old = ["".join(lines) for lines in _quotes(slots.get("old", ""), frame)]
    new = ["".join(lines) for lines in _quotes(slots.get("words", ""), frame)]
    if act is Act.STRIKE:
        return tuple((phrase, "") for phrase in old)
    if not old:
        return (("", "".join(new)),) if new else ()
    if len(new) == len(old):
        return tuple(zip(old, new, strict=True))
    # “甲”、“乙”修改为“丙”: each becomes it
    return tuple((phrase, new[0]) for phrase in old) if len(new) == 1 else ()


def _above(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """What a place stands in: the article of a paragraph, the paragraph of an item."""
    if not places:
        return ()
    place = places[0]
    if place.item:
        return (Place(place.article, place.paragraph),)
    return (Place(place.article),)


def _written(places: tuple[Place, ...]) -> tuple[str, ...]:
    """Places as locators; a first paragraph that is said (第一款第二项) stays said: 5.1(2)."""
    return tuple(
        str(place).replace("(", ".1(", 1) if place.paragraph == 1 and place.item else str(place) for place in places
    )


def _unit_of(new: str) -> str:
    return next((unit for unit in "项款条" if new.endswith(unit) or f"{unit}之" in new), "")


def _count(words: str) -> int:
    return 0 if not words or words == _SOME else parse_numeral(words)
