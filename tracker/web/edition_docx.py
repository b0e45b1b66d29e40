"""A digest as a Word file, in its reader's words: what the page shows and nothing more."""

from io import BytesIO

from docx.shared import Pt

from tracker.diff.changes import Direction
from tracker.exports.signs import writable
from tracker.exports.word import blank
from tracker.readingroom.pages import EditionPage, FeedEntry
from tracker.web import filters, naming
from tracker.web.filters import say


def written(page: EditionPage) -> bytes:
    """The file."""
    document = blank(landscape=False)
    document.core_properties.title = page.edition.title

    def heading(words: str, size: float) -> None:
        run = document.add_paragraph().add_run(writable(words))
        run.bold, run.font.size = True, Pt(size)

    heading(page.edition.title, 18)
    document.add_paragraph(f"{page.edition.opens_on} – {page.edition.closes_on}")
    for line in page.edition.introduction.splitlines():
        document.add_paragraph(writable(line))
    for key, lines in _parts(page):
        if lines:
            heading(say(f"editions.{key}"), 13)
        for line in lines:
            document.add_paragraph(writable(line), style="List Bullet")
    document.add_paragraph(say("layout.chinese-decides"))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _parts(page: EditionPage) -> tuple[tuple[str, list[str]], ...]:
    return (
        ("picks", [f"{filters.title(p.instrument)}: {p.pick.comment}" for p in page.picks]),
        ("finals", [_entry(entry) for entry in page.finals]),
        ("drafts", [_entry(entry) for entry in page.drafts]),
        ("ahead", [f"{a.on} {filters.title(a.instrument)} {_what(a.kind.value)}" for a in page.upcoming]),
    )


def _what(kind: str) -> str:
    return say(f"event.{kind}")


def _entry(entry: FeedEntry) -> str:
    card, line = entry.version, entry.comparison
    counts = line.directions if line and line.directions else {}
    told = " · ".join(f"{filters.direction(d)} {counts[d]}" for d in Direction if counts.get(d))
    bodies = say("punctuation.list").join(naming.authority(body) for body in entry.instrument.authorities)
    parts = (filters.title(entry.instrument), filters.stage(card.stage, card.reading), str(card.dated_on), bodies, told)
    return "  ".join(part for part in parts if part)
