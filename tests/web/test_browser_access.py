"""Every screen of counsel's day as axe-core sees it: nothing serious, light and dark, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.web.conftest import LIFTS
from tests.web.test_browser_workbench import WHERE, Desk, site
from tests.web.test_comparisons import address

__all__ = ["site"]
pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")


CONTRAST = {"runOnly": ["color-contrast"]}


def faults(page: Page, **options: object) -> list[str]:
    """What axe-core finds serious or worse, with the first place of each."""
    found = Axe().run(page, options=options or None).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0].get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in GRAVE
    ]


def test_the_workbench_with_everything_open_has_no_serious_fault_by_day_and_enough_contrast_by_night(
    browser: Browser, site: str
):
    counsel = Desk(browser, site, "counsel")
    page = counsel.open(WHERE)
    page.keyboard.press("j")
    page.keyboard.press("v")
    page.locator(".sieve summary").click()
    page.locator(".note .do summary").last.click()
    page.locator(".why summary").first.click()
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, **CONTRAST) == []
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [fault.partition(":")[0] for fault in faults(page, runOnly=["button-name"])] == ["button-name"]
    counsel.leave()


def test_counsels_other_screens_have_no_serious_fault(browser: Browser, site: str):
    counsel = Desk(browser, site, "counsel")
    life = f"/instruments/{LIFTS[0]}"
    screens = ("/review/", f"{life}/provisions/5/", f"{life}/obligations/", address(LIFTS, "/export/"))
    for where in (*screens, address(LIFTS, "/?view=inline"), address(LIFTS, "/briefing/?lang=en")):
        assert faults(counsel.open(where)) == [], where
    counsel.leave()


def test_a_clients_phone_has_no_serious_fault(browser: Browser, site: str):
    client = Desk(browser, site, "client")
    client.page.set_viewport_size({"width": 390, "height": 844})
    for where in (WHERE, address(LIFTS, "/briefing/")):
        assert faults(client.open(where)) == [], where
    client.leave()
