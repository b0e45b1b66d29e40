"""Why a readable text is no regulation: a challenge, an error page, a shell for scripts, words without provisions."""

import re

_CHALLENGE = re.compile(
    r"\$_ts\b|Precondition Failed|__jsl_clearance|X-Via-JSL|WZWS-RAY|_waf_|cf-challenge|challenge-platform|captcha|"
    r"安全验证|访问验证|人机验证|滑动验证|请开启\s*JavaScript|请启用\s*JavaScript|enable JavaScript|"
    r"访问过于频繁|请稍后再试",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"(?:40[0-9]|41[0-9]|49[0-9]|50[0-9]|52[0-9])\s*(?:Not Found|Forbidden|Bad Gateway|Error|错误|页面)|Not Found|"
    r"Forbidden|Service Unavailable|Internal Server Error|Bad Gateway|"
    r"页面不存在|页面未找到|您访问的页面|无法访问|系统维护|内容已删除|禁止访问",
    re.IGNORECASE,
)
_SHELL = re.compile(
    r"location(?:\.href)?\s*=|location\.replace\(|<div id=[\"']?(?:app|root)[\"']?>\s*</div>", re.IGNORECASE
)
#: A notice whose text is attached: drafts of ministries, standards.
_LINKED = re.compile(
    r"""href\s*=\s*["']?([^"'<>\s]{1,400}\.(?:pdf|docx?|wps|ofd|zip|rar))(?=["'\s>?])""", re.IGNORECASE
)
#: An error or challenge page is short; a long text may speak of 404 or of captchas.
_LONGEST = 3000


def reason(named: str, markup: str, text: str) -> str:
    """A sentence that says why a text without provisions is no regulation. `markup`: as served; `text`: its words."""
    if len(text) <= _LONGEST:
        if _CHALLENGE.search(markup):
            return f"{named} is a challenge page (the site wants a browser to prove itself); it holds no regulation."
        if _ERROR.search(text):
            return f"{named} is an error page; it holds no regulation."
        if _SHELL.search(markup) and len(text) < _LONGEST // 10:
            return f"{named} is an empty shell that a script fills or leaves; it holds no regulation."
    if linked := list(dict.fromkeys(_LINKED.findall(markup))):
        more = f" and {len(linked) - 1} more" if len(linked) > 1 else ""
        where = f"its text may be in the file it links to: {linked[0]}{more}"
        return f"{named} is a notice without provisions of its own; {where}."
    return f"{named} holds no provisions: no line opens with 第X条, a numbered clause, 一、 or an Article."
