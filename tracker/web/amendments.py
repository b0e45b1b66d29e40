"""A consolidated text operation by operation: the decision beside the old and the new, and answers by hand."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.amending.operation import SAYING, Operation
from tracker.amending.settling import Remedy
from tracker.errors import Conflict, NotFound
from tracker.exports.acts import said
from tracker.exports.places import cite
from tracker.law.citation import write_chinese
from tracker.law.document import Grammar
from tracker.practice.amendment import Answer
from tracker.readingroom.consolidation import AmendmentPage
from tracker.web import current
from tracker.web.filters import say

bp = Blueprint("amendments", __name__, url_prefix="/instruments/<slug>/versions/<version_id>/operations")


@bp.get("/")
def page(slug: str, version_id: str) -> str:
    """Every operation with its sentence, what it names of the old text and what it made in the new."""
    return _page(current.room().amendments.page(slug, version_id))


def _page(found: AmendmentPage, fault: str = "", at: int = 0) -> str:
    return render_template(
        "amendments/page.html",
        page=found,
        fault=fault,
        at=at,
        form=request.form if fault else {},
        remedies=tuple(Remedy),
        saying=SAYING,
        said=_said,
        cited=write_chinese,
    )


@bp.app_template_filter("place")
def place(locator: str) -> str:
    """A provision's place as the reader cites it: 第五条第二款, Article 5, paragraph 2; nothing for no place."""
    return cite(locator, Grammar.ARTICLES, current.language()) if locator else ""


def _said(operation: Operation) -> str:
    return said(operation, "en" if current.language() == "en" else "zh")


@bp.post("/")
def consolidate(slug: str, version_id: str) -> AnyResponse:
    """Apply this decision to the law named in the form."""
    law = request.form.get("law", "")
    made = current.room().amendments.consolidate(slug, version_id, law)
    flash(say("amendments.done"))
    return redirect(url_for(".page", slug=law, version_id=made), 303)


@bp.post("/<int:operation>")
def settle(slug: str, version_id: str, operation: int) -> AnyResponse | tuple[str, int]:
    """Keep an answer to an impossible operation and show the text made anew; what is wrong with it, at its form."""
    try:
        remedy = Remedy(request.form.get("remedy", ""))
    except ValueError:
        abort(400)
    place, text, reason = (request.form.get(name, "") for name in ("place", "text", "reason"))
    desk = current.room().amendments
    found = desk.page(slug, version_id)
    if operation not in {step.outcome.operation.number for step in found.steps}:
        abort(404)
    try:
        made = desk.settle(slug, version_id, operation, Answer(remedy, place, text, reason))
    except (Conflict, NotFound) as fault:
        return _page(found, str(fault), operation), 409 if isinstance(fault, Conflict) else 404
    flash(say("amendments.settled"))
    return redirect(url_for(".page", slug=slug, version_id=made, _anchor=f"operation-{operation}"), 303)
