"""Briefings: counsel's words on a comparison, version by version; released, read, recalled."""

from flask import url_for

from tracker.practice.briefing import BriefingRelease, Wording
from tracker.readingroom.briefings import BriefingPage
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.answering import Created, must_match
from tracker.web.api.comparisons import PAIR
from tracker.web.api.notes import chosen_client
from tracker.web.api.operations import Group, Match, Who
from tracker.web.api.problems import Problem
from tracker.wire import judgement

group = Group("briefings", "Briefings: counsel's words on a comparison, for clients")
HERE = f"{PAIR}/briefing"
RELEASE = "/briefing-releases/<int:number>"


@group.get(HERE, judgement.Briefing)
def briefing(slug: str, old: str, new: str) -> judgement.Briefing:
    """The briefing: for the firm every version and release, for a client the version released to them.

    That a client read it is kept for the firm, as on the page.
    """
    return _shown(current.room().briefings.page(slug, old, new))


@group.put(HERE, judgement.Briefing, takes=judgement.BriefingSent, who=Who.COUNSEL, match=Match.MUST)
def write_briefing(slug: str, old: str, new: str) -> judgement.Briefing:
    """Keep a version; earlier ones stay. Names the version its writer saw, as for a note."""
    desk, sent = current.room().briefings, asked.body(judgement.BriefingSent)
    desk.must_write_notes()
    if not sent["zh"].strip() and not sent["en"].strip():
        raise Problem("invalid", "A briefing needs words.")
    held = desk.page(slug, old, new)
    must_match(Match.MUST, _shown(held))
    desk.write(slug, old, new, sent["zh"].strip(), sent["en"].strip(), expected=len(held.wordings))
    return _shown(desk.page(slug, old, new))


@group.post(f"{HERE}/releases", judgement.Briefing, takes=judgement.ReleaseSent, who=Who.COUNSEL)
def release_briefing(slug: str, old: str, new: str) -> Created:
    """Show the newest version to one client, or to every follower (`*`)."""
    desk, chosen = current.room().briefings, asked.body(judgement.ReleaseSent)["client"]
    desk.must_write_notes()
    following = {one.id for one in desk.page(slug, old, new).clients}
    desk.release(slug, old, new, chosen_client(chosen, following))
    return Created(_shown(desk.page(slug, old, new)), url_for("api.briefing", slug=slug, old=old, new=new))


@group.post(
    "/briefing-releases/<int:number>/recall",
    judgement.Briefing,
    takes=judgement.RecallSent,
    who=Who.COUNSEL,
    status=200,
)
def recall_briefing(number: int) -> judgement.Briefing:
    """Take a release back; whoever opened it is told why."""
    reason = asked.body(judgement.RecallSent)["reason"].strip()
    if not reason:
        raise Problem("invalid", "Whoever read it is told why: give the reason.")
    desk = current.room().briefings
    return _shown(desk.page(*desk.recall(number, reason)))


def _shown(page: BriefingPage) -> judgement.Briefing:
    inside = current.room().briefings.is_inside
    told = [page.told] if page.told else []
    releases = page.releases if inside else [*(release for _, release in told), *([page.recall] if page.recall else [])]
    made: judgement.Briefing = {
        "instrument": page.instrument.slug,
        "old": page.old.id,
        "new": page.new.id,
        "wordings": [_wording(one, told=not inside) for one in (page.wordings if inside else [w for w, _ in told])],
        "releases": [_release(one, told=not inside) for one in releases],
    }
    if inside:
        made["moved"] = list(page.moved)
    return made


def _wording(one: Wording, *, told: bool = False) -> judgement.BriefingWording:
    """A version; a client is told neither who drafted it nor its number, which counts the firm's drafts."""
    by, number = ("", 1) if told else (one.by, one.number)
    return {"number": number, "zh": one.zh, "en": one.en, "by": by, "at": lines.instant(one.at)}


def _release(one: BriefingRelease, *, told: bool = False) -> judgement.BriefingRelease:
    made: judgement.BriefingRelease = {
        "number": 1 if told else one.number,
        "wording": 1 if told else one.wording,
        "client": None if told else one.client,
        "at": lines.instant(one.at),
        "recalled_at": lines.maybe(one.recalled_at),
        "reason": one.reason,
    }
    if not told:
        made["opened_by"] = [opening.person for opening in one.openings]
    return made
