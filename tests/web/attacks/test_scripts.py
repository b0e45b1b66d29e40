"""Markup in every text a stranger can bring: shown as words on every page, letter and feed; no script of it ever runs.

Chromium opens the pages with the content policy switched off: what is held back is held back by the pages themselves.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import escape
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.serving import served
from tests.web.api.conftest import ASKED as ASKED_API
from tests.web.api.conftest import READINGS, filled, let_in
from tests.web.conftest import CLIENTS, NOW, PASSWORD, PEOPLE, Filed, Firm, _site
from tracker import knowledge
from tracker.alerts import message
from tracker.annotations.annotation import Deed, Selector, Spot
from tracker.diff.changes import Direction
from tracker.diff.comparison import compare
from tracker.diff.overruling import opinion
from tracker.documents.reading import read
from tracker.exports import html as html_export
from tracker.law.instrument import Capture, EventKind, Instrument, Shelf, StageEvent, Version
from tracker.law.stage import Stage
from tracker.law.translation import Translation
from tracker.practice.access import Release
from tracker.practice.briefing import Wording
from tracker.practice.client import Answer
from tracker.practice.edition import Pick
from tracker.practice.feed import Scope
from tracker.practice.person import Reader
from tracker.practice.ruling import Ruling
from tracker.practice.token import REACHES
from tracker.practice.visit import Alarm, Repair, SourceState, Visit
from tracker.practice.watch import Channel, Hook, Watch
from tracker.readingroom import telling
from tracker.store.library import Files
from tracker.web.api.rates import Rates

pytestmark = pytest.mark.browser

RUN = "window.owned=1"
EVIL = (
    f"毒\"'><xss-probe></xss-probe><img src=x onerror='{RUN}'><script>{RUN}</script><svg/onload={RUN}>"
    f"</textarea></title></style><a href='javascript:{RUN}'>x</a>{{{{7331*7}}}}{{%print(7331*7)%}}"
)
LINK = f"javascript:{RUN}//"
MARKDOWN = f"{EVIL}\n\n[点]({LINK}) ![x](x{EVIL}) <javascript:{RUN}>\n\n```\n{EVIL}\n```\n\n[y]: {LINK}\n[点][y]"
SLUG = "poisoned"
OLD, NEW = "2026-09-01-draft", "2026-11-05-promulgated"
PAIR = (SLUG, OLD, NEW)


def paper(duty: str) -> bytes:
    """A page whose words are markup, as a source writes them: escaped, so that they are words."""
    words = (
        f"毒物规定{EVIL}\n第一章　{EVIL}\n第一条　运营者{duty}{EVIL}三十日内登记。\n第二条　运营者可以{EVIL}。\n"
        f"（一）{EVIL}；\n（二）其他。\n第九条　{EVIL}应当公布。\n第三条　本规定自2027年1月1日起施行。"
    )
    lines = "".join(f"<p>{escape(line)}</p>" for line in words.split("\n"))
    return f"<html><head><meta charset=utf-8></head><body>{lines}</body></html>".encode()


@pytest.fixture(scope="module")
def poisoned(filed: Filed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Firm, Flask]]:
    firm = filed.opened(tmp_path_factory.mktemp("poisoned"))
    with firm.library.writing() as files:
        _works(files)
        _words(files)
        _service(files)
    firm.room("counsel").editions.send(1)
    _source(firm)
    yield firm, _site(firm)
    firm.library.close()


def _works(files: Files) -> None:
    event = StageEvent(EventKind.STAGE, date(2026, 11, 5), Stage.PROMULGATED, url=LINK, note_zh=EVIL, note_en=EVIL)
    closes = StageEvent(EventKind.COMMENT_CLOSES, date(2026, 12, 1), url=LINK, note_zh=EVIL, note_en=EVIL)
    files.instruments.put(
        Instrument(SLUG, EVIL, EVIL, EVIL, (EVIL, "cac"), (EVIL, "data"), Shelf.REAL, (EVIL,), (), (event, closes))
    )
    for n, (version, stage, duty, day) in enumerate(
        [
            (OLD, Stage.CONSULTATION_DRAFT, "可以", date(2026, 9, 1)),
            (NEW, Stage.PROMULGATED, "应当", date(2026, 11, 5)),
        ]
    ):
        document = read(paper(duty), guide=knowledge.guide())
        headers = ((EVIL, EVIL), ("Server", EVIL))
        capture = Capture(f"{n}" * 64, LINK, LINK, 200, EVIL, 7, NOW, EVIL, headers)
        files.captures.keep(capture)
        files.captures.absent(LINK, 404, NOW)
        files.versions.file(Version(SLUG, version, stage, None, day, document, (capture,), EVIL, NOW, NOW))
    before, after = (files.versions.get(SLUG, one).document for one in (OLD, NEW))
    assert "xss-probe" in after.text
    files.comparisons.file(*PAIR, compare(before, after, knowledge.drafting()), NOW)
    lines = (f"Poison {EVIL}", f"Article 1 Operators {EVIL} shall register.", "Article 2 They may.")
    english = read(f"<html><body>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</body></html>".encode())
    files.translations.file(Translation(SLUG, NEW, "en", english, EVIL, "e" * 64, "counsel", NOW))
    files.repairs.add(Repair(SLUG, "title", EVIL, EVIL, EVIL, "analyst", NOW))


def _words(files: Files) -> None:
    for client in CLIENTS.values():
        name = EVIL if client.id == "hengtong" else client.name
        files.people.put_client(replace(client, name=name, follows=client.follows | {SLUG}))
    for who in ("client", "analyst"):
        files.people.put(replace(PEOPLE[who], name=EVIL))
    clause = files.comparisons.get(*PAIR).clauses[0]
    quoted = Selector("new", EVIL, EVIL, EVIL, 0, 9)
    for change, spot in ((clause.key, None), ("", Spot("new", "2")), ("", None)):
        note = files.notes.add(*PAIR, change, quoted, MARKDOWN, "analyst", NOW, spot=spot, matter=EVIL)
        files.notes.add(*PAIR, change, None, MARKDOWN, "analyst", NOW, parent=note.id)
        for deed in (Deed.LABELLED, Deed.RESOLVED, Deed.REOPENED, Deed.HOUSE_VIEW):
            files.notes.act(note.id, deed, EVIL, "counsel", NOW)
        files.notes.act(note.id, Deed.ASSIGNED, "counsel", "counsel", NOW)
        files.notes.release(note.id, "hengtong", "counsel", NOW)
    said = opinion(clause, Direction.MIXED, 2)
    files.rulings.add(Ruling(0, *PAIR, EVIL, "counsel", NOW, opinion=said))
    wording = files.briefings.write(*PAIR, Wording(0, MARKDOWN, MARKDOWN, "counsel", NOW))
    files.briefings.release(wording.number, "hengtong", "counsel", NOW)
    files.releases.add(Release(*PAIR, "hengtong", "counsel", NOW))
    files.answers.add(Answer(0, "client", "hengtong", *PAIR, EVIL, EVIL, EVIL, NOW))


def _service(files: Files) -> None:
    files.quarantine.put("ab" * 32, EVIL, LINK, EVIL, EVIL, NOW)
    files.visits.record(Visit("cac", NOW, NOW, SourceState.BLOCKED, EVIL))
    files.alarms.put(Alarm("cac", SourceState.BLOCKED, NOW, NOW, 3, EVIL))
    for who in ("client", "counsel"):
        hook = files.hooks.add(Hook(0, who, Channel.WEBHOOK, EVIL, "https://h.example/" + EVIL, EVIL))
        files.watches.add(
            Watch(0, who, SLUG, keyword=EVIL, phrase=EVIL, provision=EVIL, channel=Channel.WEBHOOK, hook=hook.id)
        )
        files.feeds.make(who, Scope.EVERYTHING, "", NOW)
        files.tokens.make(who, EVIL, REACHES["read"], NOW, NOW.replace(year=2027))
    files.picks.add(Pick(0, SLUG, NEW, EVIL, "counsel", NOW))
    files.editions.add(EVIL, MARKDOWN, (date(2026, 11, 1), date(2026, 11, 20)), "counsel", NOW)
    files.shares.make("client", "hengtong", PAIR, NOW, NOW.replace(year=2027))


def _source(firm: Firm) -> None:
    """A source's description with markup in every word of it, as a file of the installation."""
    words = {name: json.dumps(EVIL) for name in ("name_zh", "name_en", "robots", "robots_zh", "added_by")}
    plain = "".join(f"{name} = {word}\n" for name, word in words.items())
    shape = (
        f"rows = {{ row = {json.dumps('//li')}, title = {json.dumps(EVIL)} }}\nwanted = {json.dumps(re.escape(EVIL))}"
    )
    folder = firm.settings.data / "sources"
    folder.mkdir()
    (folder / "poison.toml").write_text(
        f'id = "poison"\nauthority = "cac"\nurl = "https://poison.example/"\n{plain}'
        f'[[list]]\nid = "list"\nurl = "https://poison.example/"\nkind = "html"\n{shape}\n',
        encoding="utf-8",
    )


# What of a page is the attacker's: elements or attributes of the payload, links that run, and whether anything ran.
LOOK = """() => ({
  owned: window.owned === 1,
  made: document.querySelectorAll('xss-probe, [onerror], [onload], script:not([src])').length,
  links: [...document.querySelectorAll('*')].filter(e => ['href', 'src', 'action', 'formaction', 'xlink:href']
    .some(a => /^\\s*(javascript|data:text|vbscript):/i.test(e.getAttribute(a) || '')))
    .map(e => e.outerHTML.slice(0, 200)),
  worked_out: document.documentElement.outerHTML.includes('51317'),
  shown: document.documentElement.outerHTML.includes('xss-probe'),
})"""
CLEAN = {"owned": False, "made": 0, "links": [], "worked_out": False}
QUERY = {"q": EVIL, "find": EVIL, "show": EVIL, "hide": EVIL, "instrument": EVIL, "phrase": EVIL, "note": EVIL}
QUERY |= {"rule": EVIL, "next": LINK, "topic": EVIL, "client": EVIL, "on": EVIL, "at": EVIL, "edit": EVIL}


def pages(app: Flask) -> list[str]:
    """Every page of the site over the poisoned work."""
    parts = {"slug": SLUG, "old": OLD, "new": NEW, "version_id": NEW, "number": "1", "name": "cac", "person": "client"}
    found = []
    for rule in app.url_map.iter_rules():
        names = set(re.findall(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", rule.rule))
        download = rule.endpoint in ("static", "brand.logo", "versions.raw", "evidence.captures", "oidc.leave")
        if "GET" in (rule.methods or ()) and names <= set(parts) and not download and not rule.rule.startswith("/api"):
            found.append(re.sub(r"<(?:\w+:)?(\w+)>", lambda one: parts[one.group(1)], rule.rule))
    found.append("/sources/poison/")
    return [one for one in found if not one.endswith((".docx", ".json", ".md"))]


def desk(browser: Browser, site: str, who: str) -> tuple[BrowserContext, Page]:
    context = browser.new_context(bypass_csp=True, locale="zh-CN")
    context.route("**/*", lambda route: route.abort() if "x.example" in route.request.url else route.continue_())
    page = context.new_page()
    page.goto(f"{site}/sign-in/")
    page.fill("#email", PEOPLE[who].email)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_load_state()
    return context, page


# Where most of what somebody wrote stands; the endurance run opens every page, with the query and without.
TELLING = (
    *(f"/comparisons/{SLUG}/{OLD}..{NEW}/", f"/instruments/{SLUG}/", f"/instruments/{SLUG}/versions/{NEW}/"),
    *("/review/", "/portal/"),
)


def opened(browser: Browser, app: Flask, who: str, addresses: list[str]) -> int:
    """Open pages as somebody; how many held the words. Fails where one made markup of them, or ran them."""
    found, shown = {}, 0
    with served(app) as site:
        context, page = desk(browser, site, who)
        for address in addresses:
            answer = page.goto(site + address, wait_until="load")
            assert answer
            if answer.headers.get("content-type", "").startswith("text/html"):
                seen = page.evaluate(LOOK)
                shown += seen.pop("shown")
                if seen != CLEAN:
                    found[address[:80]] = seen
        context.close()
    assert found == {}
    return shown


ASKED = "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in QUERY.items())


def test_no_telling_page_makes_markup_or_runs_a_script(poisoned: tuple[Firm, Flask], browser: Browser) -> None:
    assert opened(browser, poisoned[1], "administrator", [one + ASKED for one in TELLING[:-1]]) == len(TELLING) - 1
    assert opened(browser, poisoned[1], "client", [TELLING[0], TELLING[-1]]) == 2


@pytest.mark.endurance
@pytest.mark.parametrize("who", ["administrator", "counsel", "analyst", "client", "other"])
def test_no_page_makes_markup_or_runs_a_script(poisoned: tuple[Firm, Flask], browser: Browser, who: str) -> None:
    every = [one + query for one in pages(poisoned[1]) for query in ("", ASKED)]
    assert opened(browser, poisoned[1], who, every) > {"client": 20, "other": 2}.get(who, 30)


def test_no_letter_and_no_exported_page_does(poisoned: tuple[Firm, Flask], browser: Browser) -> None:
    firm, _ = poisoned
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    with firm.library.reading() as files:
        event = telling.event_of(files, *PAIR, whole=True)
        releases = files.releases.of(*PAIR)
        comparison = files.comparisons.get(*PAIR)
        client = files.people.client("hengtong")
    made = [html_export.render(comparison)]
    for reader in (Reader(PEOPLE["counsel"]), Reader(PEOPLE["client"], client)):
        letter = message.compose(event, reader, releases, base_url="https://tracker.example")
        assert "\n" not in letter.subject
        made.append(letter.html)
    for body in made:
        page.set_content(body, wait_until="load")
        seen = page.evaluate(LOOK)
        assert seen.pop("shown")
        if "<style" in body or "<script" not in body:
            seen["made"] -= page.evaluate("document.querySelectorAll('script:not([src])').length")
        assert seen == CLEAN
    context.close()


def test_no_answer_of_the_api_is_a_page(poisoned: tuple[Firm, Flask]) -> None:
    """Data and files, whatever words they hold: no browser takes one for a page, and none has a line too many."""
    program, held = let_in(poisoned[1], "administrator", "admin"), 0
    poisoned[1].extensions["rates"] = Rates(1e9, 10**9)
    for one in READINGS:
        place = {"slug": SLUG, "old": OLD, "new": NEW, "version": NEW, "name": "poison"}
        answer = program.get(filled(one, **place), query_string=ASKED_API.get(one.name, {}))
        assert answer.mimetype in ("application/json", "application/problem+json", "application/octet-stream"), one.name
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if answer.mimetype == "application/octet-stream":
            assert answer.headers["Content-Disposition"].startswith("attachment"), one.name
        held += b"xss-probe" in answer.data
    assert held > 20


def test_feeds_stay_well_formed_and_their_html_is_words(poisoned: tuple[Firm, Flask]) -> None:
    firm, app = poisoned
    token = firm.room("counsel").feeds.mine()[-1].token
    browser = app.test_client()
    for kind in ("atom", "rss"):
        root = ElementTree.fromstring(browser.get(f"/feeds/{token}.{kind}").data)
        assert "xss-probe" in "".join(root.itertext())
        assert not [one for one in root.iter() if "xss-probe" in str(one.tag)]
        links = [one.get("href") or one.text or "" for one in root.iter() if str(one.tag).endswith("link")]
        assert not [one for one in links if one.strip().startswith("javascript:")]
    calendar = browser.get(f"/feeds/{token}.ics").get_data(as_text=True)
    assert not [line for line in calendar.splitlines() if line.startswith(("<script", "javascript:"))]
