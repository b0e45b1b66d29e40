"""How tracker behaves towards an official site: who it says it is, how often it asks, what it never does."""

import gzip
import threading

import pytest

from tracker.errors import FetchFailed, Interrupted, Refused
from tracker.practice.visit import Validators
from tracker.sources import guard
from tracker.sources.answers import BadAnswer, Page, Resting
from tracker.sources.challenge import Landing
from tracker.sources.fetch import Fetcher, _host_of
from tracker.sources.manners import Limits, Manners

PAGE = "<html><body>" + "虚构国示例管理办法　第一条　为了示例，制定本办法。" * 20 + "</body></html>"


def test_it_names_itself_and_whom_to_write_to(site, fetcher):
    site.put("/a.htm", PAGE)
    page = fetcher.get(f"{site.url}/a.htm")
    assert page.status == 200
    assert page.data.decode() == PAGE
    agent = site.asked[-1][2]["user-agent"]
    assert agent.startswith("tracker/")
    assert "desk@sample.invalid" in agent


def test_a_page_that_did_not_change_is_not_sent_again(site, fetcher, answer):
    site.put("/a.htm", answer(PAGE.encode(), etag='"v1"', headers={"Last-Modified": "Mon, 16 Mar 2026 01:00:00 GMT"}))
    first = fetcher.get(f"{site.url}/a.htm")
    assert first.validators == Validators('"v1"', "Mon, 16 Mar 2026 01:00:00 GMT")
    second = fetcher.get(f"{site.url}/a.htm", validators=first.validators)
    assert second.not_modified
    assert second.data == b""
    assert site.asked[-1][2]["if-modified-since"] == "Mon, 16 Mar 2026 01:00:00 GMT"


def test_a_list_endpoint_is_asked_by_form(site, fetcher):
    site.put("/cms/JsonList", '{"list": []}')
    fetcher.get(f"{site.url}/cms/JsonList", form=(("channelCode", "A09370305"), ("fuhao", "=")))
    assert site.asked[-1][0] == "POST"
    assert site.bodies[-1] == "channelCode=A09370305&fuhao=%3D"


@pytest.mark.parametrize(
    ("status", "landing"),
    [
        (403, Landing.FORBIDDEN),
        (404, Landing.GONE),
        (412, Landing.CHALLENGE),
        (493, Landing.LIMITED),
        (521, Landing.CHALLENGE),
    ],
)
def test_a_wall_is_met_once_and_kept_as_evidence(site, fetcher, answer, slept, status, landing):
    site.put("/a.htm", answer(b"<html>$_ts=1</html>", status))
    with pytest.raises(BadAnswer) as met:
        fetcher.get(f"{site.url}/a.htm")
    assert met.value.landing is landing
    assert met.value.page.data == b"<html>$_ts=1</html>"
    assert site.asked_for("/a.htm") == 1
    assert slept == []


def test_an_empty_404_of_a_firewall_is_a_limit_not_the_end_of_a_page(site, fetcher, answer):
    site.put("/a.htm", answer(b"", 404, {"WZWS-RAY": "1"}))
    with pytest.raises(BadAnswer) as met:
        fetcher.get(f"{site.url}/a.htm")
    assert met.value.landing is Landing.LIMITED


def test_a_hiccup_is_tried_again_with_growing_pauses(site, fetcher, answer, slept):
    site.put("/a.htm", answer(b"", 500), answer(b"", 502), PAGE)
    assert fetcher.get(f"{site.url}/a.htm").status == 200
    assert slept == [2.0, 4.0]


def test_retry_after_is_honoured(site, fetcher, answer, slept):
    site.put("/a.htm", answer(b"", 429, {"Retry-After": "17"}), PAGE)
    assert fetcher.get(f"{site.url}/a.htm").status == 200
    assert slept == [17.0]


def test_retry_after_may_be_a_date_of_the_site_s_own_clock(site, fetcher, answer, slept):
    headers = {"Retry-After": "Sun, 22 Nov 2026 03:00:30 GMT", "Date": "Sun, 22 Nov 2026 03:00:00 GMT"}
    site.put("/a.htm", answer(b"", 503, headers), PAGE)
    fetcher.get(f"{site.url}/a.htm")
    assert slept == [30.0]


def test_a_site_that_asks_for_half_an_hour_is_left_alone(site, fetcher, answer, slept):
    site.put("/a.htm", answer(b"", 503, {"Retry-After": "1800"}))
    with pytest.raises(BadAnswer, match="out of order"):
        fetcher.get(f"{site.url}/a.htm")
    assert site.asked_for("/a.htm") == 1
    assert slept == []


def test_an_endless_body_is_cut_off(site, fetcher, answer):
    site.put("/a.htm", answer(endless=True))
    with pytest.raises(FetchFailed, match="more than 1,000,000 bytes"):
        fetcher.get(f"{site.url}/a.htm", limits=Limits(bytes=1_000_000))


def test_a_packed_bomb_is_measured_unpacked(site, fetcher, answer):
    bomb = gzip.compress(b"0" * 50_000_000)
    site.put("/a.htm", answer(bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(FetchFailed, match="more than 1,000,000 bytes"):
        fetcher.get(f"{site.url}/a.htm", limits=Limits(bytes=1_000_000))


def test_a_dripping_body_meets_its_time_limit(site, fetcher, answer):
    site.put("/a.htm", answer(PAGE.encode(), drip=0.05))
    with pytest.raises(FetchFailed, match="not finished after"):
        fetcher.get(f"{site.url}/a.htm", limits=Limits(seconds=0.2))


def test_an_empty_answer_is_no_page(site, fetcher, answer):
    site.put("/a.pdf", answer(b"", headers={"Content-Type": "application/pdf"}))
    with pytest.raises(BadAnswer, match="nothing at all"):
        fetcher.get(f"{site.url}/a.pdf")


def test_redirects_are_followed_by_hand(site, fetcher, answer):
    site.put("/old.htm", answer(b"", 302, {"Location": "/new.htm"}))
    site.put("/new.htm", PAGE)
    page = fetcher.get(f"{site.url}/old.htm")
    assert page.url == f"{site.url}/old.htm"
    assert page.final_url == f"{site.url}/new.htm"


def test_a_redirect_to_itself_with_a_cookie_is_replayed_with_it(site, fetcher, answer):
    site.put("/list/", answer(b"", 302, {"Location": "/list/", "Set-Cookie": "CT6T=1; Path=/"}), PAGE)
    assert fetcher.get(f"{site.url}/list/").status == 200
    assert site.asked[-1][2]["cookie"] == "CT6T=1"


def test_a_redirect_loop_ends(site, fetcher, answer):
    site.put("/a.htm", answer(b"", 302, {"Location": "/a.htm"}))
    with pytest.raises(FetchFailed, match="redirects more than"):
        fetcher.get(f"{site.url}/a.htm")


def test_a_redirect_to_a_metadata_address_is_refused(site, fetcher, answer):
    site.put("/a.htm", answer(b"", 302, {"Location": "http://169.254.169.254/latest/meta-data/"}))
    with pytest.raises(Refused, match="not a public address"):
        fetcher.get(f"{site.url}/a.htm")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://192.0.0.8/",
        "http://192.88.99.1/",
        # the same machines in the dress of IPv6
        "http://[::127.0.0.1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[2002:7f00:1::1]/",
        "http://[2002:a9fe:a9fe::1]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[fd00::1]/",
        "http://[ff02::1]/",
        "http://[::]/",
        "file:///etc/passwd",
        "gopher://8.8.8.8/",
        "http://someone@8.8.8.8/",
    ],
)
def test_addresses_inside_a_network_are_refused(address):
    with pytest.raises(Refused):
        guard.allowed_address(address)


def test_public_addresses_are_allowed_and_pinned():
    assert guard.allowed_address("https://8.8.8.8/") == "8.8.8.8"
    assert guard.allowed_address("https://[2400:3200::1]/") == "2400:3200::1"
    assert guard.allowed_address("https://[64:ff9b::8.8.8.8]/") == "64:ff9b::808:808"  # a network without IPv4


def test_a_private_network_stays_closed_when_loopback_is_open():
    with pytest.raises(Refused):
        guard.allowed_address("http://10.0.0.1/", open_loopback=True)
    assert guard.allowed_address("http://127.0.0.1:80/", open_loopback=True) == "127.0.0.1"


def test_this_machine_is_closed_by_default(site):
    with Fetcher() as fetcher, pytest.raises(Refused):
        fetcher.get(f"{site.url}/a.htm")
    assert site.asked == []


def test_a_name_that_answers_twice_differently_reaches_only_what_was_checked(site, monkeypatch):
    """DNS rebinding: the check sees a public address, a later look-up would see this machine."""
    port = int(site.url.rpartition(":")[2])
    answers = iter([["93.184.216.34"], ["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])

    def look_up(host, _port, **_):
        return [(2, 1, 6, "", (address, port)) for address in next(answers, ["127.0.0.1"])]

    monkeypatch.setattr(guard.socket, "getaddrinfo", look_up)
    asked = []
    monkeypatch.setattr("socket.create_connection", lambda where, *_a, **_k: asked.append(where) or _refuse())
    with Fetcher(sleep=lambda _s: None, manners=Manners(tries=1)) as fetcher, pytest.raises((FetchFailed, Refused)):
        fetcher.get(f"http://rebinding.invalid:{port}/a.htm")
    assert all(where[0] != "127.0.0.1" for where in asked)


def _refuse():
    raise ConnectionRefusedError("nobody there")


def test_robots_txt_is_asked_once_a_day_and_obeyed(site, fetcher):
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret/\n")
    site.put("/open.htm", PAGE)
    fetcher.get(f"{site.url}/open.htm")
    fetcher.get(f"{site.url}/open.htm")
    assert site.asked_for("/robots.txt") == 1
    with pytest.raises(Refused, match=r"robots\.txt forbids"):
        fetcher.get(f"{site.url}/secret/a.htm")
    assert site.asked_for("/secret/a.htm") == 0


def test_robots_rules_are_asked_for_again_the_next_day(site):
    clock = [0.0]
    site.put("/open.htm", PAGE)
    with Fetcher(open_loopback=True, now=lambda: clock[0]) as fetcher:
        fetcher.get(f"{site.url}/open.htm")
        clock[0] = 86_500.0
        fetcher.get(f"{site.url}/open.htm")
    assert site.asked_for("/robots.txt") == 2


@pytest.mark.parametrize(("status", "reason"), [(500, "did not answer"), (403, "a person has to ask"), (401, "person")])
def test_a_silent_or_forbidden_robots_txt_forbids_everything(site, fetcher, answer, status, reason):
    site.put("/robots.txt", answer(b"", status))
    site.put("/open.htm", PAGE)
    with pytest.raises(Refused, match=reason):
        fetcher.get(f"{site.url}/open.htm")
    assert site.asked_for("/open.htm") == 0


def test_one_request_at_a_time_per_host_with_a_pause_between(site, slept, answer, monkeypatch):
    """The pause is left out on this machine's own addresses; here the guard is told it is a foreign one."""
    monkeypatch.setattr(guard, "is_loopback", lambda _address: False)
    site.put("/a.htm", answer(PAGE.encode(), wait=0.05))
    with Fetcher(open_loopback=True, sleep=slept.append, manners=Manners(delay=2.0, jitter=1.0)) as fetcher:
        threads = [threading.Thread(target=fetcher.get, args=(f"{site.url}/a.htm",)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(slept) == 3  # after robots.txt, and between the three pages
    assert all(1.5 < pause <= 3.0 for pause in slept)


def test_a_closed_fetcher_breaks_off_without_blaming_the_site(site):
    fetcher = Fetcher(open_loopback=True)
    fetcher.close()
    with pytest.raises(Interrupted):
        fetcher.get(f"{site.url}/a.htm")


def test_a_crawl_delay_longer_than_ours_is_kept(site, slept, monkeypatch):
    monkeypatch.setattr(guard, "is_loopback", lambda _address: False)
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 10\nDisallow: /x/\n")
    site.put("/a.htm", PAGE)
    with Fetcher(open_loopback=True, sleep=slept.append, manners=Manners(delay=2.0, jitter=0.0)) as fetcher:
        fetcher.get(f"{site.url}/a.htm")
        fetcher.get(f"{site.url}/a.htm")
    assert slept == [
        pytest.approx(2.0, abs=0.3),
        pytest.approx(10.0, abs=0.3),
    ]  # before its rules were known, and after


def test_a_host_that_says_too_much_is_left_alone_for_half_an_hour(site, answer):
    """An empty 404 with the wall's header, as one firewall answers: nothing more is asked in this visit or the next."""
    now = [0.0]
    site.put("/a.htm", answer(b"", 404, {"WZWS-RAY": "1"}))
    site.put("/b.htm", PAGE)
    with Fetcher(open_loopback=True, now=lambda: now[0]) as fetcher:
        with pytest.raises(BadAnswer, match="come back later"):
            fetcher.get(f"{site.url}/a.htm")
        with pytest.raises(Resting, match="asked to be left alone"):
            fetcher.get(f"{site.url}/b.htm")
        assert site.asked_for("/b.htm") == 0
        now[0] = 1801.0
        assert fetcher.get(f"{site.url}/b.htm").status == 200


def test_a_host_that_names_an_hour_is_left_alone_for_an_hour(site, answer):
    now = [0.0]
    site.put("/a.htm", answer(b"", 503, {"Retry-After": "3600"}), PAGE)
    with Fetcher(open_loopback=True, now=lambda: now[0]) as fetcher:
        with pytest.raises(BadAnswer):
            fetcher.get(f"{site.url}/a.htm")
        now[0] = 3500.0
        with pytest.raises(Resting):
            fetcher.get(f"{site.url}/a.htm")
        now[0] = 3601.0
        assert fetcher.get(f"{site.url}/a.htm").status == 200
    assert site.asked_for("/a.htm") == 2


def test_http_and_https_of_one_host_are_one_host():
    assert (
        _host_of("http://www.sample.invalid/a") == _host_of("https://WWW.sample.invalid:443/b") == "www.sample.invalid"
    )
    assert _host_of("http://www.sample.invalid:8080/a") == "www.sample.invalid:8080"


def test_a_json_body_is_posted_as_json(site, fetcher):
    site.put("/search", '{"code": 200}')
    fetcher.get(f"{site.url}/search", body='{"pageNum": 1}')
    assert (site.asked[-1][0], site.bodies[-1]) == ("POST", '{"pageNum": 1}')
    assert site.asked[-1][2]["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename*=UTF-8''%E7%81%AF%E5%A1%94.docx", "灯塔.docx"),
        ('attachment; filename="a b.pdf"', "a b.pdf"),
        ("attachment; filename=../../etc/passwd", "passwd"),
        ("inline", ""),
        ("", ""),
    ],
)
def test_a_download_is_called_as_the_site_calls_it(header, name):
    assert Page("u", "u", 200, b"x", (("content-disposition", header),)).file_name == name
