"""A chain of versions as text and as JSON: every provision of every version has its place in it, once."""

import json

from tests.exports.conftest import pair_of
from tracker.diff.fate import fates
from tracker.diff.lives import courses
from tracker.exports import lives
from tracker.knowledge import drafting

BILL = "灯会办法\n第一条　为了灯会，制定本办法。\n第二条　举办者应当报告。\n第三条　观众可以拍照。"
SECOND = (
    "灯会办法\n第一条　为了灯会，制定本办法。\n第二条　灯会应当有序。\n"
    "第三条　举办者应当在三日内报告。\n第四条　观众可以拍照。"
)
FINAL = "灯会办法\n第一条　为了灯会，制定本办法。\n第二条　灯会应当有序。\n第三条　举办者应当在一日内报告。"


def told() -> lives.Lives:
    steps = [pair_of(BILL, SECOND), pair_of(SECOND, FINAL)]
    chain = tuple(step.comparison for step in steps)
    followed = courses([fates(s.old, s.new, s.comparison, drafting()) for s in steps])
    return lives.Lives(chain, lives.lives(chain), followed)


def test_every_provision_of_every_version_stands_in_one_life():
    places = [one.places for one in told().lives]
    assert places == [
        (("1",), ("1",), ("1",)),
        ((), ("2",), ("2",)),
        (("2",), ("3",), ("3",)),
        (("3",), ("4",), ()),
    ]


def test_the_text_names_what_each_step_did():
    said = lives.render(told(), "zh")
    assert "2 → 3 (修改 · 加严) → 3 (修改 · 加严)" in said
    assert "3 → 4 → ∅ (删除" in said
    assert "一日内报告" in said
    assert "strengthened" in lives.render(told(), "en")


def test_the_json_holds_the_same_and_is_the_same_every_time():
    made = json.loads(lives.dumps(told()))
    assert made["schema"] == "tracker.lives/1"
    assert [v["articles"] for v in made["versions"]] == [3, 4, 3]
    step = made["provisions"][2]["steps"][1][0]
    assert (step["old"], step["new"], step["relation"], step["direction"]) == ("3", "3", "amended", "strengthened")
    report = next(o for o in made["obligations"] if o["norms"][-1] and "一日内" in o["norms"][-1]["text"])
    assert report["outcome"] == "strengthened"
    assert lives.dumps(told()) == lives.dumps(told())
