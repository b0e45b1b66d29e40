"""Counsel's ten minutes in a real browser: open, filter, step, ask why, note a phrase, release it, see it as client.

No console error, no broken content policy, no request that leaves the machine.
"""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Request, Route

from tests.exports.test_redline_reading import commented
from tests.serving import served
from tests.web.conftest import INTERNAL, LIFTS, PASSWORD, PEOPLE, ROBOTS

pytestmark = pytest.mark.browser
WHERE = f"/comparisons/{LIFTS[0]}/{LIFTS[1]}..{LIFTS[2]}/"


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


class Desk:
    """One person at one browser: pages that fail the test on a console error or a request elsewhere."""

    def __init__(
        self, browser: Browser, site: str, who: str, *, script: bool = True, scheme: Literal["light", "dark"] = "light"
    ) -> None:
        self.site, self.complaints = site, list[str]()
        self.context = browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="zh-CN", java_script_enabled=script, color_scheme=scheme
        )
        self.context.route("**/*", self._stay)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.open("/sign-in/")
        self.page.fill("#email", PEOPLE[who].email)
        self.page.fill("#password", PASSWORD)
        self.page.press("#password", "Enter")
        self.page.wait_for_load_state()

    def _stay(self, route: Route, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.site).netloc:
            self.complaints.append(f"left the machine: {request.url}")
        route.continue_()

    def open(self, path: str) -> Page:
        self.page.goto(self.site + path)
        return self.page

    def leave(self) -> None:
        self.context.close()
        assert self.complaints == []


def counter(page: Page) -> str:
    return page.locator(".stepper output").inner_text()


def test_counsels_ten_minutes(browser: Browser, site: str):
    counsel = Desk(browser, site, "counsel")
    page = counsel.open(WHERE)
    total = int(counter(page).rpartition("/")[2])
    assert total == page.locator(".judged[data-number]").count()

    # Filter by a direction: only such rows, the counter counts them, the map dims the rest.
    page.click('.chip[data-show="softened"]')
    visible = page.locator("#rows .row:visible")
    assert 0 < visible.count() < total
    assert all("softened" in (row.get_attribute("data-tags") or "") for row in visible.all())
    assert counter(page).endswith(f"/ {page.locator('.judged[data-tags~=softened]').count()}")
    page.locator(".map.filtered").wait_for()  # the map follows once the hand rests
    page.keyboard.press("0")
    assert counter(page) == f"– / {total}"

    # Step by keyboard, there and back, around the end.
    for key, said in (("j", 1), ("F7", 2), ("j", 3), ("k", 2), ("Shift+F7", 1), ("k", total), ("j", 1)):
        page.keyboard.press(key)
        assert counter(page) == f"{said} / {total}"
    assert page.locator(".row.here").count() == 1

    # Ask why: the reasons open below both texts, and the quotes light on both sides.
    row = page.locator(".row:has(.cell.old mark.q):has(.cell.new mark.q)").first
    row.locator(".why summary").first.click()
    row.locator(".expl-one").first.wait_for(state="visible")
    assert row.locator(".cell.old mark.q.lit").count() > 0
    assert row.locator(".cell.new mark.q.lit").count() > 0

    # Note a phrase: what is selected stands in the form, with its side and place.
    change = row.locator(".judged").first.get_attribute("data-key") or ""
    phrase = select_words(page, change)
    row.locator("a[data-note]").first.click()
    form = row.locator("form.write")
    assert form.locator("input[name=exact]").input_value() == phrase
    form.locator("textarea").fill("请客户**在施行前**核对这几个字。")
    form.locator("button.first").click()
    page.wait_for_load_state()
    note = page.locator(".note.inside", has_text="核对这几个字")
    assert note.locator("strong").inner_text() == "在施行前"
    assert note.locator(".quoted q").inner_text() == phrase
    assert page.locator("mark.n").count() > 0

    client = Desk(browser, site, "client")
    assert "核对这几个字" not in client.open(WHERE).content()

    # Release it, and see it as the client.
    note.locator("summary", has_text="发布").click()
    note.locator("select[name=client]").select_option("*")
    note.get_by_role("button", name="发布").click()
    page.wait_for_load_state()
    assert page.locator(".note.out", has_text="核对这几个字").count() == 1
    seen = client.open(WHERE)
    assert seen.locator(".note.out", has_text="核对这几个字").is_visible()
    assert INTERNAL not in seen.content()
    assert seen.locator("form.write, a[data-note]").count() == 0
    client.leave()
    counsel.leave()


def select_words(page: Page, change: str) -> str:
    """Select four characters of the new words of a change, as a mouse would."""
    return str(
        page.evaluate(
            """(key) => {
                const changes = [...document.querySelectorAll('.judged')];
                const row = changes.find((one) => one.dataset.key === key).closest('.row');
                const unit = key.split('~')[1];
                const words = row.querySelector(`.new [data-at="${CSS.escape(unit)}"] .w`);
                const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
                let text = walker.nextNode();
                while (text.data.trim().length < 4) text = walker.nextNode();
                const range = document.createRange();
                range.setStart(text, 0);
                range.setEnd(text, 4);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return range.toString();
            }""",
            change,
        )
    )


def test_without_a_script_reading_filtering_and_noting_work(browser: Browser, site: str):
    counsel = Desk(browser, site, "counsel", script=False)
    page = counsel.open(WHERE)
    page.click('.chip[data-show="strengthened"]')
    page.wait_for_url("**show=strengthened")
    shown = page.locator("#rows .row:visible")
    assert shown.count() > 0
    page.locator(".first-hop").click()
    assert "#c-" in page.url
    shown.first.locator(".why summary").first.click()
    assert shown.first.locator(".expl-one").first.is_visible()
    page.locator("a[data-note]:visible").nth(1).click()
    page.locator("form.write textarea").fill("没有脚本也能写。")
    page.locator("form.write button.first").click()
    assert page.locator(".note.inside", has_text="没有脚本也能写").is_visible()
    counsel.leave()


def test_a_client_before_release_steps_through_a_bare_redline(browser: Browser, site: str):
    client = Desk(browser, site, "client")
    page = client.open(f"/comparisons/{ROBOTS[0]}/{ROBOTS[1]}..{ROBOTS[2]}/")
    page.keyboard.press("j")
    assert page.locator(".row.here").count() == 1
    page.keyboard.press("1")
    assert page.locator(".row[hidden]").count() == 0
    assert page.locator(".why, .ledger, .vbar, .chip.c-str").count() == 0
    client.leave()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, site: str, language: str):
    counsel = Desk(browser, site, "counsel")
    counsel.page.set_viewport_size({"width": 390, "height": 844})
    for path in (WHERE, "/review/"):
        page = counsel.open(f"{path}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    assert counsel.open(WHERE).locator(".thumb").is_visible()
    counsel.leave()


def test_print_is_a_table_with_a_repeating_head_and_no_internal_note(browser: Browser, site: str):
    counsel = Desk(browser, site, "counsel")
    page = counsel.open(WHERE)
    page.emulate_media(media="print")
    looks = {"table.rows": "table", ".rows thead": "table-header-group", ".rows .row": "table-row"}
    for what, display in looks.items():
        assert page.locator(what).first.evaluate("one => getComputedStyle(one).display") == display
    assert page.locator(".note.inside").count() > 0
    assert not any(note.is_visible() for note in page.locator(".note.inside").all())
    assert page.locator(".note.out").first.is_visible()
    counsel.leave()


def test_a_file_is_exported_worked_on_and_brought_back(browser: Browser, site: str):
    """The Word redline saved through the form, a colleague's comment put in, uploaded again, seen as a note."""
    counsel = Desk(browser, site, "counsel")
    page = counsel.open(WHERE)
    page.get_by_role("link", name="对照表").click()
    for form, head in (("table.pdf", b"%PDF"), ("table.docx", b"PK"), ("table.xlsx", b"PK"), ("redline.docx", b"PK")):
        page.check(f'input[value="{form}"]')
        with page.expect_download() as saved:
            page.get_by_role("button", name="导出").click()
        data = saved.value.path().read_bytes()
        assert data.startswith(head)
        assert saved.value.suggested_filename.endswith(form)
    back = commented(data, "电梯", "请与安全部门再对一次。")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.set_input_files("#back input[type=file]", {"name": "back.docx", "mimeType": word, "buffer": back})
    page.locator("#back button").click()
    page.wait_for_load_state()
    assert page.locator(".told", has_text="读入").is_visible()
    assert page.locator(".note.inside", has_text="请与安全部门再对一次").count() == 1
    page.go_back()
    page.set_input_files("#back input[type=file]", {"name": "x.docx", "mimeType": word, "buffer": b"no Word file"})
    page.locator("#back button").click()
    page.locator("#fault").wait_for()
    # The answer 422 is no fault of the page, and the only one Chromium's console tells of.
    counsel.complaints = [said for said in counsel.complaints if "422" not in said]
    counsel.leave()


def test_dragging_a_provision_onto_one_of_the_other_text_asks_to_pair_them(browser: Browser, site: str):
    counsel = Desk(browser, site, "counsel")
    page = counsel.open(WHERE)
    old = page.locator(".cell.old .unit:has(.grip)").nth(1)
    young = page.locator(".cell.new .unit").nth(2)
    places = old.get_attribute("data-at"), young.get_attribute("data-at")
    assert places[0] != places[1]
    old.locator(".grip").drag_to(young)
    form = page.locator(".put-right .pairing")
    assert (form.locator("[name=old]").input_value(), form.locator("[name=new]").input_value()) == places
    counsel.leave()
