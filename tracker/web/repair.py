"""The analyst's desk on screen: an instrument added, its facts and versions repaired, chains joined and parted."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from tracker.errors import Conflict, NotAllowed
from tracker.knowledge import authorities, topics
from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage
from tracker.web import current, looking
from tracker.web.filters import say
from tracker.web.seeking import sought
from tracker.workday import repairing
from tracker.workday.repairing import WORDS, Because, VersionFacts

bp = Blueprint("repair", __name__, url_prefix="/instruments")

KINDS = (
    "law",
    "administrative-regulation",
    "departmental-rule",
    "normative-document",
    "standard",
    "local-regulation",
    "framework",
    "proposal",
)


@bp.get("/new/")
def new() -> str:
    """The form for a work nobody pulled yet."""
    current.room().operations.must_write()
    return _new("")


@bp.post("/new/")
def add() -> AnyResponse | str:
    """File the work; its page shows it from now on."""
    current.room().operations.must_write()
    form = request.form
    title = " ".join(form.get("title_zh", "").split())[:300]
    if not title or form.get("kind") not in KINDS:
        return _new(say("repair.no-title"))
    wanted = Instrument(
        slug="",
        title_zh=title,
        title_en=" ".join(form.get("title_en", "").split())[:300],
        kind=form["kind"],
        authorities=tuple(one for one in form.getlist("authorities") if one in authorities(Shelf.REAL)),
        topics=tuple(one for one in form.getlist("topics") if one in topics()),
    )
    try:
        made = repairing.add_instrument(looking.desk(), wanted, _because())
    except (Conflict, NotAllowed) as fault:
        return _new(str(fault))
    flash(say("repair.added"))
    return redirect(url_for("instruments.page", slug=made.slug), 303)


@bp.get("/<slug>/repair/")
def page(slug: str) -> str:
    """What is said of a work and its versions, to be repaired; and every repair so far."""
    return render_template(
        "repair/page.html",
        page=current.room().operations.repairs(slug, sought()),
        seek=sought(),
        kinds=KINDS,
        stages=tuple(Stage),
        authorities=authorities(Shelf.REAL),
        topics=topics(),
    )


@bp.post("/<slug>/repair/")
def mend(slug: str) -> AnyResponse:
    """Change what is said of the work."""
    current.room().operations.must_write()
    changed = repairing.repair_instrument(looking.desk(), slug, _said(), _because())
    return _back(slug, say("repair.changed", n=changed))


@bp.post("/<slug>/repair/versions/<version_id>/")
def mend_version(slug: str, version_id: str) -> AnyResponse:
    """Change a version's stage and days, confirm its place, or part it from this chain."""
    current.room().operations.must_write()
    desk, because = looking.desk(), _because()
    do = request.form.get("do", "facts")
    if do == "confirm":
        repairing.confirm(desk, slug, version_id, because)
        return _back(slug, say("repair.confirmed"))
    if do == "part":
        into = repairing.part(desk, slug, version_id, request.form.get("into", ""), because)
        return _back(into, say("repair.parted"))
    named = repairing.repair_version(desk, slug, version_id, _facts(), because)
    return _back(slug, say("repair.version-changed", id=named))


@bp.post("/<slug>/repair/join/")
def join(slug: str) -> AnyResponse:
    """Everything of this work becomes another's."""
    current.room().operations.must_write()
    into = request.form.get("into", "")
    repairing.join(looking.desk(), slug, into, _because())
    return _back(into, say("repair.joined"))


def _back(slug: str, says: str) -> AnyResponse:
    flash(says)
    return redirect(url_for("repair.page", slug=slug), 303)


def _said() -> dict[str, str]:
    """What the form says of the work; a field it does not have stays as it is."""
    form = request.form
    said = {field: " ".join(form[field][:4000].split()) for field in WORDS if field in form}  # of one line, as in heads
    if "aliases" in form:
        said["aliases"] = form["aliases"][:4000].replace("\r", "")
    if "whole" in form:  # a list from which everything was taken is sent as nothing at all
        known = {"authorities": authorities(Shelf.REAL), "topics": topics()}
        said |= {name: "\n".join(one for one in form.getlist(name) if one in ids) for name, ids in known.items()}
    return said


def _because() -> Because:
    return Because(current.room().operations.person_id, request.form.get("evidence", "").strip()[:2000])


def _facts() -> VersionFacts:
    form = request.form
    try:
        return VersionFacts(
            stage=Stage(form["stage"]),
            reading=int(form["reading"]) if form.get("reading") else None,
            dated_on=date.fromisoformat(form["dated_on"]),
            effective_on=date.fromisoformat(form["effective_on"]) if form.get("effective_on") else None,
            comment_deadline=date.fromisoformat(form["comment_deadline"]) if form.get("comment_deadline") else None,
        )
    except (KeyError, ValueError) as fault:
        raise BadRequest from fault


def _new(fault: str) -> str:
    return render_template(
        "repair/new.html",
        fault=fault,
        kinds=KINDS,
        said=request.form,
        authorities=authorities(Shelf.REAL),
        topics=topics(),
    )
