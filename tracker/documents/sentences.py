"""What reading says of a text, in Chinese: each sentence by its pattern, the words that differ carried over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: No remark is longer; what a hostile file says of itself is not searched for one.
_LONGEST = 400
#: Sentences follow one another behind a stop; a clause before a colon may be one of them.
_BETWEEN = re.compile(r"(?<=\.) +(?=[A-Z0-9“第\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Patterns of sentences and their wording in Chinese, the first that fits holds."""

    known: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, pairs: Sequence[tuple[str, str]]) -> "Sentences":
        """From pairs of a pattern with {} and its wording with {1}, {2} …"""
        return cls(tuple((re.compile(_expression(english)), chinese) for english, chinese in pairs))

    def in_chinese(self, text: str) -> str:
        """A remark of one or several sentences, with what names the text before a colon; unknown ones as they are."""
        whole = self._one(text)
        if whole is not None:
            return whole
        parts = _BETWEEN.split(text)
        joint = ""
        if len(parts) == 1 and ": " in text:
            before, _, behind = text.partition(": ")
            parts, joint = [before, behind], "："
        said = [self.in_chinese(part) for part in parts] if len(parts) > 1 else [text]
        return text if said == parts else joint.join(said)

    def _one(self, text: str) -> str | None:
        for pattern, chinese in self.known if len(text) <= _LONGEST else ():
            if found := pattern.fullmatch(text):
                return re.sub(r"\{(\d)\}", lambda place, said=found: str(said[int(place[1])]), chinese)  # type: ignore[misc]
        return None


def _expression(english: str) -> str:
    # what differs is a word or some, never a sentence
    return r"((?:(?!\. [A-Z0-9“第]|: ).)+?)".join(map(re.escape, english.split("{}")))
