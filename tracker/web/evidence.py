"""What a version stands on, to hand over: a manifest to print, and its captures as WARC. For the firm's people."""

import io

from flask import Blueprint, Response, render_template

from tracker.sources import warc
from tracker.web import current

bp = Blueprint("evidence", __name__, url_prefix="/instruments/<slug>/versions/<version_id>/evidence")


@bp.get("/")
def page(slug: str, version_id: str) -> str:
    """The manifest: every capture with its address, times, status, headers and digests, and absences since."""
    found = current.room().versions.evidence(slug, version_id)
    return render_template("evidence/page.html", page=found, at=current.now())


@bp.get("/captures.warc.gz")
def captures(slug: str, version_id: str) -> Response:
    """The captures as one WARC file."""
    response = Response(archived(slug, version_id), mimetype="application/warc")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}_{version_id}.warc.gz"'
    return response


def archived(slug: str, version_id: str) -> bytes:
    """A version's captures as WARC, gzipped; raises StoreError when one of them is damaged."""
    room = current.room().versions
    found, out = room.evidence(slug, version_id), io.BytesIO()
    data = ((capture, room.raw(slug, version_id, capture.sha256)[1]) for capture in found.version.captures)
    warc.write(out, data, contact=current.threshold().settings.contact)
    return out.getvalue()
