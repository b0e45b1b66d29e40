"""Sources and their health: silence is an alarm."""

from flask import url_for

from tracker.practice.visit import Alarm
from tracker.practice.visit import Visit as Visited
from tracker.readingroom.pages import SourceLine, SourcePage
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.operations import Group, Match, Who
from tracker.web.api.paging import Listing
from tracker.wire import service

group = Group("sources", "Sources and their health")


@group.get("/sources", service.SourceLine, listed=True, who=Who.FIRM)
def sources() -> Listing[tuple[int, SourceLine]]:
    """Every source described or ever visited, those in trouble first."""
    found = list(enumerate(current.room().operations.sources().sources))
    return Listing(found, lambda one: (one[0], one[1].health.source), lambda one: _line(one[1]))


@group.get("/sources/<name>", service.SourceShown, who=Who.FIRM)
def source(name: str) -> service.SourceShown:
    """One source with its last visits and its alarms, newest first."""
    return _source(current.room().operations.source(name))


@group.patch("/sources/<name>", service.SourceShown, takes=service.SwitchSent, who=Who.KEEPERS, match=Match.NO)
def switch_source(name: str) -> service.SourceShown:
    """Switch a source that somebody added here on or off."""
    desk = current.room().operations
    desk.switch_source(name, asked.body(service.SwitchSent)["enabled"])
    return _source(desk.source(name))


def _source(page: SourcePage) -> service.SourceShown:
    return {
        "source": _line(page.line),
        "visits": [_visit(one) for one in page.visits],
        "alarms": [_alarm(one) for one in page.alarms],
        "may_write": page.may_write,
        "is_added": page.is_added,
    }


def _line(line: SourceLine) -> service.SourceLine:
    health = line.health
    return {
        "name": health.source,
        "name_zh": line.name_zh,
        "name_en": line.name_en,
        "site": line.url,
        "shelf": line.shelf.value,
        "state": health.state.value,
        "since": lines.maybe(health.since),
        "last_visit_at": lines.maybe(health.last_visit_at),
        "last_good_at": lines.maybe(health.last_good_at),
        "detail": health.detail,
        "enabled": line.enabled,
        "overdue": line.overdue,
        "cadence_minutes": line.cadence_minutes,
        "alarm": _alarm(line.alarm) if line.alarm else None,
        "url": url_for("api.source", name=health.source),
    }


def _visit(one: Visited) -> service.Visit:
    return {
        "started_at": lines.instant(one.started_at),
        "ended_at": lines.instant(one.ended_at),
        "state": one.state.value,
        "detail": one.detail,
        "seen": one.seen,
        "new": one.new,
        "unchanged": one.unchanged,
        "quarantined": one.quarantined,
        "failed": one.failed,
    }


def _alarm(one: Alarm) -> service.SourceAlarm:
    return {
        "state": one.state.value,
        "since": lines.instant(one.since),
        "raised_at": lines.instant(one.raised_at),
        "times": one.times,
        "detail": one.detail,
        "ended_at": lines.maybe(one.ended_at),
    }
