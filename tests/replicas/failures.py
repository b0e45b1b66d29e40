"""Every way the official sites were seen to fail, as answers; and what state each puts a source in."""

from tests.replicas.server import HTML, JSON, Reply

_RUISHU = '<html><head><meta content="' + "x" * 300 + '"><script>$_ts=window["$_ts"];$_ts.nsd=1;</script></head></html>'
_APOLOGY = "<html><body>系统繁忙，请稍后再试</body></html>"
_HOME = (
    "<html><head><title>首页</title></head><body><div id='app'></div>" + "<p>新版网站上线</p>" * 80 + "</body></html>"
)
_MENU = "<html><body><ul>" + "<li><a href='/zcfg/'>政策法规</a></li><li><a href='/a/index_2.htm'>下一页</a></li>" * 12


def _html(words: str, status: int = 200, **more: object) -> object:
    return lambda _asked: Reply(words, status, HTML, **more)  # type: ignore[arg-type]


def _json(words: str) -> object:
    return lambda _asked: Reply(words, 200, JSON)


# name → (what is answered, the state of a source whose every list answers so)
LISTS = {
    "412 with obfuscated JavaScript": (_html(_RUISHU, 412), "blocked"),
    "202 with the same script": (_html(_RUISHU, 202), "blocked"),
    "521 of JiaSuLe": (_html("<script>document.cookie='__jsl_clearance_s=1'</script>", 521), "blocked"),
    "403": (_html("<html>Forbidden</html>", 403), "blocked"),
    "401": (_html("<html>Unauthorized</html>", 401), "blocked"),
    "an empty 404 of a firewall": (_html("", 404, headers=(("WZWS-RAY", "1"),)), "blocked"),
    "491": (_html("", 491), "blocked"),
    "493": (_html("", 493), "blocked"),
    "404": (_html("<html>404 Not Found</html>", 404), "gone"),
    "410": (_html("<html>Gone</html>", 410), "gone"),
    "500": (_html("<html>error</html>", 500), "down"),
    "503": (_html("", 503), "down"),
    "an apology under 200": (_html(_APOLOGY), "degraded"),
    "the home page under 200": (_html(_HOME), "degraded"),
    "navigation in the list's place": (_html(_MENU), "degraded"),
    "a shell that redirects by JavaScript": (
        _html("<html><script>window.location.href='./x/'</script></html>"),
        "degraded",
    ),
    "nothing at all": (_html(""), "degraded"),
    "JSON without success": (_json('{"code":"500","success":false,"data":null,"rows":null}'), "degraded"),
    "JSON that counts none": (_json('{"code":200,"totalCount":0,"list":[],"rows":[],"total":7,"data":{}}'), "degraded"),
    "a connection broken off": (lambda _asked: Reply(cut=True), "down"),
    "a site that hangs": (lambda _asked: Reply(silent=True), "down"),
}

# What stands in an article's or a file's place; none may ever become a version.
ARTICLES = {
    "a challenge": _html(_RUISHU, 412),
    "a challenge under 200": _html(_RUISHU),
    "521": _html("", 521),
    "a firewall's empty 404": _html("", 404, headers=(("WZWS-RAY", "1"),)),
    "403": _html("<html>no</html>", 403),
    "404": _html("<html>404</html>", 404),
    "500": _html("", 500),
    "an apology": _html(_APOLOGY),
    "the home page": _html(_HOME),
    "a shell": _html("<html><script>location.href='./x/'</script></html>"),
    "a zero-byte file": lambda _asked: Reply(b"", 200, "application/pdf"),
    "XML of an expired signature": lambda _asked: Reply(
        '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 200, "application/octet-stream"
    ),
    "HTML that calls itself docx": lambda _asked: Reply(_APOLOGY, 200, "application/msword"),
    "a broken connection": lambda _asked: Reply(cut=True),
}


def without_dates(reply: Reply) -> Reply:
    """The same list, its days gone: 2026-09-11, epoch milliseconds and tYYYYMMDD alike."""
    import re

    words = re.sub(r"20\d\d([-/.年]\d\d?|\d{4}_)", "日期", reply.data.decode())
    return Reply(re.sub(r"\b1\d{12}\b", "0", words), reply.status, reply.kind)
