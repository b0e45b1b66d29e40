"""English provisions that run on inside one line of the source get lines of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.law.document import Problem

_ALONE = re.compile(r"(?:New\s+)?[Aa]rticle\s+\d+ ?[a-z]{0,2}$")
#: Its heading and its first paragraph below an article's number: Advisory forum 1. An advisory forum shall …
_HEADED = re.compile(r"[A-Z][^.;:]{2,140}? (?P<label>1\. )[A-Z]")
#: An article behind the last sentence of another: … to AI systems. Article 55a Derogations for operators
_BEHIND = re.compile(r"(?<=[.;]) (?P<label>Article (?P<number>\d+[a-z]{1,2}) [A-Z][^.;:]{3,100})$")
#: New article 52caAuthorised representative1.
_GLUED = re.compile(r"(?:New\s+)?[Aa]rticle\s+\d+[a-z]{1,2}[A-Z][^.;:]{3,100}[a-z](?P<label>1\.)$")


def unroll(texts: Sequence[str]) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines with what runs on cut apart, and a problem that says so. Lines in good order come back as they are."""
    out: list[str] = []
    first = ""
    cut = 0
    for above, text in pairwise(["", *texts]):
        places = sorted(set(_cuts(above, text)))
        first = first or (text[places[0] :].strip()[:24] if places else "")
        cut += len(places)
        edges = [0, *places, len(text)]
        out += [text[begin:end].strip() for begin, end in pairwise(edges)]
    if not cut:
        return list(texts), ()
    says = f"{cut} provisions run on inside lines of the source (the first is {first}…); each was given its own line."
    return out, (Problem("run-on", first, says),)


def _cuts(above: str, text: str) -> Iterator[int]:
    if "rticle" in text:
        for found in (_BEHIND.search(text), _GLUED.match(text)):
            if found:
                yield found.start("label")
    if (found := _HEADED.match(text)) and _ALONE.match(above):
        yield found.start("label")
