from tracker.workday.attachments import attachments, unwrapped

PAGE = """<html><body><ul>
<li><label>征求意见稿：</label><a href="/sysFile/downloadFile/e83f">《冷链机器人》标准征求意见稿文本.pdf</a></li>
<li><label>编制说明：</label><a href="/sysFile/downloadFile/7381">《冷链机器人（征求意见稿）》编制说明.pdf</a></li>
<li><a href="/files/form.docx">意见反馈表</a></li>
<li><a href="/cms_files/pdfjs/web/viewer.html?file=/a/b.pdf">附件：示例办法（征求意见稿）</a></li>
<li><a href="/index.htm">首页</a> <a href="javascript:void(0)">打印.pdf</a> <a name="top">x</a></li>
</ul></body></html>"""


def test_the_text_is_told_from_what_goes_beside_it():
    found = attachments(PAGE.encode(), "https://a.invalid/portal/x")
    assert [one.url for one in found] == [
        "https://a.invalid/sysFile/downloadFile/e83f",
        "https://a.invalid/a/b.pdf",
    ]
    assert found[0].words == "《冷链机器人》标准征求意见稿文本.pdf"


def test_a_file_has_no_attachments():
    assert attachments(b"%PDF-1.7 <a href='/x.pdf'>", "https://a.invalid/") == []


def test_a_viewer_is_unwrapped_and_nothing_else():
    assert unwrapped("https://a/b/viewer.html?file=/c.pdf") == "https://a/c.pdf"
    assert unwrapped("https://a/b/page.html?file=/c.pdf") == "https://a/b/page.html?file=/c.pdf"
