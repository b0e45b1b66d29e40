"""Rulings: counsel overrules a verdict or pairs provisions anew, with a reason, and may take it back."""

from tracker.diff.changes import Direction
from tracker.diff.repairing import Act
from tracker.errors import NotFound
from tracker.practice.ruling import Ruling
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.operations import Group, Who
from tracker.web.api.paging import Listing
from tracker.web.api.problems import Problem
from tracker.wire import judgement

group = Group("rulings", "What counsel puts right: verdicts and pairings, each with its reason")
PAIR = "/comparisons/<slug>/<old>..<new>"


@group.get(f"{PAIR}/rulings", judgement.Ruling, listed=True, who=Who.FIRM)
def rulings(slug: str, old: str, new: str) -> Listing[judgement.Ruling]:
    """Every ruling on a comparison, those taken back too, in order."""
    room = current.room()
    page = room.comparisons.page(slug, old, new)
    room.operations.must_be_inside()
    unfit = {one.id for one in page.unfit}
    shown = [ruling(one, fits=one.id not in unfit) for one in page.rulings]
    return Listing(shown, lambda one: (one["id"],), lambda one: one)


@group.post(f"{PAIR}/verdicts", judgement.Ruling, takes=judgement.VerdictSent, who=Who.COUNSEL)
def overrule(slug: str, old: str, new: str) -> judgement.Ruling:
    """Put counsel's verdict on a change beside the machine's."""
    sent = asked.body(judgement.VerdictSent)
    direction, reason = Direction(sent["direction"]), _reason(sent["reason"])
    current.room().rulings.overrule(slug, old, new, sent["change"], direction, sent["severity"], reason)
    return _last(slug, old, new)


@group.post(f"{PAIR}/pairings", judgement.Ruling, takes=judgement.PairingSent, who=Who.COUNSEL)
def pair(slug: str, old: str, new: str) -> judgement.Ruling:
    """Say which provisions belong together, or do not."""
    sent = asked.body(judgement.PairingSent)
    places = (sent["old"], sent["new"])
    current.room().comparisons.must_write_notes()
    current.room().comparisons.page(slug, old, new)  # 404 for a pair that is none, before the places are asked after
    try:
        current.room().rulings.pair(slug, old, new, Act(sent["act"]), places, _reason(sent["reason"]))
    except NotFound as fault:
        raise Problem("invalid", str(fault)) from fault
    return _last(slug, old, new)


@group.delete("/rulings/<int:number>", who=Who.COUNSEL)
def undo_ruling(number: int) -> None:
    """Take a ruling back; it stays on record."""
    current.room().rulings.undo(number)


def ruling(one: Ruling, *, fits: bool) -> judgement.Ruling:
    """A ruling on the wire; `fits` says whether these texts still have the words it was made on."""
    said, pairing = one.opinion, one.pairing
    places = said or pairing
    return {
        "id": one.id,
        "change": said.key if said else None,
        "direction": said.direction.value if said else None,
        "severity": said.severity if said else None,
        "pairing": pairing.act.value if pairing else None,
        "old": places.old if places else None,
        "new": places.new if places else None,
        "reason": one.reason,
        "by": one.by,
        "at": lines.instant(one.at),
        "stands": one.stands,
        "fits": fits,
        "undone_by": one.undone_by or None,
        "undone_at": lines.maybe(one.undone_at),
    }


def _last(slug: str, old: str, new: str) -> judgement.Ruling:
    page = current.room().comparisons.page(slug, old, new)
    newest = max(page.rulings, key=lambda one: one.id)
    return ruling(newest, fits=newest.id not in {one.id for one in page.unfit})


def _reason(words: str) -> str:
    if not words.strip():
        raise Problem("invalid", "A ruling needs its reason.")
    return words.strip()
