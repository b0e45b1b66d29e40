"""The desk: everything a day's work needs, in one frozen value; the only thing a journey test has to build."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tracker import knowledge
from tracker.diff.drafting import Drafting
from tracker.documents.guide import Guide
from tracker.law.authority import Authority
from tracker.settings import Mailbox, Settings
from tracker.sources.archive import Archive, installed
from tracker.sources.fetch import Fetcher
from tracker.sources.posting import Poster
from tracker.store.library import Library
from tracker.workday import lease


def now() -> datetime:
    """The present instant, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the day's work is done with.

    Attributes:
        clock: gives the present instant, UTC; tests give their own.
        settings: as the environment gave them; a reading room is opened with them.
        authorities: by id; names found in texts are looked up here.
        mailbox: where letters leave; without a host they stay queued.
        base_url: the address people use, for links in letters.
    """

    library: Library
    archive: Archive
    fetcher: Fetcher
    poster: Poster
    guide: Guide
    drafting: Drafting
    authorities: Mapping[str, Authority]
    settings: Settings
    clock: Callable[[], datetime] = now
    mailbox: Mailbox = field(default_factory=Mailbox)
    base_url: str = ""

    @contextmanager
    def visiting(self, source: str) -> Iterator[None]:
        """Be the only visitor of a source, among processes and machines, while inside; raises Busy where another is."""
        with lease.visit(self.settings.data, source), self.library.visiting(source):
            yield

    def close(self) -> None:
        """Let go of connections."""
        self.fetcher.close()
        self.library.close()


def open_desk(settings: Settings, *, library: Library | None = None) -> Desk:
    """A desk as the settings describe it; the database is made if absent.

    Raises StoreError when the database cannot be opened.
    """
    fetcher = Fetcher(contact=settings.contact, open_loopback=settings.open_loopback)
    return Desk(
        library=library or Library.open(settings.database),
        archive=installed(settings),
        fetcher=fetcher,
        poster=Poster(fetcher.agent, open_loopback=settings.open_loopback),
        guide=knowledge.guide(),
        drafting=knowledge.drafting(),
        authorities=knowledge.authorities(),
        mailbox=settings.mail,
        base_url=settings.base_url,
        settings=settings,
    )
