"""How the sources are: silence is an alarm."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.web import current, looking
from tracker.web.filters import say

SHOWN = 20  # captures put aside, the oldest first; all of them stand in the inbox

bp = Blueprint("sources", __name__, url_prefix="/sources")


@bp.get("/")
def page() -> str:
    """Every source's state, and what waits in quarantine."""
    return render_template("sources/page.html", page=current.room().operations.sources(), shown=SHOWN)


@bp.get("/<name>/")
def one(name: str) -> str:
    """One source: its lists, how sure their shapes are, its visits and alarms."""
    return render_template("sources/one.html", page=current.room().operations.source(name), looks=None)


@bp.post("/<name>/look/")
def look(name: str) -> str:
    """A dry run: what the lists show now. Nothing is kept."""
    operations = current.room().operations
    operations.must_write()
    found = operations.source(name)
    looks = looking.look(found.source) if found.source and found.source.enabled else ()
    return render_template("sources/one.html", page=found, looks=looks)


@bp.post("/<name>/switch/<how>/")
def switch(name: str, how: str) -> Response:
    """Switch a source somebody added on or off."""
    current.room().operations.switch_source(name, how == "on")
    flash(say("sources.switched-on" if how == "on" else "sources.switched-off"))
    return redirect(url_for("sources.one", name=name), 303)
