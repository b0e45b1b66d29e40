"""OFD files (GB/T 33190) of our own fiction: signs by their places, pages in order, tables by their rules."""

from typing import Any

import pytest

from tracker.documents.lines import CELL
from tracker.documents.reading import read
from tracker.errors import ScannedDocument, UnreadableDocument

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
LAW = "灯会管理办法\n第一条 为了规范灯会活动，制定本办法。\n第二条 灯会应当：\n（一）有序；\n（二）安全。"


def words(x: float, y: float, text: str, *, size: float = 5.0, delta: str = "", ctm: str = "") -> str:
    """A text object whose first sign stands at x, y millimetres from the upper left."""
    delta = delta or f"g {len(text) - 1} {size}"
    moved = f'CTM="{ctm}"' if ctm else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 150 10" Font="1" Size="{size}" {moved}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{delta}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(files: Any, pages: list[str], *, template: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    named = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    under = '<ofd:TemplatePage ID="77" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    use = '<ofd:Template TemplateID="77"/>' if template else ""
    content = f"<ofd:Page {NS}>{{use}}<ofd:Content><ofd:Layer>{{inside}}</ofd:Layer></ofd:Content></ofd:Page>"
    return files.archive(
        {
            "OFD.xml": (
                f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
            ).encode(),
            "Doc_0/Document.xml": (
                f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
                f"</ofd:PageArea>{under}</ofd:CommonData><ofd:Pages>{named}</ofd:Pages></ofd:Document>"
            ).encode(),
            "Doc_0/Tpls/Tpl_0/Content.xml": content.format(use="", inside=template).encode(),
            **{
                f"Doc_0/Pages/Page_{n}/Content.xml": content.format(use=use, inside=inside).encode()
                for n, inside in enumerate(pages)
            },
            **(extra or {}),
        }
    )


def test_lines_are_read_by_their_places_whatever_their_order_in_the_file(files: Any) -> None:
    objects = [words(30, 50 + 10 * n, line) for n, line in enumerate(LAW.split("\n"))]
    document = read(ofd(files, ["".join(reversed(objects))]), name="law.ofd")
    assert document.text == LAW
    assert [p.locator for p in document.walk()] == ["1", "2", "2(1)", "2(2)"]


def test_pages_follow_one_another_and_their_frames_are_furniture(files: Any) -> None:
    rows = LAW.split("\n")
    pages = [
        "".join(words(30, 50 + 10 * n, line) for n, line in enumerate(rows[:3])) + words(100, 285, "1"),
        "".join(words(30, 50 + 10 * n, line) for n, line in enumerate(rows[3:])) + words(100, 285, "2"),
    ]
    document = read(ofd(files, pages, template=words(80, 10, "示例市灯会汇编")))
    assert document.text == LAW
    assert document.furniture[:4] == ("示例市灯会汇编", "1", "示例市灯会汇编", "2")


def test_signs_may_stand_apart_one_by_one_and_a_gap_as_wide_as_a_sign_is_a_wide_space(files: Any) -> None:
    moved = words(30, 50, "第一条", delta="5 5", ctm="1 0 0 1 10 0") + words(60, 50, "灯会。")
    document = read(ofd(files, [moved + words(40, 60, "第二条 旗。")]))
    assert document.text == "第一条\u3000灯会。\n第二条 旗。"


def test_ruled_cells_are_rows(files: Any) -> None:
    rules = "".join(
        '<ofd:PathObject ID="9" Boundary="30 70 90 20">'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        for data in (
            *("M 0 0 L 90 0", "M 0 10 L 90 10", "M 0 20 L 90 20"),
            *("M 0 0 L 0 20", "M 45 0 L 45 20", "M 90 0 L 90 20"),
        )
    )
    cells = words(32, 72, "品名") + words(77, 72, "价") + words(32, 82, "红灯") + words(77, 82, "十元")
    first, last = words(30, 50, "第一条 价目："), words(30, 100, "第二条 乙。")
    document = read(ofd(files, [first + rules + cells + last]))
    assert document.text.split("\n")[1:3] == [CELL.join(("品名", "价")), CELL.join(("红灯", "十元"))]


def test_pages_of_pictures_are_scanned(files: Any) -> None:
    with pytest.raises(ScannedDocument, match=r"x\.ofd is an OFD file of 1 page"):
        read(ofd(files, ['<ofd:ImageObject ID="3" Boundary="0 0 210 297"/>']), name="x.ofd")


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"OFD.xml": b"<OFD"}, "damaged OFD file: its XML breaks off"),
        ({"OFD.xml": b"<OFD/>"}, "damaged or encrypted OFD file"),
        ({"OFD.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><OFD>&a;</OFD>"}, "declares XML entities"),
    ],
)
def test_a_damaged_file_is_named(files: Any, members: dict[str, bytes], sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"x\.ofd .*{sentence}"):
        read(files.archive(members), name="x.ofd")


def test_absurd_numbers_place_nothing(files: Any) -> None:
    odd = words(30, 50, "第一条 甲。", delta="g 99999999999 1 g x y inf nan") + '<ofd:TextObject Boundary="a b"/>'
    curve = "<ofd:AbbreviatedData>M 0 0 Q 1 1 2 2 C</ofd:AbbreviatedData>"
    bent = f'<ofd:PathObject Boundary="0 0 9 9">{curve}</ofd:PathObject>'
    assert read(ofd(files, [odd + bent + words(30, 60, "第二条 乙。")])).text.endswith("第二条 乙。")


def test_figures_on_a_grid_of_squares_have_no_spaces_between_them(files: Any) -> None:
    """Official layout by squares gives each figure a whole one: 2 0 2 6 年 is a year."""
    rows = ["灯会管理办法", "第一条 灯会凭GB12345号标准举办。", "1.灯笼；", "第二条 本办法自2026年5月1日起施行。"]
    document = read(ofd(files, ["".join(words(30, 50 + 10 * n, row) for n, row in enumerate(rows))]))
    assert document.text.split("\n") == rows
    half = words(30, 90, "GB 7 年", delta="2.5 4 4 5")
    printed = read(ofd(files, [words(30, 50, rows[0]) + words(30, 70, rows[3]) + half]))
    assert printed.text.endswith("GB 7 年")
