"""The demo's day: people, watches, and a site that publishes step by step while the real scheduler pulls it."""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from tracker import knowledge
from tracker.demo import translations
from tracker.errors import SourceError
from tracker.knowledge.fiction import sample_texts
from tracker.law.instrument import Instrument, Shelf
from tracker.practice.person import Client, Person, Role
from tracker.practice.visit import SourceState
from tracker.practice.watch import Channel, Watch
from tracker.settings import Settings
from tracker.sources.source import Source
from tracker.workday import schedule
from tracker.workday.catalogue import sync
from tracker.workday.desk import Desk, now, open_desk
from tracker.workday.tally import Tell

# A visit of the demo's site takes a second or two; a minute without one means that something is broken.
PATIENCE_SECONDS = 60.0
_BLINK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who can sign in to the demo, with a password made for this run."""

    email: str
    role: Role
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Show:
    """A site to pull: who describes it, and what to do before each round of visits (`publish` a day's texts)."""

    sources: Sequence[Source]
    rounds: Sequence[Callable[[], None]]
    client_follows: frozenset[str]


@contextmanager
def working(chosen: Settings, show: Show, tell: Tell) -> Iterator[tuple[Desk, tuple[SignIn, ...]]]:
    """Pull a site round by round with the real scheduler, then stay at work: inside, everything is filed.

    Raises SourceError when a source cannot be visited, Conflict when another scheduler works on the same data.
    """
    desk = open_desk(chosen)
    try:
        sync(desk.library, (*knowledge.catalogue(), *_sample_works(show)))
        sign_ins = _people(desk, show.client_follows)
        show.rounds[0]()
        started_at = now()
        with schedule.running(desk, show.sources, chosen.data, tell=tell) as rounds:
            _wait(desk, show.sources, started_at)
            for publish in show.rounds[1:]:
                publish()
                started_at = now()
                rounds.visit_now(show.sources)
                _wait(desk, show.sources, started_at)
            if _sample_works(show):
                translations.bring(desk.library, sample_texts(), now())
            yield desk, sign_ins
    finally:
        desk.close()


def _sample_works(show: Show) -> tuple[Instrument, ...]:
    """Fiction comes in only with a site of the sample shelf."""
    return knowledge.sample() if any(source.shelf is Shelf.SAMPLE for source in show.sources) else ()


def _people(desk: Desk, follows: frozenset[str]) -> tuple[SignIn, ...]:
    client = Client("demo-client", "示例客户（Demo Client）", follows)
    cast = (
        (Role.COUNSEL, "counsel@demo.example", "陈以安（Counsel）", None),
        (Role.CLIENT, "client@demo.example", "示例客户合规部（Client）", client.id),
        (Role.ADMINISTRATOR, "admin@demo.example", "管理员（Administrator）", None),
    )
    channel = Channel.MAIL if desk.mailbox.host else Channel.PAGE
    sign_ins = []
    with desk.library.writing() as files:
        files.people.put_client(client)
        for role, email, name, member_of in cast:
            password = secrets.token_urlsafe(9)
            person = files.people.add(Person("", email, name, role, member_of), password)
            sign_ins.append(SignIn(email, role, password))
            if role is not Role.ADMINISTRATOR:
                files.watches.add(Watch(0, person.id, channel=channel))
    return tuple(sign_ins)


def _wait(desk: Desk, sources: Sequence[Source], started_at: datetime) -> None:
    """Wait until each source was visited since an instant; raises SourceError when one cannot be."""
    waiting, until = {source.id for source in sources}, time.monotonic() + PATIENCE_SECONDS
    while waiting:
        with desk.library.reading() as files:
            visits = {source: files.visits.of(source, 1) for source in sorted(waiting)}
        for source, last in visits.items():
            if last and last[0].started_at >= started_at:
                if last[0].state in (SourceState.BLOCKED, SourceState.DOWN, SourceState.GONE):
                    raise SourceError(f"{source}: {last[0].state.value}. {last[0].detail}")
                waiting.discard(source)
        if time.monotonic() > until:
            raise SourceError(f"not visited within {PATIENCE_SECONDS:.0f} seconds: {', '.join(sorted(waiting))}")
        time.sleep(_BLINK_SECONDS)
