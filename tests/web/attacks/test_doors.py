"""The doors: forms nobody asked for, ways out to strangers, planted sessions, guessed passwords, the clock."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from html import unescape
from statistics import median
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import LIFTS, NOW, PASSWORD, PEOPLE, Firm, Visitor
from tests.web.test_session import sign_in, token
from tracker.readingroom.threshold import ALLOWED, Threshold
from tracker.web.app import create_app

# A mail server presses the button of a letter; programs bring a token, or the CSRF token by header (test_asking).
WITHOUT_TOKEN = {"unsubscribe.leave"}


def test_every_form_of_the_site_needs_its_token(standing: Flask, reading_as: Visitor) -> None:
    browser, refused = reading_as("administrator"), 0
    for rule in standing.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and not rule.endpoint.startswith("api."):
            address = re.sub(r"<any\(([^),]*)[^)]*\):\w+>", r"\1", rule.rule)
            address = re.sub(r"<[^>]+>", "1", address)
            answer = browser.post(address)
            if rule.endpoint in WITHOUT_TOKEN:
                continue
            assert answer.status_code == 400, rule.endpoint
            refused += 1
    assert refused > 50


def test_a_token_of_one_session_is_none_of_anothers(app: Flask, as_: Visitor) -> None:
    mine, theirs = as_("counsel"), as_("client")
    stolen = token(theirs, "/watches/")
    answer = mine.post("/watches/", data={"csrf_token": stolen, "phrase": "x"})
    assert answer.status_code == 400


STRANGERS = [
    *("https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example"),
    *("/\tevil.example", "/%09/evil.example/..//evil.example", "https:evil.example", "https:/evil.example"),
    *("javascript:alert(1)", "data:text/html,x", " //evil.example", "/ /evil.example", "//evil.example/%2f.."),
    *("http://127.0.0.1:8000@evil.example/", "/\r\nLocation: https://evil.example", "／／evil.example"),
]


def test_nobody_is_led_to_a_stranger(app: Flask) -> None:
    for target in STRANGERS:
        where = sign_in(app.test_client(), "counsel@firm.example", next=target).headers["Location"]
        assert "\r" not in where
        assert urlsplit(where).netloc in ("", "localhost")
        assert not re.match(r"[/\\\s]{2}|[a-z]+:", where), target


def test_a_page_that_asks_for_a_sign_in_comes_back_to_us(standing: Flask) -> None:
    for path in ("//evil.example/", "///evil.example", "/%2f%2fevil.example/", "/\\evil.example"):
        asked = standing.test_client().get(path)
        assert asked.status_code in (303, 308, 404)
        where = asked.headers.get("Location", "/")
        assert urlsplit(where).netloc in ("", "localhost")
        assert not where.startswith("//")


def test_the_host_a_request_names_stands_in_no_answer(as_: Visitor, standing: Flask) -> None:
    strange = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    browser = asked_as(as_("counsel"), "evil.example")
    for path in ("/", "/feeds/", "/account/", "/account/tokens/", "/api/v1/openapi.json", "/api/v1/watches"):
        answer = browser.get(path, headers=strange)
        assert answer.status_code == 200, path
        assert "evil.example" not in answer.get_data(as_text=True), path
        assert "evil.example" not in str(answer.headers), path


@pytest.mark.parametrize(
    "asked",
    ["slug=y", "endpoint=y", "_external=1", "_external=1&_scheme=javascript&x=%0aalert(1)", "_anchor=y", "values=y"],
)
def test_what_an_address_asks_does_not_bend_the_link_to_the_other_language(as_: Visitor, asked: str) -> None:
    page = f"/instruments/{LIFTS[0]}/"
    answer = asked_as(as_("counsel"), "evil.example").get(f"{page}?{asked}", headers={"Host": "evil.example"})
    assert answer.status_code == 200
    link = re.search(r'<a href="([^"]+)" lang="en" hreflang', answer.text)
    assert link
    assert urlsplit(unescape(link[1]))[:3] == ("", "", page)
    told = parse_qsl(urlsplit(unescape(link[1])).query, keep_blank_values=True)
    assert told == [*parse_qsl(asked, keep_blank_values=True), ("lang", "en")]


@pytest.mark.parametrize("who", ["counsel", "visitor"])
def test_a_question_in_no_utf_8_is_refused_with_a_page(reading_as: Visitor, who: str) -> None:
    answer = reading_as(who).get("/search/", environ_overrides={"QUERY_STRING": "q=\xff"})
    assert answer.status_code == 400
    assert "<main" in answer.text


def asked_as(browser: FlaskClient, host: str) -> FlaskClient:
    """A browser that holds its session for a stranger's name as well: else nobody is signed in there."""
    cookie = browser.get_cookie("session")
    assert cookie
    browser.set_cookie("session", cookie.value, domain=host)
    return browser


def test_a_session_planted_before_the_sign_in_opens_nothing(app: Flask) -> None:
    attacker = app.test_client()
    attacker.get("/sign-in/?lang=en")
    planted = attacker.get_cookie("session")
    assert planted
    victim = app.test_client()
    victim.set_cookie("session", planted.value)
    assert sign_in(victim, "counsel@firm.example").status_code == 303
    mine = victim.get_cookie("session")
    assert mine
    assert mine.value != planted.value
    assert attacker.get("/watches/").status_code == 303  # what was planted is still nobody's


def test_a_stolen_session_ends_with_the_password_and_with_the_account(app: Flask, firm: Firm) -> None:
    browser, thief = app.test_client(), app.test_client()
    sign_in(browser, "counsel@firm.example")
    cookie = browser.get_cookie("session")
    assert cookie
    thief.set_cookie("session", cookie.value)
    assert thief.get("/watches/").status_code == 200
    with firm.library.writing() as files:
        files.people.set_password("counsel", "another one entirely")
    assert thief.get("/watches/").status_code == 303
    assert thief.get("/api/v1/me").status_code == 401
    fresh = app.test_client()
    assert sign_in(fresh, "counsel@firm.example", "another one entirely").status_code == 303
    with firm.library.writing() as files:
        files.people.put(replace(files.people.get("counsel"), active=False))
    assert fresh.get("/watches/").status_code == 303


def test_a_copied_session_ends_with_the_sign_out(app: Flask, firm: Firm) -> None:
    """Wherever the copy lies, and whichever of a person's browsers signs out; who signs in again has another."""
    browser, elsewhere, thief, other = (app.test_client() for _ in range(4))
    sign_in(other, PEOPLE["client"].email)
    sign_in(browser, "counsel@firm.example")
    copied = browser.get_cookie("session")
    assert copied
    thief.set_cookie("session", copied.value)
    sign_in(elsewhere, "counsel@firm.example")
    assert thief.get("/watches/").status_code == elsewhere.get("/watches/").status_code == 200
    left = elsewhere.post("/sign-out/", data={"csrf_token": token(elsewhere, "/watches/")})
    assert left.headers["Clear-Site-Data"] == '"cache"'
    assert (thief.get("/watches/").status_code, thief.get("/api/v1/me").status_code) == (303, 401)
    assert browser.get("/watches/").status_code == 303
    assert sign_in(browser, "counsel@firm.example").status_code == 303
    thief.set_cookie("session", copied.value)
    assert (thief.get("/watches/").status_code, browser.get("/watches/").status_code) == (303, 200)
    assert other.get("/watches/").status_code == 200  # nobody else is signed out


def test_a_session_in_use_ends_after_half_a_day_all_the_same(app: Flask) -> None:
    """A copy that asks once an hour is given a newer cookie each time, and is still shut out in the evening."""
    thief = app.test_client()
    sign_in(thief, "counsel@firm.example")
    seen = []
    for hours in range(16):
        app.config["NOW"] = NOW + timedelta(hours=hours)
        seen.append(thief.get("/watches/?lang=en").status_code)
    assert seen == [200] * 13 + [303] * 3
    assert sign_in(thief, "counsel@firm.example").status_code == 303
    assert thief.get("/watches/").status_code == 200


def test_an_account_that_was_closed_and_opened_again_is_entered_by_its_password_only(app: Flask, firm: Firm) -> None:
    thief = app.test_client()
    sign_in(thief, "counsel@firm.example")
    for is_open in (False, True):
        with firm.library.writing() as files:
            files.people.put(replace(files.people.get("counsel"), active=is_open))
        assert thief.get("/watches/").status_code == 303


def test_over_tls_no_other_host_can_plant_a_session(firm: Firm) -> None:
    """A neighbour of the firm's domain may set cookies for it; browsers take this name from the host itself only."""
    site = create_app(replace(firm.settings, base_url="https://tracker.firm.example"), firm.library)
    here, browser = "https://tracker.firm.example", site.test_client()
    page = browser.get("/sign-in/", base_url=here).get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    form = {"csrf_token": found[1], "email": PEOPLE["counsel"].email, "password": PASSWORD}
    signed = browser.post("/sign-in/", data=form, base_url=here, headers={"Referer": f"{here}/sign-in/"})
    said = signed.headers["Set-Cookie"].split("; ")
    assert said[0].startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(said)
    assert not [one for one in said if one.startswith("Domain")]
    assert browser.get("/watches/", base_url=here).status_code == 200
    planted = site.test_client()
    planted.set_cookie("session", said[0].partition("=")[2], domain="tracker.firm.example", secure=True)
    assert planted.get("/watches/", base_url=here).status_code == 303


@pytest.mark.parametrize("said", ["coun\u017fel@firm.example", "counsel@\ufb01rm.example", "ｃounsel@firm.example"])
def test_who_is_vouched_for_under_a_name_that_only_looks_alike_is_a_stranger(firm: Firm, said: str) -> None:
    """An identity provider may give such an address to anybody who asks for one."""
    door = Threshold(firm.library, firm.settings)
    assert door.known("Counsel@FIRM.example")
    assert door.known(said) is None


def test_as_many_guesses_at_once_as_one_after_another(app: Flask) -> None:
    """Sent together they all found the door open while the first password was still being checked."""
    guesses = [app.test_client() for _ in range(3 * ALLOWED)]
    forms = [
        {"csrf_token": token(one), "email": "counsel@firm.example", "password": f"guess {n}"}
        for n, one in enumerate(guesses)
    ]
    with ThreadPoolExecutor(len(guesses)) as together:
        statuses = Counter(
            together.map(lambda n: guesses[n].post("/sign-in/", data=forms[n]).status_code, range(len(guesses)))
        )
    assert statuses == {403: ALLOWED, 429: 2 * ALLOWED}


def test_a_cookie_signed_with_another_key_or_edited_is_nobodys(firm: Firm, app: Flask, as_: Visitor) -> None:
    other = create_app(replace(firm.settings, secret="another key"), firm.library)
    with other.test_client() as forger:
        with forger.session_transaction() as forged:
            forged["person"] = "administrator"
        cookie = forger.get_cookie("session")
    assert cookie
    good = as_("client").get_cookie("session")
    assert good
    for value in (cookie.value, good.value[:-3] + "AAA", good.value.replace(".", "..", 1), "", "x" * 3000):
        browser = app.test_client()
        browser.set_cookie("session", value)
        assert browser.get("/watches/").status_code == 303


def test_an_account_is_closed_to_guessing_whatever_case_or_blanks_are_tried(app: Flask) -> None:
    browser = app.test_client()
    names = ["counsel@firm.example", " Counsel@firm.example", "COUNSEL@FIRM.EXAMPLE "]
    for n in range(ALLOWED):
        assert sign_in(browser, names[n % 3], f"guess {n}").status_code == 403
    assert sign_in(browser, "counsel@firm.example").status_code == 429
    elsewhere = app.test_client()
    answer = elsewhere.post(
        "/sign-in/",
        data={"csrf_token": token(elsewhere), "email": "counsel@firm.example", "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
    )
    assert answer.status_code == 429


def test_one_address_that_guesses_many_accounts_is_stopped(app: Flask) -> None:
    browser = app.test_client()
    statuses = [_try_from(browser, f"person{n}@firm.example", "203.0.113.7") for n in range(ALLOWED + 1)]
    assert statuses == [403] * ALLOWED + [429]
    assert _try_from(browser, "nobody@firm.example", "203.0.113.8") == 403


def test_a_proxy_on_this_machine_is_not_taken_for_one_guesser(app: Flask) -> None:
    """Ten slips of strangers behind the firm's own proxy close the door to nobody else."""
    browser = app.test_client()
    for n in range(ALLOWED + 2):
        assert _try_from(browser, f"person{n}@firm.example", "127.0.0.1") == 403
    assert sign_in(browser, "counsel@firm.example").status_code == 303


def test_behind_a_proxy_that_is_named_the_guesser_is_known(firm: Firm) -> None:
    site = create_app(replace(firm.settings, proxies=1), firm.library)
    browser = site.test_client()
    for n in range(ALLOWED):
        _try_from(browser, f"p{n}@firm.example", "127.0.0.1", {"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})
    assert _try_from(browser, "x@firm.example", "127.0.0.1", {"X-Forwarded-For": "8.8.8.8, 203.0.113.7"}) == 429
    assert _try_from(browser, "x@firm.example", "127.0.0.1", {"X-Forwarded-For": "203.0.113.8"}) == 403


def _try_from(browser: FlaskClient, email: str, address: str, headers: dict[str, str] | None = None) -> int:
    data = {"csrf_token": token(browser), "email": email, "password": "wrong"}
    return browser.post("/sign-in/", data=data, environ_base={"REMOTE_ADDR": address}, headers=headers).status_code


def test_the_clock_does_not_tell_who_has_an_account(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work of a sign-in, in processor time: a stranger, a person, and a closed account cost the same."""
    monkeypatch.setattr(Threshold, "may_try", lambda *_: True)
    browser = app.test_client()
    work: dict[str, list[float]] = {"counsel@firm.example": [], "nobody@firm.example": [], "x" * 300: []}
    for _ in range(5):
        for email in work:
            form = {"csrf_token": token(browser), "email": email, "password": "wrong"}
            before = time.thread_time()
            assert browser.post("/sign-in/", data=form).status_code == 403
            work[email].append(time.thread_time() - before)
    middle = {email: median(times) for email, times in work.items()}
    assert max(middle.values()) < 1.3 * min(middle.values()), middle


def test_a_visitor_cannot_tell_what_exists(app: Flask) -> None:
    browser = app.test_client()
    for known, unknown in (
        ("/instruments/smart-lifts/", "/instruments/no-such-thing/"),
        ("/comparisons/smart-lifts/2026-03-16-draft..2026-09-10-promulgated/", "/comparisons/smart-lifts/a..b/"),
        ("/api/v1/instruments/smart-lifts", "/api/v1/instruments/no-such-thing"),
        ("/api/v1/notes/1", "/api/v1/notes/999"),
    ):
        one, other = browser.get(known), browser.get(unknown)
        assert one.status_code == other.status_code
        assert (
            one.data.replace(known.encode(), b"") == other.data.replace(unknown.encode(), b"") or one.status_code == 303
        )
