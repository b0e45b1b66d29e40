"""Comparisons: the contract `tracker.comparison/1`, counsel's verdicts beside the machine's, as far as one may see."""

from typing import Any, cast

from tracker.diff.changes import Verdict
from tracker.exports import contract
from tracker.practice.access import Release
from tracker.practice.cards import Review
from tracker.readingroom.consolidation import RippleLine
from tracker.readingroom.pages import ComparisonPage
from tracker.web import current, sheets
from tracker.web.api import asked, lines
from tracker.web.api.operations import Group, Query, Who
from tracker.web.api.rulings import ruling
from tracker.wire import judgement

group = Group("comparisons", "Comparisons of two versions, clause by clause, with verdicts where one may see them")
PAIR = "/comparisons/<slug>/<old>..<new>"


@group.get(PAIR, judgement.Comparison, queries=(Query("matter", "a matter number for the stamp, for the firm"),))
def comparison(slug: str, old: str, new: str) -> judgement.Comparison:
    """Any two versions compared; one nobody filed is made, and filed if somebody of the firm asks."""
    return as_shown(current.room().comparisons.page(slug, old, new))


@group.put(f"{PAIR}/review", judgement.Comparison, takes=judgement.ReviewSent, who=Who.COUNSEL)
def set_review(slug: str, old: str, new: str) -> judgement.Comparison:
    """Say how far counsel is with a comparison."""
    desk = current.room().comparisons
    desk.set_review(slug, old, new, Review(asked.body(judgement.ReviewSent)["state"]))
    return as_shown(desk.page(slug, old, new))


@group.post(f"{PAIR}/checks", None, takes=judgement.CheckSent, who=Who.COUNSEL, status=204)
def check(slug: str, old: str, new: str) -> None:
    """Say that a change was checked, or take that back."""
    sent = asked.body(judgement.CheckSent)
    current.room().looking.check(slug, old, new, sent["change"], done=sent["done"])


def as_shown(page: ComparisonPage) -> judgement.Comparison:
    """A comparison on the wire, as much of it as this page holds."""
    made: dict[str, Any] = {**sheets.as_dict(page), "sight": page.sight.value}
    made["clauses"] = [_clause(page, row) for row in made["clauses"]]
    made["ripples"] = [_ripple(line) for line in page.ripples]
    if page.review is not None or page.colleagues:
        unfit = {one.id for one in page.unfit}
        made["review"] = page.review.value if page.review else None
        made["rulings"] = [ruling(one, fits=one.id not in unfit) for one in page.rulings]
        made["releases"] = [_release(one) for one in page.releases]
    return cast(judgement.Comparison, made)


def _clause(page: ComparisonPage, row: dict[str, Any]) -> dict[str, Any]:
    """A clause with its key; for who may see judgement, whether it is counsel's, and for the firm the machine's."""
    key = f"{row['old'] or ''}~{row['new'] or ''}"
    made = {"key": key, **row}
    if page.judged:
        made["by_counsel"] = key in page.ruled
    if page.judged and key in page.machine:
        made["machine"] = _machine(page.machine[key])
    return made


def _machine(verdict: Verdict) -> judgement.MachineVerdict:
    return {
        "direction": verdict.direction.value,
        "severity": verdict.severity,
        "confidence": round(verdict.confidence, contract.PLACES),
        "signals": cast(list[judgement.Signal], [contract.signal_as_dict(one) for one in verdict.signals]),
    }


def _release(one: Release) -> judgement.Released:
    return {
        "client": one.client,
        "by": one.by,
        "at": lines.instant(one.at),
        "withdrawn_at": lines.maybe(one.withdrawn_at),
    }


def _ripple(line: RippleLine) -> judgement.Ripple:
    return {
        "instrument": line.instrument.slug,
        "version": line.version,
        "within": line.ripple.citing.within,
        "text": line.ripple.citing.text,
        "place": line.ripple.place,
        "fate": line.ripple.fate.value,
        "now": line.ripple.now,
    }
