"""The redline as a Word file: true tracked changes, notes as comments, and nothing in the body but the law."""

import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as options
from lxml import etree

from tests.exports.conftest import Pair, drawn, pair_of
from tracker.documents.docx import read_docx
from tracker.documents.revisions import Revisions
from tracker.exports import redline_docx
from tracker.exports.stamp import Marking, Remark, Stamp, TextStamp

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = datetime(2031, 9, 2, 9, 30, tzinfo=UTC)
AUTHOR = "对照程序"


def stamp(marking: Marking = Marking.PRIVILEGED) -> Stamp:
    old = TextStamp("2031-03-01-draft", "征求意见稿", date(2031, 3, 1), AT)
    new = TextStamp("2031-09-01-promulgated", "公布", date(2031, 9, 1), AT)
    return Stamp("《云岛灯塔管理办法》", marking, old, new, matter="云法2031-07", instrument="lights")


def rendered(pair: Pair, **wanted: object) -> bytes:
    given = {"author": AUTHOR, "at": AT, **wanted}
    return redline_docx.render(pair.comparison, pair.old, pair.new, **given)  # type: ignore[arg-type]


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def texts(data: bytes, revisions: Revisions) -> list[str]:
    return bare("\n".join(read_docx(data, "redline.docx", revisions).texts))


def bare(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.split("\n") if line.strip()]


def assert_holds_both(data: bytes, pair: Pair) -> None:
    assert texts(data, Revisions.ACCEPTED) == bare(pair.new.text)
    assert texts(data, Revisions.ORIGINAL) == bare(pair.old.text)


def test_accepting_every_change_gives_the_new_text_and_rejecting_the_old(lights: Pair, robots: Pair):
    assert_holds_both(rendered(lights), lights)
    assert_holds_both(rendered(robots), robots)


@given(drawn())
@options(max_examples=15)
def test_so_it_does_for_any_two_texts(pair: Pair):
    assert_holds_both(rendered(pair), pair)


@pytest.mark.corpus
def test_so_it_does_for_a_real_draft_and_final(corpus: Path):
    files = sorted((corpus / "genai-measures").glob("*.txt"))
    pair = pair_of(files[0], files[-1])
    assert_holds_both(rendered(pair), pair)


def test_every_change_names_its_author_and_its_instant_and_has_a_number_of_its_own(lights: Pair):
    body = part(rendered(lights), "word/document.xml")
    changes = [e for name in ("ins", "del", "moveFrom", "moveTo") for e in body.iter(f"{W}{name}")]
    assert {e.get(f"{W}author") for e in changes} == {AUTHOR}
    assert {e.get(f"{W}date") for e in changes} == {"2031-09-02T09:30:00Z"}
    numbers = [e.get(f"{W}id") for e in changes]
    assert len(numbers) == len(set(numbers))


def test_without_an_instant_no_change_carries_a_date(lights: Pair):
    body = part(rendered(lights, at=None), "word/document.xml")
    assert not [e for e in body.iter() if e.get(f"{W}date")]


def test_deleted_words_are_written_as_deleted_text(lights: Pair):
    """Word drops a w:t inside a w:del."""
    body = part(rendered(lights), "word/document.xml")
    assert not list(body.iterfind(f".//{W}del//{W}t"))
    assert "三日" in [e.text for e in body.iter(f"{W}delText")]


def test_a_move_has_both_ends_under_one_name(lights: Pair):
    body = part(rendered(lights), "word/document.xml")
    ends = {kind: [e.get(f"{W}name") for e in body.iter(f"{W}{kind}RangeStart")] for kind in ("moveFrom", "moveTo")}
    assert ends["moveFrom"] == ends["moveTo"] == ["move1"]
    for kind in ("moveFrom", "moveTo"):
        opened = [e.get(f"{W}id") for e in body.iter(f"{W}{kind}RangeStart")]
        assert opened == [e.get(f"{W}id") for e in body.iter(f"{W}{kind}RangeEnd")]


def test_the_words_that_moved_are_no_deletion(lights: Pair):
    body = part(rendered(lights), "word/document.xml")
    left = "".join(t.text for t in body.iterfind(f".//{W}p/{W}moveFrom/{W}r/{W}t"))
    assert left == "　邮差登塔投递，可以免费借宿一夜，自带被褥，次日涨潮之前离岛。"


NOTE = Remark("2~3", "从三日到十日：放宽。\n请核对值班表。", "陈以安", AT, internal=True, quoted="十日", side="new")
GONE = Remark("4~", "雾笛检修的义务没有了。", "林若", AT, internal=False, quoted="每年检修一次", side="old")
WHOLE = Remark("", "总的看偏宽。", "林若", AT, internal=False)


def comments(data: bytes) -> list[tuple[str, str, str]]:
    """Each comment: its author, its words, and the words it stands at."""
    body = part(data, "word/document.xml")
    out = []
    for comment in part(data, "word/comments.xml").iter(f"{W}comment"):
        words = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p"))
        out.append((comment.get(f"{W}author") or "", words, spanned(body, comment.get(f"{W}id") or "")))
    return out


def spanned(body: etree._Element, number: str) -> str:
    words, inside = "", False
    for element in body.iter():
        if element.get(f"{W}id") == number and element.tag == f"{W}commentRangeStart":
            inside = True
        if element.get(f"{W}id") == number and element.tag == f"{W}commentRangeEnd":
            return words
        if inside and element.tag in (f"{W}t", f"{W}delText"):
            words += element.text or ""
    raise AssertionError(f"comment {number} has no range")


def test_notes_stand_as_comments_at_the_words_they_quote(lights: Pair):
    told = comments(rendered(lights, stamp=stamp(), remarks=[NOTE, GONE, WHOLE]))
    assert ("陈以安", "【内部】从三日到十日：放宽。\n请核对值班表。", "十日") in told
    assert ("林若", "雾笛检修的义务没有了。", "每年检修一次") in told
    assert [words for _, words, _ in told if words == "总的看偏宽。"]


def test_a_comment_keeps_the_day_its_note_was_written(lights: Pair):
    made = part(rendered(lights, remarks=[NOTE]), "word/comments.xml")
    assert [c.get(f"{W}date") for c in made.iter(f"{W}comment")] == ["2031-09-02T09:30:00Z"]


def test_the_stamp_stands_around_the_law_and_not_in_it(lights: Pair):
    data = rendered(lights, stamp=stamp())
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name).decode("utf8", "replace") for name in file.namelist()}
    foot = next(text for name, text in parts.items() if name.startswith("word/footer"))
    head = next(text for name, text in parts.items() if name.startswith("word/header"))
    for fact in (
        lights.comparison.old.sha256,
        lights.comparison.new.sha256,
        "2031-03-01-draft",
        "取得于 2031-09-02T09:30",
    ):
        assert fact in foot
    assert f"引擎 {lights.comparison.engine} · 规则 {lights.comparison.rules} · 案号 云法2031-07" in foot
    assert "受保密特权保护" in head
    assert "云法2031-07" in head
    assert "保密特权" not in parts["word/document.xml"]
    assert ">lights<" in parts["docProps/custom.xml"]


def test_a_bare_redline_says_whose_it_is_not(lights: Pair):
    head = part(rendered(lights, stamp=stamp(Marking.REDLINE)), "word/header1.xml")
    assert "保密特权" not in "".join(head.itertext())


def test_the_same_texts_give_the_same_bytes(lights: Pair):
    assert rendered(lights, remarks=[NOTE]) == rendered(lights, remarks=[NOTE])


def test_chinese_is_set_in_a_chinese_font(lights: Pair):
    styles = part(rendered(lights), "word/styles.xml")
    normal = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Normal")
    assert normal.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "宋体"  # type: ignore[union-attr]


def test_signs_no_file_can_hold_do_not_stop_it(lights: Pair):
    odd = Remark("", "响铃\x07与\ufffe", "甲\x00乙", AT, internal=False)
    assert comments(rendered(lights, remarks=[odd]))[0][:2] == ("甲乙", "响铃与")


@pytest.mark.endurance
def test_libreoffice_reads_every_change_and_writes_it_again(lights: Pair, robots: Pair, tmp_path: Path):
    program = shutil.which("soffice")
    if not program:
        pytest.skip("no LibreOffice on the PATH")
    for n, pair in enumerate((lights, robots)):
        given = tmp_path / f"{n}.docx"
        given.write_bytes(rendered(pair, stamp=stamp(), remarks=[NOTE, GONE] if pair is lights else []))
        out = tmp_path / f"out{n}"
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        for form in ("docx", "pdf"):
            told = [program, home, "--headless", "--convert-to", form, "--outdir", str(out), str(given)]
            subprocess.run(told, check=True, capture_output=True, timeout=180)
        assert_holds_both((out / f"{n}.docx").read_bytes(), pair)
        assert (out / f"{n}.pdf").read_bytes().startswith(b"%PDF")
        if pair is lights:
            assert {author for author, _, _ in comments((out / f"{n}.docx").read_bytes())} == {"陈以安", "林若"}


def test_a_title_longer_than_a_property_of_word_may_be_is_no_hindrance():
    title = f"关于{'灯塔、灯船和灯标' * 40}的办法"
    pair = pair_of(f"{title}\n第一条　甲。\n第二条　乙。", f"{title}\n第一条　甲。\n第二条　丙。")
    words = "".join(part(rendered(pair), "word/document.xml").itertext())
    assert "第二条" in words
    assert len("".join(part(rendered(pair), "docProps/core.xml").itertext())) < len(title) + 255
