"""Procedural steps that came, went, or were replaced by a step higher or lower on the ladder."""

from collections import Counter
from collections.abc import Iterator

from tracker.diff.changes import Signal
from tracker.diff.direction.lexicon import any_word
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

# A step word that stands in both texts more often than once in so many characters is their subject matter.
SUBJECT_MATTER = 500
_LEAST = 6  # and at least so often: short texts repeat a word by chance


def judge(scene: Scene) -> Iterator[Signal]:
    """A signal for each paired segment whose steps changed."""
    finder = any_word(tuple(word for word, _ in scene.lexicon.steps))
    rungs = dict(scene.lexicon.steps)
    for old, new in scene.changed():
        left = _fresh(scene.mirror(), new, old, finder)
        entered = _fresh(scene, old, new, finder)
        if left and entered:
            yield from _ladder(scene, old, new, left, entered, rungs)
    for way in both_ways(scene):
        for old, new in way.changed():
            entered = _fresh(way, old, new, finder)
            if entered and not _fresh(way.mirror(), new, old, finder):
                yield from _step(way, old, new, entered)


def _ladder(scene, old, new, left, entered, rungs) -> Iterator[Signal]:  # type: ignore[no-untyped-def]
    high_old = max(left, key=lambda m: rungs[m[0]])
    high_new = max(entered, key=lambda m: rungs[m[0]])
    climb = rungs[high_new[0]] - rungs[high_old[0]]
    polarity = new.polarity or old.polarity
    if climb and polarity:
        sign = (1 if climb > 0 else -1) * polarity
        yield scene.says("procedure-ladder", sign, 3 if abs(climb) > 1 else 2, _place(old, high_old), _place(new, high_new))


def _step(scene: Scene, old: Segment, new: Segment, entered: list) -> Iterator[Signal]:  # type: ignore[type-arg]
    if new.norm.id in ("sanction", "sanction-by-reference", "power") and new.part is Part.NORM:
        return
    if not new.polarity or not old.polarity:
        return
    yield scene.says("procedure-step", new.polarity, 2, (old.start, old.end), _place(new, entered[0]))


def _fresh(scene: Scene, old: Segment, new: Segment, finder) -> list:  # type: ignore[no-untyped-def, type-arg]
    more = Counter(finder.findall(new.text)) - Counter(finder.findall(old.text))
    more &= Counter(finder.findall(scene.new.text)) - Counter(finder.findall(scene.old.text))
    return [m for m in finder.finditer(new.text) if more[m[0]] and not _is_subject_matter(m[0], scene)]


def _is_subject_matter(word: str, scene: Scene) -> bool:
    return all(
        text.count(word) >= max(_LEAST, len(text) / SUBJECT_MATTER) for text in (scene.old_text, scene.new_text)
    )


def _place(segment: Segment, match) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    return segment.start + match.start(), segment.start + match.end()
