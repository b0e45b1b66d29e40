"""Quoting: the selector of words in a provision's text, and the words a selector still finds there."""

from tracker.annotations.annotation import Selector

CONTEXT = 32  # characters on either side; what the W3C model's examples use, enough to tell a phrase from its twins


def quote(text: str, exact: str, side: str, near: int = -1) -> Selector | None:
    """The selector of `exact` in a unit's text; None where the words do not stand there.

    `near` is the offset (characters) somebody saw the words at: of several equal phrases the one nearest to it is
    meant, without it the first.
    """
    places = occurrences(text, exact)
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - near)) if near >= 0 else places[0]
    return selector(text, start, start + len(exact), side)


def selector(text: str, start: int, end: int, side: str) -> Selector:
    """The selector of `text[start:end]`."""
    return Selector(
        side=side,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def occurrences(text: str, words: str) -> list[int]:
    """Every offset at which words stand in a text, overlapping ones too."""
    found, place = [], text.find(words) if words else -1
    while place >= 0:
        found.append(place)
        place = text.find(words, place + 1)
    return found
