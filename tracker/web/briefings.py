"""The briefing's addresses: read and word, release as a version of its own, recall with the reason."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, abort, flash, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response as AnyResponse

from tracker.diff.changes import Clause
from tracker.errors import Conflict
from tracker.exports import briefing, places
from tracker.exports.briefing import About
from tracker.exports.words import Voice
from tracker.law.instrument import Version
from tracker.readingroom.briefings import BriefingPage
from tracker.web import current, reasons
from tracker.web.comparisons import EVERYONE, PAIR, must_write
from tracker.web.filters import say
from tracker.web.words import word

bp = Blueprint("briefings", __name__)
LONGEST = 200_000  # characters: a memo of a hundred pages


@dataclass(frozen=True, slots=True)
class Choice:
    """A change a draft may tell: its key, its place in words, its verdict, and whether it is told."""

    key: str
    place: str
    clause: Clause
    told: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What the writer's form holds: both texts, how many versions were seen, and what a colleague did meanwhile."""

    zh: str
    en: str
    seen: int
    fault: str = ""


@bp.get(f"/comparisons{PAIR}/briefing/")
def page(slug: str, old: str, new: str) -> str:
    """The briefing: for counsel the desk, for a client the version released to them."""
    return _shown(current.room().briefings.page(slug, old, new))


@bp.post(f"/comparisons{PAIR}/briefing/")
def write(slug: str, old: str, new: str) -> AnyResponse | tuple[str, int]:
    """Keep a version. Where a colleague saved first, both texts stand on the page and nothing is lost."""
    must_write()
    desk = current.room().briefings
    zh, en = (request.form.get(name, "").strip()[:LONGEST] for name in ("zh", "en"))
    if not zh and not en:
        flash(say("briefing.empty"))
        return _to(slug, old, new)
    try:
        desk.write(slug, old, new, zh, en, expected=request.form.get("seen", type=int))
    except Conflict:
        shown = desk.page(slug, old, new)
        return _shown(shown, Typed(zh, en, len(shown.wordings), say("briefing.conflict"))), 409
    flash(say("briefing.kept"))
    return _to(slug, old, new)


@bp.post(f"/comparisons{PAIR}/briefing/release")
def release(slug: str, old: str, new: str) -> AnyResponse:
    """Show the newest version to one client, or to every follower."""
    must_write()
    desk = current.room().briefings
    chosen = request.form.get("client", "")
    if chosen != EVERYONE and chosen not in {client.id for client in desk.page(slug, old, new).clients}:
        abort(400)
    desk.release(slug, old, new, None if chosen == EVERYONE else chosen)
    flash(say("briefing.released"))
    return _to(slug, old, new)


@bp.post("/briefings/<int:number>/recall")
def recall(number: int) -> AnyResponse:
    """Take a release back; whoever opened it is told why."""
    must_write()
    reason = request.form.get("reason", "").strip()
    if not reason:
        abort(400)
    place = current.room().briefings.recall(number, reason)
    flash(say("briefing.recalled"))
    return _to(*place)


def _shown(shown: BriefingPage, typed: Typed | None = None) -> str:
    return render_template(
        "briefings/page.html",
        page=shown,
        typed=typed or _typed(shown),
        choices=_choices(shown),
        redrafted="pick" in request.args,
        clients_by_id={client.id: client.name for client in shown.clients},
        cite=lambda key: _key_says(key, shown),
    )


def _typed(shown: BriefingPage) -> Typed:
    """The newest version, or the first draft, written from the verdicts in both languages."""
    if shown.may_write and shown.comparison is not None and "pick" in request.args:
        return Typed(drafted(shown, "zh", picked()), drafted(shown, "en", picked()), len(shown.wordings))
    if shown.wordings:
        return Typed(shown.wordings[-1].zh, shown.wordings[-1].en, len(shown.wordings))
    if shown.comparison is None or not shown.may_write:
        return Typed("", "", 0)
    return Typed(drafted(shown, "zh"), drafted(shown, "en"), 0)


def picked() -> frozenset[str] | None:
    """The changes the address asks a draft to tell; None where it does not say."""
    return frozenset(request.args.getlist("pick")) if "pick" in request.args else None


def _choices(shown: BriefingPage) -> tuple[Choice, ...]:
    """Every change counsel may tell, for the writer only."""
    if shown.comparison is None or not shown.may_write:
        return ()
    asked = picked()
    told = frozenset(briefing.weightiest(shown.comparison.clauses)) if asked is None else asked
    return tuple(Choice(c.key, _key_says(c.key, shown), c, c.key in told) for c in shown.comparison.clauses)


def drafted(shown: BriefingPage, language: Literal["zh", "en"], chosen: Collection[str] | None = None) -> str:
    """A first draft in one language; empty without a comparison."""
    if shown.comparison is None:
        return ""
    one, grammar = shown.instrument, shown.new.document.grammar
    title = f"《{one.title_zh}》" if language == "zh" else one.title_en or one.title_zh
    voice = Voice(
        lambda locator: places.cite(locator, grammar, language),
        lambda rule: reasons.rule_in(rule, language),
        lambda kind: reasons.kind_in(kind, language),
    )
    about = About(title, _version(shown.old, language), _version(shown.new, language))
    return briefing.draft(shown.comparison, about, language, voice, chosen)


def _version(version: Version, language: str) -> str:
    dated, stage = version.dated_on, word(language, f"stage.{version.stage.value}")
    if language == "zh":
        return f"{stage}（{dated.year}年{dated.month}月{dated.day}日）"
    return f"{stage} ({dated.isoformat()})"


def _key_says(key: str, shown: BriefingPage) -> str:
    """A change's key in words."""
    grammar = shown.new.document.grammar
    ends = [places.cite(one, grammar, current.language()) for one in key.split("~") if one]
    return " → ".join(dict.fromkeys(ends))


def _to(slug: str, old: str, new: str) -> AnyResponse:
    return redirect(url_for("briefings.page", slug=slug, old=old, new=new), 303)
