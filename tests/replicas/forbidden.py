"""flk.npc.gov.cn and sousuo.www.gov.cn: two searches whose robots.txt forbids every program; `leave` is a mirror's."""

import json
from datetime import UTC, datetime

from tests.replicas.server import Asked, Replica, Reply
from tests.replicas.sites import WORD, as_json, content, gov_article
from tests.replicas.texts import Text, docx

DISALLOW = "# Automated tools, scripts and crawlers are not allowed.\nUser-agent: *\nDisallow: /\n"


class Forbidden(Replica):
    """A site that forbids programs, unless somebody gave leave."""

    drafts = False
    leave = False

    def robots(self) -> Reply:
        return Reply(status=404) if self.leave else Reply(DISALLOW, kind="text/plain")


class Flk(Forbidden):
    """flk.npc.gov.cn: a search posted as JSON (a form gets 500), an address signed for an hour, a Word file there."""

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/law-search/search/list"

    def answer(self, asked: Asked) -> Reply | None:
        if self.is_list(asked):
            return self._found(asked)
        if asked.path == "/law-search/download/pc":
            text = self.by_number(int(asked.query["bbbs"], 16))
            signed = f"http://{asked.headers['x-host']}/oss/{asked.query['bbbs']}?Signature={len(self.diary)}"
            return text and as_json({"code": 200, "msg": "ok", "data": {"url": signed, "urlIn": "http://10.0.0.1/x"}})
        if asked.path.startswith("/oss/"):
            text = self.by_number(int(asked.path.split("/")[-1], 16))
            return text and Reply(docx(text), kind=WORD)
        return None

    def _found(self, asked: Asked) -> Reply:
        try:
            wish = json.loads(asked.body)
        except ValueError:
            return Reply("", 500)
        start = (wish["pageNum"] - 1) * wish["pageSize"]
        shown = self.newest()[start : start + wish["pageSize"]]
        rows = [{"bbbs": t.hex, "title": f"<em>{t.name}</em>", "gbrq": str(t.on), "sxx": 3} for t in shown]
        return as_json({"code": 200, "msg": "ok", "total": len(self.texts), "rows": rows})


class Sousuo(Forbidden):
    """sousuo.www.gov.cn: results by category, days in milliseconds, links to pages of www.gov.cn."""

    files = False

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/search-gov/data"

    def answer(self, asked: Asked) -> Reply | None:
        if not self.is_list(asked):
            text = next((t for t in self.there() if content(t) == asked.path), None)
            return text and Reply(gov_article(text), conditional=True)
        number, size = int(asked.query["p"]), int(asked.query["n"])
        shown = self.newest()[(number - 1) * size : number * size]
        rows = [self._row(text, asked) for text in shown]
        found = {"totalCount": len(self.texts), "catMap": {"gongwen": {"listVO": rows[:1]}, "otherfile": {}}}
        found["catMap"]["bumenfile"] = {"listVO": rows[1:]}
        return as_json({"searchVO": found})

    def _row(self, text: Text, asked: Asked) -> dict[str, str]:
        moment = datetime(text.on.year, text.on.month, text.on.day, 1, tzinfo=UTC)
        url = f"http://{asked.headers['x-host']}{content(text)}"
        return {"title": f"<em>{text.name}</em>", "url": url, "pubtime": str(int(moment.timestamp() * 1000))}
