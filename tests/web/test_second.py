"""The firm's own second reader: asked once, shown beside the verdict, never instead, never outside; slips are told."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.web.conftest import LIFTS, NOW, Firm
from tests.web.test_comparisons import address, body, post
from tracker.diff.direction.second import Opinion
from tracker.errors import SecondOpinionFailed
from tracker.sandbox import opinions
from tracker.web.app import create_app

WHY = "这只是第二位读者的想法"
READER = f"""
import json, sys
asked = json.load(sys.stdin)
assert asked["schema"] == "tracker.second-opinion/1"
told = [{{"key": c["key"], "direction": "unclear", "why": "{WHY}"}} for c in asked["clauses"]]
told.append({{"key": "99~99", "direction": "softened"}})
json.dump({{"by": "本所模型 3", "opinions": told}}, sys.stdout)
"""


def site(firm: Firm, tmp_path: Path, program: str) -> Flask:
    script = tmp_path / "reader.py"
    script.write_text(program, encoding="utf8")
    settings = replace(firm.settings, second_opinion=f"{sys.executable} {script}")
    made = create_app(settings, firm.library)
    made.config.update(NOW=NOW, TESTING=True)
    return made


def browser(made: Flask, who: str):
    client = made.test_client()
    with client.session_transaction() as session:
        session.update(person=who, language="zh")
    return client


def test_it_stands_beside_the_verdict_and_changes_nothing(firm: Firm, tmp_path: Path):
    made = site(firm, tmp_path, READER)
    counsel = browser(made, "counsel")
    before = body(counsel, LIFTS)
    assert "请第二意见" in before
    assert WHY not in before
    data = counsel.get(address(LIFTS, ".json")).data
    assert post(counsel, address(LIFTS, "/second"), address(LIFTS)) == 303
    page = body(counsel, LIFTS)
    assert "第二意见 · 本所模型 3" in page
    assert "不是律师意见" in page
    assert WHY in body(browser(made, "analyst"), LIFTS)
    assert counsel.get(address(LIFTS, ".json")).data == data
    assert "第二意见不同" in page
    assert "<mark" in body(counsel, LIFTS, "?show=disputed")


@pytest.mark.parametrize("who", ["client", "early", "other"])
def test_nobody_outside_sees_or_asks_it(firm: Firm, tmp_path: Path, who: str):
    made = site(firm, tmp_path, READER)
    post(browser(made, "counsel"), address(LIFTS, "/second"), address(LIFTS))
    for end in ("", ".json", ".md", "/obligations/"):
        said = browser(made, who).get(address(LIFTS, end)).text
        for word in (WHY, "本所模型", "第二意见", "disputed"):
            assert word not in said
    made.config["WTF_CSRF_ENABLED"] = False
    assert browser(made, who).post(address(LIFTS, "/second")).status_code in (403, 404)


@pytest.mark.parametrize(
    ("program", "says"),
    [("import sys; sys.exit(3)", "failed"), ("print('no json')", "nobody understands"), ("print('[]')", "nobody")],
)
def test_a_reader_that_fails_is_told_and_nothing_else_changes(firm: Firm, tmp_path: Path, program: str, says: str):
    counsel = browser(site(firm, tmp_path, program), "counsel")
    post(counsel, address(LIFTS, "/second"), address(LIFTS))
    told = counsel.get(address(LIFTS)).text
    assert "没有得到第二意见" in told
    assert says in told


def test_it_is_given_a_time(firm: Firm):
    clauses = firm.room("counsel").comparisons.page(*LIFTS).comparison.clauses
    with pytest.raises(SecondOpinionFailed, match="within 1 seconds"):
        opinions.ask(f"{sys.executable} -c 'import time; time.sleep(30)'", b"{}", seconds=1)
    with pytest.raises(SecondOpinionFailed, match="could not be started"):
        opinions.ask("/no/such/program", b"{}")
    answer = json.dumps({"by": "甲", "opinions": [{"key": clauses[0].key, "direction": "mixed", "why": "长" * 5000}]})
    [said] = opinions.understood(answer.encode(), clauses).values()
    assert said == Opinion("甲", said.direction, "长" * 600)
    with pytest.raises(SecondOpinionFailed):
        opinions.understood(answer.replace("mixed", "harsher").encode(), clauses)


def test_without_a_program_nothing_is_offered(firm: Firm, app: Flask):
    assert "请第二意见" not in body(browser(app, "counsel"), LIFTS)
    assert post(browser(app, "counsel"), address(LIFTS, "/second"), address(LIFTS)) == 404
