"""The facts of an English text: its number and day, who adopted it, when it applies, what it stands on and repeals."""

import re
from collections.abc import Sequence
from datetime import date

from tracker.documents.findings import Finding
from tracker.documents.lines import Line
from tracker.law.stage import Stage

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})"
_NUMBER = re.compile(
    r"(?:Regulation|Directive|Decision)\s*\((?:EU|EC|EEC)\)\s*(?:No\s*)?\d+/\d+|\d{4}/\d{4} ?\(COD\)|"
    r"(?:Order|Decree)\s+(?:of\s+the\s+President\s+)?(?:\()?No\.\s*\d+\)?",
    re.IGNORECASE,
)
_MADE = re.compile(
    rf"(?:adopted|promulgated|passed|issued|approved|done|published|amended|revised)\b[^.;]{{0,160}}?({_DATE})|"
    rf"\bof\s+({_DATE})",
    re.IGNORECASE,
)
_APPLIES = re.compile(
    rf"(?:shall\s+apply\s+from|(?:come|enter|take|go)s?\s+(?:into\s+(?:force|effect)|effect)\s*(?:on|from|as\s+of)?|"
    rf"effective\s+(?:from|on|as\s+of)?|implemented\s+(?:from|as\s+of|on))\s*({_DATE})",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    rf"(?:comments?|opinions?|feedback|suggestions?)[^.]{{0,120}}?(?:by|before|until|no later than|not later than)\s+"
    rf"({_DATE})|"
    rf"(?:by|before|until|no later than|deadline[^.]{{0,40}}?)\s*({_DATE})[^.]{{0,60}}(?:comments?|opinions?|feedback)",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"(?:EUROPEAN PARLIAMENT AND OF THE COUNCIL|European Parliament and of the Council|Standing Committee of the "
    r"(?:\w+ )?National People's Congress|National People's Congress|Cyberspace Administration of China|"
    r"State Council(?: of the People's Republic of China)?|Ministry of [A-Z][\w ]{2,40}?(?=[,;.)]| and |$))"
)
#: One act of two bodies names the first with its article alone.
_JOINT = re.compile(r"(European Parliament) and of the (Council)", re.IGNORECASE)
_LAWS = r"(?:Law|Regulations?|Code|Act|Measures|Provisions|Treaty|Charter|Constitution)"
_BASED = re.compile(
    r"(?:in accordance with|pursuant to|based on|on the basis of|under)\s+"
    rf"((?:the\s+)?[^.;]{{4,400}}?{_LAWS}[^.;]{{0,300}}?)"
    r"(?:,)?\s*(?:these|this|the present)\s+\w+\s+(?:are|is)\s+(?:hereby\s+)?"
    r"(?:formulated|enacted|made|adopted|developed)",
    re.IGNORECASE,
)
_REGARD = re.compile(r"Having regard to (?:the )?((?:Treaty|Charter)[^,;]{0,80})")
_REPEALED = re.compile(
    r"((?:Regulation|Directive|Decision)s?\s*\((?:EU|EC|EEC)\)\s*(?:No\s*)?\d+/\d+|(?:The\s+)?[A-Z][^.;]{3,120}?"
    rf"{_LAWS}[^.;]{{0,60}}?)\s+(?:is|are|shall\s+be)\s+(?:hereby\s+|simultaneously\s+|concurrently\s+)?repealed"
)
_FIRST_LINES = 12
_TAIL = 60
_PROPOSAL = re.compile(r"^Proposal for an?\b|\bBill\b", re.IGNORECASE)
#: A text that names the day it was adopted and calls itself no draft is law.
_DRAFT = re.compile(r"draft|proposal|for comment|compromise", re.IGNORECASE)


def read_english(found: Finding, front: Sequence[Line], body: Sequence[Line]) -> None:
    """The facts of an English text: `front` are the lines before its first provision, `body` those from it on."""
    tail = body[-_TAIL:]
    _front(found, front)
    _basis(found, [*front, *body[:_FIRST_LINES]])
    # the first day named is the general one: exceptions follow it
    for line in [*tail, *front]:
        if match := _APPLIES.search(line.text):
            found.note("effective_on", parse_english_date(match[1]), line, match.start(), match.end())
    for line in tail:
        if match := _REPEALED.search(line.text):
            found.note("repeals", (_without_article(match[1]),), line, match.start(), match.end())


def _front(found: Finding, front: Sequence[Line]) -> None:
    for line in front:
        if match := _NUMBER.search(line.text):
            found.note("document_number", match[0], line, match.start(), match.end())
        if match := _COMMENTS.search(line.text):
            found.note("comment_deadline", parse_english_date(match[1] or match[2]), line, match.start(), match.end())
        bodies = tuple(dict.fromkeys(body for named in _BODIES.findall(line.text) for body in _bodies(named)))
        found.note("authorities", bodies, line, 0, len(line.text))
    _stage(found, front)


def _bodies(named: str) -> tuple[str, ...]:
    """The bodies one naming stands for: EUROPEAN PARLIAMENT AND OF THE COUNCIL is two."""
    joint = _JOINT.fullmatch(named)
    return tuple(name.title() for name in joint.groups()) if joint else (named,)


def _stage(found: Finding, front: Sequence[Line]) -> None:
    for line in front:
        if _PROPOSAL.search(line.text):
            found.note("stage", Stage.BILL, line, 0, len(line.text))
    if any(_DRAFT.search(line.text) for line in front):
        return
    for line in front:
        if match := _MADE.search(line.text):
            on = parse_english_date(match[1] or match[2])
            found.note("promulgated_on", on, line, match.start(), match.end())
            found.note("stage", Stage.PROMULGATED, line, match.start(), match.end())


def _basis(found: Finding, lines: Sequence[Line]) -> None:
    for line in lines:
        if match := _REGARD.search(line.text):
            found.note("based_on", (match[1].strip(),), line, match.start(), match.end())
        if match := _BASED.search(line.text):
            parts = re.split(r",\s*(?:and\s+)?|\s+and\s+(?=the\s)", match[1])
            names = tuple(_without_article(part) for part in parts if re.search(rf"\b{_LAWS}\b", part))
            found.note("based_on", names, line, match.start(), match.end())


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|and)\s+", "", name.strip(), flags=re.IGNORECASE)


def parse_english_date(text: str) -> date | None:
    """The day an English date names, 13 June 2024 or June 13, 2024; None if there is no such day."""
    month = next((n for n, name in enumerate(_MONTHS, 1) if name in text.lower()), 0)
    figures = [int(figure) for figure in re.findall(r"\d+", text)]
    if not month or len(figures) < 2:
        return None
    try:
        return date(figures[1], month, figures[0])
    except ValueError:
        return None
