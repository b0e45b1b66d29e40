"""The workbench on the longest real pairs: server time, bytes, time until it answers, and every action's cost.

Beside it stands a plain static page of the same two texts from the same server: what is beyond it is what we add.
"""

import gzip
import statistics
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import waitress
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.databases import Files
from tracker import knowledge
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.law.instrument import Instrument, Version
from tracker.law.stage import Stage
from tracker.practice.person import Person, Role
from tracker.settings import Settings
from tracker.store.library import Library
from tracker.web.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.corpus]

#: The longest pair, the longest Chinese law, and the standard with most clauses.
PAIRS = {
    "eu-ai-act": ("2024-01-26-draft-compromise.txt", "2024-06-13-final.txt"),
    "criminal-law": ("2020-12-26-amended-xi.txt", "2023-12-29-amended-xii.txt"),
    "pi-audit-requirements-standard": ("2025-04-draft.txt", "2025-05-final.txt"),
}
OLD, NEW = "2020-01-01-draft", "2021-01-01-promulgated"
WHO = Person("counsel", "counsel@firm.example", "陈以安", Role.COUNSEL)
PASSWORD = "a password for one benchmark"
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
MOST = 100  # ms an action may take: what a person feels as at once
#: With 851 changes in 966 rows the goal is missed by filtering and searching (docs/workbench.md); no worse than this.
MISSED = {"eu-ai-act": 250}
ROUNDS = 5


@pytest.fixture(scope="module")
def site(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """All pairs filed, behind the server people run; beside each a plain page of the same texts."""
    folder = tmp_path_factory.mktemp("bench")
    library = Library.open(Files().new(folder))
    plain = {slug: _file(library, corpus / slug, names) for slug, names in PAIRS.items()}
    with library.writing() as files:
        files.people.add(WHO, PASSWORD)
    app = create_app(Settings(folder, "", secret="for this run only"), library)
    _serve_plain(app, plain)
    server = waitress.create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)
    library.close()


def _file(library: Library, folder: Path, names: tuple[str, str]) -> bytes:
    """File a pair and its comparison; the plain page of both texts."""
    texts = [read((folder / name).read_bytes(), name=name, guide=knowledge.guide()) for name in names]
    with library.writing() as files:
        files.instruments.put(Instrument(folder.name, folder.name, folder.name, "law"))
        for version, stage, document in zip(
            (OLD, NEW), (Stage.CONSULTATION_DRAFT, Stage.PROMULGATED), texts, strict=True
        ):
            dated = date.fromisoformat(version[:10])
            files.versions.file(
                Version(folder.name, version, stage, None, dated, document, (), "", NOW, NOW, None, None)
            )
        files.comparisons.file(folder.name, OLD, NEW, compare(*texts, knowledge.drafting()), NOW)
    columns = "".join(f"<td>{''.join(f'<p>{escape(line)}' for line in text.text.splitlines())}" for text in texts)
    return f"<!doctype html><meta charset=utf-8><title>plain</title><table><tr>{columns}</table>".encode()


def _serve_plain(app: Flask, pages: Mapping[str, bytes]) -> None:
    app.add_url_rule("/plain/<slug>", "plain", lambda slug: pages[slug])


@pytest.fixture(scope="module")
def desk(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """Counsel, signed in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=site)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("#email", WHO.email)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_load_state()
    page.close()
    yield context
    context.close()


def _address(slug: str) -> str:
    return f"/comparisons/{slug}/{OLD}..{NEW}/"


def _fetched(context: BrowserContext, site: str, path: str) -> tuple[float, float, int, int]:
    """Median ms until the last byte, warm, by the clock and of processor time (the server runs in this very process).

    Then the bytes of the page, and the bytes as they travel to whoever takes gzip.
    """
    cookies = "; ".join(f"{c.get('name')}={c.get('value')}" for c in context.cookies())
    spent, worked, sizes = [], [], [0, 0]
    for n in range(ROUNDS + 1):
        asked = Request(site + path, headers={"Cookie": cookies, "Accept-Encoding": "gzip"})
        began, before = time.perf_counter(), time.process_time()
        with urlopen(asked) as answer:
            body, packed = answer.read(), answer.headers.get("Content-Encoding") == "gzip"
        if n:
            spent.append(1000 * (time.perf_counter() - began))
            worked.append(1000 * (time.process_time() - before))
        sizes = [len(gzip.decompress(body)), len(body)] if packed else [len(body), len(gzip.compress(body, 6))]
    return statistics.median(spent), statistics.median(worked), sizes[0], sizes[1]


#: From the start of the navigation until the script did its first work and the next frame was drawn.
READY = """() => new Promise((done) => {
  const waits = () => document.querySelector('#workbench') && !document.documentElement.classList.contains('js');
  const look = () => {
    if (document.readyState !== 'complete' || waits()) setTimeout(look, 5);
    else requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  };
  look();
})"""

#: One action, until the frame that shows its outcome was drawn.
ACT = """async (act) => {
  const began = performance.now();
  (new Function(act))();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""

KEY = "document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: '{}', bubbles: true}}))"
TYPE = (
    "const box = document.querySelector('#inside'); box.focus(); box.value = '{}';"
    "box.dispatchEvent(new Event('input', {{bubbles: true}}))"
)
CHIP = "document.querySelector('.chip[data-show=\"{}\"]').click()"
ACTIONS: Mapping[str, tuple[str, ...]] = {
    "next change (j)": (KEY.format("j"),) * 12,
    "filter": (CHIP.format("softened"), CHIP.format("all"), CHIP.format("amended"), CHIP.format("all")),
    "search inside": (TYPE.format("的"), TYPE.format("个人"), TYPE.format("system"), TYPE.format("")),
    "open reasons": (KEY.format("j"), KEY.format("o"), KEY.format("o")),
    "scroll a screen": ("scrollBy(0, 800)",) * 40,
    "jump to the end": ("scrollTo(0, document.documentElement.scrollHeight)", "scrollTo(0, 0)"),
}


class Hand:
    """Acts on a page and tells what each action took: ms until its outcome was drawn, ms of processor time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.meter = page.context.new_cdp_session(page)
        self.meter.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked(self) -> float:
        """Milliseconds of processor time the page's main thread has taken so far."""
        told = self.meter.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in told if one["name"] == "TaskDuration"))

    def act(self, act: str) -> tuple[float, float]:
        """Do one thing."""
        before = self.worked()
        spent: float = self.page.evaluate(ACT, act)
        return spent, self.worked() - before


def _interactive(context: BrowserContext, path: str) -> tuple[float, float]:
    """Best of three, ms from the start of the navigation by the clock, and of the page's own processor time."""
    spent = []
    for _ in range(3):
        page = context.new_page()
        hand = Hand(page)
        page.goto(path, wait_until="commit")
        clock: float = page.evaluate(READY)
        spent.append((clock, hand.worked()))
        page.close()
    return min(clock for clock, _ in spent), min(cpu for _, cpu in spent)


def _acted(page: Page) -> dict[str, tuple[float, float]]:
    """For each kind of action the slowest one, by the clock and by the processor.

    The whole round is gone through several times and each action told by its best: what another program took of the
    machine's two cores is not the page's.
    """
    hand = Hand(page)
    return {name: _slowest([[hand.act(act) for act in acts] for _ in range(3)]) for name, acts in ACTIONS.items()}


def _slowest(rounds: list[list[tuple[float, float]]]) -> tuple[float, float]:
    best = [(min(clock for clock, _ in one), min(cpu for _, cpu in one)) for one in zip(*rounds, strict=True)]
    return max(clock for clock, _ in best), max(cpu for _, cpu in best)


@pytest.mark.parametrize("slug", PAIRS)
def test_the_longest_pairs_answer_at_once(site: str, desk: BrowserContext, slug: str):
    ours = (*_fetched(desk, site, _address(slug)), *_interactive(desk, _address(slug)))
    plain = (*_fetched(desk, site, f"/plain/{slug}"), *_interactive(desk, f"/plain/{slug}"))
    page = desk.new_page()
    page.goto(_address(slug))
    page.evaluate(READY)
    acted = _acted(page)
    page.close()
    print(f"\n{slug}: ours, plain, ratio")  # by `make bench`; docs/workbench.md holds what it said
    named = ("server ms", "server cpu ms", "bytes", "bytes, gzip", "interactive ms", "interactive cpu ms")
    for name, one, other in zip(named, ours, plain, strict=True):
        print(f"  {name:<18} {one:9.0f} {other:9.0f} {one / other:6.1f}")
    for name, (clock, cpu) in acted.items():
        print(f"  {name:<16} slowest {clock:5.0f} ms by the clock, {cpu:4.0f} ms of processor time")
    # Asked of the processor: the clock of a machine that others use too is not the page's to keep.
    assert all(cpu < MISSED.get(slug, MOST) for _, cpu in acted.values()), acted
