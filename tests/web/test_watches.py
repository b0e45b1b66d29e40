"""What a person asks to hear, when and where; and how a letter's list is left."""

import re

import pytest

from tests.web.conftest import LIFTS, NOW, ROBOTS, Firm, Visitor
from tracker.diff.changes import Direction
from tracker.practice.hours import Cadence
from tracker.practice.watch import Channel, DeliveryState, Hook, Occasion, Watch


def watches(firm: Firm, who: str) -> list[Watch]:
    with firm.library.reading() as files:
        return files.watches.of(who)


def send(firm: Firm, as_: Visitor, who: str, address: str, **form: object) -> int:
    """Press a button on a page of the site as its reader would, with the page's own token."""
    browser = as_(who)
    page = browser.get("/watches/").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return browser.post(address, data={"csrf_token": token[1], **form}).status_code


def test_a_watch_of_every_kind_is_kept_as_asked(firm: Firm, as_: Visitor) -> None:
    form = {
        "instrument": LIFTS[0],
        "chain": "yes",
        "provision": "7、 12,3",
        "direction": "strengthened",
        "affected": "provider",
        "on": ["final", "in-force"],
        "days": "30",
        "cadence": "weekly",
        "where": "mail",
        "phrase": "应急",
    }
    assert send(firm, as_, "counsel", "/watches/", **form) == 303
    kept = watches(firm, "counsel")[-1]
    assert (kept.instrument, kept.chain, kept.provision, kept.phrase) == (LIFTS[0], True, "7 12 3", "应急")
    assert (kept.direction, kept.affected, kept.days) == (Direction.STRENGTHENED, "provider", 30)
    assert kept.occasions == {Occasion.FINAL, Occasion.IN_FORCE}
    assert (kept.cadence, kept.channel) == (Cadence.WEEKLY, Channel.MAIL)


def test_a_client_cannot_watch_the_firm_s_sources_nor_what_it_does_not_follow(firm: Firm, as_: Visitor) -> None:
    send(firm, as_, "client", "/watches/", on=["source", "final"], source="cac", where="mail")
    assert watches(firm, "client")[-1].occasions == {Occasion.FINAL}
    assert watches(firm, "client")[-1].source == ""
    assert send(firm, as_, "client", "/watches/", instrument="city-telescopes", where="mail") == 404
    page = as_("client").get("/watches/").get_data(as_text=True)
    assert 'value="source"' not in page
    assert "cac" not in re.findall(
        r'<option value="([^"]*)"', page.split('id="source"')[-1] if 'id="source"' in page else ""
    )


def test_a_watch_on_another_s_address_is_refused(firm: Firm, as_: Visitor) -> None:
    with firm.library.writing() as files:
        theirs = files.hooks.add(Hook(0, "other", Channel.SLACK, "群", "https://hooks.slack.com/services/T/B/x"))
    assert send(firm, as_, "client", "/watches/", where=f"slack:{theirs.id}") == 404
    assert send(firm, as_, "client", "/watches/", where="slack") == 404


@pytest.mark.parametrize(
    ("who", "form", "days"),
    [
        ("counsel", {"instrument": LIFTS[0]}, ["2026-09-10", "2026-03-16"]),
        ("counsel", {"instrument": LIFTS[0], "on": "draft"}, ["2026-03-16"]),
        ("counsel", {"instrument": LIFTS[0], "direction": "softened"}, ["2026-09-10"]),
        ("client", {"instrument": LIFTS[0], "direction": "softened"}, ["2026-09-10"]),  # released to it
        ("client", {"instrument": ROBOTS[0], "direction": "softened"}, []),  # not released: nothing is told
        ("client", {"instrument": "real-lighthouses", "on": "comment-closes", "days": "7"}, ["2026-11-20"]),
        ("counsel", {"instrument": LIFTS[0], "keyword": "此词不在其中"}, []),
    ],
)
def test_the_preview_says_what_the_last_year_would_have_told_and_keeps_nothing(
    firm: Firm, as_: Visitor, who: str, form: dict[str, str], days: list[str]
) -> None:
    before, browser = watches(firm, who), as_(who)
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/watches/").get_data(as_text=True))
    assert token
    page = browser.post("/watches/preview/", data={"csrf_token": token[1], "where": "mail", **form}).get_data(
        as_text=True
    )
    shown = page.split('id="preview"')[1].split("</section>")[0]
    assert re.findall(r"<td><time>([\d-]+)</time>", shown) == days
    assert watches(firm, who) == before


def test_a_test_leaves_at_once_by_the_watch_s_own_channel(firm: Firm, as_: Visitor) -> None:
    watch = watches(firm, "client")[0]
    assert send(firm, as_, "client", f"/watches/{watch.id}/test/") == 303
    with firm.library.reading() as files:
        newest = files.outbox.deliveries(1)[0]
        alert = files.outbox.alert(newest.alert)
    assert (newest.channel, newest.state, newest.next_at) == (Channel.MAIL, DeliveryState.QUEUED, NOW)
    assert alert.occasion is Occasion.TEST
    assert as_("client").get("/alerts/").status_code == 200
    assert as_("counsel").get("/deliveries/").status_code == 200
    assert send(firm, as_, "other", f"/watches/{watch.id}/test/") == 404


def test_hours_zone_and_language_are_a_person_s_own(firm: Firm, as_: Visitor) -> None:
    form = {"language": "en", "zone": "Europe/Berlin", "digest_at": "07:15", "digest_day": "4", "quiet_from": "22:00"}
    assert send(firm, as_, "client", "/account/", **form, quiet_until="06:30") == 303
    with firm.library.reading() as files:
        person, hours = files.people.get("client"), files.habits.of("client")
    assert (person.language, person.zone) == ("en", "Europe/Berlin")
    assert [str(t)[:5] for t in (hours.digest_at, hours.quiet_from, hours.quiet_until)] == ["07:15", "22:00", "06:30"]
    assert "My settings" in as_("client").get("/account/?lang=en").get_data(as_text=True)
    assert send(firm, as_, "client", "/account/", **(form | {"zone": "Mars/Base"})) == 404
    assert send(firm, as_, "client", "/account/", **(form | {"digest_day": "9"})) == 400


@pytest.mark.parametrize(
    ("channel", "url", "status"),
    [
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K", 303),
        ("wecom", "https://evil.invalid/cgi-bin/webhook/send?key=K", 400),
        ("slack", "https://hooks.slack.com.evil.invalid/services/x", 400),
        ("webhook", "https://programs.example/alerts", 303),
        ("webhook", "http://programs.example/alerts", 400),
        ("webhook", "file:///etc/passwd", 400),
        ("mail", "https://programs.example/", 400),
        ("page", "https://programs.example/", 400),
    ],
)
def test_an_address_must_lead_to_its_service(firm: Firm, as_: Visitor, channel: str, url: str, status: int) -> None:
    assert send(firm, as_, "client", "/account/addresses/", channel=channel, url=url, name="群", secret="s") == status
    page = as_("client").get("/account/").get_data(as_text=True)
    assert "key=K" not in page


def letter_token(firm: Firm) -> str:
    with firm.library.reading() as files:
        mine = next(d for d in files.outbox.deliveries(20) if files.outbox.alert(d.alert).person == "client")
    assert mine.token
    return mine.token


def test_a_scanner_that_gets_every_address_of_a_letter_stops_nothing(firm: Firm, as_: Visitor) -> None:
    address = f"/unsubscribe/{letter_token(firm)}/"
    for method in ("get", "head", "options"):
        assert getattr(as_("nobody"), method)(address).status_code == 200
    assert all(watch.active for watch in watches(firm, "client"))


def test_one_click_of_the_mail_program_stops_the_letter_s_watch_alone(firm: Firm, as_: Visitor) -> None:
    with firm.library.writing() as files:
        files.watches.add(Watch(0, "client"))
    address = f"/unsubscribe/{letter_token(firm)}/"
    for _ in range(2):  # no session, no token of a form: as RFC 8058 has it, and twice changes nothing
        assert as_("nobody").post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [watch.active for watch in watches(firm, "client")] == [False, True]
    assert all(watch.active for watch in watches(firm, "counsel"))


def test_the_answer_does_not_tell_whether_a_token_was_one(firm: Firm, as_: Visitor) -> None:
    known, guessed = letter_token(firm), "A" * 32
    pages = [as_("nobody").post(f"/unsubscribe/{token}/").get_data(as_text=True) for token in (known, guessed)]
    assert pages[0].replace(known, "") == pages[1].replace(guessed, "")


def test_who_stopped_a_watch_lets_it_speak_again(firm: Firm, as_: Visitor) -> None:
    (watch,) = watches(firm, "client")
    send(firm, as_, "client", f"/watches/{watch.id}/pause/", active="no")
    assert not watches(firm, "client")[0].active
    send(firm, as_, "client", f"/watches/{watch.id}/pause/", active="yes")
    assert watches(firm, "client")[0].active
    assert send(firm, as_, "other", f"/watches/{watch.id}/pause/", active="no") == 404


def test_the_delivery_log_is_read_by_state(firm: Firm, as_: Visitor) -> None:
    page = as_("counsel").get("/deliveries/").get_data(as_text=True)
    states = page.split('class="states"')[1].split("</nav>")[0]
    assert re.findall(r"<b>(\d+)</b>", states) == ["2", "2", "0", "0", "0", "0"]
    assert "li@hengtong.example" in page
    assert "li@hengtong.example" not in as_("counsel").get("/deliveries/?state=failed").get_data(as_text=True)
    assert as_("counsel").get("/deliveries/?state=lost").status_code == 200
