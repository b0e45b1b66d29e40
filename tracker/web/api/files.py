"""Files to take home: a comparison as a table, a redline, a memo, annotations; a version's captures as WARC."""

from typing import Annotated

from flask import Response

from tracker.errors import NotFound
from tracker.exports import annotation_page, files
from tracker.web import current, downloads, evidence, sheets
from tracker.web.api import asked
from tracker.web.api.comparisons import PAIR
from tracker.web.api.lines import download
from tracker.web.api.operations import Group, Query, Who
from tracker.wire.kinds import Says

group = Group("files", "Files to take home")
FORMS = (*files.FORMS, "memo.md", "annotations.json")
Columns = Annotated[int, Says({"enum": [2, 3, 4]})]


@group.get(
    f"{PAIR}/files/<form>",
    bytes,
    queries=(
        Query("columns", "of a table; 4 if left out", Columns),
        Query("changed", "changed provisions only", bool),
        Query("outward", "for the firm: the bare texts, to be sent out of the house", bool),
        Query("matter", "a matter number for the stamp, for the firm"),
    ),
)
def comparison_file(slug: str, old: str, new: str, form: str) -> Response:
    """A comparison as a file, as much of it as this reader may hold."""
    if form not in FORMS:
        raise NotFound("There is no such kind of file.")
    shown = current.room().comparisons.page(slug, old, new)
    name = downloads.name_of(shown, form)
    if form == "memo.md":
        return download(sheets.as_markdown(shown).encode(), name)
    if form == "annotations.json":
        return download(annotation_page.dumps(sheets.as_annotations(shown)).encode(), name)
    choice = downloads.chosen(
        columns=asked.number("columns", 4),
        changed=asked.flag("changed"),
        outward=asked.flag("outward"),
    )
    return download(downloads.made(shown, form, choice), name)


@group.get("/instruments/<slug>/versions/<version>/evidence", bytes, who=Who.FIRM)
def evidence_file(slug: str, version: str) -> Response:
    """A version's captures as one WARC file, gzipped."""
    return download(evidence.archived(slug, version), f"{slug}_{version}.warc.gz")
