"""A file brought by hand: the same way in as a fetched one."""

from datetime import date

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.law.instrument import Shelf
from tracker.law.stage import Stage
from tracker.practice import access
from tracker.sandbox.limits import WAITED_FOR
from tracker.web import current, looking
from tracker.web.filters import say
from tracker.web.seeking import sought
from tracker.workday.found import Outcome
from tracker.workday.upload import Upload, named, take_in_file

bp = Blueprint("upload", __name__, url_prefix="/sources/upload")

LARGEST = 64 * 1024 * 1024  # the largest official file seen had 43 MB


def widen(app: Flask) -> None:
    """Let this one form carry a file, for readers who keep sources; every other form stays small.

    To be called before anything that reads forms, the CSRF guard among them.
    """

    @app.before_request
    def _() -> None:
        if request.endpoint == "upload.answer" and access.writes_sources(current.reader()):
            request.max_content_length = LARGEST


@bp.get("/")
def form() -> str:
    """The empty form."""
    current.room().operations.must_write()
    return _page("")


@bp.post("/")
def answer() -> AnyResponse | str:
    """Take the file in; what is no regulation waits on the review page with the reason."""
    operations = current.room().operations
    operations.must_write()
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page(say("upload.no-file"))
    try:
        upload = _upload(sent.filename, sent.read(), operations.person_id)
    except ValueError:
        return _page(say("upload.no-date"))
    taken = take_in_file(looking.desk(), upload, WAITED_FOR)
    if taken.outcome is Outcome.QUARANTINED:
        flash(say("upload.aside", reason=taken.reason))
        return redirect(url_for("review.page", _anchor="quarantine"), 303)
    flash(say("upload.new" if taken.outcome is Outcome.NEW else "upload.known"))
    return redirect(url_for("versions.page", slug=taken.instrument, version_id=taken.version), 303)


def _page(fault: str) -> str:
    offered = current.room().instruments.offered(sought(), request.form.get("instrument", ""))
    return render_template(
        "upload/page.html",
        fault=fault,
        stages=tuple(Stage),
        instruments=sorted((one for one in offered if one.shelf is Shelf.REAL), key=lambda one: one.title_zh),
        seek=sought(),
        said=request.form,
    )


def _upload(name: str, data: bytes, by: str) -> Upload:
    """What the form says of the file; a day that is none raises ValueError."""
    said = {key: request.form.get(key, "").strip()[:500] for key in ("title", "instrument", "stage", "dated_on", "url")}
    named_on, named_stage = named(name.rsplit(".", 1)[0])
    return Upload(
        data=data,
        name=name,
        by=by,
        title=said["title"],
        instrument=said["instrument"],
        stage=Stage(said["stage"]) if said["stage"] else named_stage,
        dated_on=date.fromisoformat(said["dated_on"]) if said["dated_on"] else named_on,
        url=said["url"],
        shelf=Shelf.REAL,
    )
