"""A client's own home: what must be done by when, what was released, and answers to counsel."""

from flask import url_for

from tracker.readingroom.briefings import Told
from tracker.readingroom.pages import Duty, PortalPage
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.operations import Group, Who
from tracker.wire import service

group = Group("portal", "A client's own home")


@group.get("/portal", service.Portal, who=Who.CLIENTS)
def portal() -> service.Portal:
    """Duties with their days, what is followed, what was released, what the client's people answered, dates ahead."""
    room = current.room()
    return _portal(room.portal.home(), room.briefings.mine())


@group.post("/portal/notes/<handle>/answers", None, takes=service.PortalAnswerSent, who=Who.CLIENTS, status=204)
def answer_counsel(handle: str) -> None:
    """Say that a released wording was read (an empty body), or reply to counsel."""
    current.room().portal.answer(handle, asked.body(service.PortalAnswerSent)["body"])


def _portal(page: PortalPage, briefings: tuple[Told, ...]) -> service.Portal:
    return {
        "client": page.client.id,
        "name": page.client.name,
        "today": page.today.isoformat(),
        "followed": [lines.names(lane.instrument) for lane in page.lanes],
        "duties": [_duty(one) for one in page.duties],
        "comparisons": [lines.comparison(line) for line in page.comparisons],
        "notes": [
            {"handle": handle, "instrument": one.slug, "note": lines.note(view)}
            for handle, (one, view) in zip(page.handles, page.notes, strict=True)
        ],
        "briefings": [_briefing(one) for one in briefings],
        "answers": [
            {"handle": handle, "person": name, "body": one.body, "at": lines.instant(one.at)}
            for handle, said in sorted(page.answers.items())
            for name, one in said
        ],
        "upcoming": [lines.upcoming(one) for one in page.upcoming],
    }


def _briefing(one: Told) -> service.PortalBriefing:
    return {
        "instrument": lines.names(one.instrument),
        "old": one.old,
        "new": one.new,
        "at": lines.instant(one.release.at),
        "recalled_at": lines.maybe(one.release.recalled_at),
        "reason": one.release.reason,
        "url": url_for("api.briefing", slug=one.instrument.slug, old=one.old, new=one.new),
    }


def _duty(one: Duty) -> service.Duty:
    return {
        "on": lines.day(one.on),
        "instrument": one.instrument.slug,
        "kind": one.kind.value if one.kind else None,
        "handle": one.handle,
        "note": lines.note(one.note) if one.note else None,
    }
