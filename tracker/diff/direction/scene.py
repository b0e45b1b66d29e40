"""What a rule is given: both readings of one pair, both whole texts, the lexicon; and how a rule speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tracker.diff.changes import Direction, Signal
from tracker.diff.direction.lexicon import Lexicon
from tracker.diff.direction.pairing import LONG_PHRASE, MOVED, Paired, covered, said_by_one
from tracker.diff.direction.segments import Reading, Segment

# What a norm says besides how it binds: 应当按照规定履行保密义务 and 继续履行保密义务 ask the same.
_OPERATORS = re.compile(r"应当|依法|按照[^，。；]{0,6}规定|严格|及时|继续|认真|切实")
# 持登记证件或执照: what either was asked for before is asked for still.
_ALTERNATIVE = re.compile("[^，、；]{2,14}或|或[^，、；]{2,14}")
# 适用于药品 and 不适用于药品 have nearly the same words.
_NEGATION = re.compile("不适用|不包括|不属于|不需要?|无需|无须")
# Shorter words are said of many things; nearly all of the rest must stand in the other clause.
CONTENT, SAME_CONTENT = 6, 0.9


@dataclass(frozen=True)
class Scene:
    """One pair under judgement.

    Attributes:
        old, new: the readings; `paired`: their segments put together.
        old_text, new_text: all the words of both texts as printed, to recognise what only moved elsewhere.
        mirrored: True where old and new were exchanged, so that one-way rules need to be written once.
    """

    old: Reading
    new: Reading
    paired: Paired
    old_text: str
    new_text: str
    lexicon: Lexicon
    mirrored: bool = False

    def mirror(self) -> "Scene":
        """The same pair read backwards; what it says has its sign turned by `says`."""
        return self._mirror

    @cached_property
    def _mirror(self) -> "Scene":
        # Made once, for every rule asks for it.
        swapped = Paired(tuple((b, a) for a, b in self.paired.together), self.paired.come, self.paired.gone)
        return Scene(self.new, self.old, swapped, self.new_text, self.old_text, self.lexicon, not self.mirrored)

    def says(
        self,
        rule: str,
        sign: int,
        severity: int,
        old: tuple[int, int] | None,
        new: tuple[int, int] | None,
    ) -> Signal:
        """A signal with both quotes, from folded places in this scene's old and new."""
        old_quote = self.old.wording.quote(*old) if old else None
        new_quote = self.new.wording.quote(*new) if new else None
        if self.mirrored:
            sign, old_quote, new_quote = -sign, new_quote, old_quote
        effect = Direction.STRENGTHENED if sign > 0 else Direction.SOFTENED
        return Signal(rule, self.lexicon.rule(rule).dimension, effect, severity, old_quote, new_quote)

    def changed(self) -> Iterator[tuple[Segment, Segment]]:
        """Paired segments whose words differ."""
        return ((a, b) for a, b in self.paired.together if a.text != b.text)

    def _covers(self, words: str) -> float:
        """How much of some words stands in the old clause, or in one sentence of its sisters."""
        return max(covered(words, text) for text in (self.old.text, *self.old.around.splitlines()))

    def _went_elsewhere(self, words: str) -> bool:
        """Whether a unit that stands alone says nearly all of some words in one sentence."""
        return len(words) >= LONG_PHRASE and said_by_one(words, self.old.elsewhere)

    def stood_before(self, segment: Segment) -> bool:
        """Whether the words of a new segment stood in the old clause, or as often elsewhere in the old text."""
        negated = _NEGATION.search(segment.text)
        if negated and negated[0] not in self.old.all_text:
            return False
        if self._covers(segment.masked) >= MOVED and len(segment.text) > 2:
            return True
        content = _OPERATORS.sub("", segment.masked)
        if self._went_elsewhere(content):
            return True
        if len(content) >= CONTENT and content != segment.masked and self._covers(content) >= SAME_CONTENT:
            return True
        less = _ALTERNATIVE.sub("", content)
        if len(content) > len(less) >= CONTENT and self._covers(less) >= SAME_CONTENT:
            return True
        quote = self.new.wording.quote(segment.start, segment.end)
        if quote is None or len(quote.text) < LONG_PHRASE:
            return False
        # Most phrases that are new stand nowhere in the old text; then nothing need be counted.
        if quote.text not in self.old_text:
            return False
        return 0 < self.new_text.count(quote.text) <= self.old_text.count(quote.text)


def both_ways(scene: Scene) -> tuple[Scene, Scene]:
    """The scene and its mirror: a rule about what entered finds, in the mirror, what left."""
    return scene, scene.mirror()
