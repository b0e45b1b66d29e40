"""The facts about a text that stand in it, each with the sentence it was read from."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.documents.basis import read_basis, read_repeals
from tracker.documents.dates import find_dates, parse_date
from tracker.documents.dating import EFFECTIVE, ON_PUBLICATION, read_dates, read_window
from tracker.documents.english_facts import read_english
from tracker.documents.findings import Finding
from tracker.documents.guide import Guide
from tracker.documents.issuers import DOCUMENT_NUMBER, read_issuers, read_signature
from tracker.documents.lines import Line, closed
from tracker.documents.margins import DATE_ONLY
from tracker.documents.titles import Title
from tracker.law.document import Headmatter
from tracker.law.numbering import NUMERAL, parse_numeral
from tracker.law.stage import Stage

_READING = re.compile(rf"草案[）)]?[（(]?({NUMERAL})次审议稿")
_IN_FORCE = re.compile(
    r"现予(?:公布|发布)|予以公布|令$|第.{1,6}号$|通过$|通过[）)]$|公布[）)]?$|(?:修订|修正)(?:[》）)]|$)"
)
_OPEN = re.compile(r"公开征求意见|征求(?:社会|公众|各方面?)?意见|反馈意见|提出意见")
#: 示例发〔2026〕3号: drafts have none.
_NUMBERED = re.compile(r"〔\d{4}〕\s*第?\d{1,5}号")
#: Lines after the first article that can still date a text are its last ones; laws end with 施行.
_TAIL = 60


def read(
    lines: Sequence[Line],
    body: int,
    title: Title | None,
    guide: Guide,
    *,
    standard: bool = False,
    english: bool = False,
    heading: str = "",
    published_on: date | None = None,
) -> Headmatter:
    """The facts of a text. `body` is its first provision's line; `heading`, `published_on`: of the page around it."""
    found = Finding()
    front, tail = lines[:body], lines[max(body, len(lines) - _TAIL) :]
    if title:
        line = next(line for line in lines if line.start == title.start)
        found.note("title", title.text, line, 0, len(line.text))
    elif heading:
        found.facts["title"] = heading
    _stage(found, front, title, heading, guide)
    if english:
        read_english(found, front, lines[body:])
    read_issuers(found, front, guide)
    read_dates(found, front, tail)
    read_signature(found, tail, guide)
    read_basis(found, front, lines[body:], title.text if title else heading)
    read_repeals(found, front, tail, title.text if title else heading)
    if "stage" not in found.facts:
        _by_commencement(found, tail)
    if "stage" not in found.facts and standard:
        _by_number(found, front)
    if "stage" not in found.facts:
        _by_document_number(found, front, tail)
    _by_older_commencement(found)
    _drop_older_commencement(found)
    if not _is_in_force(found):
        found.facts.pop("promulgated_on", None)
        found.evidence.pop("promulgated_on", None)
        read_window(found, [*front, *tail], published_on)
    return Headmatter(**found.facts, evidence=found.evidence)  # type: ignore[arg-type]


def _by_older_commencement(found: Finding) -> None:
    """A text made after the day it applies from was amended, though its history names no amendment."""
    made, applies = found.facts.get("promulgated_on"), found.facts.get("effective_on")
    if not (isinstance(made, date) and isinstance(applies, date)) or applies >= made:
        return
    if found.facts.get("stage") is Stage.PROMULGATED and "promulgated_on" in found.evidence:
        found.facts["stage"] = Stage.AMENDED
        found.evidence["stage"] = found.evidence["promulgated_on"]


def _drop_older_commencement(found: Finding) -> None:
    """An amended law keeps the day its first text applied from: no day for a text made later."""
    made, applies = found.facts.get("promulgated_on"), found.facts.get("effective_on")
    amended = found.facts.get("stage") in (Stage.AMENDED, Stage.REVISED)
    if amended and isinstance(made, date) and isinstance(applies, date) and applies < made:
        del found.facts["effective_on"], found.evidence["effective_on"]


def _is_in_force(found: Finding) -> bool:
    stage = found.facts.get("stage")
    return isinstance(stage, Stage) and stage.in_force_text


# -- stage ------------------------------------------------------------------------------------------------------------


def _stage(found: Finding, front: Sequence[Line], title: Title | None, heading: str, guide: Guide) -> None:
    """The stage from the title, then from the page's heading, then from what the front says."""
    name = title.text if title else heading
    line = next((line for line in front if title and line.start == title.start), front[0] if front else Line(name, 0))
    stage = _by_words(name, guide)
    if stage is not None and title:
        # （征求意见稿） may stand on a line of its own below the name: that line says the stage
        named = (front[i] for i in sorted(title.lines) if i < len(front) and _by_words(front[i].text, guide) is stage)
        line = next(named, line)
    if stage is None:
        for other in _namings(front, title):
            stage = _by_words(other.text, guide)
            if stage is not None:
                line = other
                break
    if stage is None and heading:
        stage = _by_words(heading, guide)
    if stage is None:
        stage, line = _by_history(front, line)
    if stage is None:
        return
    found.note("stage", stage, line, 0, len(line.text))
    if stage is Stage.BILL:
        said = _READING.search(name) or next((m for m in map(_READING.search, (x.text for x in front)) if m), None)
        found.note("reading", parse_numeral(said[1]) if said else 1, line, 0, len(line.text))


def _namings(front: Sequence[Line], title: Title | None) -> Iterator[Line]:
    """Lines of the front that name the draft itself: brackets, and sentences that open it for comment."""
    for line in front:
        if len(line.text) <= 40 and line.text.startswith(("（", "(", "〔")):
            yield line
    core = re.split(r"[（(]", title.text)[0] if title else ""
    for line in front:
        if core and core in line.text and _OPEN.search(line.text):
            yield line


def _by_words(text: str, guide: Guide) -> Stage | None:
    return next((stage for word, stage in guide.stage_words if word in text), None)


def _by_history(front: Sequence[Line], default: Line) -> tuple[Stage | None, Line]:
    """Passed, amended or revised, by the last line of history before the text."""
    for line in reversed(closed(front)):
        text = line.text
        if re.search(r"修正|修改", text) and find_dates(text):
            return Stage.AMENDED, line
        if "修订" in text and find_dates(text):
            return Stage.REVISED, line
        if _IN_FORCE.search(text) or re.search(r"通过|现予公布|发布", text):
            return Stage.PROMULGATED, line
    return None, default


def _by_commencement(found: Finding, tail: Sequence[Line]) -> None:
    """A text without a word of its stage that says from which day it applies is law; a draft leaves the day blank."""
    for line in reversed(tail):
        match = EFFECTIVE.search(line.text) or ON_PUBLICATION.search(line.text)
        if match:
            found.note("stage", Stage.PROMULGATED, line, match.start(), match.end())
            return


def _by_document_number(found: Finding, front: Sequence[Line], tail: Sequence[Line]) -> None:
    """A decision or notice with a 文号 that opens nothing for comment is issued, on the day below its signature."""
    line = next((line for line in front if _NUMBERED.search(line.text) and len(line.text) <= 80), None)
    if line is None or any(_OPEN.search(other.text) for other in front):
        return
    found.note("stage", Stage.PROMULGATED, line, 0, len(line.text))
    for signed in reversed(tail):
        if DATE_ONLY.match(signed.text):
            found.note("promulgated_on", parse_date(signed.text), signed, 0, len(signed.text))


def _by_number(found: Finding, front: Sequence[Line]) -> None:
    """A standard with its number and year that calls itself no draft is published; drafts print X for the number."""
    for line in front:
        match = DOCUMENT_NUMBER.search(line.text)
        if match and "X" not in match[0].split("/")[-1].upper():
            found.note("stage", Stage.PROMULGATED, line, match.start(), match.end())
            return
