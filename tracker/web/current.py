"""Who this request speaks for, in which language, and their reading room."""

from datetime import UTC, datetime, timedelta
from typing import cast

from flask import current_app, g, request, session

from tracker.practice.person import Person, Reader
from tracker.readingroom.room import ReadingRoom
from tracker.readingroom.threshold import Threshold
from tracker.web.words import LANGUAGES

HALF_A_DAY = timedelta(hours=12)  # a working day; then the password again
AHEAD = timedelta(hours=1)  # by so much may the clock of the machine that began a session be ahead of this one's


def now() -> datetime:
    """This instant, UTC: the one clock of the screens."""
    return cast(datetime, current_app.config.get("NOW") or datetime.now(UTC))


def threshold() -> Threshold:
    """Where people are let in."""
    return cast(Threshold, current_app.extensions["threshold"])


def reader() -> Reader:
    """The reader of this request, looked up once."""
    if "reader" not in g:
        g.reader = threshold().reader(session.get("person"), session.get("mark")) if _is_young() else Reader()
    return cast(Reader, g.reader)


def _is_young() -> bool:
    """Whether the session began within half a day; one from before sessions said when begins now.

    The cookie's own date does not tell: it is renewed with every answer, so that a copy in use would never end.
    """
    if "person" not in session:
        return True
    age = now().timestamp() - session.setdefault("begun", int(now().timestamp()))
    return bool(-AHEAD.total_seconds() <= age <= HALF_A_DAY.total_seconds())


def person() -> Person | None:
    """The person signed in, if any."""
    return reader().person


def room() -> ReadingRoom:
    """The reading room as this request's reader may use it."""
    if "room" not in g:
        g.room = threshold().room(reader(), now)
    return cast(ReadingRoom, g.room)


def speak_for(reader: Reader) -> None:
    """Let this request speak for a reader known otherwise than by a session, whoever it spoke for before."""
    g.reader = reader
    g.pop("room", None)
    g.pop("language", None)


def language() -> str:
    """`zh` or `en`: what the address asks, else the last choice, else the person's own, else the browser's wish."""
    if "language" not in g:
        g.language = _language()
    return cast(str, g.language)


def _language() -> str:
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        session["language"] = asked
        return asked
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return cast(str, chosen)
    someone = person()
    if someone and someone.language in LANGUAGES:
        return someone.language
    return request.accept_languages.best_match(LANGUAGES, "zh")
