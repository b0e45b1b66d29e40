"""The ledger of numbers: every deadline, amount, threshold, count, share and date that changed, came or went."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.diff.changes import Direction, NumberChange, Pair, Signal, Verdict
from tracker.diff.direction.judging import readings
from tracker.diff.direction.pairing import Couple
from tracker.diff.direction.rules_numbers import Figure, figures, more_is, together
from tracker.diff.direction.segments import Reading

if TYPE_CHECKING:
    from tracker.diff.drafting import Drafting  # it holds our lexicon, so it imports this room


def numbers(
    pairs: Sequence[Pair],
    verdicts: Sequence[Verdict],
    drafting: "Drafting",
    read: Sequence[Couple] | None = None,
) -> tuple[NumberChange, ...]:
    """The rows, in order of the pairs; `before` and `after` as printed, the effect for the regulated party.

    A number that came or went with its norm has the effect of the signals that quote it; without any it is neutral.
    `read`: the pairs as read already.
    """
    rows: list[NumberChange] = []
    read = readings(pairs, drafting.direction) if read is None else read
    for pair, verdict, couple in zip(pairs, verdicts, read, strict=True):
        rows.extend(_rows(pair, verdict, couple, drafting))
    return tuple(dict.fromkeys(rows))


def _rows(pair: Pair, verdict: Verdict, couple: Couple, drafting: "Drafting") -> Iterator[NumberChange]:
    old, new, paired = couple.old, couple.new, couple.paired
    lexicon = drafting.direction
    for a, b in paired.together:
        for before, after in together(figures(a, lexicon), figures(b, lexicon)):
            yield from _row(pair, verdict, old, new, before, after)
    for segment in paired.gone:
        for figure in figures(segment, lexicon):
            yield from _row(pair, verdict, old, new, figure, None)
    for segment in paired.come:
        for figure in figures(segment, lexicon):
            yield from _row(pair, verdict, old, new, None, figure)


def _row(
    pair: Pair, verdict: Verdict, old: Reading, new: Reading, before: Figure | None, after: Figure | None
) -> Iterator[NumberChange]:
    if before and after and before.quantity.base == after.quantity.base and before.quantity.word == after.quantity.word:
        return
    was, now = _printed(old, before), _printed(new, after)
    if (was is None and now is None) or (not before and _stands(after, old)) or (not after and _stands(before, new)):
        return
    figure = after or before
    if figure and not _names_a_year(old if figure is before else new, figure):
        places = pair.old.locator if pair.old else None, pair.new.locator if pair.new else None
        yield NumberChange(*places, figure.kind, was, now, _effect(verdict, before, after, old, new))


def _stands(figure: Figure | None, other: Reading) -> bool:
    return figure is not None and figure.quantity.text in other.text


def _printed(reading: Reading, figure: Figure | None) -> str | None:
    """A number as printed; 每年 is a number of times, 年 alone is none."""
    quote = reading.wording.quote(*figure.place) if figure else None
    if quote is None:
        return None
    source = reading.wording.source
    every = quote.start > 0 and source[quote.start - 1] == "每"
    return source[quote.start - every : quote.end]


def _names_a_year(reading: Reading, figure: Figure) -> bool:
    """Whether it is part of a name, as 一年 is of 上一年度: no number one could change."""
    quote = reading.wording.quote(*figure.place)
    return quote is not None and quote.text.endswith("年") and reading.wording.source[quote.end :].startswith("度")


def _effect(verdict: Verdict, before: Figure | None, after: Figure | None, old: Reading, new: Reading) -> Direction:
    if before and after:
        growth = after.quantity.base - before.quantity.base
        sign = more_is(after) or more_is(before)
        if not growth or not sign or before.quantity.word != after.quantity.word:
            return Direction.NEUTRAL
        return Direction.STRENGTHENED if (growth > 0) == (sign > 0) else Direction.SOFTENED
    effects = {s.effect for s in verdict.signals if _tells(s, before, old, "old") or _tells(s, after, new, "new")}
    return effects.pop() if len(effects) == 1 else (Direction.MIXED if effects else Direction.NEUTRAL)


def _tells(signal: Signal, figure: Figure | None, reading: Reading, side: str) -> bool:
    """Whether a signal's quote on this side covers the number."""
    quote = (signal.old if side == "old" else signal.new) if figure else None
    printed = reading.wording.quote(*figure.place) if figure else None
    return bool(quote and printed and quote.start <= printed.start and printed.end <= quote.end)
