"""Telling people of what passes between the firm and a client: a briefing released or recalled, a client's answer.

Nobody has to ask for it: who has no watch for such news is given one, by mail and at once, which they may change or
silence like any other. Silenced, the news still stands on their own page; a recall reaches by mail whoever read what
is recalled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from tracker.alerts.matching import Route, gathered
from tracker.law.instrument import Instrument
from tracker.practice import access, briefing
from tracker.practice.briefing import BriefingRelease
from tracker.practice.client import Answer
from tracker.practice.person import Reader
from tracker.practice.watch import Channel, Filing, Occasion, Watch
from tracker.readingroom.telling import PostOffice, post_office, readers
from tracker.store.library import Files

_PAGE = Route(Channel.PAGE)
_MAIL = Route(Channel.MAIL)


def tell_briefed(files: Files, instrument: Instrument, pair: tuple[str, str], release: BriefingRelease) -> int:
    """Tell a client's members of a release that stands or was just recalled, in the caller's transaction; how many."""
    people = readers(files)
    mine = [who for who in people.values() if _is_told(who, instrument, release)]
    read = {opening.person for opening in release.openings}
    did = "released" if release.stands else "recalled"
    facts = {"old": pair[0], "new": pair[1], "release": str(release.number), "did": did}
    at = release.recalled_at or release.at
    posts = post_office(files, at)
    event = f"briefing/{release.number}/{did}"
    # who read what is recalled must know, whatever they silenced; who did not read it need not be written to
    routes = {
        who.person.id: (_MAIL,) if who.person.id in read else ()
        for who in mine
        if who.person is not None and not release.stands
    }
    return _file(files, mine, people, (event, instrument, Occasion.BRIEFING, facts), posts, at, routes)


def tell_answered(files: Files, instrument: Instrument, answer: Answer, wrote: Iterable[str]) -> int:
    """Tell the firm's counsel of a client's answer; how many.

    A reply goes by mail to those who wrote or released what it answers (`wrote`), else to every counsel; that something
    was read stands on their pages only.
    """
    people = readers(files)
    able = [who for who in people.values() if access.writes_notes(who) and who.person and who.person.active]
    concerned = {who.person.id for who in able if who.person and who.person.id in set(wrote)}
    facts = {"answer": str(answer.id), "old": answer.old, "new": answer.new, "client": answer.client}
    posts = post_office(files, answer.at)
    routes: dict[str, tuple[Route, ...]] = {
        who.person.id: ()
        for who in able
        if who.person and (not answer.body or (concerned and who.person.id not in concerned))
    }
    event = f"answer/{answer.id}"
    return _file(files, able, people, (event, instrument, Occasion.ANSWER, facts), posts, answer.at, routes)


def _is_told(who: Reader, instrument: Instrument, release: BriefingRelease) -> bool:
    person = who.person
    if person is None or not person.active or not access.sees_text(who, instrument):
        return False
    return briefing.meant(who, release)


def _file(
    files: Files,
    whom: list[Reader],
    people: Mapping[str, Reader],
    news: tuple[str, Instrument, Occasion, Mapping[str, str]],
    posts: PostOffice,
    at: datetime,
    routes: Mapping[str, tuple[Route, ...]],
) -> int:
    """File one alert a person: on their page, and by the routes given, else by those of their watches."""
    event, instrument, occasion, facts = news
    filings = []
    for who in whom:
        assert who.person is not None
        watches = _watches(files, who.person.id, occasion)
        asking = [w for w in watches if w.active and w.instrument in ("", instrument.slug)]
        found = [route for one in gathered(asking, people) for route in one.routes]
        ways = (_PAGE, *routes.get(who.person.id, tuple(found)))
        filings.append(
            Filing(
                (asking or watches)[0].id,
                who.person.id,
                event,
                instrument.slug,
                "",
                None,
                posts.deliveries(who.person, dict.fromkeys(ways)),
                occasion,
                facts=facts,
            )
        )
    return len(files.outbox.file(filings, at))


def _watches(files: Files, person: str, occasion: Occasion) -> list[Watch]:
    """A person's watches for such news, also silenced ones; the first is made here where they never had any."""
    found = [watch for watch in files.watches.ever(person) if occasion in watch.occasions]
    return found or [files.watches.add(replace(Watch(0, person), occasions=frozenset({occasion})))]
