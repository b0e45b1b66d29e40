"""Words recognised from pictures, as Tesseract's TSV tells of them. Every text here is fiction."""

from collections.abc import Sequence

import pytest

from tracker.documents.ocr import read_recognised
from tracker.errors import ScannedDocument

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"

#: Words of one line: left edge, width and height (points; a sign is 30 high), and the letters.
Words = Sequence[tuple[int, int, int, str]]


def tsv(*lines: Words, confidence: float = 95) -> str:
    rows = [HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t1240\t1754\t-1\t"]
    for number, words in enumerate(lines, 1):
        for at, (left, wide, tall, text) in enumerate(words, 1):
            top = 200 + 50 * number + (30 - tall) // 2
            rows.append("\t".join(map(str, (5, 1, 1, 1, number, at, left, top, wide, tall, confidence, text))))
    return "\n".join(rows)


def texts(*lines: Words) -> list[str]:
    return read_recognised([tsv(*lines)], "scan.pdf")[0]


def test_boxes_that_leave_room_make_no_spaces() -> None:
    """A sign cut in two has a low box, a comma fills a part of its square: neither parts what is one word."""
    low = [(100, 60, 30, "委员"), (176, 9, 8, "会"), (194, 8, 8, "、"), (226, 60, 30, "公安"), (300, 28, 31, "部")]
    assert texts(low) == ["委员会、公安部"]
    assert texts([(100, 90, 30, "董事长"), (194, 6, 10, "、"), (232, 90, 30, "合伙人")]) == ["董事长、合伙人"]


def test_a_space_as_wide_as_a_sign_is_kept() -> None:
    line = [(100, 90, 30, "第一条"), (222, 60, 30, "灯会"), (284, 90, 30, "应当有")]
    assert texts(line) == ["第一条\u3000灯会应当有"]
    bodies = [(100, 120, 30, "示例委员"), (252, 60, 30, "公安"), (314, 28, 30, "部")]
    assert texts(bodies) == ["示例委员\u3000公安部"]


def test_what_is_unsure_is_counted_and_noise_is_no_text() -> None:
    line = [(100, 90, 30, "第一条"), (192, 60, 30, "灯会")]
    _, _, (problem,) = read_recognised([tsv(line, confidence=66)], "scan.pdf")
    assert "quality 66 of 100; 2 of 2 words are unsure" in problem.says
    with pytest.raises(ScannedDocument, match=r"scan\.pdf holds pictures only, and character recognition found no"):
        read_recognised([tsv(line, confidence=12)], "scan.pdf")
