"""A note as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/), for other programs."""

from collections.abc import Mapping
from typing import Any

from tracker.annotations.annotation import Note, Selector

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def as_annotation(note: Note, names: Mapping[str, str], sources: Mapping[str, str]) -> dict[str, Any]:
    """A note in the model's JSON-LD, latest wording; `names` of people by id, `sources`: the address of each side.

    A reply targets the note it answers. The phrase has both a quote and a position selector, the provision refines
    neither: it is named by a fragment of the source (its locator).
    """
    return {
        "@context": CONTEXT,
        "id": f"urn:tracker:note:{note.id}",
        "type": "Annotation",
        "motivation": "replying" if note.parent else "assessing" if note.is_house_view else "commenting",
        "creator": {"type": "Person", "name": names.get(note.author, "")},
        "created": note.revisions[0].at.isoformat(),
        "modified": note.revisions[-1].at.isoformat(),
        "body": [
            {"type": "TextualBody", "value": note.body, "format": "text/markdown"},
            *({"type": "TextualBody", "value": label, "purpose": "tagging"} for label in note.labels),
        ],
        "target": _target(note, sources),
    }


def _target(note: Note, sources: Mapping[str, str]) -> dict[str, Any] | str:
    if note.parent:
        return f"urn:tracker:note:{note.parent}"
    place = note.place
    if place is None:
        return sources["comparison"]
    selectors: list[dict[str, Any]] = [{"type": "FragmentSelector", "value": place.locator}]
    if note.selector:
        selectors += selectors_of(note.selector)
    return {"source": sources[place.side], "selector": selectors}


def selectors_of(selector: Selector) -> list[dict[str, Any]]:
    """A phrase's quote and position selectors."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }
    return [quote, {"type": "TextPositionSelector", "start": selector.start, "end": selector.end}]
