"""Every decision on a law applied by itself, once, and the reason kept where a person has to look first."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tracker.alerts.event import Event
from tracker.practice.amendment import Basis, Doubt
from tracker.practice.cards import VersionCard
from tracker.readingroom.consolidating import Made, base_of, file_made, make, missing_between, official_of
from tracker.readingroom.telling import tell_filed, text_of
from tracker.store.library import Files, Library

# A decision found longer ago is history that was read late, not news: its text is made without a letter.
NEWS = timedelta(days=7)


def consolidate_law(library: Library, slug: str, clock: Callable[[], datetime]) -> int:
    """Apply every decision on a law that waits for it, the oldest first, since one may be what the next builds on.

    Left alone are those already applied to this very text in force, and those whose published text is there. Returns
    how many texts were made. Safe to be called again at any moment: nothing is made twice.
    """
    with library.reading() as files:
        law = files.instruments.get(slug)
        decisions = files.amendments.deciding((law.title_zh, *law.aliases))
    return sum(_apply(library, slug, decision, clock()) for decision in decisions if decision[0] != slug)


def _apply(library: Library, slug: str, decision: tuple[str, str], at: datetime) -> bool:
    with library.reading() as files:
        basis, doubt = _wanted(files, slug, decision)
    if doubt is not None:
        _doubt(library, slug, decision, doubt)
        return False
    if basis is None:
        return False
    made = make(library, basis, at)
    if not made.consolidation.outcomes:
        _doubt(library, slug, decision, Doubt.NOTHING_READ)
        return False
    with library.writing() as files:
        if _wanted(files, slug, decision)[0] != basis:
            return False  # somebody else filed meanwhile; the next look sees what is left to do
        _clear(files, slug, decision)
        is_first = not any(one.decision == basis.decision for one in files.amendments.of(slug))
        card = file_made(files, made, at)
        if is_first and not card.superseded and _is_news(files, decision, at):
            tell_filed(files, _event(files, made, card), at)
    return True


def _wanted(files: Files, slug: str, decision: tuple[str, str]) -> tuple[Basis | None, Doubt | None]:
    """What a decision has still to be applied to, or why a person has to look first; (None, None): nothing to do."""
    decided = files.versions.card(*decision)
    base = base_of(files, slug, decided)
    law = files.instruments.get(slug)
    if base is None or law.shelf is not decided.shelf:
        return None, None
    made = [one for one in files.amendments.of(slug) if (one.decision, one.decision_version) == decision]
    if any(one.base == base.id for one in made) or _is_published(files, slug, decided):
        return None, None
    if missing_between(files, slug, base, decided):
        return None, Doubt.TEXT_MISSING
    return Basis(slug, "", base.id, *decision), None


def _is_published(files: Files, slug: str, decided: VersionCard) -> bool:
    """Whether the published text of what a decision in force makes is here."""
    return decided.stage.in_force_text and official_of(files, slug, decided) is not None


def _doubt(library: Library, slug: str, decision: tuple[str, str], doubt: Doubt) -> None:
    with library.writing() as files:
        _note(files, slug, decision, doubt.value)


def _clear(files: Files, slug: str, decision: tuple[str, str]) -> None:
    _note(files, slug, decision, "")


def _note(files: Files, slug: str, decision: tuple[str, str], trouble: str) -> None:
    law = files.instruments.get(slug)
    files.amendments.trouble(*decision, (law.title_zh, *law.aliases), trouble)


def _is_news(files: Files, decision: tuple[str, str], at: datetime) -> bool:
    seen = files.versions.card(*decision).first_seen_at
    return seen is not None and at - seen <= NEWS


def _event(files: Files, made: Made, card: VersionCard) -> Event:
    return Event(
        instrument=files.instruments.get(card.instrument),
        new=text_of(card),
        old=text_of(files.versions.card(card.instrument, made.basis.base)),
        comparison=made.comparison,
        words=made.version.document.text,
    )
