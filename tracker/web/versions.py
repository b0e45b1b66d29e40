"""Reading one text, and for the firm its evidence."""

from flask import Blueprint, Response, render_template

from tracker.web import current
from tracker.web.reading import outline

bp = Blueprint("versions", __name__, url_prefix="/instruments/<slug>/versions/<version_id>")


@bp.get("/")
def page(slug: str, version_id: str) -> str:
    """The text with its outline, its oddities and its evidence."""
    room = current.room()
    found = room.versions.read(slug, version_id)
    return render_template(
        "versions/page.html",
        page=found,
        outline=outline(found.version.document),
        amended_by=room.amendments.basis(slug, version_id),
        offers=room.amendments.offers(slug, version_id),
    )


@bp.get("/captures/<sha256>")
def raw(slug: str, version_id: str, sha256: str) -> Response:
    """The bytes as fetched, as a download: never shown by a browser, for they are a stranger's."""
    capture, data = current.room().versions.raw(slug, version_id, sha256)
    response = Response(data, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{capture.sha256[:16]}.bin"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
