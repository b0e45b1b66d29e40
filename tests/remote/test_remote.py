"""A program's whole day from afar: it reads, writes, is told what was refused, and outlives lost answers."""

import inspect
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import islice

import pytest

from tests.remote.conftest import Asking, Far
from tests.web.conftest import LIFTS, RELEASED, Firm
from tracker.exports import tree
from tracker.remote import Remote, RemoteRefused, RemoteSilent
from tracker.web.api import site

NOTHING = "http://127.0.0.1:9"  # the discard port: nobody listens


def test_every_operation_of_the_api_is_a_method() -> None:
    methods = {name for name, _ in inspect.getmembers(Remote, inspect.isfunction) if not name.startswith("_")}
    assert {one.name for one in site.operations()} == methods - {"close"}


def test_a_programmer_reads_what_counsel_reads(asking: Asking) -> None:
    far = asking("counsel")
    assert far.me()["role"] == "counsel"
    slugs = [line["slug"] for line in far.instruments(shelf="sample")]
    assert LIFTS[0] in slugs
    work = far.instrument(LIFTS[0])
    assert {one["id"] for one in work["versions"]} >= {LIFTS[1], LIFTS[2]}
    text = far.version(LIFTS[0], LIFTS[2])
    document = tree.from_dict(text["document"])
    assert document.find("1") is not None
    comparison = far.comparison(*LIFTS)
    assert comparison["schema"] == "tracker.comparison/1"
    captures = far.evidence(LIFTS[0], LIFTS[2])["captures"]
    assert len(far.capture(LIFTS[0], LIFTS[2], captures[0]["sha256"])) == captures[0]["size"]
    assert next(iter(far.search("应当")))["occurrences"]


def test_a_list_is_asked_for_page_by_page(far: Far) -> None:
    asked: list[str] = []
    far.site.before_request(lambda: asked.append(__import__("flask").request.full_path))
    with Remote(far.address, far.token("counsel")) as program:
        few = list(islice(program.instruments(), 3))
        assert len(asked) == 1
        every = list(program.instruments())
    assert [one["slug"] for one in few] == [one["slug"] for one in every[:3]]


def test_what_did_not_change_is_not_sent_again(far: Far) -> None:
    answers: list[int] = []

    @far.site.after_request
    def _note(response):  # type: ignore[no-untyped-def]
        answers.append(response.status_code)
        return response

    with Remote(far.address, far.token("client")) as program:
        first, again = program.comparison(*LIFTS), program.comparison(*LIFTS)
    assert first == again
    assert answers == [200, 304]


def test_a_program_writes_rewords_and_is_told_when_it_was_too_late(asking: Asking) -> None:
    far, colleague = asking("counsel"), asking("counsel")
    note = far.write_note(*LIFTS, {"body": "请核对"}, key="matter-7/1")
    assert far.write_note(*LIFTS, {"body": "请核对"}, key="matter-7/1") == note
    colleague.note(note["id"])
    far.reword_note(note["id"], "请再核对")
    with pytest.raises(RemoteRefused) as refused:
        colleague.reword_note(note["id"], "另一种说法")
    assert (refused.value.kind, refused.value.status) == ("changed", 412)
    colleague.note(note["id"])
    assert [one["body"] for one in colleague.reword_note(note["id"], "合并的说法")["wordings"]] == [
        "请核对",
        "请再核对",
        "合并的说法",
    ]


def test_a_client_sees_its_own_and_is_refused_the_rest(asking: Asking) -> None:
    far = asking("client")
    assert [one["body"] for one in far.notes(*LIFTS)] == [RELEASED]
    assert far.portal()["client"] == "hengtong"
    for refused in (lambda: far.review(), lambda: far.evidence(LIFTS[0], LIFTS[2]), lambda: next(far.sources())):
        with pytest.raises(RemoteRefused) as fault:
            refused()
        assert fault.value.kind == "forbidden"


def test_a_refusal_says_which_field(asking: Asking) -> None:
    with pytest.raises(RemoteRefused, match="/days must be at most 90"):
        asking("counsel").add_watch({"days": 91})


def test_watches_from_afar(asking: Asking) -> None:
    far = asking("client")
    watch = far.add_watch({"instrument": LIFTS[0], "channel": "page"})
    assert far.change_watch(watch["id"], active=False)["active"] is False
    far.remove_watch(watch["id"])
    with pytest.raises(RemoteRefused, match="404"):
        far.watch(watch["id"])
    assert list(far.alerts(unread=True))


class Moody(BaseHTTPRequestHandler):
    """Answers as its script says, one line a request: a status with headers, or nothing at all."""

    script: list[tuple[int, dict[str, str], bytes]]
    heard: list[tuple[str, str, str]]

    def do_POST(self) -> None:
        self.heard.append((self.command, self.path, self.headers.get("Idempotency-Key", "")))
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, headers, body = self.script.pop(0)
        if not status:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_DELETE = do_POST  # noqa: N815 -- as the standard library calls them

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def moody() -> Iterator[tuple[str, type[Moody]]]:
    class Ours(Moody):
        script: list[tuple[int, dict[str, str], bytes]] = []
        heard: list[tuple[str, str, str]] = []

    server = HTTPServer(("127.0.0.1", 0), Ours)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", Ours
    server.shutdown()
    server.server_close()


def test_a_program_waits_as_it_is_told(moody: tuple[str, type[Moody]]) -> None:
    address, site_ = moody
    site_.script += [(429, {"Retry-After": "7"}, b"{}"), (503, {}, b"busy"), (200, {}, b'{"id": "x"}')]
    slept: list[float] = []
    with Remote(address, "t", sleep=slept.append) as far:
        assert far.me()["id"] == "x"
    assert slept == [7, 1.0]


def test_a_write_whose_answer_was_lost_is_asked_again_under_its_key(moody: tuple[str, type[Moody]]) -> None:
    address, site_ = moody
    site_.script += [(0, {}, b""), (409, {"Retry-After": "2"}, b"{}"), (201, {}, b'{"id": 7}')]
    with Remote(address, "t", sleep=lambda _: None) as far:
        assert far.add_watch({})["id"] == 7
    assert len({key for _, _, key in site_.heard}) == 1
    assert site_.heard[0][2]


def test_a_deletion_whose_answer_was_lost_is_done(moody: tuple[str, type[Moody]]) -> None:
    address, site_ = moody
    problem = {"Content-Type": "application/problem+json"}
    site_.script += [(0, {}, b""), (404, problem, b'{"type": "/api/v1/#problem-not-found"}')]
    with Remote(address, "t", sleep=lambda _: None) as far:
        far.remove_watch(7)
    site_.script += [(404, problem, b'{"type": "/api/v1/#problem-not-found"}')]
    with Remote(address, "t") as far, pytest.raises(RemoteRefused):
        far.remove_watch(7)


def test_no_one_waits_for_ever(moody: tuple[str, type[Moody]]) -> None:
    address, site_ = moody
    slept: list[float] = []
    site_.script += [(429, {"Retry-After": "3600"}, b"{}")]
    with Remote(address, "t", sleep=slept.append) as far, pytest.raises(RemoteSilent):
        far.me()
    assert slept == []
    with Remote(NOTHING, "t", sleep=slept.append) as far, pytest.raises(RemoteSilent, match="no answer"):
        far.me()
    assert len(slept) == 4


def test_the_token_goes_nowhere_else(moody: tuple[str, type[Moody]]) -> None:
    address, site_ = moody
    site_.script += [(302, {"Location": f"{address}/elsewhere"}, b"")]
    with Remote(address, "t") as far, pytest.raises(RemoteSilent, match="is a tracker there"):
        far.me()
    assert [place for _, place, _ in site_.heard] == ["/api/v1/me"]


def test_a_page_that_is_no_tracker_is_said_to_be_none(moody: tuple[str, type[Moody]]) -> None:
    address, site_ = moody
    site_.script += [(200, {"Content-Type": "text/html"}, b"<html>It works!</html>")]
    with Remote(address, "t") as far, pytest.raises(RemoteSilent, match="no JSON"):
        far.me()


def test_the_firms_library_is_what_was_written_from_afar(asking: Asking, firm: Firm) -> None:
    asking("counsel").write_note(*LIFTS, {"body": "远处写的"})
    assert "远处写的" in [view.body for view in firm.room("counsel").notes.of(*LIFTS)]
