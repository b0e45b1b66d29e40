"""One pair judged: its readings put side by side, every rule asked, the signals combined."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from tracker.diff.changes import Direction, Pair, Signal, Unit, Verdict
from tracker.diff.direction import (
    rules_fines,
    rules_force,
    rules_ladder,
    rules_lists,
    rules_modifiers,
    rules_numbers,
    rules_presence,
    rules_sanctions,
    rules_steps,
    rules_words,
)
from tracker.diff.direction.combining import combine
from tracker.diff.direction.lexicon import Lexicon, any_of
from tracker.diff.direction.pairing import Couple
from tracker.diff.direction.scene import Scene
from tracker.diff.direction.segments import Reading, read
from tracker.diff.direction.sharing import cut, shared
from tracker.diff.direction.wording import Wording

_RULES = (
    rules_force.judge,
    rules_fines.judge,
    rules_sanctions.judge,
    rules_numbers.judge,
    rules_steps.judge,
    rules_ladder.judge,
    rules_lists.judge,
    rules_modifiers.judge,
    rules_words.judge,
    rules_presence.judge,
)
_ITEMS = ("item", "subitem")
# Confidence of "neutral because no rule spoke", by changed characters: the share that was neutral, blind and today,
# as in `combining`. A unit that came or went in silence is a task, a purpose, a definition nine times in ten.
_SILENT = ((6, 0.95), (20, 0.9), (40, 0.85))
_SILENT_LONG, _SILENT_ALONE = 0.9, 0.9
_SAME = 0.99
_SENTENCES = re.compile("[。；\n]")


def readings(
    pairs: Sequence[Pair], lexicon: Lexicon, leads: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
) -> list[Couple]:
    """Both sides of every pair as read; units that stand in several pairs are cut up between them.

    `leads`: for each side, the numbers of clauses that only announce those below.
    """
    sides = [
        [_read(pair.old, pair.new, lexicon, leads[0]) for pair in pairs],
        [_read(pair.new, pair.old, lexicon, leads[1]) for pair in pairs],
    ]
    for side, name in enumerate(("old", "new")):
        for places in shared(pairs, name).values():
            other = sides[1 - side]
            words = {place: other[place].text for place in places}
            for place, reading in cut(sides[side][places[0]], words).items():
                sides[side][place] = reading
    olds, news = _with_sisters(pairs, "new", sides[0]), _with_sisters(pairs, "old", sides[1])
    return list(map(Couple, _with_others(pairs, olds, "new"), _with_others(pairs, news, "old")))


def _with_others(pairs: Sequence[Pair], mine: Sequence[Reading], other: str) -> list[Reading]:
    """Each reading of a pair with the sentences of its side's units that stand alone: words may have gone there."""
    lonely = tuple(
        sentence
        for pair, reading in zip(pairs, mine, strict=True)
        if getattr(pair, other) is None
        for sentence in _SENTENCES.split(reading.text)
        if sentence
    )
    return [
        replace(reading, elsewhere=lonely) if pair.old and pair.new else reading
        for pair, reading in zip(pairs, mine, strict=True)
    ]


def _with_sisters(pairs: Sequence[Pair], other: str, mine: Sequence[Reading]) -> list[Reading]:
    """Each reading with the words of those it shares its counterpart with."""
    out = list(mine)
    for places in shared(pairs, other).values():
        for place in places:
            sisters = [mine[p].text for p in places if p != place and mine[p].unit.locator != mine[place].unit.locator]
            out[place] = replace(out[place], around="\n".join(sisters))
    return out


def judge_one(couple: Couple, old_text: str, new_text: str, lexicon: Lexicon) -> Verdict:
    """The verdict on one pair of readings; `old_text` and `new_text` are all the words of both texts as printed."""
    old, new = couple.old, couple.new
    if old.text.rstrip("。；，") == new.text.rstrip("。；，"):
        return Verdict(Direction.NEUTRAL, 0, _SAME)
    scene = Scene(old, new, couple.paired, old_text, new_text, lexicon)
    signals = _once([signal for rule in _RULES for signal in rule(scene)])
    signals = rules_fines.settle(rules_ladder.settle(_without_effort(signals, lexicon)))
    signals = rules_sanctions.settle(signals, lexicon.sanctions)
    alone = not (old.unit.locator and new.unit.locator)
    # What changed is measured only where no rule spoke, for it is asked only then.
    silent = _SILENT_ALONE if alone or signals else _silent(old, new)
    return combine(signals, affected=_affected(scene), silent=silent, support=_support(scene), alone=alone)


def _read(unit: Unit | None, other: Unit | None, lexicon: Lexicon, leads: frozenset[str]) -> Reading:
    if unit is None:
        return Reading(Unit("", "", ""), Wording("", (), ""), ())
    hangs = unit.kind in _ITEMS and other is not None and other.kind not in _ITEMS
    reading = read(unit, lexicon, with_chapeau=hangs)
    return replace(reading, leads=unit.kind == "clause" and unit.article in leads)


def _once(signals: Sequence[Signal]) -> list[Signal]:
    return list(dict.fromkeys(signals))


def _without_effort(signals: Sequence[Signal], lexicon: Lexicon) -> list[Signal]:
    """Where a result became an effort (or the reverse), the words of that effort are no duty of their own."""
    told = {s.rule for s in signals} & {"result-to-effort", "effort-to-result"}
    effort = any_of(lexicon.effort.measure + lexicon.effort.degree)
    quoted = ((s, " ".join(q.text for q in (s.old, s.new) if q)) for s in signals)
    return [s for s, words in quoted if not (told and s.rule == "duty" and effort.search(words))]


def _affected(scene: Scene) -> str:
    segments = scene.new.segments or scene.old.segments
    binding = [s.actor for s in segments if s.norm.sign] or [s.actor for s in segments]
    names = {"party": "provider", "authority": "regulator", "state": "state", "individual": "individual"}
    return names.get(binding[0], "") if binding else ""


def _support(scene: Scene) -> bool:
    segments = (*scene.paired.come, *scene.paired.gone, *(b for _, b in scene.paired.together))
    return any(s.norm.support for s in segments) and not any(s.norm.sign for s in segments)


def _silent(old: Reading, new: Reading) -> float:
    same = sum(block.size for block in SequenceMatcher(None, old.text, new.text, autojunk=False).get_matching_blocks())
    changed = max(len(old.text), len(new.text)) - same
    return next((confidence for limit, confidence in _SILENT if changed <= limit), _SILENT_LONG)
