"""Where a text belongs: which instrument, which stage, which day, between which of its versions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.documents.guide import Guide
from tracker.knowledge.titles import key, wording
from tracker.law.authority import Authority
from tracker.law.document import Document
from tracker.law.instrument import EventKind, Instrument
from tracker.law.stage import Stage, version_id
from tracker.practice.cards import VersionCard
from tracker.sources.source import CHINA
from tracker.workday.found import Found
from tracker.workday.recognition import new_instrument, recognise, stage_of

NOBODY: Mapping[str, frozenset[str]] = {}  # nothing was parted by a person
_NO_TITLE = re.compile(r"^(?:附件|附录|目录|目次|前言|通知|公告)[\d一二三四五六七八九十：:\s]*$")
_LINK_WORDS = re.compile(
    r"^附件\s*[\d一二三四五六七八九十]*\s*[：:.．、]?\s*|\.(?:pdf|docx?|ofd|wps|zip|html?|txt|md)$", re.I
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text belongs.

    Attributes:
        is_new: the catalogue did not know the instrument.
        guessed: nothing says the stage.
        confidence: how sure the instrument is, 0 to 1.
    """

    instrument: Instrument
    is_new: bool
    stage: Stage
    reading: int | None
    dated_on: date
    guessed: bool
    confidence: float = 1.0

    @property
    def version(self) -> str:
        """The id the version asks for."""
        return version_id(self.dated_on.isoformat(), self.stage, self.reading)


def place(
    found: Found,
    document: Document,
    catalogue: Sequence[Instrument],
    guide: Guide,
    authorities: Mapping[str, Authority],
    parted: Mapping[str, frozenset[str]] = NOBODY,
) -> Place:
    """The instrument, stage and day of a text, by what a person said, else by the text, else by its notice."""
    titles = titles_of(found, document)
    stage, reading, guessed = _stage(found, document, titles, guide)
    known, sure = _known(found, titles, catalogue, parted)
    body = _issuers(document, authorities) or ((found.authority,) if found.authority else ())
    made = known or new_instrument(titles[0], body[0] if body else "", found.shelf)
    day = _day(found, document, stage) or _described(made, stage, reading)
    met_on = found.capture.fetched_at.astimezone(CHINA).date()
    return Place(made, known is None, stage, reading, day or met_on, guessed, sure)


def titles_of(found: Found, document: Document) -> list[str]:
    """What the text may be called, the surest first; at least one."""
    said = [document.headmatter.title, *found.names, found.notice.title]
    cleaned = [_LINK_WORDS.sub("", title.strip()) for title in said]
    named = [title for title in cleaned if len(key(title)) >= 2 and not _NO_TITLE.match(title)]  # 刑法 has two
    # A decision amending a law may stand on a list under the law's name: its own title says what it is.
    own = [title for title in named if wording().own.search(title)]
    return own or named or [f"无题 {document.sha256[:10]}"]


def _known(
    found: Found, titles: Sequence[str], catalogue: Sequence[Instrument], parted: Mapping[str, frozenset[str]]
) -> tuple[Instrument | None, float]:
    """The instrument and how sure that is; what a person said is certain, and a new work is nobody else's."""
    if found.instrument:
        return next((i for i in catalogue if i.slug == found.instrument), None), 1.0
    told = recognise(titles, catalogue, parted)
    return (told.instrument, told.confidence) if told else (None, 1.0)


def _stage(found: Found, document: Document, titles: Sequence[str], guide: Guide) -> tuple[Stage, int | None, bool]:
    head = document.headmatter
    if found.stage is not None:
        return found.stage, head.reading if found.stage is Stage.BILL else None, False
    for title in (found.notice.title, *titles):
        stage, reading = stage_of(title, guide.stage_words)
        if stage is not None:  # a notice that calls it a draft is surer than a text that forgot to
            return stage, (head.reading or reading) if stage is Stage.BILL else None, False
    if head.stage is not None:
        return head.stage, head.reading, False
    return Stage.PROMULGATED, None, True


def _day(found: Found, document: Document, stage: Stage) -> date | None:
    """Its own date for a text in force, the day it was published for a draft; None when nobody says."""
    head = document.headmatter
    told = (head.promulgated_on, found.notice.published_on)
    first, second = told if stage.in_force_text else told[::-1]
    return found.dated_on or first or second


def _described(instrument: Instrument, stage: Stage, reading: int | None) -> date | None:
    """The day the catalogue gives for this stage, if it gives one."""
    days = [
        event.on
        for event in instrument.events
        if event.kind is EventKind.STAGE and event.stage is stage and (event.reading or 1) == (reading or 1)
    ]
    return days[0] if len(days) == 1 else None


def _issuers(document: Document, authorities: Mapping[str, Authority]) -> tuple[str, ...]:
    """The ids of the bodies a text names."""
    ids = {name: a.id for a in authorities.values() for name in (a.id, a.name_zh, *a.aliases)}
    return tuple(dict.fromkeys(ids[name] for name in document.headmatter.authorities if name in ids))


def words(document: Document) -> str:
    """The provisions' words without white space: what stays the same when a page's frame changes."""
    parts = (f"{p.label}{p.heading}{p.text}" for p in document.walk())
    return re.sub(r"[\s\u3000\u200b\xa0]+", "", "".join(parts))


def neighbours(cards: Iterable[VersionCard], dated_on: date) -> tuple[VersionCard | None, VersionCard | None]:
    """The versions before and after a day, of a list in order; one of the same day was there first."""
    before = [card for card in cards if card.dated_on <= dated_on]
    after = [card for card in cards if card.dated_on > dated_on]
    return (before[-1] if before else None), (after[0] if after else None)
