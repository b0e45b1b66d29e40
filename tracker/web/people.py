"""One account, for administrators: closed and opened, its data handed over, the person erased."""

from io import BytesIO

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.web import current
from tracker.web.filters import say

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("/<person>/")
def page(person: str) -> str:
    """The account."""
    return render_template("people/page.html", account=current.room().leaving.account(person))


@bp.post("/<person>/switch/")
def switch(person: str) -> AnyResponse:
    """Close it, or open it again."""
    current.room().leaving.switch(person, request.form.get("active") == "yes")
    return redirect(url_for("people.page", person=person), 303)


@bp.post("/<person>/export/")
def export(person: str) -> Response:
    """Everything that names the person, as a zip."""
    made = current.room().leaving.export(person)
    return send_file(
        BytesIO(made), "application/zip", as_attachment=True, download_name=f"person-{person}.zip", etag=False
    )


@bp.post("/<person>/erase/")
def erase(person: str) -> AnyResponse:
    """Erase them, for good."""
    pseudonym = current.room().leaving.erase(person, request.form.get("email", ""))
    flash(say("people.erased", name=pseudonym))
    return redirect(url_for("people.page", person=person), 303)
