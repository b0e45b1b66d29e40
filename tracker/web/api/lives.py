"""Lives: one provision through all versions, the words in force on a day, obligations, a version in both languages."""

from collections.abc import Sequence
from typing import Any, cast

from tracker.diff.fate import fates
from tracker.diff.lives import Course
from tracker.diff.units import units_of
from tracker.errors import NotFound
from tracker.exports import contract, tree
from tracker.exports.bilingual import Line
from tracker.knowledge import drafting
from tracker.practice.access import Sight
from tracker.practice.cards import VersionCard
from tracker.readingroom.lives import Step
from tracker.readingroom.pages import AnswerLine
from tracker.web import current, sheets
from tracker.web.api import asked, lines
from tracker.web.api.comparisons import PAIR
from tracker.web.api.operations import Group, Query, Who
from tracker.web.api.paging import Listing
from tracker.wire import judgement
from tracker.wire import lives as wire
from tracker.wire.kinds import Day

group = Group("lives", "Through all versions: provisions, the words of a day, obligations, translations, answers")


@group.get(
    "/instruments/<slug>/provisions/<locator>",
    wire.ProvisionLife,
    queries=(Query("version", "where the locator is meant; the newest version, if left out"),),
)
def provision(slug: str, locator: str) -> wire.ProvisionLife:
    """One provision through all versions, with its changed words at each step; an item gives its article's."""
    page = current.room().lives.provision(slug, locator, asked.query("version"))
    return {
        "instrument": slug,
        "locator": page.at,
        "version": page.version.id,
        "steps": [_step(one) for one in page.steps],
    }


@group.get("/instruments/<slug>/text", wire.TextOnDay, queries=(Query("on", "a day; today if left out", Day),))
def text_on(slug: str) -> wire.TextOnDay:
    """The words in force on a day: chapters and points that start on days of their own are told apart."""
    found = current.room().instruments.text_on(slug, asked.day("on"))
    return {
        "instrument": slug,
        "on": found.on.isoformat(),
        "version": found.version.id,
        "decision": found.decision.id if found.decision else None,
        "parts": [{"places": list(one.places), "on": lines.day(one.on), "says": one.says} for one in found.parts],
        "waiting": sorted(found.waiting),
        "document": tree.as_dict(found.document),
    }


@group.get(f"{PAIR}/obligations", wire.Obligation, listed=True)
def obligations(slug: str, old: str, new: str) -> Listing[tuple[int, dict[str, Any]]]:
    """What became of every obligation, for who may see judgement; for others there is no such thing."""
    page = current.room().comparisons.page(slug, old, new)
    if not page.judged:
        raise NotFound("There is no such page here.")
    found = fates(page.old.document, page.new.document, page.comparison, drafting())
    rows = contract.as_dict(page.comparison, found)["obligations"]
    return Listing(list(enumerate(rows)), lambda one: (one[0],), lambda one: _obligation(one[1]))


@group.get("/instruments/<slug>/obligations", wire.Course, listed=True)
def courses(slug: str) -> Listing[tuple[int, wire.Course]]:
    """What became of every obligation from the first version to the last, for who may see every step's judgement."""
    found = current.room().lives.obligations(slug)
    rows = [(n, _course(one, found.versions, found.machine)) for n, one in enumerate(found.courses)]
    return Listing(rows, lambda one: (one[0],), lambda one: one[1])


@group.get("/instruments/<slug>/versions/<version>/translation", wire.Bilingual)
def translation(slug: str, version: str) -> wire.Bilingual:
    """A version beside the translation it has, or that of the last version before it; the Chinese text decides."""
    page = current.room().translations.page(slug, version)
    return {
        "instrument": slug,
        "version": version,
        "rendered": page.rendered.id if page.rendered else None,
        "translator": page.translation.translator if page.translation else "",
        "lines": [_line(one) for one in page.lines],
    }


@group.get("/answers", wire.ClientAnswer, listed=True, who=Who.FIRM)
def answers() -> Listing[AnswerLine]:
    """What clients answered to released wordings, newest first."""
    return Listing(current.room().clients.answers(), lambda one: (-one.answer.id,), _answer)


@group.post("/answers/<int:number>/settlement", None, who=Who.COUNSEL, status=204)
def settle_answer(number: int) -> None:
    """Say that a client's answer was dealt with."""
    current.room().clients.settle(number)


def _course(one: Course, versions: Sequence[VersionCard], machine: bool) -> wire.Course:
    return {
        "outcome": one.outcome.value,
        "machine": machine,
        "fates": [fate.value if fate else None for fate in one.fates],
        "norms": [
            {
                "version": card.id,
                "locator": norm.locator,
                "sort": norm.sort.value,
                "addressee": norm.addressee,
                "text": norm.text,
                "start": norm.start,
                "end": norm.end,
            }
            for card, norm in zip(versions, one.norms, strict=True)
            if norm
        ],
    }


def _step(one: Step) -> wire.LifeStep:
    inside = {unit.locator: unit for unit in units_of(one.version.document)}
    words = [unit.text for unit in inside.values() if unit.article in one.places]
    made: dict[str, Any] = {
        "links": [contract.link_as_dict(link) for link in one.links],
        "clauses": [{"key": clause.key, **contract.clause_as_dict(clause)} for clause in one.clauses],
    }
    told = made if one.sight is not Sight.NOTHING else sheets.unjudged(made)
    return {
        "version": one.version.id,
        "dated_on": one.version.dated_on.isoformat(),
        "places": list(one.places),
        "words": words,
        "sight": one.sight.value,
        "links": cast(list[judgement.ArticleLink], told["links"]),
        "clauses": cast(list[judgement.Clause], told["clauses"]),
    }


def _obligation(row: dict[str, Any]) -> wire.Obligation:
    plain = {name: value for name, value in row.items() if name not in ("from", "to")}
    return cast(wire.Obligation, {**plain, "words_from": row["from"], "words_to": row["to"]})


def _line(one: Line) -> wire.BilingualLine:
    return {
        "locator": one.locator,
        "number": one.number,
        "label": one.label,
        "chinese": one.chinese,
        "english": one.english,
        "standing": one.standing.value,
        "exact": one.exact,
    }


def _answer(one: AnswerLine) -> wire.ClientAnswer:
    answer = one.answer
    return {
        "id": answer.id,
        "instrument": lines.names(one.instrument),
        "old": answer.old,
        "new": answer.new,
        "client": one.client,
        "person": one.person,
        "quote": answer.quote,
        "body": answer.body,
        "at": lines.instant(answer.at),
        "seen_at": lines.maybe(answer.seen_at),
        "seen_by": one.seen_by,
    }
