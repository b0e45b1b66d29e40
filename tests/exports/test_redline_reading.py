"""A redline that came back from a colleague's Word: what was said and done in it, and where in the law that is."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from lxml import etree

from tests.exports.conftest import Pair
from tests.exports.test_redline_docx import AUTHOR, NOTE, rendered, stamp
from tracker.annotations.annotation import Spot
from tracker.errors import UnreadableDocument
from tracker.exports.redline_placing import Placed, Placing
from tracker.exports.redline_reading import Marked, Sort, read

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THEM = {f"{W}author": "韩律师", f"{W}date": "2031-09-03T10:15:00Z"}
Body = etree._Element


def reworked(data: bytes, work: Callable[[Body], None], **parts: bytes) -> bytes:
    """The file after a colleague worked on its body, with parts of the archive replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            content = parts.get(name, given.read(name))
            if name == "word/document.xml":
                tree = etree.fromstring(content)
                work(tree)
                content = etree.tostring(tree)
            made.writestr(name, content)
        for name in parts.keys() - set(given.namelist()):
            made.writestr(name, parts[name])
    return out.getvalue()


def run_of(body: Body, words: str) -> Body:
    return next(r for r in body.iter(f"{W}r") if words in "".join(t.text or "" for t in r.iter(f"{W}t", f"{W}delText")))


def strike(body: Body, words: str) -> None:
    """Delete a whole run, tracked, as Word does: also inside an insertion of ours."""
    run = run_of(body, words)
    around = etree.Element(f"{W}del", THEM)
    run.addprevious(around)
    around.append(run)
    for text in run.iter(f"{W}t"):
        text.tag = f"{W}delText"


def insert_after(body: Body, words: str, said: str) -> None:
    """Type words behind a run, tracked."""
    run = run_of(body, words)
    place = run if run.getparent().tag == f"{W}p" else run.getparent()
    around = etree.Element(f"{W}ins", THEM)
    etree.SubElement(etree.SubElement(around, f"{W}r"), f"{W}t").text = said
    place.addnext(around)


@pytest.fixture
def sent(lights: Pair) -> bytes:
    return rendered(lights, stamp=stamp(), remarks=[NOTE])


def back(data: bytes) -> Marked:
    return read(data, "redline.docx")


def theirs(data: bytes) -> list[tuple[Sort, str, str]]:
    return [(r.sort, r.quoted, r.body) for r in back(data).returned if r.author == "韩律师"]


def placed(data: bytes, pair: Pair) -> list[Placed]:
    placing = Placing(pair.comparison, pair.old, pair.new)
    return [placing.place(r) for r in back(data).returned if r.author == "韩律师"]


def test_it_says_of_which_versions_it_is(sent: bytes, lights: Pair):
    marks = back(sent).marks
    assert marks["author"] == AUTHOR
    assert (marks["instrument"], marks["old"], marks["new"]) == ("lights", "2031-03-01-draft", "2031-09-01-promulgated")
    assert marks["new-sha256"] == lights.new.sha256


def test_untouched_it_holds_our_own_comment_and_both_texts(sent: bytes, lights: Pair):
    found = back(sent)
    placing = Placing(lights.comparison, lights.old, lights.new)
    assert [(r.author, r.quoted, r.side) for r in found.returned] == [("陈以安", "十日", "new")]
    assert placing.is_as_sent("old", found.old)
    assert placing.is_as_sent("new", found.new)


def test_words_struck_and_words_typed_are_one_proposal(sent: bytes, lights: Pair):
    def work(body: Body) -> None:
        insert_after(body, "十日", "二十日")
        strike(body, "十日")

    data = reworked(sent, work)
    assert theirs(data) == [(Sort.REPLACEMENT, "十日", "二十日")]
    [where] = placed(data, lights)
    assert where.change == "2~3"
    assert where.selector
    assert lights.new.find("3").full_text[where.selector.start : where.selector.end] == "十日"  # type: ignore[union-attr]
    assert where.returned.at == datetime(2031, 9, 3, 10, 15, tzinfo=UTC)


def test_a_colleagues_edit_leaves_the_texts_as_they_were_sent(sent: bytes, lights: Pair):
    found = back(reworked(sent, lambda body: strike(body, "十日")))
    placing = Placing(lights.comparison, lights.old, lights.new)
    assert placing.is_as_sent("new", found.new)
    assert placing.is_as_sent("old", found.old)


def test_an_insertion_of_ours_they_rejected_without_a_trace_is_seen(sent: bytes, lights: Pair):
    def work(body: Body) -> None:
        change = run_of(body, "十日").getparent()
        change.getparent().remove(change)

    placing = Placing(lights.comparison, lights.old, lights.new)
    assert not placing.is_as_sent("new", back(reworked(sent, work)).new)


def test_an_edit_of_what_did_not_change_belongs_to_its_provision(sent: bytes, lights: Pair):
    data = reworked(sent, lambda body: insert_after(body, "为了规范灯塔的养护", "特别"))
    assert theirs(data) == [(Sort.INSERTION, "", "特别")]
    [where] = placed(data, lights)
    assert (where.change, where.spot) == ("", Spot("new", "1"))


def commented(data: bytes, at: str, said: str, number: str = "77") -> bytes:
    """The file with a comment of theirs at a run, beside ours."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        comments = etree.fromstring(file.read("word/comments.xml"))
    comment = etree.SubElement(comments, f"{W}comment", {f"{W}id": number, **THEM})
    for line in said.split("\n"):
        etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t").text = line

    def work(body: Body) -> None:
        run = run_of(body, at)
        place = run if run.getparent().tag == f"{W}p" else run.getparent()
        place.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": number}))
        place.addnext(etree.Element(f"{W}commentRangeEnd", {f"{W}id": number}))

    return reworked(data, work, **{"word/comments.xml": etree.tostring(comments)})


def test_a_comment_of_theirs_stands_at_the_words_they_marked(sent: bytes, lights: Pair):
    data = commented(sent, "点燃引航灯", "灯油由谁负担？\n请问客户。")
    assert theirs(data) == [(Sort.COMMENT, "（三）点燃引航灯。", "灯油由谁负担？\n请问客户。")]
    [where] = placed(data, lights)
    assert where.change == "~5.1(3)" or where.change == "~5(3)"
    assert where.selector
    assert where.selector.exact == "点燃引航灯。"


def test_a_comment_on_deleted_words_stands_in_the_old_text(sent: bytes, lights: Pair):
    [where] = placed(commented(sent, "雾笛每年检修一次", "检修不再要求？"), lights)
    assert (where.returned.side, where.change) == ("old", "4~")
    assert where.selector
    assert where.selector.exact == "雾笛每年检修一次，结果张贴于码头。"


def test_a_comment_on_the_title_belongs_to_the_whole(sent: bytes, lights: Pair):
    [where] = placed(commented(sent, "云岛灯塔管理办法", "请客户先看。"), lights)
    assert (where.change, where.spot, where.selector) == ("", None, None)


def test_an_answer_names_what_it_answers(sent: bytes):
    w14, w15 = (
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml",
    )
    with zipfile.ZipFile(BytesIO(commented(sent, "点燃引航灯", "同意陈律师。"))) as file:
        comments = etree.fromstring(file.read("word/comments.xml"))
    paragraphs = [list(c.iter(f"{W}p"))[-1] for c in comments.iter(f"{W}comment")]
    for n, paragraph in enumerate(paragraphs):
        paragraph.set(f"{{{w14}}}paraId", f"0000000{n}")
    extended = etree.Element(f"{{{w15}}}commentsEx")
    attributes = {f"{{{w15}}}paraId": "00000001", f"{{{w15}}}paraIdParent": "00000000"}
    etree.SubElement(extended, f"{{{w15}}}commentEx", attributes)
    parts = {"word/comments.xml": etree.tostring(comments), "word/commentsExtended.xml": etree.tostring(extended)}
    data = reworked(commented(sent, "点燃引航灯", "同意陈律师。"), lambda body: None, **parts)
    answers = {r.author: r.answers for r in back(data).returned}
    assert answers["韩律师"].startswith("【内部】从三日到十日：放宽。")


@pytest.mark.parametrize(
    ("name", "says"), [("docProps/custom.xml", "does not say of which versions"), ("word/document.xml", "no redline")]
)
def test_a_word_file_of_somebody_else_is_refused_in_a_sentence(sent: bytes, name: str, says: str):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(sent)) as given, zipfile.ZipFile(out, "w") as made:
        for other in given.namelist():
            if other != name:
                made.writestr(other, given.read(other))
    with pytest.raises(UnreadableDocument, match=says):
        back(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(data: bytes):
    with pytest.raises(UnreadableDocument):
        back(data)


def test_a_date_nobody_can_read_is_no_date(sent: bytes):
    def work(body: Body) -> None:
        strike(body, "十日")
        next(body.iter(f"{W}del")).set(f"{W}date", "gestern")
        for element in body.iter(f"{W}del"):
            if element.get(f"{W}author") == "韩律师":
                element.set(f"{W}date", "gestern")

    assert [r.at for r in back(reworked(sent, work)).returned if r.author == "韩律师"] == [None]
