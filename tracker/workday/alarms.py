"""Alarms of the sources: raised with the first bad visit, said again every day until a visit finds them mended."""

from dataclasses import replace
from datetime import datetime, timedelta

from tracker.practice.visit import Alarm, SourceHealth, SourceState
from tracker.store.library import Files

GOOD = (SourceState.OK, SourceState.NOTHING_NEW)
# Once a day: an alarm said every visit is turned off by whoever hears it, one said once is forgotten.
AGAIN = timedelta(days=1)


def sound(files: Files, source: str, at: datetime) -> Alarm | None:
    """Raise, repeat or end the alarm of a source after a visit; the alarm if it is said now, None if all is quiet."""
    health = next((one for one in files.visits.health_of([source])), None)
    if health is None:
        return None
    open_now = next((alarm for alarm in files.alarms.open() if alarm.source == source), None)
    if health.state in GOOD:
        if open_now is not None:
            files.alarms.put(replace(open_now, ended_at=at))
        return None
    return _say(files, health, open_now, at)


def _say(files: Files, health: SourceHealth, open_now: Alarm | None, at: datetime) -> Alarm | None:
    if open_now is None:
        alarm = Alarm(health.source, health.state, health.since or at, at, 1, health.detail)
        files.alarms.put(alarm)
        return alarm
    due = at - open_now.raised_at >= AGAIN or open_now.state is not health.state
    said = replace(
        open_now,
        state=health.state,
        detail=health.detail,
        raised_at=at if due else open_now.raised_at,
        times=open_now.times + due,
    )
    files.alarms.put(said)
    return said if due else None
