"""Every address as every role: what opens, what does not exist, and what no client may ever find in an answer."""

import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.conftest import (
    BRIEFED,
    CLIENTS,
    INTERNAL,
    LIFTS,
    OTHERS,
    PEOPLE,
    RELEASED,
    REVISED,
    ROBOTS,
    ROLES,
    TELESCOPES,
    UNDER_WATER,
    Firm,
    Visitor,
)
from tracker.web.app import create_app

LIFT, TELESCOPE, ROBOT = (f"/instruments/{pair[0]}/" for pair in (LIFTS, TELESCOPES, ROBOTS))
INSIDE = ("counsel", "analyst", "administrator")


def comparison(pair: tuple[str, str, str]) -> str:
    return "/comparisons/{}/{}..{}/".format(*pair)


def version(pair: tuple[str, str, str], which: int = 2) -> str:
    return f"/instruments/{pair[0]}/versions/{pair[which]}/"


# Address → status for the visitor, client, other, early, and everyone inside. 303 is the way to the sign-in page or,
# from the first page, to the portal.
TABLE = {
    "/": (303, 303, 303, 303, 200),
    "/instruments/": (303, 200, 200, 200, 200),
    "/instruments/?shelf=sample": (303, 200, 200, 200, 200),
    "/instruments/genai-measures/": (303, 404, 404, 404, 200),
    "/instruments/no-such-thing/": (303, 404, 404, 404, 404),
    f"/instruments/{UNDER_WATER}/": (303, 200, 404, 404, 200),
    LIFT: (303, 200, 404, 200, 200),
    TELESCOPE: (303, 404, 200, 404, 200),
    version(LIFTS): (303, 200, 404, 200, 200),
    version(TELESCOPES): (303, 404, 200, 404, 200),
    f"{LIFT}versions/2000-01-01-draft/": (303, 404, 404, 404, 404),
    f"{LIFT}versions/{LIFTS[2]}/captures/{'0' * 64}": (303, 403, 404, 403, 404),
    f"{LIFT}provisions/1/": (303, 200, 404, 200, 200),
    f"{LIFT}provisions/999/": (303, 404, 404, 404, 404),
    f"{LIFT}obligations/": (303, 200, 404, 200, 200),
    f"{TELESCOPE}obligations/": (303, 404, 404, 404, 200),
    comparison(LIFTS): (303, 200, 404, 200, 200),
    comparison(ROBOTS): (303, 200, 404, 404, 200),
    comparison(TELESCOPES): (303, 404, 200, 404, 200),
    "/search/?q=数据": (303, 200, 200, 200, 200),
    "/search/": (303, 200, 200, 200, 200),
    "/watches/": (303, 200, 200, 200, 200),
    "/alerts/": (303, 200, 200, 200, 200),
    "/account/": (303, 200, 200, 200, 200),
    "/account/tokens/": (303, 200, 200, 200, 200),
    "/calendar/": (303, 200, 200, 200, 200),
    "/feeds/": (303, 200, 200, 200, 200),
    "/feeds/guessed.ics": (404, 404, 404, 404, 404),
    "/unsubscribe/AAAAAAAA/": (200, 200, 200, 200, 200),
    "/sources/": (303, 403, 403, 403, 200),
    "/deliveries/": (303, 403, 403, 403, 200),
    "/review/": (303, 403, 403, 403, 200),
    "/portal/": (303, 200, 200, 200, 403),
    "/answers/": (303, 403, 403, 403, 200),
    "/editions/": (303, 200, 200, 200, 200),
    "/editions/1/": (303, 404, 404, 404, 404),
    "/welcome/": (303, 200, 200, 200, 200),
    "/shared/guessed/": (404, 404, 404, 404, 404),
    "/invited/guessed/": (404, 404, 404, 404, 404),
    "/sign-in/": (200, 200, 200, 200, 200),
    "/healthz": (200, 200, 200, 200, 200),
    "/no/such/page": (303, 404, 404, 404, 404),
}


@pytest.mark.parametrize("who", ROLES)
def test_every_address_as_every_role(reading_as: Visitor, who: str) -> None:
    place = {"visitor": 0, "client": 1, "other": 2, "early": 3}.get(who, 4)
    browser = reading_as(who)
    answers = {address: browser.get(address).status_code for address in TABLE}
    assert answers == {address: statuses[place] for address, statuses in TABLE.items()}


def addresses(app: Flask) -> list[str]:
    """Every GET address the site has, over all three comparisons; one with an unknown part fails the walk."""
    out = []
    for rule in app.url_map.iter_rules():
        # The API takes no parameter it does not know: it is walked by itself, in attacks/test_walls.py.
        if "GET" in (rule.methods or ()) and rule.endpoint != "static" and not rule.endpoint.startswith("api."):
            out += [_filled(rule.rule, pair) for pair in (LIFTS, TELESCOPES, ROBOTS)]
    return sorted(set(out))


def _filled(rule: str, pair: tuple[str, str, str]) -> str:
    slug, old, new = pair
    parts = {
        "slug": slug,
        "old": old,
        "new": new,
        "version_id": new,
        "sha256": "0" * 64,
        "number": "1",
        "token": "A" * 32,
        "form": "docx",
        "name": "cac",
        "kind": "ics",
        "locator": "1",
        "person": "client",
    }
    return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda found: parts[found.group(1)], rule)


def words_of(answer: TestResponse) -> str:
    """What an answer says; of an office file every part of it, the words of a part in one string."""
    if not answer.data.startswith(b"PK"):
        return answer.get_data(as_text=True)
    with zipfile.ZipFile(BytesIO(answer.data)) as file:
        parts = [file.read(name).decode("utf8", "replace") for name in file.namelist()]
    return "".join(f"{part}\n{re.sub('<[^>]*>', '', part)}" for part in parts)


SECRETS = (INTERNAL, REVISED)


def test_no_answer_to_a_client_holds_an_internal_word_or_anothers_name(standing: Flask, reading_as: Visitor) -> None:
    walked = 0
    for who in ("client", "other", "early"):
        mine = PEOPLE[who].client
        names = [client.name for id_, client in CLIENTS.items() if id_ != mine]
        strangers = [p.email for p in PEOPLE.values() if p.id != who] + ["林知远", "周平"]
        told = {"client": [OTHERS], "other": [RELEASED, BRIEFED], "early": [OTHERS, RELEASED, BRIEFED]}[who]
        browser = reading_as(who)
        for language in ("zh", "en"):
            for address in addresses(standing):
                answer = browser.get(address, query_string={"lang": language, "q": "数据"})
                assert answer.status_code in (200, 302, 303, 403, 404, 405), address
                body = words_of(answer)
                for word in (*SECRETS, *names, *strangers, *told):
                    assert word not in body, (who, address, word)
                walked += 1
    assert walked > 100


VERDICTS = ("加严", "放宽", "有紧有松", "待定")


@pytest.mark.parametrize("address", [ROBOT, "/portal/", "/alerts/", comparison(ROBOTS), version(ROBOTS)])
def test_before_release_no_verdict_word_reaches_a_client(firm: Firm, as_: Visitor, address: str) -> None:
    with firm.library.writing() as files:  # the one release this client has, so that the portal has nothing to say
        files.releases.withdraw(*LIFTS, "hengtong", files.comparisons.latest(1)[0].filed_at)
    body = as_("client").get(address).get_data(as_text=True)
    assert "冷链" in body
    assert [word for word in VERDICTS if word in body] == []


def test_what_was_released_reaches_the_client_it_was_released_to(reading_as: Visitor) -> None:
    for address in (LIFT, "/portal/", comparison(LIFTS)):
        body = reading_as("client").get(address).get_data(as_text=True)
        assert RELEASED in body
        assert "加严" in body


def test_machine_verdicts_before_release_are_always_marked_so(reading_as: Visitor) -> None:
    for address in (LIFT, "/portal/", comparison(LIFTS)):
        body = reading_as("early").get(address).get_data(as_text=True)
        assert "加严" in body
        assert "未经律师审阅" in body, address


VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})


class Strict(HTMLParser):
    """Notes whatever a strict content policy forbids, and pictures without words."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.hidden: list[bool] = [False]  # of every open element, whether it is hidden from screen readers

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        hidden = self.hidden[-1] or names.get("aria-hidden") == "true"
        self.faults += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not names.get("src")):
            self.faults.append(f"<{tag}> inline")
        if (names.get("href") or "").lower().startswith("javascript:"):
            self.faults.append("javascript: address")
        if tag == "svg" and not (hidden or names.get("aria-label") or names.get("aria-labelledby")):
            self.faults.append(f"a picture without words: {self.get_starttag_text()}")
        if tag == "img" and "alt" not in names:
            self.faults.append("an image without words")
        if tag not in VOID:
            self.hidden.append(hidden)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.hidden.pop()

    def handle_endtag(self, tag: str) -> None:
        self.hidden.pop()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("who", ["counsel", "administrator", "client"])
def test_no_page_needs_an_inline_style_or_script_and_every_picture_has_words(
    standing: Flask, reading_as: Visitor, who: str, language: str
) -> None:
    browser = reading_as(who)
    pages = [address for address in addresses(standing) if not address.endswith(".docx")]
    for address in (*pages, "/instruments/ai-law/", "/no/such/page"):
        answer = browser.get(f"{address}?lang={language}&q=数据")
        if answer.mimetype == "text/html":
            strict = Strict()
            strict.feed(answer.get_data(as_text=True))
            assert strict.faults == [], address


def asked(address: str, language: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


@pytest.mark.parametrize(("language", "said"), [("zh", "zh-CN"), ("en", "en")])
def test_every_page_says_its_language(reading_as: Visitor, language: str, said: str) -> None:
    for address in TABLE:
        answer = reading_as("counsel").get(asked(address, language))
        if answer.mimetype == "text/html" and answer.status_code != 303:
            assert f'<html lang="{said}">' in answer.get_data(as_text=True)


FICTION = [
    "/",
    "/instruments/?shelf=sample",
    LIFT,
    version(LIFTS),
    comparison(LIFTS),
    "/search/?q=电梯",
    "/alerts/",
    "/deliveries/",
]


@pytest.mark.parametrize("address", FICTION)
def test_fiction_is_marked_on_every_page_that_shows_it(reading_as: Visitor, address: str) -> None:
    assert "虚构示例" in reading_as("counsel").get(address).get_data(as_text=True)
    assert "Fictional sample" in reading_as("counsel").get(asked(address, "en")).get_data(as_text=True)


def test_a_page_of_facts_bears_no_mark_of_fiction(reading_as: Visitor) -> None:
    for address in ("/instruments/", "/instruments/genai-measures/"):
        assert 'class="fiction-strip"' not in reading_as("counsel").get(address).get_data(as_text=True)


def test_where_the_firm_says_so_a_visitor_reads_facts_and_nothing_more(firm: Firm) -> None:
    browser = create_app(replace(firm.settings, public_facts=True), firm.library).test_client()
    for address in ("/", "/instruments/", "/instruments/genai-measures/", LIFT):
        body = browser.get(address).get_data(as_text=True)
        assert "</html>" in body
        for secret in (*SECRETS, RELEASED, OTHERS, *(client.name for client in CLIENTS.values())):
            assert secret not in body
    for address in (version(LIFTS), comparison(LIFTS)):
        assert browser.get(address).status_code == 404
    for address in ("/watches/", "/alerts/", "/sources/", "/deliveries/", "/portal/", "/review/"):
        assert browser.get(address).status_code == 303
