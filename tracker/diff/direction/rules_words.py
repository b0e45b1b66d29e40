"""Words that came or went inside a norm: qualifiers, gates, widening and narrowing, kinds of sanction, liability."""

from collections import Counter
from collections.abc import Iterator

from tracker.diff.changes import Signal
from tracker.diff.direction.lexicon import WordClass, any_word
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment


def judge(scene: Scene) -> Iterator[Signal]:
    """A signal for each word of the lexicon that entered or left a paired segment."""
    for way in both_ways(scene):
        for old, new in way.changed():
            for words in scene.lexicon.classes:
                yield from _entered(way, words, old, new)


def _entered(scene: Scene, words: WordClass, old: Segment, new: Segment) -> Iterator[Signal]:
    if (words.within and new.norm.id not in words.within) or new.borrowed:
        return
    if words.rule == "sanction-kind" and new.part is not Part.NORM:
        return
    sign = words.sign * (new.polarity if words.times_norm else 1)
    if not sign or not (new.polarity or old.polarity):
        return
    # All classes' words at once: 严重 inside 情节严重 is no word of its own.
    finder = any_word(tuple(word for c in scene.lexicon.classes for word in c.words))
    before, now, there, was_there = (
        Counter(w for w in finder.findall(text) if w in words.words)
        for text in (old.text, new.text, scene.new.all_text, scene.old.all_text)
    )
    if words.rule != "sanction-kind" and before.total() >= now.total():
        return  # one word of the class for another
    fresh = (now - before) & (there - was_there)
    for match in finder.finditer(new.text):
        if fresh[match[0]] > 0 and match[0] not in words.silent:
            fresh[match[0]] -= 1
            place = (new.start + match.start(), new.start + match.end())
            yield scene.says(words.rule, sign, words.severity, (old.start, old.end), place)
