"""Files as weapons: paths that climb, archives and texts that explode, brought through the front door's own form."""

import io
import time
import zipfile
import zlib
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import LIFTS, Firm, Visitor
from tracker.sandbox.limits import Limits

CLIMBING = [
    *("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//....//etc/passwd"),
    *("..\\..\\windows\\win.ini", "/etc/passwd", "%00/etc/passwd", "..;/..;/etc/passwd", "file:///etc/passwd"),
]
PLACES = [
    "/static/{}",
    "/feeds/{}.ics",
    "/shared/{}/",
    f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}/captures/{{}}",
    f"/instruments/{LIFTS[0]}/versions/{{}}/",
    "/instruments/{}/",
    "/sources/{}/",
    f"/api/v1/instruments/{LIFTS[0]}/versions/{LIFTS[2]}/captures/{{}}",
    "/api/v1/sources/{}",
    "/api/v1/instruments/{}",
]


def test_no_address_climbs_out_of_its_folder(reading_as: Visitor) -> None:
    browser = reading_as("administrator")
    for place, climbing in product(PLACES, CLIMBING):
        answer = browser.get(place.format(climbing))
        assert answer.status_code in (308, 303, 400, 404), (place, climbing, answer.status_code)
        assert b"root:" not in answer.data


@pytest.fixture
def analyst(app: Flask, as_: Visitor) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return as_("analyst")


def bring(analyst: FlaskClient, data: bytes, name: str) -> tuple[str, float]:
    """Where the form leads after a file, and how long it took (seconds)."""
    before = time.monotonic()
    sent = {"file": (io.BytesIO(data), name), "title": "x", "stage": "promulgated", "dated_on": "2026-11-01"}
    answer = analyst.post("/sources/upload/", data=sent, content_type="multipart/form-data")
    assert answer.status_code in (200, 303), answer.status_code
    return answer.headers.get("Location", ""), time.monotonic() - before


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{levels}]><x>&l9;</x>'.encode()


def outside_entity() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def bursting_pdf() -> bytes:
    packed_ = zlib.compress(b"BT (x) Tj ET\n" * 6_000_000, 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed_) + packed_ + b"\nendstream endobj\n"
    return head + page + stream + b"trailer<</Root 1 0 R>>\n%%EOF"


WEAPONS = {
    "bomb.docx": lambda: packed({"word/document.xml": b" " * (128 << 20)}),
    "laughs.docx": lambda: packed({"word/document.xml": laughs()}),
    "entity.docx": lambda: packed({"word/document.xml": outside_entity()}),
    "deep.html": lambda: b"<div>" * 80_000 + "第一条".encode(),
    "wide.txt": lambda: "第一条".encode() * 50_000,
}


@pytest.mark.parametrize(
    "name",
    [
        one if one == "bomb.docx" else pytest.param(one, marks=pytest.mark.endurance)
        for one in WEAPONS  # each is tried on the reader itself in tests/documents and tests/sandbox
    ],
)
def test_a_weapon_is_put_aside_and_the_site_stands(analyst: FlaskClient, firm: Firm, name: str) -> None:
    where, seconds = bring(analyst, WEAPONS[name](), name)
    assert where.startswith("/review/"), where
    assert seconds < 30  # the sandbox's own limit is below that
    assert analyst.get("/healthz").status_code == 200
    waiting = firm.room("analyst").operations.quarantine()
    assert "root:" not in "".join(one.reason for one in waiting)


@pytest.mark.endurance
def test_a_pdf_that_bursts_is_put_aside_within_the_sandboxes_time(analyst: FlaskClient) -> None:
    where, seconds = bring(analyst, bursting_pdf(), "burst.pdf")
    assert where.startswith("/review/")
    assert seconds < 2 * Limits().seconds + 30  # of processor time, and twice as many by the clock


NAMES = ["../../../../tmp/evil.txt", "/etc/cron.d/evil", "a\r\nSet-Cookie: x=1.txt", "\x00.txt", ".." * 200]


def test_a_files_name_is_words_and_no_path(analyst: FlaskClient, firm: Firm) -> None:
    before = set(firm.settings.data.rglob("*"))
    for name in NAMES:
        where, _ = bring(analyst, f"nothing of law {name}".encode(), name)
        assert where.startswith("/review/") or where == ""
    made = set(firm.settings.data.rglob("*")) - before
    assert all(path.is_relative_to(firm.settings.captures) for path in made if "sqlite" not in path.name)


def test_a_file_is_as_large_as_it_may_be_and_only_in_its_own_form(app: Flask, as_: Visitor) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    body = (
        b"--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\n"
        + b"x" * 2_000_000
        + b"\r\n--x--\r\n"
    )
    for who, path in (("client", "/watches/"), ("client", "/sources/upload/"), ("analyst", "/watches/")):
        answer = as_(who).post(path, data=body, content_type="multipart/form-data; boundary=x")
        assert answer.status_code in (403, 413), (who, path)
