"""Whether a text was read well enough to be filed without a person: a score from 0 to 1 and what speaks against it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from tracker.law.document import Document, Grammar, Problem
from tracker.law.numbering import sort_key
from tracker.law.provision import Kind, Provision

#: Below this a person looks first. Of 3,470 real texts two fall below it, one of them a fragment of six articles from
#: 66; a text that lacks a sixth of its articles, or has three garbled signs in a hundred, falls below it too.
GATE = 0.6

#: A missing article weighs this much more than its share: a law without a tenth of its articles is no law to compare.
_WEIGHT_OF_GAPS = 2.5
_WORST_BY_GAPS = 0.7
#: One sign in a hundred garbled is read past; three in a hundred are a damaged font and every tenth word is wrong.
_WEIGHT_OF_GARBLED = 15.0
_LEAST_GARBLED = 0.001
_WORST_BY_GARBLED = 0.95
#: A text that stops inside a sentence was cut off; how much behind it is missing nobody knows.
_BY_CUT_OFF = 0.25
#: Most laws end with the day they apply from; that one does not is worth a look and no more.
_BY_NO_COMMENCEMENT = 0.05
#: An article this many times as long as the middle one, and of this many signs, has swallowed its neighbours.
_SWALLOWED = 25
_SWALLOWED_SIGNS = 4000
_BY_SWALLOWED = 0.2
#: Nobody enacts fewer signs; what is so short is a heading or a notice.
_SHORTEST = 80
_BY_SHORT = 0.45
_WEIGHT_OF_EMPTY = 1.5
#: The longest part of an official text that may stand in no provision: a notice's letter, signatures, a contents list.
_FURNITURE = 0.5
_BY_FURNITURE = 0.2
#: OCR reads a good page right to one sign in a hundred; its own score says how good the page was.
_BY_OCR = 0.1

#: Signs no text prints: replacement signs, private use, controls, what GBK read as UTF-8 and the reverse leave behind.
_GARBLED = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\u0080-\u009f]+")
_GARBLED_WORDS = ("(cid:", "锟斤拷", "烫烫", "Ã", "â€", "ï¿½")
_ENDS = re.compile(r"[。；！？…”’」』)）.;!?\"'》】\]:：]$")
_COMMENCES = re.compile(r"施行|实施|生效|执行|废止|适用|解释|shall apply|into force|effect", re.IGNORECASE)
_LAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a text was read: 1 without a fault, and the faults that took from it, the gravest first."""

    score: float
    problems: tuple[Problem, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the text may be filed without a person."""
        return self.score >= GATE

    @property
    def reason(self) -> str:
        """The faults in one sentence for a person."""
        return f"read with a quality of {self.score:.2f}, below {GATE:.2f}: " + " ".join(p.says for p in self.problems)


def judge(document: Document) -> Quality:
    """The quality of a reading. Each fault takes its share of what the others left, so that none is counted twice."""
    faults = sorted(_faults(document), key=lambda fault: (-fault[0], fault[1].what, fault[1].where))
    score = 1.0
    for share, _ in faults:
        score *= 1 - share
    return Quality(round(score, 3), tuple(problem for _, problem in faults))


def _faults(document: Document) -> Iterator[tuple[float, Problem]]:
    yield from _numbers(document)
    yield from _garbled(document)
    yield from _end(document)
    yield from _length(document)
    for problem in document.problems:
        if problem.what.startswith("ocr"):
            yield _BY_OCR, problem


def _numbers(document: Document) -> Iterator[tuple[float, Problem]]:
    """Gaps, repetitions and disorder in the numbering of the articles."""
    articles = [p for p in document.articles if p.kind is Kind.ARTICLE]
    if not articles:
        found = [p for p in document.problems if p.what in ("duplicate", "out-of-order", "gap")]
        share = len(found) / max(len(document.articles), 1)
        if found:
            says = f"{len(found)} clauses stand out of their order or twice."
            yield min(_WORST_BY_GAPS, share), Problem("numbering", found[0].where, says)
        return
    missing = sum(_missing(run) for run in _runs(articles))
    if missing:
        share = missing / (len(articles) + missing)
        where = next((p.where for p in document.problems if p.what == "gap"), articles[0].locator)
        says = f"{missing} of {len(articles) + missing} articles are missing."
        yield min(_WORST_BY_GAPS, _WEIGHT_OF_GAPS * share), Problem("gaps", where, says)
    twice = [p.locator for p in articles if "#" in p.locator]
    if twice:
        share = len(twice) / len(articles)
        yield min(_WORST_BY_GAPS, share), Problem("duplicates", twice[0], f"{len(twice)} articles stand twice.")


def _runs(articles: list[Provision]) -> Iterator[list[int]]:
    """The main numbers of the articles, annex by annex."""
    runs: dict[str, list[int]] = {}
    for article in articles:
        annex, _, number = article.locator.rpartition(":")
        figures = re.match(r"\d+", number)
        if figures:
            runs.setdefault(annex, []).append(int(figures[0]))
    yield from runs.values()


def _missing(numbers: list[int]) -> int:
    """How many numbers are left out between the first and the last: a book of a code does not begin at one."""
    return max(numbers) - min(numbers) + 1 - len(set(numbers))


def _garbled(document: Document) -> Iterator[tuple[float, Problem]]:
    text = document.text
    places = [match.start() for match in _GARBLED.finditer(text)]
    signs = sum(len(run) for run in _GARBLED.findall(text)) if places else 0
    for word in _GARBLED_WORDS:
        if word in text:
            places.append(text.index(word))
            signs += text.count(word) * len(word)
    share = signs / max(len(text), 1)
    if share >= _LEAST_GARBLED:
        where = _at(document, min(places))
        says = f"{share:.1%} of the signs are garbled."
        yield min(_WORST_BY_GARBLED, _WEIGHT_OF_GARBLED * share), Problem("garbled", where, says)


def _end(document: Document) -> Iterator[tuple[float, Problem]]:
    """A text that breaks off, or a law that never says from when it applies."""
    main = [p for p in document.provisions if p.kind not in (Kind.ANNEX, Kind.PREAMBLE)]
    last = _last(main[-1]) if main else None
    if last is None:
        return
    words = last.text or last.heading
    if last.kind not in (Kind.TABLE, Kind.NOTE) and not _ENDS.search(words) and len(words) >= _LAST_WORDS:
        if document.grammar in (Grammar.ARTICLES, Grammar.ENGLISH):
            says = f"The text breaks off in {last.locator}: its last words end no sentence."
            yield _BY_CUT_OFF, Problem("missing-end", last.locator, says)
        return
    said = document.headmatter.effective_on is not None or document.grammar is not Grammar.ARTICLES
    if not said and not any(_COMMENCES.search(p.full_text) for p in document.articles[-5:]):
        says = "Neither its history nor its last articles say from when the text applies; it may have been cut off."
        yield _BY_NO_COMMENCEMENT, Problem("no-commencement", last.locator, says)


def _last(provision: Provision) -> Provision:
    while provision.children:
        provision = provision.children[-1]
    return provision


def _length(document: Document) -> Iterator[tuple[float, Problem]]:
    """Texts too short, articles too long, articles without words, and text that stands in no provision."""
    if len(document.text) < _SHORTEST:
        yield _BY_SHORT, Problem("short", "", f"The whole text has {len(document.text)} signs.")
    articles = document.articles
    lengths = {p.locator: p.end - p.start for p in articles if p.kind is Kind.ARTICLE}
    if len(lengths) > 1:
        longest = max(lengths, key=lambda locator: (lengths[locator], sort_key(locator)))
        if lengths[longest] >= max(_SWALLOWED_SIGNS, _SWALLOWED * median(lengths.values())):
            signs = lengths[longest]
            says = f"Article {longest} has {signs} signs, far more than any other; it may hold its neighbours."
            yield _BY_SWALLOWED, Problem("long-article", longest, says)
    empty = [p.locator for p in articles if p.kind is Kind.ARTICLE and not p.full_text.strip()]
    if empty:
        says = f"{len(empty)} articles have no words."
        yield min(_WORST_BY_GAPS, _WEIGHT_OF_EMPTY * len(empty) / len(articles)), Problem("empty", empty[0], says)
    outside = sum(map(len, document.furniture)) / max(len(document.text), 1)
    if outside > _FURNITURE and document.grammar is not Grammar.STANDARD:
        says = f"{min(outside, 1):.0%} of the text stands in no provision."
        yield _BY_FURNITURE, Problem("outside", "", says)


def _at(document: Document, offset: int) -> str:
    """The locator of the article or node an offset lies in; empty where it lies in none."""
    inside = [p for p in document.walk() if p.start <= offset < p.end]
    return inside[-1].locator if inside else ""
