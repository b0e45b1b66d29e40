"""The analyst's desk by program: files come in once, as by the form; metadata is mended; sources are tried."""

from flask import Flask

from tests.web.api.conftest import PAIR, Program, Programs
from tests.web.api.test_asking import problem
from tests.web.conftest import LIFTS, UNDER_WATER, Firm

FILE = "application/octet-stream"
NEAR = "http://127.0.0.1:9/list.html"
WORK = f"/instruments/{UNDER_WATER}"
TEXT = """云岛灯塔管理办法
第一条　守塔人应当每日擦拭灯罩两次。
第二条　守塔人不得夜间休息。
第三条　守塔人应当在每月十日前向所在地的航标管理机构报告上一个月灯塔的运行情况、维修情况和能见度记录。
第四条　本办法自2027年6月1日起施行。
""".encode()


def bring(program: Program, path: str, data: bytes = TEXT, **said: str):  # type: ignore[no-untyped-def]
    return program.post(path, data=data, content_type=FILE, query_string=said)


def test_a_file_becomes_a_version_once(program: Programs, firm: Firm) -> None:
    analyst = program("analyst")
    said = {"name": "2027-02-01-revised.txt", "instrument": UNDER_WATER, "stage": "revised", "dated_on": "2027-02-01"}
    first, again = bring(analyst, "/uploads", **said).get_json(), bring(analyst, "/uploads", **said).get_json()
    assert first["reason"] == ""
    assert (first["outcome"], first["instrument"], first["version"]) == ("new", UNDER_WATER, "2027-02-01-revised")
    assert (again["outcome"], again["version"], again["alerts"]) == ("known", first["version"], 0)
    shown = analyst.get(first["url"].removeprefix("/api/v1")).get_json()
    assert shown["document"]["sha256"]
    assert analyst.get(f"{WORK}/versions/{first['version']}/captures").get_json()["captures"][0]["source"] == "analyst"
    bundle = analyst.get(f"{WORK}/versions/{first['version']}/evidence")
    assert bundle.headers["Content-Disposition"].endswith(".warc.gz")


def test_what_is_no_regulation_waits_with_its_reason(program: Programs) -> None:
    analyst = program("analyst")
    taken = bring(analyst, "/uploads", "<html>验证码</html>".encode(), name="page.html").get_json()
    assert (taken["outcome"], taken["version"]) == ("quarantined", None)
    assert taken["reason"]
    waiting = analyst.get("/quarantine").get_json()["items"][-1]
    aside = analyst.get(f"/quarantine/{waiting['id']}").get_json()
    assert (aside["capture"]["id"], aside["document"]) == (waiting["id"], None)
    assert aside["fault"]


def test_a_file_is_taken_from_whom_the_form_takes_it(program: Programs, patient: Flask) -> None:
    for who in ("client", "counsel"):
        problem(bring(program(who), "/uploads", name="a.txt"), 403, "forbidden")
    problem(bring(program("analyst", "read"), "/uploads", name="a.txt"), 403, "scope")
    problem(bring(program("analyst"), "/uploads"), 400, "bad-request")
    problem(bring(program("analyst"), "/uploads", b"", name="a.txt"), 422, "invalid")
    problem(program("analyst").post("/uploads?name=a.txt", {"not": "a file"}), 415, "media-type")
    problem(bring(program("analyst"), "/uploads", name="a.txt", instrument="nowhere"), 404, "not-found")
    large = b"x" * 1_500_000
    problem(bring(program("counsel"), "/uploads", large, name="a.txt"), 413, "too-large")
    assert bring(program("analyst"), "/uploads", large, name="a.txt").get_json()["outcome"] == "quarantined"


def test_a_translation_and_a_redline_come_in_by_program(program: Programs) -> None:
    counsel, version = program("counsel"), f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}"
    english = b"Measures on Lifts\nArticle 1\nOperators shall register lifts.\nArticle 2\nThey may stop.\n"
    made = bring(counsel, f"{version}/translation", english, name="lifts.txt", translator="our own")
    assert (made.status_code, made.get_json()["translator"]) == (201, "our own")
    redline = counsel.get(f"{PAIR}/files/redline.docx")
    returned = bring(counsel, f"{PAIR}/returned", redline.data, name="redline.docx").get_json()
    assert returned == {"made": 0, "known": returned["known"], "untracked": False}
    problem(bring(counsel, f"{PAIR}/returned", b"PK", name="redline.docx"), 422, "invalid")
    problem(bring(program("analyst"), f"{PAIR}/returned", b"PK", name="redline.docx"), 403, "forbidden")


def test_files_hold_what_their_reader_may_hold(program: Programs) -> None:
    for form, begins in (("table.docx", b"PK"), ("table.xlsx", b"PK"), ("memo.md", b">"), ("annotations.json", b"{")):
        answer = program("client").get(f"{PAIR}/files/{form}")
        assert answer.data.lstrip().startswith(begins), form
        assert "attachment" in answer.headers["Content-Disposition"]
    problem(program("other").get(f"{PAIR}/files/memo.md"), 404, "not-found")
    problem(program("client").get(f"{PAIR}/files/passwd"), 404, "not-found")
    problem(program("client").get(f"{PAIR}/files/table.docx?columns=7"), 400, "bad-request")


def test_metadata_is_mended_with_its_evidence(program: Programs) -> None:
    analyst, because = program("analyst"), {"evidence": "官网公告第一句"}
    new = {"title_zh": "云岛潮汐管理办法", "kind": "departmental-rule", "authorities": ["cac"], **because}
    made = analyst.post("/instruments", new)
    slug = made.get_json()["slug"]
    assert (made.status_code, made.headers["Location"]) == (201, f"/api/v1/instruments/{slug}")
    problem(analyst.post("/instruments", new), 409, "conflict")
    problem(analyst.post("/instruments", {**new, "authorities": ["nobody"]}), 422, "invalid")
    seen = analyst.get(WORK).headers["ETag"]
    mended = analyst.ask("PATCH", WORK, json={"title_en": "On Lighthouses", **because}, headers={"If-Match": seen})
    assert (mended.get_json()["title_en"], mended.get_json()["title_zh"]) == ("On Lighthouses", "云岛灯塔管理办法")
    again = analyst.ask("PATCH", WORK, json={"title_en": "x", **because}, headers={"If-Match": seen})
    problem(again, 412, "changed")
    problem(analyst.ask("PATCH", WORK, json={"title_en": "x", "evidence": " "}), 422, "invalid")
    version = analyst.get(f"{WORK}/versions").get_json()["items"][0]
    moved = analyst.ask("PATCH", f"{WORK}/versions/{version['id']}", json={"dated_on": "2026-11-03", **because})
    assert moved.get_json()["id"].startswith("2026-11-03-")
    here = f"{WORK}/versions/{moved.get_json()['id']}"
    assert analyst.post(f"{here}/confirmation", because).status_code == 204
    told = analyst.get(f"{WORK}/repairs").get_json()["repairs"]
    assert {"title_en", "dated_on", "confirmed"} <= {one["field"] for one in told}
    parted = analyst.post(f"{here}/parting", {"into": slug, **because}).get_json()
    assert parted["instrument"] == slug
    assert analyst.post(f"/instruments/{slug}/joining", {"into": UNDER_WATER, **because}).status_code == 200
    problem(analyst.get(f"/instruments/{slug}"), 404, "not-found")
    problem(analyst.post(f"{WORK}/joining", {"into": UNDER_WATER, **because}), 422, "invalid")
    for who in ("counsel", "client"):
        problem(program(who).ask("PATCH", WORK, json={"title_en": "x", **because}), 403, "forbidden")


def test_no_program_makes_the_server_look_at_its_own_machine(program: Programs) -> None:
    """The address guard holds for programs as for the form: a page on this machine is nobody's official site."""
    looked = program("analyst").post("/sources/look", {"url": NEAR}).get_json()
    assert (looked["rows"], looked["announced"]) == (0, [])
    assert looked["fault"]
    problem(program("analyst").post("/sources", {"url": NEAR}), 422, "invalid")
    problem(program("analyst").post("/sources/look", {"url": "file:///etc/passwd"}), 422, "invalid")
    problem(program("analyst").post("/sources/look", {"url": NEAR, "wanted": "("}), 422, "invalid")
    problem(program("counsel").post("/sources/look", {"url": NEAR}), 403, "forbidden")
