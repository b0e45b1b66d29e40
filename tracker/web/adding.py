"""A person adds a source: an address, a look at what it shows, a click."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.knowledge import authorities
from tracker.law.instrument import Shelf
from tracker.sources import patterns
from tracker.sources.source import Evidence, Expectations, ListKind, Paging, Rows, Source, SourceList
from tracker.web import current, looking
from tracker.web.filters import say
from tracker.workday.preview import Look

bp = Blueprint("adding", __name__, url_prefix="/sources/new")

KINDS = ("", ListKind.HTML.value, ListKind.FEED.value, ListKind.PAGE.value)
CADENCES = (180, 360, 720, 1440)
FIELDS = (
    "name",
    "url",
    "kind",
    "row",
    "link",
    "title",
    "date",
    "wanted",
    "unwanted",
    "article",
    "further",
    "authority",
)
_TOLD = ("kind", "row", "link", "title", "date")
_USUAL_ROWS = Rows(row="//li")


@bp.get("/")
def form() -> str:
    """The empty form."""
    current.room().operations.must_write()
    return _page(dict.fromkeys(FIELDS, "") | {"cadence": "360"}, None, "")


@bp.post("/")
def answer() -> AnyResponse | str:
    """Look at what the form describes; with `do=add`, keep it when the look was good."""
    operations = current.room().operations
    operations.must_write()
    said = {name: request.form.get(name, "").strip()[:500] for name in (*FIELDS, "cadence")}
    looked = request.form.get("looked", "")
    if looked and looked != said["url"]:
        said |= dict.fromkeys(_TOLD, "")  # what one page told is nothing to another
    fault = slip(said)
    if fault:
        return _page(said, None, fault)
    (seen,) = looking.look(source(said), guessing=True)
    said |= told(seen)
    if request.form.get("do") != "add" or seen.fault or not seen.announced:
        return _page(said, seen, "")
    made = replace(source(said), lists=(seen.page,))
    operations.add_source(made)
    flash(say("sources.added", name=made.name_zh))
    return redirect(url_for("sources.one", name=made.id), 303)


def _page(said: Mapping[str, str], seen: Look | None, fault: str) -> str:
    return render_template(
        "sources/new.html",
        said=said,
        seen=seen,
        fault=fault,
        kinds=KINDS,
        cadences=CADENCES,
        authorities=authorities(Shelf.REAL),
    )


def slip(said: Mapping[str, str]) -> str:
    """What is wrong with the form, in the reader's words; empty when nothing is."""
    parts = urlsplit(said["url"])
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return say("sources.no-address")
    if said["further"] and "{n}" not in said["further"]:
        return say("sources.no-number")
    for name in ("wanted", "unwanted", "article"):
        try:
            patterns.check(said[name])
        except patterns.BadPattern as wrong:
            return say("sources.no-pattern", field=say(f"sources.{name}"), says=str(wrong))
    return ""


def source(said: Mapping[str, str]) -> Source:
    """The source a form describes; its kind and rows may still be empty, to be told from the page."""
    name = said["name"] or urlsplit(said["url"]).hostname or ""
    cadence = int(said["cadence"]) if said["cadence"] in map(str, CADENCES) else 360
    return Source(
        id=current.room().operations.name_for(said["url"]),
        authority=said["authority"] if said["authority"] in authorities(Shelf.REAL) else "",
        name_zh=name,
        name_en=name,
        url=said["url"],
        lists=(_list(said),),
        cadence_minutes=cadence,
        robots="Asked for at the first visit of a day.",
        robots_zh="每天首次访问时先查看。",
    )


def _list(said: Mapping[str, str]) -> SourceList:
    kind = ListKind(said["kind"]) if said["kind"] in KINDS[1:] else ListKind.HTML
    rows = Rows(said["row"], said["link"] or "a[href]", said["title"], said["date"]) if said["row"] else _USUAL_ROWS
    return SourceList(
        id="list",
        url=said["url"],
        kind=kind,
        rows=rows,
        wanted=said["wanted"],
        unwanted=said["unwanted"],
        article=said["article"],
        paging=Paging(url=said["further"], pages=2) if said["further"] else None,
        expects=Expectations(rows=1),
        evidence=Evidence.SEEN,  # the person looked at it through this very form
    )


def told(seen: Look) -> dict[str, str]:
    """What the page told, for the form: the person may correct it."""
    if seen.fault or seen.page.kind is not ListKind.HTML:
        return {"kind": seen.page.kind.value} if not seen.fault else {}
    rows = seen.page.rows
    return {"kind": seen.page.kind.value, "row": rows.row, "link": rows.link, "title": rows.title, "date": rows.date}
