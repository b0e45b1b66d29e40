"""The facts of a text while they are gathered: the first value of each stays, with the sentence it was read from."""

from dataclasses import dataclass, field

from tracker.documents.lines import Line
from tracker.law.document import Evidence


@dataclass(slots=True)
class Finding:
    """The facts found so far, with their sentences."""

    facts: dict[str, object] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)

    def note(self, name: str, value: object, line: Line, at: int = 0, end: int | None = None) -> None:
        """Keep the first value of a fact with the sentence around it."""
        if name in self.facts or value in (None, "", ()):
            return
        self.facts[name] = value
        begin, stop = sentence(line.text, at, end if end is not None else at)
        self.evidence[name] = Evidence(line.text[begin:stop], line.start + begin)


def sentence(text: str, at: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place of a line begins and ends."""
    begin = max(text.rfind(sign, 0, at) for sign in "。；") + 1
    stops = [i for i in (text.find(sign, end) for sign in "。；") if i >= 0]
    return begin, (min(stops) + 1 if stops else len(text))
