"""Lines of Chinese as printers break them (避头尾): none begins with ， or ends with 《, no number is cut.

reportlab breaks between any two signs and knows neither ， nor ” among those that may not begin a line (GB/T 15834,
section 5.1: 句号、逗号… and the closing halves of marks stand at no line's beginning, opening halves at no line's end).
"""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import ParaLines, cjkU, makeCJKParaLine

NOT_FIRST = frozenset("，。、；：？！,.;:?!）］｝〕】》〉」』”’)]}%％‰℃·・…—～")
NOT_LAST = frozenset("（［｛〔【《〈「『“‘([{￥$§")
FURTHEST = 12  # signs a break may go back: beyond, a long word is cut after all rather than leave half a line empty
_FUZZ = 1e-6  # points: widths are sums of decimals


class Lines(Paragraph):  # type: ignore[misc]  # reportlab ships no types
    """A paragraph broken that way."""

    def breakLinesCJK(self, maxWidths: Any) -> Any:  # noqa: N802, N803 - reportlab's names
        """The lines, for widths of the first, the second and all further ones."""
        if not self.frags:
            return super().breakLinesCJK(maxWidths)
        if hasattr(self, "blPara") and getattr(self, "_splitpara", False):
            return self.blPara
        widths = list(maxWidths) if isinstance(maxWidths, list | tuple) else [maxWidths]
        signs = [cjkU(sign, frag, "utf8") for frag in self.frags for sign in (frag.text or [""])]
        self.height = 0
        return ParaLines(kind=1, lines=_lines(signs, widths))


def _lines(signs: Sequence[Any], widths: Sequence[float]) -> list[Any]:
    lines: list[Any] = []
    start = 0
    while start < len(signs):
        most = widths[min(len(lines), len(widths) - 1)]
        end, forced = _fill(signs, start, most)
        if end < len(signs) and not forced:
            end = _back(signs, start, end)
        used = sum(sign.width for sign in signs[start:end])
        lines.append(makeCJKParaLine(signs[start:end], most, used, most - used, forced, False))
        start = end
    return lines


def _fill(signs: Sequence[Any], start: int, most: float) -> tuple[int, bool]:
    """Where a line is full, at least one sign on; and whether its end was ordered."""
    used = 0.0
    for n in range(start, len(signs)):
        if hasattr(signs[n].frag, "lineBreak"):
            return n + 1, True
        used += signs[n].width
        if used > most + _FUZZ and n > start:
            return n, False
    return len(signs), False


def _back(signs: Sequence[Any], start: int, end: int) -> int:
    """The nearest place at or before `end` where a line may be broken; `end` where there is none near."""
    for n in range(end, max(start, end - FURTHEST), -1):
        if may_break(str(signs[n - 1]), str(signs[n])):
            return n
    return end


def may_break(last: str, first: str) -> bool:
    """Whether a line may end with the one sign and the next begin with the other."""
    if first in NOT_FIRST or last in NOT_LAST or first.isspace():
        return False
    return not (_latin(last) and _latin(first))


def _latin(sign: str) -> bool:
    return sign.isalnum() and sign < "\u2e80"
