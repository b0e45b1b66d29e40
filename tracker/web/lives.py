"""Lives: one provision through all versions, with its redline at each step; and every obligation through the chain."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from tracker.diff.changes import Clause, Unit
from tracker.diff.fate import Fate
from tracker.diff.units import units_of
from tracker.diff.wording import DELETE, INSERT, readable
from tracker.exports import fates, places
from tracker.exports.words import ADDRESSEES, FATES, SORTS, Language
from tracker.law.document import Document, Grammar
from tracker.practice.access import Sight
from tracker.readingroom.lives import CoursesPage, Step
from tracker.web import current, redline
from tracker.web.redline import Stretch

bp = Blueprint("lives", __name__, url_prefix="/instruments/<slug>")
MOST = 80  # characters of a locator: the longest printed number of the corpus has 23


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of a provision in one version: its label, its words with what became of them; `gone` where it went."""

    label: str
    html: Markup
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One version's part of a life as drawn."""

    step: Step
    cited: tuple[str, ...]
    lines: tuple[Line, ...]
    language: str

    @property
    def judged(self) -> bool:
        """Whether the reader may see the verdicts of this step."""
        return self.step.sight is not Sight.NOTHING


@bp.get("/provisions/")
def choose(slug: str) -> AnyResponse:
    """To the provision a form names; without one to the instrument."""
    at = request.args.get("at", "").strip()[:MOST]
    if not at:
        return redirect(url_for("instruments.page", slug=slug), 303)
    return redirect(url_for(".provision", slug=slug, locator=at, version=request.args.get("version") or None), 303)


@bp.get("/provisions/<locator>/")
def provision(slug: str, locator: str) -> str:
    """One provision's life, newest version first; `version` says which version's number the locator is."""
    if len(locator) > MOST:
        abort(404)
    found = current.room().lives.provision(slug, locator, request.args.get("version", ""))
    at = found.places.index(found.at)
    return render_template(
        "lives/provision.html",
        page=found,
        told=[_told(step) for step in found.steps],
        before=found.places[at - 1] if at else "",
        after=found.places[at + 1] if at + 1 < len(found.places) else "",
    )


@bp.get("/obligations/")
def obligations(slug: str) -> str:
    """What became of every obligation, draft to last version; 404 where a step is not this reader's to judge."""
    found = current.room().lives.obligations(slug)
    language: Language = "zh" if current.language() == "zh" else "en"
    counts = {fate: sum(course.outcome is fate for course in found.courses) for fate in Fate}
    asked = request.args.get("outcome", "")
    return render_template(
        "lives/obligations.html",
        page=found,
        counts=[(fate.value, FATES[language][fate], n) for fate, n in counts.items() if n],
        asked=asked,
        lines=list(_lines(found, language, asked)),
    )


def _lines(found: CoursesPage, language: Language, asked: str) -> list[dict[str, object]]:
    """The courses that did not simply stay, or those of the outcome asked for."""
    out: list[dict[str, object]] = []
    for course in found.courses:
        if course.outcome.value == asked or (not asked and course.outcome is not Fate.KEPT):
            norm = next(norm for norm in reversed(course.norms) if norm)
            out.append(
                {
                    "outcome": FATES[language][course.outcome],
                    "whose": ADDRESSEES[language].get(norm.addressee, norm.addressee),
                    "sort": SORTS[language][norm.sort],
                    "fates": [FATES[language][fate] if fate else "" for fate in course.fates],
                    "norms": course.norms,
                }
            )
    return out


def _told(step: Step) -> Told:
    document = step.version.document
    cited = tuple(places.cite(place, document.grammar, current.language()) for place in step.places)
    language = "en" if document.grammar is Grammar.ENGLISH else "zh-CN"
    return Told(step, cited, tuple(_words(step, document)), language)


def _words(step: Step, document: Document) -> list[Line]:
    """The words in this version, those that went at this step after them."""
    labels = {node.locator: node.label for node in document.walk()}
    units = [unit for unit in units_of(document) if unit.article in step.places]
    out = [_line(unit, [c for c in step.clauses if _is_at(c.new, unit)], labels) for unit in units]
    gone = [clause for clause in step.clauses if clause.new is None and clause.old]
    return out + [Line("", redline.html([Stretch(c.old.text, fates.Fate.GONE)]), gone=True) for c in gone if c.old]


def _is_at(one: Unit | None, unit: Unit) -> bool:
    return one is not None and one.locator == unit.locator


def _line(unit: Unit, clauses: Sequence[Clause], labels: dict[str, str]) -> Line:
    label = labels.get(unit.locator, "")
    if not clauses:
        return Line(label, redline.html([Stretch(unit.text, fates.Fate.KEPT)]))
    if len(clauses) == 1 and clauses[0].old is not None:
        fate = {DELETE: fates.Fate.GONE, INSERT: fates.Fate.CAME}
        cut = (Stretch(edit.text, fate.get(edit.op, fates.Fate.KEPT)) for edit in readable(clauses[0].edits))
        return Line(label, redline.html(cut))
    # Merged from several: what any of them had stays, only words that are in none of them came.
    each = [tuple(readable(clause.edits)) for clause in clauses]
    return Line(label, redline.html(redline.stretches(unit.text, fates.fates(unit.text, each, [], "new"))))
