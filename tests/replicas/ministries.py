"""NDRC, NDA, MOST; std.samr and openstd: as the facts describe them."""

from datetime import timedelta

from tests.replicas.server import Asked, Replica, Reply
from tests.replicas.sites import WORD, as_json, page
from tests.replicas.texts import Text, docx


class Ndrc(Replica):
    """www.ndrc.gov.cn: drafts that lead to sa.html#/<key> and three calls; documents as list pages."""

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/hdjl/yjzq/" or (asked.path.startswith("/xxgk/zcfb/") and "/index" in asked.path)

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/hdjl/yjzq/":
            rows = "".join(
                f'<li><a href="http://{asked.headers["x-host"]}/sa.html#/key{t.number}" '
                f'title="【进行中】{self._title(t)}">x</a><span>{t.on:%Y/%m/%d}</span></li>'
                for t in self.newest()
                if t.draft
            )
            return Reply(page(f'<ul class="u-list">{rows}</ul>'))
        if self.is_list(asked):
            return self._documents(asked)
        if asked.path.startswith("/public/submission-service/"):
            return self._submission(asked)
        if asked.path.startswith("/file-submission/"):
            text = self.by_number(int(asked.path.split("/")[-1].split(".")[0]))
            return text and Reply(docx(text), kind=WORD)
        text = next((t for t in self.there() if self.path(t) == asked.path), None)
        return text and Reply(page(f'<h1>{text.name}</h1><div class="article_con">{text.body}</div>'))

    def path(self, text: Text) -> str:
        return f"/xxgk/zcfb/fzggwl/{text.on:%Y%m}/t{text.key}.html"

    def _title(self, text: Text) -> str:
        return f"关于向社会公开征求《{text.name}（公开征求意见稿）》意见的公告"

    def _documents(self, asked: Asked) -> Reply | None:
        number = asked.path.split("/index")[-1].removesuffix(".html").lstrip("_")
        texts = [t for t in self.newest() if not t.draft and "/fzggwl/" in asked.path]
        start = int(number or 0) * 20
        if start and start >= len(texts):
            return None
        rows = "".join(
            f'<li><a href="./{t.on:%Y%m}/t{t.key}.html" title="{t.name}">{t.name}</a><span>{t.on:%Y/%m/%d}</span></li>'
            for t in texts[start : start + 20]
        )
        return Reply(page(f"<ul>{rows}</ul><script>createPageHTML(1, 0)</script>"))

    def _submission(self, asked: Asked) -> Reply | None:
        if asked.path.endswith("/access-url"):
            number = asked.query["shortKey"].removeprefix("key")
            return as_json(
                {"status": 1, "data": f"http://{asked.headers['x-host']}/sa.html#/detail?articleId=a-{number}"}
            )
        text = self.by_number(int(asked.query["articleId"].removeprefix("a-")))
        if text is None:
            return None
        file = (
            f'<p>附件：<a href="/file-submission/{text.number}.docx" title="{text.file_name}">{text.file_name}</a></p>'
        )
        inner = {
            "articleTitle": self._title(text)[:14] + "<BR>" + self._title(text)[14:],
            "articleContent": text.body + (file if text.in_file else ""),
            "publishDate": str(text.on),
        }
        return as_json({"status": 1, "message": "成功", "data": inner})


class Nda(Replica):
    """www.nda.gov.cn: index_pc_N.html from 1, a box of share links inside every row."""

    files = True

    def is_list(self, asked: Asked) -> bool:
        return "/list/index_pc_" in asked.path

    def answer(self, asked: Asked) -> Reply | None:
        if self.is_list(asked):
            number = int(asked.path.split("index_pc_")[-1].removesuffix(".html"))
            drafts = "/tzgg/" in asked.path
            shown = [t for t in self.newest() if t.draft is drafts][(number - 1) * 20 : number * 20]
            box = '<div class="popbox"><a title="微信" href="/share.html">微信</a></div>'
            rows = "".join(
                f'<li>{box}<a href="{self.path(t)}" title="{t.announced}">{t.announced}</a>'
                f"<span>{t.on:%Y.%m.%d}</span></li>"
                for t in shown
            )
            return Reply(page(f'<ul class="u-list">{rows}</ul><script>totalData=9;showData=20</script>'))
        if asked.path.startswith("/files/"):
            text = self.by_number(int(asked.path.split("/")[-1].split(".")[0]))
            return text and Reply(docx(text), kind=WORD)
        text = next((t for t in self.there() if self.path(t) == asked.path), None)
        file = text and f'<div class="filelist"><a href="/files/{text.number}.docx">{text.file_name}</a></div>'
        shown_file = file if text and text.in_file else ""
        return text and Reply(page(f'<h1>{text.announced}</h1><div class="article">{text.body}{shown_file}</div>'))

    def path(self, text: Text) -> str:
        return f"/sjj/zwgk/{'tzgg' if text.draft else 'zcfb'}/{text.on:%m%d}/{text.on:%Y%m%d}{text.number}_pc.html"


class Most(Replica):
    """www.most.gov.cn: a table of documents, a list of notices; index_1.html is the second page of either."""

    def is_list(self, asked: Asked) -> bool:
        return asked.path.startswith(("/xxgk/xinxifenlei", "/tztg/")) and "/t20" not in asked.path

    def answer(self, asked: Asked) -> Reply | None:
        if self.is_list(asked):
            return self._page(asked)
        if asked.path.startswith("/files/"):
            text = self.by_number(int(asked.path.split("/")[-1].split(".")[0]))
            return text and Reply(docx(text), kind=WORD)
        text = next((t for t in self.there() if self.path(t) == asked.path), None)
        file = text and f'<p>附件：<a href="/files/{text.number}.docx">{text.file_name}</a></p>'
        body = text and f'<div id="Zoom">{text.body}{file if text.in_file else ""}</div>'
        return text and Reply(page(f"<h1>{text.announced}</h1>{body}"))

    def _page(self, asked: Asked) -> Reply | None:
        drafts = asked.path.startswith("/tztg/")
        number = int(asked.path.split("/index_")[-1].removesuffix(".html")) if "/index_" in asked.path else 0
        texts = [t for t in self.newest() if t.draft is drafts][number * 20 : (number + 1) * 20]
        if number and not texts:
            return None
        if drafts:
            return Reply(
                page(
                    "".join(
                        f'<li><a href="{self.path(t)}">{t.announced}</a><span class="date">{t.on}</span></li>'
                        for t in texts
                    )
                )
            )
        rows = "".join(
            f"<tr><td class=\"w_list_fwzh\">1</td><td><a title='{t.name}' href='{self.path(t)}'>{t.name}</a></td>"
            f'<td class="w_list_rq">{t.on}</td></tr>'
            for t in texts
        )
        return Reply(page(f"<table>{rows}</table>"))

    def path(self, text: Text) -> str:
        return f"/tztg/{text.on:%Y%m}/t{text.key}.html"


class Std(Replica):
    """std.samr.gov.cn and openstd.samr.gov.cn: records of standards; an openstd text is 200 with zero bytes."""

    drafts = files = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path in ("/gb/search/gbQueryPage", "/bzgk/std/std_list")

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/gb/search/gbQueryPage":
            return self._search(asked)
        if asked.path == "/bzgk/std/std_list":
            found = [t for t in self.newest() if asked.query["p.p2"] in t.name]
            return Reply(page("<table>" + "".join(_line(t) for t in found) + "</table>"))
        return None

    def _search(self, asked: Asked) -> Reply:
        word, start, size = asked.query["searchText"], int(asked.query["offset"]), int(asked.query["limit"])
        found = [t for t in self.newest() if word in t.name]
        rows = [
            {
                "id": t.hex,
                "C_STD_CODE": f"GB/T {t.number}-2026",
                "C_C_NAME": t.name.replace(word, f"<sacinfo>{word}</sacinfo>"),
                "STATE": "即将实施",
                "ISSUE_DATE": str(t.on),
                "ACT_DATE": str(t.on + timedelta(180)),
            }
            for t in found[start : start + size]
        ]
        return as_json({"total": len(found), "pageNumber": 1, "rows": rows})


def _line(text: Text) -> str:
    cells = (
        "1",
        f"GB/T {text.number}—2026",
        "采标",
        text.name,
        "即将实施",
        str(text.on),
        str(text.on + timedelta(180)),
    )
    shown = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<tr>{shown}<td><a onclick=\"showInfo('{text.hex.upper()}')\">查看详细</a></td></tr>"
