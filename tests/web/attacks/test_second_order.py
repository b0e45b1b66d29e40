"""A title that came from a source, on its second way out: in feeds, calendars, letters, Word and Excel files and pages.

What XML cannot hold would make a feed nobody can read; a line break would be a header or an event of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from xml.etree import ElementTree

import icalendar
import pytest
from flask import Flask

from tests.web.conftest import CLIENTS, LIFTS, NOW, PEOPLE, Filed, Firm, _browser, _site
from tracker.alerts import mail, message
from tracker.law.instrument import EventKind, StageEvent
from tracker.practice.access import Release
from tracker.practice.feed import Scope
from tracker.practice.person import Reader
from tracker.readingroom import telling
from tracker.settings import Mailbox

EVIL = (
    "灯塔\r\nSUMMARY:owned\r\nBEGIN:VALARM\nSet-Cookie: owned=1\r\n\r\n"
    '<probe/>]]>&lt;probe&gt;\x0b\x0c\x1b\x7f\x85\u2028\u2029\u202e\ufffe\uffff=HYPERLINK("http://x.example")'
)
SHEET = '=HYPERLINK("http://x.example","看")'
PAIR = "/comparisons/{}/{}..{}".format(*LIFTS)


@pytest.fixture(scope="module")
def poisoned(filed: Filed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Firm, Flask]]:
    firm = filed.opened(tmp_path_factory.mktemp("second"))
    with firm.library.writing() as files:
        work = files.instruments.get(LIFTS[0])
        closes = StageEvent(EventKind.COMMENT_CLOSES, date(2026, 12, 1), note_zh=EVIL, note_en=EVIL)
        files.instruments.put(replace(work, title_zh=EVIL, title_en=SHEET, events=(*work.events, closes)))
        for body in (EVIL, SHEET):
            note = files.notes.add(*LIFTS, "", None, body, "counsel", NOW)
            files.notes.release(note.id, "hengtong", "counsel", NOW)
        files.people.put(replace(PEOPLE["client"], name=EVIL))
        files.people.put_client(replace(CLIENTS["hengtong"], name=SHEET))
        files.releases.add(Release(*LIFTS, "hengtong", "counsel", NOW))
        for who in ("client", "counsel"):
            files.feeds.make(who, Scope.EVERYTHING, "", NOW)
    yield firm, _site(firm)
    firm.library.close()


@pytest.mark.parametrize("who", ["client", "counsel"])
def test_feeds_and_calendars_can_be_read_and_say_one_thing_a_line(poisoned: tuple[Firm, Flask], who: str) -> None:
    firm, app = poisoned
    token = firm.room(who).feeds.mine()[-1].token
    for kind in ("atom", "rss"):
        answer = app.test_client().get(f"/feeds/{token}.{kind}")
        root = ElementTree.fromstring(answer.data)
        assert "灯塔" in "".join(root.itertext())
        assert not [one for one in root.iter() if "probe" in str(one.tag)]
        for html in [
            one.text or "" for one in root.iter() if one.get("type") == "html" or str(one.tag) == "description"
        ]:
            assert "<probe" not in html  # read as markup it is words once more
    said = app.test_client().get(f"/feeds/{token}.ics").data
    calendar = icalendar.Calendar.from_ical(said)
    assert calendar.walk("VEVENT")
    assert not re.search(rb"^(?:SUMMARY:owned|Set-Cookie)", said, re.MULTILINE)
    assert {str(alarm["ACTION"]) for alarm in calendar.walk("VALARM")} == {"DISPLAY"}  # our own reminders, whole
    assert {str(event["SUMMARY"]) == "owned" for event in calendar.walk("VEVENT")} == {False}


def test_no_letter_has_a_header_too_many(poisoned: tuple[Firm, Flask]) -> None:
    firm, _ = poisoned
    with firm.library.reading() as files:
        event, releases = telling.event_of(files, *LIFTS, whole=True), files.releases.of(*LIFTS)
        client = files.people.client("hengtong")
        readers = [Reader(files.people.get("counsel")), Reader(files.people.get("client"), client)]
    for reader in readers:
        letter = message.compose(event, reader, releases, base_url="https://tracker.example")
        assert len(letter.subject.splitlines()) == 1
        assert "<probe" not in letter.html
        outgoing = mail.Outgoing(letter, PEOPLE["counsel"].email, "<1@t.example>", NOW)
        sent = message_from_bytes(mail.written(Mailbox("here"), outgoing))
        subject = str(make_header(decode_header(sent["Subject"])))
        assert not [sign for sign in subject if ord(sign) < 32]
        assert "Set-Cookie" not in sent


FILES = ("table.docx", "table.xlsx", "table.pdf", "redline.docx", "annotations.json")


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("who", ["client", "counsel"])
def test_every_file_can_be_opened_and_holds_words_only(poisoned: tuple[Firm, Flask], form: str, who: str) -> None:
    answer = _browser(poisoned[1], who).get(f"{PAIR}.{form}")
    assert answer.status_code == 200, (form, who)
    assert "owned" not in answer.headers.get("Set-Cookie", "")
    assert len(answer.headers.get("Content-Disposition", "").splitlines()) <= 1
    if not form.endswith(("docx", "xlsx")):
        return
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(packed.read(name))
                tags = [str(one.tag) for one in root.iter()]
                assert not [tag for tag in tags if "probe" in tag], name
                assert not [tag for tag in tags if tag.endswith("}f")], name  # a formula of a sheet
                assert not [
                    tag for tag in tags if tag.endswith(("}instrText", "}fldSimple"))
                ] or "x.example" not in str(packed.read(name)), name
                outside = [one.get("Target", "") for one in root.iter() if one.get("TargetMode") == "External"]
                assert not [one for one in outside if "x.example" in one], name


@pytest.mark.parametrize("who", ["client", "counsel", "administrator"])
def test_every_page_of_the_work_still_opens(poisoned: tuple[Firm, Flask], who: str) -> None:
    browser = _browser(poisoned[1], who)
    for path in (f"{PAIR}/", f"/instruments/{LIFTS[0]}/", "/", "/instruments/", "/calendar/", "/alerts/"):
        answer = browser.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        assert "<probe" not in answer.get_data(as_text=True), path
