"""Counsel at work over real HTTP: what was acknowledged to them, what was refused, what they never heard of again."""

import http.client
import re
import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Flask

from tests.web.conftest import TELESCOPES, Firm

NOTES = "/comparisons/{}/{}..{}/notes".format(*TELESCOPES)
SECONDS = 60.0  # for one answer: what takes longer hangs
TEXT = (
    "{title}\n第一条　为了规范示例灯塔的看守和维护，保障航行安全，制定本规定。\n"
    "第二条　守塔人应当在{days}日内登记。\n第三条　本规定自2027年1月1日起施行。"
)
_TRACE = re.compile(r"Traceback|File &#34;|sqlalchemy|psycopg|sqlite3", re.IGNORECASE)


@dataclass
class Heard:
    """What a firm was told: notes, releases and uploads acknowledged; statuses; answers nobody should ever see."""

    notes: set[str] = field(default_factory=set)
    released: set[str] = field(default_factory=set)
    uploads: set[str] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)
    traces: list[str] = field(default_factory=list)
    pages: dict[int, str] = field(default_factory=dict)  # the last page of each status


def cookie(app: Flask, who: str) -> tuple[str, str]:
    """A session of one of the cast, and the token of their forms."""
    app.config["NOW"] = datetime.now(UTC)  # it ends after half a day, and the programs of a firm go by the real clock
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["person"], session["language"] = who, "zh"
    page = browser.get("/account/").get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    kept = browser.get_cookie("session")
    assert found
    assert kept
    return f"session={kept.value}", found[1]


class Counsel(threading.Thread):
    """Somebody who reads, and writes and releases notes or brings files, one after another, until told to stop."""

    def __init__(
        self, port: int, session: tuple[str, str], heard: Heard, name: str, *, files: bool, pause: float = 0.0
    ) -> None:
        super().__init__(daemon=True, name=name)
        self._port, (self._cookie, self._token), self._heard = port, session, heard
        self._files = files
        self._pause, self.ended, self._turn = pause, threading.Event(), 0
        self._mark = f"{name}{secrets.token_hex(3)}"

    def run(self) -> None:
        """Work."""
        while not self.ended.is_set():
            self._turn += 1
            words = f"{self._mark} {self._turn} end"
            try:
                self._work(words)
            except (OSError, http.client.HTTPException) as fault:
                self._heard.statuses[type(fault).__name__] += 1
                time.sleep(0.02)
            if self._pause:
                time.sleep(self._pause)

    def _work(self, words: str) -> None:
        if self._turn % 4 == 0:
            self._read("/instruments/")
            self._read("/comparisons/{}/{}..{}/".format(*TELESCOPES))
        elif self._files:
            self._upload(words)
        else:
            self._note(words)

    def _note(self, words: str) -> None:
        where = self._post(NOTES, {"body": words, "change": ""}, "note")
        if where:
            self._heard.notes.add(words)
            number = where.rpartition("note-")[2]
            if self._post(f"/notes/{number}/release", {"client": "yuanjing"}, "release"):
                self._heard.released.add(words)

    def _upload(self, words: str) -> None:
        title = f"示例灯塔{words.replace(' ', '')}看守规定"
        data = TEXT.format(title=title, days=self._turn + 1)
        edge = secrets.token_hex(8)
        fields = {"csrf_token": self._token, "title": title, "dated_on": "2026-05-01", "stage": "promulgated"}
        body = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        body += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n{data}\r\n--{edge}--'
        where = self._ask("POST", "/sources/upload/", f"multipart/form-data; boundary={edge}", body, "upload")
        if where:
            self._heard.uploads.add(title)

    def _read(self, path: str) -> None:
        self._ask("GET", path, "", "", "read")

    def _post(self, path: str, fields: dict[str, str], what: str) -> str:
        body = urlencode({"csrf_token": self._token, **fields})
        return self._ask("POST", path, "application/x-www-form-urlencoded", body, what)

    def _ask(self, method: str, path: str, kind: str, body: str, what: str) -> str:
        """Where the answer leads to; empty where it leads nowhere."""
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=SECONDS)
        try:
            headers = {"Cookie": self._cookie} | ({"Content-Type": kind} if kind else {})
            line.request(method, path, body.encode(), headers)
            answer = line.getresponse()
            said = answer.read().decode(errors="replace")
        finally:
            line.close()
        self._heard.statuses[f"{what} {answer.status}"] += 1
        if answer.status >= 400:
            self._heard.pages[answer.status] = said
        if answer.status == 500 or (answer.status >= 400 and _TRACE.search(said)):
            self._heard.traces.append(f"{what} {answer.status}: {said}")
        return answer.getheader("Location", "") if answer.status in (302, 303) else ""


def crowd(app: Flask, port: int, heard: Heard, name: str, people: int, pause: float = 0.0) -> list[Counsel]:
    """So many people at the screens, a third of them analysts who bring files; started."""
    counsel, analyst = cookie(app, "counsel"), cookie(app, "analyst")
    made = [
        Counsel(port, analyst if n % 3 == 2 else counsel, heard, f"{name}-{n}", files=n % 3 == 2, pause=pause)
        for n in range(people)
    ]
    for one in made:
        one.start()
    return made


def lost_or_doubled(firm: Firm, heard: Heard) -> list[str]:
    """What was acknowledged and is not there, or is there twice; empty as it should be."""
    with firm.library.reading() as files:
        notes = [note for note in files.notes.of(*TELESCOPES) if note.body.endswith(" end")]
        bodies = Counter(note.body for note in notes)
        released = {note.body for note in notes if any(one.client == "yuanjing" for one in note.releases)}
        titles = Counter(one.title_zh for one in files.instruments.all() if one.title_zh.startswith("示例灯塔"))
        filed = Counter(card.title for card in files.versions.latest(100_000) if card.title.startswith("示例灯塔"))
    wrong = [f"lost: {words}" for words in (heard.notes - set(bodies)) | (heard.uploads - set(titles))]
    wrong += [f"not released: {words}" for words in heard.released - released]
    for counted in (bodies, titles, filed):
        wrong += [f"{n} times: {words}" for words, n in counted.items() if n > 1]
    return wrong
