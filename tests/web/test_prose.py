"""Counsel's Markdown: readable, and unable to do harm."""

from tracker.web.prose import prose


def test_a_note_reads_as_written():
    made = prose("**请在元旦前**换好告示：\n\n1. 首层\n2. 轿厢内")
    assert "<strong>请在元旦前</strong>" in made
    assert made.count("<li>") == 2


def test_a_line_break_is_a_line_break():
    assert "<br>" in prose("第一行\n第二行")


def test_html_script_pictures_and_odd_addresses_do_not_come_through():
    made = prose(
        '<script>alert(1)</script> <b onclick="x()">粗</b> ![图](https://elsewhere.example/p.png) '
        "[点](javascript:alert(1)) [好](https://law.example/)"
    )
    assert "<script" not in made
    assert "<b " not in made
    assert "<img" not in made
    assert 'href="javascript' not in made
    assert '<a href="https://law.example/" rel="noopener noreferrer nofollow">好</a>' in made


def test_a_heading_stands_below_the_pages_own():
    assert "<h3>" in prose("# 结论")
    assert "<h1" not in prose("# 结论")
