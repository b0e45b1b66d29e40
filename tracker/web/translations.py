"""Both languages: a version beside its translation, and the form that brings one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.errors import DocumentError
from tracker.exports.bilingual import Standing
from tracker.web import current
from tracker.web.filters import say

bp = Blueprint("translations", __name__, url_prefix="/instruments/<slug>/versions/<version_id>/translation")

LONGEST_NAME = 120  # a translator's name and where it was printed; more is no name


@bp.get("/")
def page(slug: str, version_id: str) -> str:
    """The version in both languages; a translation its Chinese has outgrown is struck."""
    return _page(slug, version_id)


@bp.post("/")
def add(slug: str, version_id: str) -> AnyResponse | tuple[str, int]:
    """Bring a translation: a Word file, a text, a web page."""
    desk = current.room().translations
    desk.must_bring_translations()
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page(slug, version_id, say("translation.no-file")), 422
    translator = request.form.get("translator", "").strip()[:LONGEST_NAME]
    try:
        desk.add(slug, version_id, sent.read(), sent.filename, translator)
    except DocumentError as fault:
        return _page(slug, version_id, str(fault)), 422
    flash(say("translation.added"))
    return redirect(url_for(".page", slug=slug, version_id=version_id), 303)


def _page(slug: str, version_id: str, fault: str = "") -> str:
    shown = current.room().translations.page(slug, version_id)
    return render_template("translation/page.html", page=shown, Standing=Standing, fault=fault)
