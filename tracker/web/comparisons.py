"""The workbench's addresses: any two versions compared as a page, JSON and Markdown; release and withdrawal."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, flash, json, redirect, render_template, request, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from tracker.diff.changes import Direction
from tracker.errors import NotAllowed
from tracker.exports import places
from tracker.practice import access
from tracker.practice.cards import Review
from tracker.readingroom.looking import Seen
from tracker.readingroom.pages import ComparisonPage
from tracker.web import current, kept, prose, reasons, sheets, workbench
from tracker.web.alignment_map import QUIET, Ribbon
from tracker.web.cells import Home
from tracker.web.chips import Chip
from tracker.web.drafts import Correcting, Draft, Rewording
from tracker.web.filters import direction as direction_says
from tracker.web.filters import say
from tracker.web.sifting import BEARS
from tracker.web.workbench import Workbench

bp = Blueprint("comparisons", __name__, url_prefix="/comparisons")
PAIR = "/<slug>/<old>..<new>"
WRITING = frozenset({"note", "edit", "rule"})  # what opens a form on the page

bp.app_template_filter("prose")(prose.prose)
bp.app_template_filter("strongest")(reasons.strongest)


@bp.get("/<slug>/")
def choose(slug: str) -> AnyResponse:
    """Go to the two versions chosen in the picker; without a choice to the instrument."""
    old, new = request.args.get("old"), request.args.get("new")
    if not old or not new:
        return redirect(f"{request.script_root}/instruments/{quote(slug)}/", 303)
    return redirect(url_for(".page", slug=slug, old=old, new=new), 303)


@bp.get(f"{PAIR}/")
def page(slug: str, old: str, new: str) -> str | Response:
    """The workbench; `show`, `find` and `hide` sift, `note` opens a note form at a change, `edit` one on a note."""
    looking = current.room().looking
    seen = looking.look(slug, old, new)
    if access.is_inside(current.reader()) and not seen.filed and old != new:
        current.room().comparisons.page(slug, old, new)  # whoever of the firm asks first has it filed
        seen = looking.look(slug, old, new)
    if not WRITING.isdisjoint(request.args) or current.threshold().settings.second_opinion:  # the latter is no database
        return _drawn(slug, old, new, seen)
    return kept.page(lambda: _drawn(slug, old, new, seen), frozenset(seen.checks.items()), seen.fresh)


def _drawn(slug: str, old: str, new: str, seen: Seen) -> str:
    shown = current.room().comparisons.page(slug, old, new)
    for reply in (reply for note in shown.notes for reply in note.replies):
        kept.is_another_for(reply.full.author if reply.full else "")  # who may reword it
    change = request.args.get("note")
    writing = Draft(change, spot=request.args.get("at", "")) if change is not None and shown.may_write else None
    ruling = request.args.get("rule")
    correcting = Correcting(ruling) if ruling and shown.may_write else None
    return workbench_page(shown, writing, correcting=correcting, seen=seen)


def workbench_page(
    shown: ComparisonPage,
    writing: Draft | None = None,
    rewording: Rewording | None = None,
    correcting: Correcting | None = None,
    seen: Seen | None = None,
) -> str:
    """The workbench of what one reader may see, with what is being written, reworded or put right, if anything."""
    if seen is None:
        seen = current.room().looking.look(shown.instrument.slug, shown.old.id, shown.new.id)
    second = current.room().second
    bench = workbench.build(shown, current.language(), request.args, seen, second.of(shown.comparison.clauses))
    if rewording is None and shown.may_write and request.args.get("edit", "").isdecimal():
        rewording = Rewording(int(request.args["edit"]))
    return render_template(
        "comparisons/page.html",
        bench=bench,
        writing=writing,
        rewording=rewording,
        correcting=correcting,
        here=address(shown),
        clients_by_id={client.id: client.name for client in shown.clients},
        names=shown.names,
        second_offered=second.offered and shown.filed,
        ribbon_says=ribbon_says,
        chip_says=chip_says,
        homes_say=homes_say,
        cite=lambda locator: places.cite(locator, shown.new.document.grammar, current.language()),
    )


def address(shown: ComparisonPage) -> str:
    """The comparison's address without its last stroke, for what hangs below it."""
    found: str = url_for("comparisons.page", slug=shown.instrument.slug, old=shown.old.id, new=shown.new.id)
    return found.rstrip("/")


@bp.get(f"{PAIR}.json")
def as_json(slug: str, old: str, new: str) -> Response:
    """The contract `tracker.comparison/1`; without every key that judges for a reader who may not see judgement."""
    shown = current.room().comparisons.page(slug, old, new)
    made = {**sheets.as_dict(shown), "sight": shown.sight.value}
    return Response(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=False) + "\n", mimetype="application/json")


@bp.get(f"{PAIR}.md")
def as_markdown(slug: str, old: str, new: str) -> Response:
    """The comparison as Markdown, for a memo; as much of it as this reader may see."""
    return Response(sheets.as_markdown(current.room().comparisons.page(slug, old, new)), mimetype="text/markdown")


@bp.post(f"{PAIR}/release")
def release(slug: str, old: str, new: str) -> AnyResponse:
    """Let one client, or every follower, see the verdicts."""
    desk = current.room().comparisons
    desk.release(slug, old, new, chosen_client(desk.page(slug, old, new)))
    flash(say("release.done"))
    return back(slug, old, new)


@bp.post(f"{PAIR}/withdraw")
def withdraw(slug: str, old: str, new: str) -> AnyResponse:
    """Take a release back."""
    current.room().comparisons.withdraw(slug, old, new, request.form.get("client") or None)
    flash(say("release.withdrawn"))
    return back(slug, old, new)


@bp.post(f"{PAIR}/check")
def check(slug: str, old: str, new: str) -> AnyResponse:
    """Say that a change was checked, or take that back; a script asks for no page in return."""
    done = "check" in request.form
    change = request.form.get("check" if done else "uncheck", "")
    current.room().looking.check(slug, old, new, change, done=done)
    return Response(status=204) if request.form.get("quiet") else back(slug, old, new, f"c-{change}")


@bp.post(f"{PAIR}/review")
def review(slug: str, old: str, new: str) -> AnyResponse:
    """Say that counsel is reviewing."""
    current.room().comparisons.set_review(slug, old, new, Review.IN_REVIEW)
    return back(slug, old, new)


def must_write() -> None:
    """Raise NotAllowed unless this reader writes and releases notes."""
    if not access.writes_notes(current.reader()):
        raise NotAllowed("Only counsel may write and release here.")


EVERYONE = "*"  # said outright in a form: nothing goes to every follower because a field was left alone


def chosen_client(shown: ComparisonPage) -> str | None:
    """The client a form names, None for every follower; 400 where nobody was chosen or one who does not follow.

    Raises NotAllowed first, for a reader who may not release at all.
    """
    must_write()
    chosen = request.form.get("client", "")
    if chosen == EVERYONE:
        return None
    if chosen not in {one.id for one in shown.clients}:
        abort(400)
    return chosen


def back(slug: str, old: str, new: str, anchor: str | None = None) -> AnyResponse:
    """To the page again, at an anchor."""
    return redirect(url_for("comparisons.page", slug=slug, old=old, new=new, _anchor=anchor), 303)


def ribbon_says(bench: Workbench, ribbon: Ribbon) -> str:
    """A ribbon in words, for whoever does not see it: 6 → 7 修改，放宽."""
    link, last = ribbon.link, ribbon.links[-1]
    if len(ribbon.links) > 1:
        return f"{link.old}–{last.old} → {link.new}–{last.new} {say('map.run', n=len(ribbon.links))}"
    relation = say(f"relation.{link.relation.value}")
    judged = bench.judged and link.relation not in QUIET
    verdict = f"{say('punctuation.comma')}{direction_says(link.direction)}" if judged else ""
    return f"{link.old or '∅'} → {link.new or '∅'} {relation}{verdict}"


def chip_says(chip: Chip) -> str:
    """A filter in words."""
    if chip.group == "dimension":
        return reasons.dimension_says(chip.key)
    if chip.group == "bears":
        return reasons.affected_says(chip.key.removeprefix(BEARS))
    return say(f"{chip.group}.{chip.key}" if chip.group in ("direction", "relation") else f"filter.{chip.key}")


def homes_say(key: str, homes: Sequence[Home]) -> Markup:
    """Where words went, as a sentence whose places are links."""
    links = [Markup('<a href="#{}">{}</a>').format(fragment(home.anchor), home.place) for home in homes]
    before, _, after = say(key).partition("{places}")
    return escape(before) + escape(say("punctuation.comma")).join(links) + escape(after)


@bp.app_template_filter("fragment")
def fragment(anchor: str) -> str:
    """An anchor as it may stand after the # of an address."""
    return quote(anchor, safe="~()-._:")


@bp.app_template_filter("as_direction")
def as_direction(value: str) -> Direction:
    """The direction a chip names."""
    return Direction(value)


@bp.app_context_processor
def _words_of_reasons() -> dict[str, Any]:
    return {
        "rule_says": reasons.rule_says,
        "dimension_says": reasons.dimension_says,
        "affected_says": reasons.affected_says,
        "number_kind": reasons.number_kind,
    }
