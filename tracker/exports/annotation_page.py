"""Notes for other programs: the notes on a comparison as a W3C annotation page (https://www.w3.org/TR/annotation-model/)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.annotations.annotation import Note
from tracker.annotations.webannotation import CONTEXT, as_annotation


def as_page(
    notes: Sequence[Note], names: Mapping[str, str], sources: Mapping[str, str], address: str, *, numbered: bool = True
) -> dict[str, Any]:
    """An AnnotationPage whose items are the notes, in the order given.

    `names` of people by id, `sources`: the addresses of `old`, `new` and `comparison`. Without `numbered` a note is
    named by its place in the page: what the firm numbers is none of a client's business.
    """
    items = []
    for n, note in enumerate(notes, 1):
        item = as_annotation(note, names, sources)
        del item["@context"]
        items.append(item if numbered else {**item, "id": f"{address}#{n}"})
    return {"@context": CONTEXT, "id": address, "type": "AnnotationPage", "startIndex": 0, "items": items}


def dumps(page: Mapping[str, Any]) -> str:
    """A page as JSON text, one line break at its end."""
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"
