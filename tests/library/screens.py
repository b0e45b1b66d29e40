"""What a screen costs: the processor a request takes, asked as one of the firm or as a client."""

import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient

from tests.library.filling import SEVERAL
from tracker.practice.feed import Scope
from tracker.practice.person import Client, Person, Role
from tracker.practice.watch import Watch
from tracker.settings import Settings
from tracker.store.library import Library
from tracker.web.app import create_app

COUNSEL = Person("size-counsel", "counsel@firm.example", "陈以安", Role.COUNSEL)
MEMBER = Person("size-member", "li@client.example", "李合规", Role.CLIENT, "size-client")
WORD, RARE, COMMON = "个人信息", "海洋倾倒", "应当"


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor milliseconds of a request, the median of several, and the bytes of its answer.

    `ms` is told of pages drawn anew, `again` of the same ones kept.
    """

    ms: float
    again: float
    size: int


@dataclass(frozen=True, slots=True)
class Site:
    """The screens over one library: by name who asks, and where."""

    app: Flask
    screens: Mapping[str, tuple[str, str]]


def furnish(library: Library) -> dict[str, str]:
    """Bring a counsel, a client and a feed into a library; what addresses need to know of it.

    The work that is looked at is the law of which the collection has several texts.
    """
    with library.writing() as files:
        slug = next(hit.instrument for hit in files.search.find(SEVERAL).hits if hit.version)
        if files.people.by_email(COUNSEL.email) is None:
            files.people.put_client(Client("size-client", "虚构客户", frozenset({slug})))
            files.people.add(COUNSEL, "correct horse battery")
            files.people.add(MEMBER, "correct horse battery")
            files.watches.add(Watch(0, COUNSEL.id, slug))
            files.feeds.make(COUNSEL.id, Scope.EVERYTHING, "", datetime(2026, 11, 29, tzinfo=UTC))
        old, new = (card.id for card in files.versions.of(slug)[-2:])
        token = files.feeds.of(COUNSEL.id)[0].token
    return {"slug": slug, "old": old, "new": new, "token": token}


def screens(there: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Every screen that lists, counts or looks: by name who asks, and where."""
    slug, old, new, token = (there[name] for name in ("slug", "old", "new", "token"))
    inside, client = COUNSEL.id, MEMBER.id
    return {
        "first page": (inside, "/"),
        "catalogue": (inside, "/instruments/"),
        "catalogue, narrowed": (inside, "/instruments/?kind=law&standing=in-force"),
        "catalogue, sought": (inside, "/instruments/?" + urlencode({"q": "管理 办法"})),
        "one work": (inside, f"/instruments/{slug}/"),
        "a version": (inside, f"/instruments/{slug}/versions/{new}/"),
        "a comparison": (inside, f"/comparisons/{slug}/{old}..{new}/"),
        "calendar": (inside, "/calendar/"),
        "review": (inside, "/review/"),
        "watches": (inside, "/watches/"),
        "alerts": (inside, "/alerts/"),
        "feeds": (inside, "/feeds/"),
        "a feed (Atom)": ("", f"/feeds/{token}.atom"),
        "a calendar (iCalendar)": ("", f"/feeds/{token}.ics"),
        "sources": (inside, "/sources/"),
        "portal": (client, "/portal/"),
        "catalogue, a client's": (client, "/instruments/"),
        "search": (inside, "/search/?" + urlencode({"q": WORD})),
        "search, a rare word": (inside, "/search/?" + urlencode({"q": RARE})),
        "search, the commonest word": (inside, "/search/?" + urlencode({"q": COMMON})),
        "search, narrowed": (inside, "/search/?" + urlencode({"q": WORD, "stage": "promulgated"})),
        "history of a phrase": (inside, "/search/history/?" + urlencode({"q": WORD})),
        "API: instruments": (inside, "/api/v1/instruments"),
        "API: arrivals": (inside, "/api/v1/arrivals"),
        "API: dates": (inside, "/api/v1/dates"),
    }


@contextmanager
def opened(settings: Settings) -> Iterator[Site]:
    """A library served without a server, with the addresses of its screens."""
    library = Library.open(settings.database)
    try:
        yield Site(create_app(settings, library), screens(furnish(library)))
    finally:
        library.close()


def measure(sites: Sequence[Site], times: int) -> dict[str, list[Cost]]:
    """What each screen costs in each library; they are asked in turns, so that a busy machine is as busy for both."""
    return {name: _asked(sites, name, times) for name in sites[0].screens}


def _asked(sites: Sequence[Site], name: str, times: int) -> list[Cost]:
    asking = [(visitor(site.app, site.screens[name][0]), site.screens[name][1]) for site in sites]
    sizes = [_ask(client, path)[1] for client, path in asking]  # the first one also reads templates and words
    anew: list[list[float]] = [[] for _ in sites]
    again: list[list[float]] = [[] for _ in sites]
    for _ in range(times):
        for n, (client, path) in enumerate(asking):
            sites[n].app.extensions["threshold"].library.forget()
            anew[n].append(_ask(client, path)[0])
            again[n].append(_ask(client, path)[0])
    return [Cost(statistics.median(anew[n]), statistics.median(again[n]), size) for n, size in enumerate(sizes)]


def _ask(client: FlaskClient, path: str) -> tuple[float, int]:
    start = time.process_time()
    answer = client.get(path)
    took = time.process_time() - start
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return 1000 * took, len(answer.data)


def visitor(app: Flask, who: str) -> FlaskClient:
    """Somebody signed in, by id; a stranger for none."""
    client = app.test_client()
    if who:
        with client.session_transaction() as session:
            session["person"] = who
    return client
