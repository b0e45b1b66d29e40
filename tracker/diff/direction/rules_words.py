"""Words that came or went inside a norm: qualifiers, gates, widening and narrowing, kinds of sanction, liability."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from tracker.diff.changes import Signal
from tracker.diff.direction.acting import find_actor
from tracker.diff.direction.lexicon import Lexicon, WordClass, any_word
from tracker.diff.direction.pairing import opcodes
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

# Characters that may come with a word for it to be the change: with a qualifier 的, a verb; with 和其他 its noun.
_SLACK = {"limiting": 3, "opening": 3, "opened": 6}
# 等部门, 等有关机关: which authorities is no matter of the party's.
_NEXT = 8
# What items hang on: they say what is meant.
_LEAD_IN = re.compile("下列|以下|如下")


def judge(scene: Scene) -> Iterator[Signal]:
    """A signal for each word of the lexicon that entered or left a paired segment."""
    finder = _finder(scene.lexicon)
    for way in both_ways(scene):
        everywhere: Counter[str] | None = None
        for old, new in way.changed():
            yield from _widened(way, old, new)
            more = Counter(finder.findall(new.text)) - Counter(finder.findall(old.text))
            if not more:
                continue
            if everywhere is None:
                everywhere = Counter(finder.findall(way.new.all_text)) - Counter(finder.findall(way.old.all_text))
            for words in way.lexicon.classes:
                if any(word in more for word in words.words):
                    yield from _entered(way, words, old, new, finder, more & everywhere)


@lru_cache(maxsize=8)  # to look it up by its words takes as long as to search with it
def _finder(lexicon: Lexicon) -> re.Pattern[str]:
    """All classes' words at once: 严重 inside 情节严重 is no word of its own."""
    return any_word(tuple(word for words in lexicon.classes for word in words.words))


def _widened(scene: Scene, old: Segment, new: Segment) -> Iterator[Signal]:
    """A wider term stands where a narrower one stood."""
    if old.polarity * new.polarity <= 0 or new.borrowed:
        return
    for narrow, wide in scene.lexicon.wider:
        was, now = any_word(narrow).search(old.text), any_word(wide).search(new.text)
        gone = was and not any_word(narrow).search(new.text)
        if was and now and gone and not any_word(wide).search(old.text):
            place = (new.start + now.start(), new.start + now.end())
            yield scene.says("wider-term", new.polarity, 2, (old.start + was.start(), old.start + was.end()), place)
            return


def _entered(
    scene: Scene, words: WordClass, old: Segment, new: Segment, finder: re.Pattern[str], fresh: Counter[str]
) -> Iterator[Signal]:
    sign = words.sign * (new.polarity if words.times_norm else 1)
    if not sign or not _applies(words, old, new) or _exchanged(words, old, new, finder):
        return
    left = Counter({word: n for word, n in fresh.items() if word in words.words and word not in words.silent})
    for match in finder.finditer(new.text):
        if left[match[0]] > 0:
            left[match[0]] -= 1
            if _came_with_more(scene, words, old, new, match):
                continue
            place = (new.start + match.start(), new.start + match.end())
            yield scene.says(words.rule, sign, words.severity, (old.start, old.end), place)


def _came_with_more(scene: Scene, words: WordClass, old: Segment, new: Segment, word: re.Match[str]) -> bool:
    """Whether a word entered as a part of something longer, or of a text that names it as often elsewhere."""
    if words.id == "personal-liability":
        return 0 < scene.new_text.count(word[0]) <= scene.old_text.count(word[0])
    if words.id not in _SLACK:
        return False
    if words.id == "opened" and find_actor(new.text[word.end() : word.end() + _NEXT], scene.lexicon) == "authority":
        return True
    codes = opcodes(old.text, new.text)
    return any(
        k <= word.start() < m and m - k > len(word[0]) + _SLACK[words.id] for op, _, _, k, m in codes if op != "equal"
    )


def _applies(words: WordClass, old: Segment, new: Segment) -> bool:
    if new.borrowed or not (new.polarity or old.polarity):
        return False
    if words.rule == "sanction-kind" and new.part is not Part.NORM:
        return False
    if words.id == "opened" and not _same_list(old, new):
        return False
    if words.id == "reach-of-sanction" and "前款" not in old.text:
        return False  # other articles are named now, not more paragraphs
    if words.times_norm and old.polarity * new.polarity < 0:
        return False  # a duty became an exemption: which words cover more cannot be compared
    return not words.within or new.norm.id in words.within


def _same_list(old: Segment, new: Segment) -> bool:
    """Whether a list was opened, and not brought along or left behind with its general noun."""
    marks = [segment.text.count("、") + segment.text.count("或") for segment in (old, new)]
    return old.norm.id == new.norm.id and abs(marks[0] - marks[1]) <= 1 and not _LEAD_IN.search(new.text)


def _exchanged(words: WordClass, old: Segment, new: Segment, finder: re.Pattern[str]) -> bool:
    """Whether one word of the class stands where another stood; kinds of sanction are told one by one."""
    if words.rule == "sanction-kind":
        return False
    if words.id == "personal-liability":
        return any(word in old.text for word in words.words)
    before, now = (sum(word in words.words for word in finder.findall(text)) for text in (old.text, new.text))
    return before >= now
