"""Downloads: a comparison as a file, from the workbench's own address, as much of it as this reader may hold."""

from dataclasses import dataclass, replace
from io import BytesIO

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from tracker.exports import annotation_page, files
from tracker.exports.signs import writable
from tracker.knowledge.typefaces import typeface
from tracker.practice import access
from tracker.practice.access import Sight
from tracker.readingroom.comparisons import bare
from tracker.readingroom.pages import ComparisonPage
from tracker.web import current, sheets
from tracker.web.comparisons import PAIR, address
from tracker.web.filters import query, say, title

bp = Blueprint("downloads", __name__, url_prefix="/comparisons")
COLUMNS = ("2", "3", "4")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asks of a file.

    Attributes:
        columns: of a table; `changed`: changed provisions only.
        outward: for the firm's people, the bare texts without verdict or note, to be sent out of the house.
    """

    columns: int = 4
    changed: bool = False
    outward: bool = False


@bp.get(f"{PAIR}/export/")
def choose(slug: str, old: str, new: str) -> AnyResponse | str:
    """The page that asks how a file is wanted; with a form chosen, the way to it."""
    shown = current.room().comparisons.page(slug, old, new)
    form = request.args.get("form")
    if form is None:
        inside = access.is_inside(current.reader())
        return render_template("export/page.html", page=shown, here=address(shown), forms=files.FORMS, inside=inside)
    if form not in files.FORMS:
        abort(400)
    asked = {name: request.args.get(name, "").strip() for name in ("columns", "changed", "outward", "matter")}
    return redirect(f"{address(shown)}.{form}{query(asked)}", 303)


@bp.get(f"{PAIR}.table.<any(docx, xlsx, pdf):form>")
def table(slug: str, old: str, new: str, form: str) -> Response:
    """The table of old and new provisions."""
    return _sent(current.room().comparisons.page(slug, old, new), f"table.{form}")


@bp.get(f"{PAIR}.redline.docx")
def redline(slug: str, old: str, new: str) -> Response:
    """The redline with tracked changes, notes as comments."""
    return _sent(current.room().comparisons.page(slug, old, new), "redline.docx")


@bp.get(f"{PAIR}.annotations.json")
def annotations(slug: str, old: str, new: str) -> Response:
    """The notes this reader may see, as a W3C annotation page."""
    shown = current.room().comparisons.page(slug, old, new)
    return Response(annotation_page.dumps(sheets.as_annotations(shown)), mimetype="application/ld+json")


def chosen(*, columns: int, changed: bool, outward: bool) -> Choice:
    """What this reader may ask of a file: only the firm sends bare texts out of the house."""
    return Choice(columns, changed, outward and access.is_inside(current.reader()))


def name_of(shown: ComparisonPage, form: str) -> str:
    """What a comparison's file is called."""
    words = " ".join(writable(title(shown.instrument)).split())  # a header has one line
    return f"{words} {shown.old.id}..{shown.new.id}.{form}"


def made(shown: ComparisonPage, form: str, choice: Choice) -> bytes:
    """A comparison as a file, as much of it as this reader may hold."""
    if choice.outward:
        shown = replace(shown, comparison=bare(shown.comparison), sight=Sight.NOTHING, notes=())
    wish = files.Wish(
        author=say("export.author"),
        at=current.room().clock(),
        columns=choice.columns,
        everything=not choice.changed,
        language=sheets.language(),
        stamp=sheets.stamp(shown),
        remarks=sheets.remarks(shown),
        voice=sheets.voice(shown),
        font=typeface() if form == "table.pdf" else None,
    )
    return files.make(form, shown.comparison, shown.old.document, shown.new.document, wish)


def _sent(shown: ComparisonPage, form: str) -> Response:
    data, name = made(shown, form, _choice()), name_of(shown, form)
    return send_file(BytesIO(data), files.FORMS[form], as_attachment=True, download_name=name, etag=False)


def _choice() -> Choice:
    columns = request.args.get("columns") or "4"
    if columns not in COLUMNS:
        abort(400)
    asked = request.args.get
    return chosen(columns=int(columns), changed=asked("changed") == "1", outward=asked("outward") == "1")
