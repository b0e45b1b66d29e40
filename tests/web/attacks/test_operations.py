"""Operations as weapons: tokens that reach too far, writes without their token, files and names by program."""

import io
import re
from itertools import product

import pytest
from flask import Flask

from tests.web.api.conftest import WRITINGS, Program, Programs, filled, let_in
from tests.web.api.test_asking import problem
from tests.web.attacks.test_files import NAMES, WEAPONS
from tests.web.attacks.test_walls import sample
from tests.web.conftest import LIFTS, Firm, Visitor
from tracker.practice.token import REACHES
from tracker.web.api import site
from tracker.web.api.operations import Operation

FILE = "application/octet-stream"


def body_of(one: Operation) -> dict[str, object]:
    if one.carries:
        return {"data": b"x", "content_type": FILE, "query_string": {"name": "x.txt"}}
    return {"json": sample(one.takes)} if one.takes else {}


def test_no_token_reaches_further_than_it_says(standing: Flask, standing_programs: dict[str, Program]) -> None:
    """The administrator's own tokens, each asked for every operation beyond its reach: all refused, by the scope."""
    refused = 0
    for reach, one in product(("read", "write"), site.operations()):
        if one.scope in REACHES[reach]:
            continue
        program = PROGRAMS.setdefault(reach, let_in(standing, "administrator", reach))
        answer = program.ask(one.method, filled(one), **body_of(one))
        assert problem(answer, 403, "scope")["needed"] == one.scope.value, (reach, one.name)
        refused += 1
    assert refused > 80


PROGRAMS: dict[str, Program] = {}


def test_no_write_is_taken_from_a_browser_without_its_token(standing: Flask, reading_as: Visitor) -> None:
    """What a stranger's page can send without asking first: a plain POST with the session's cookie, of any type."""
    browser = reading_as("administrator")
    for one, kind in product(WRITINGS, ("text/plain", "application/x-www-form-urlencoded", FILE)):
        answer = browser.open(f"/api/v1{filled(one)}", method=one.method, data=b"{}", content_type=kind)
        problem(answer, 400, "csrf")


def test_a_name_sent_with_a_file_is_words_and_no_path(program: Programs, firm: Firm) -> None:
    analyst, before = program("analyst"), set(firm.settings.data.rglob("*"))
    for name in NAMES:
        answer = analyst.post("/uploads", data=b"no law", content_type=FILE, query_string={"name": name})
        assert answer.status_code in (200, 400), name
        assert "Set-Cookie" not in answer.headers
    made = set(firm.settings.data.rglob("*")) - before
    assert all(path.is_relative_to(firm.settings.captures) for path in made if "sqlite" not in path.name)


@pytest.mark.endurance
@pytest.mark.parametrize("name", list(WEAPONS))
def test_a_weapon_sent_by_program_does_no_more_than_by_the_form(program: Programs, firm: Firm, name: str) -> None:
    weapon = WEAPONS[name]()
    said = {"data": weapon, "content_type": FILE, "query_string": {"name": name}}
    assert program("analyst").post("/uploads", **said).get_json()["outcome"] == "quarantined"
    here = f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}/translation"
    answer = program("counsel").post(here, **said)
    assert answer.status_code in (413, 422) or name == "wide.txt", (answer.status_code, answer.get_data(as_text=True))
    back = program("counsel").post("/comparisons/{}/{}..{}/returned".format(*LIFTS), **said)
    assert back.status_code in (413, 422)
    assert "root:" not in answer.get_data(as_text=True) + back.get_data(as_text=True)


def test_what_a_title_says_breaks_no_header(program: Programs) -> None:
    """A title of several lines, brought by form or program, stands on one line in names of files and on pages."""
    analyst = program("analyst")
    evil = "灯塔\r\nSet-Cookie: owned=1\nX-Evil: \"';%0d"
    work = f"/instruments/{LIFTS[0]}"
    sent = {"title_zh": evil, "title_en": evil, "evidence": "x"}
    shown = analyst.ask("PATCH", work, json=sent).get_json()
    assert "\n" not in shown["title_zh"] + shown["title_en"]
    for form in ("memo.md", "annotations.json", "table.xlsx"):
        answer = analyst.get("/comparisons/{}/{}..{}/files/{}".format(*LIFTS, form))
        assert answer.status_code == 200
        assert not {"Set-Cookie", "X-Evil"} & set(answer.headers.keys())
        assert re.match(r'attachment; filename="?[^"\r\n]*"?; filename\*=', answer.headers["Content-Disposition"])


def test_the_form_keeps_a_title_on_one_line_too(app: Flask, as_: Visitor, firm: Firm) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    analyst = as_("analyst")
    form = {"title_zh": "灯塔\r\nX-Evil: 1", "evidence": "x"}
    assert analyst.post(f"/instruments/{LIFTS[0]}/repair/", data=form).status_code == 303
    answer = analyst.get("/comparisons/{}/{}..{}.table.xlsx".format(*LIFTS))
    assert (answer.status_code, "X-Evil" in answer.headers) == (200, False)
    with firm.library.reading() as files:
        assert files.instruments.get(LIFTS[0]).title_zh == "灯塔 X-Evil: 1"


def test_a_large_body_is_refused_before_it_is_read(program: Programs) -> None:
    class Flood(io.BytesIO):
        asked = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.asked += 1
            return b"x" * 65_536

    flood = Flood()
    sent = {"wsgi.input": flood, "CONTENT_LENGTH": str(10**12), "CONTENT_TYPE": "application/json"}
    problem(program("client").post("/watches", environ_overrides=sent), 413, "too-large")
    assert flood.asked == 0
