"""Laws that change by decision: consolidated texts by their operations, made and settled."""

from flask import url_for

from tracker.amending.settling import Remedy
from tracker.errors import NotFound
from tracker.practice.amendment import Answer
from tracker.readingroom.consolidation import AmendmentPage, Offer, Step
from tracker.web import current
from tracker.web.api import asked
from tracker.web.api.answering import Created
from tracker.web.api.operations import Group, Who
from tracker.web.api.paging import Listing
from tracker.wire import service

group = Group("amendments", "Laws that change by decision: consolidated texts, not official")
VERSION = "/instruments/<slug>/versions/<version>"


@group.get(f"{VERSION}/amendment", service.Amendment)
def amendment(slug: str, version: str) -> service.Amendment:
    """A consolidated version beside its decision: every operation, what it made, or why it was not carried out."""
    return _amendment(current.room().amendments.page(slug, version))


@group.get(f"{VERSION}/offers", service.Offer, listed=True)
def offers(slug: str, version: str) -> Listing[Offer]:
    """The laws of this library that a decision amends; none for a text that amends nothing, or outside the firm."""
    current.room().instruments.page(slug)
    return Listing(current.room().amendments.offers(slug, version), lambda one: (one.instrument.slug,), _offer)


@group.post(f"{VERSION}/consolidations", service.Made, takes=service.ConsolidationSent, who=Who.FIRM)
def consolidate(slug: str, version: str) -> Created:
    """Apply a decision to a law's version in force and file the text it makes."""
    law = asked.body(service.ConsolidationSent)["law"]
    return _made(law, current.room().amendments.consolidate(slug, version, law))


@group.post(f"{VERSION}/operations/<int:number>", service.Made, takes=service.AnswerSent, who=Who.FIRM)
def settle_operation(slug: str, version: str, number: int) -> Created:
    """Answer an operation that could not be carried out, and make the text anew."""
    sent, desk = asked.body(service.AnswerSent), current.room().amendments
    desk.must_be_inside()
    page = desk.page(slug, version)
    if number not in {step.outcome.operation.number for step in page.steps}:
        raise NotFound("The decision has no such operation.")
    answer = Answer(Remedy(sent["remedy"]), sent["place"], sent["text"], sent["reason"])
    return _made(slug, desk.settle(slug, version, number, answer))


def _made(slug: str, version: str) -> Created:
    where = url_for("api.version", slug=slug, version=version)
    return Created(service.Made(instrument=slug, version=version, url=where), where)


def _amendment(page: AmendmentPage) -> service.Amendment:
    return {
        "instrument": page.instrument.slug,
        "version": page.version.id,
        "base": page.base.id,
        "decision": page.decision.slug,
        "decision_version": page.decision_version.id,
        "operations": [_operation(step) for step in page.steps],
        "done": page.done,
        "problems": [problem.says for problem in page.problems],
        "official": page.official.id if page.official else None,
        "differences": [{"article": d.article, "ours": d.ours, "official": d.official} for d in page.differences],
        "stale": page.is_stale,
    }


def _operation(step: Step) -> service.Operation:
    one = step.outcome.operation
    return {
        "number": one.number,
        "act": one.act.value,
        "point": one.point,
        "sentence": one.sentence.quote,
        "targets": list(one.targets),
        "places": list(step.outcome.places),
        "done": step.outcome.is_done,
        "refused": step.outcome.refused.says if step.outcome.refused else None,
        "settled": step.settled.remedy.value if step.settled else None,
    }


def _offer(one: Offer) -> service.Offer:
    return {"instrument": one.instrument.slug, "base": one.base.id, "made": one.made or None}
