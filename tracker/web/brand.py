"""The firm's own mark: its name in the head of every page, its logo from the file the settings name."""

from pathlib import Path

from flask import Blueprint, Flask, Response
from werkzeug.exceptions import NotFound

from tracker.web import current

bp = Blueprint("brand", __name__, url_prefix="/brand")

KINDS = {".png": "image/png", ".svg": "image/svg+xml"}
LARGEST = 200_000  # bytes: it comes with every page


@bp.get("/logo")
def logo() -> Response:
    """The logo; a script in an SVG does not run, for the policy of its own answer forbids everything."""
    path = current.threshold().settings.logo
    if path is None or not is_logo(path):
        raise NotFound
    response = Response(path.read_bytes(), mimetype=KINDS[path.suffix.lower()])
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def is_logo(path: Path) -> bool:
    """Whether a file can be shown as a logo: a PNG or SVG of a sensible size."""
    return path.suffix.lower() in KINDS and path.is_file() and path.stat().st_size <= LARGEST


def register(app: Flask) -> None:
    """Hand the firm's name, whether there is a logo, and its identity provider to every page."""
    settings = app.extensions["threshold"].settings
    app.jinja_env.globals["provider"] = settings.provider
    app.jinja_env.globals |= {"firm": settings.firm, "has_logo": settings.logo is not None and is_logo(settings.logo)}
