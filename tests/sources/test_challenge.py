"""Walls, shells and apologies that pose as pages."""

import pytest

from tracker.sources.challenge import Landing, look

TEXT = "<html><body>" + "第一条　为了示例，制定本办法，适用于虚构国境内的活动。" * 20 + "</body></html>"


@pytest.mark.parametrize(
    ("status", "body", "landing"),
    [
        (200, TEXT, Landing.PAGE),
        (304, "", Landing.PAGE),
        (200, "", Landing.EMPTY),
        (200, "  \r\n", Landing.EMPTY),
        (412, "Precondition Failed", Landing.CHALLENGE),
        (521, "<script>document.cookie='__jsl_clearance_s=1'</script>", Landing.CHALLENGE),
        (202, "<html><meta content='x'><script>$_ts=window['$_ts'];</script></html>", Landing.CHALLENGE),
        (200, "<html><script>$_ts=1</script></html>", Landing.CHALLENGE),
        (200, "<html><script>window.location.href='./x/'</script></html>", Landing.SHELL),
        (200, "<html><body>系统繁忙，请稍后再试</body></html>", Landing.ERROR_PAGE),
        (404, "<html>gone</html>", Landing.GONE),
        (403, "no", Landing.FORBIDDEN),
        (429, "", Landing.LIMITED),
        (502, "", Landing.DOWN),
        (418, "<html>teapot</html>", Landing.ODD),
    ],
)
def test_what_an_answer_really_is(status, body, landing):
    assert look(status, body.encode(), {}) is landing


def test_a_real_page_with_scripts_is_a_page():
    page = TEXT.replace("</body>", "<script>window.location.href='#top'; var x='请稍后再试'</script></body>")
    assert look(200, page.encode(), {}) is Landing.PAGE


def test_a_pdf_is_not_judged_by_marks_of_pages():
    assert look(200, b"%PDF-1.7 $_ts window.location=", {}) is Landing.PAGE


def test_the_real_page_of_the_samples_is_a_page(samples):
    data = (samples / "cac" / "c_1690898327029107.htm").read_bytes()
    assert look(200, data, {}) is Landing.PAGE
