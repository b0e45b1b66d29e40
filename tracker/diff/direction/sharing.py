"""A unit that stands in several pairs is cut up: each pair is judged on the segments that went its way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.diff.changes import Pair, Unit
from tracker.diff.direction.pairing import covered
from tracker.diff.direction.segments import Reading, Segment

# Below this share of common character pairs a segment belongs to no counterpart and goes with its neighbour.
_BELONGS = 0.34


def shared(pairs: Sequence[Pair], side: str) -> dict[str, list[int]]:
    """Locators of units that stand in more than one pair, with the places of those pairs."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        unit: Unit | None = getattr(pair, side)
        if unit:
            places[unit.locator].append(place)
    return {locator: found for locator, found in places.items() if len(found) > 1}


def cut(reading: Reading, counterparts: Mapping[int, str]) -> dict[int, Reading]:
    """A unit's reading for each pair it stands in: place of the pair → the segments that are its own.

    `counterparts` maps the place of each pair to the words of its other side, empty for an added or deleted row.
    """
    owners = [_owner(segment, counterparts) for segment in reading.segments]
    nobody = next((place for place, words in counterparts.items() if not words), None)
    settled = _settle(reading.segments, owners, nobody)
    own = {
        place: tuple(s for s, owner in zip(reading.segments, settled, strict=True) if owner == place)
        for place in counterparts
    }
    # A pair that got nothing is judged on the whole: alignment saw something in it.
    return {place: replace(reading, segments=segments or reading.segments) for place, segments in own.items()}


def _owner(segment: Segment, counterparts: Mapping[int, str]) -> int | None:
    scored = [(covered(segment.masked, words), -place) for place, words in counterparts.items() if words]
    score, place = max(scored, default=(0.0, 0))
    return -place if score >= _BELONGS else None


def _settle(segments: Sequence[Segment], owners: Sequence[int | None], nobody: int | None) -> list[int | None]:
    settled = list(owners)
    for index in range(len(settled) - 1, -1, -1):
        if settled[index] is None and segments[index].text.endswith(("的", "时")) and index + 1 < len(settled):
            settled[index] = settled[index + 1]
    for index in range(1, len(settled)):
        if segments[index - 1].text.endswith("人员") and segments[index].text.startswith("处"):
            settled[index] = settled[index - 1]  # 对主管人员，处…罚款: one fine
    for index, owner in enumerate(settled):
        if owner is None:
            settled[index] = nobody if nobody is not None else (settled[index - 1] if index else None)
    first = next((owner for owner in settled if owner is not None), None)
    return [first if owner is None else owner for owner in settled]
