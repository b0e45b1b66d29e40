"""The audit log on screen, and downloads written down in it."""

from flask import Blueprint, Flask, Response, render_template, request

from tracker.practice.audit import Done
from tracker.practice.person import Role
from tracker.web import current

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("/")
def page() -> str:
    """The newest entries, of one person or deed if asked; `?verify=1` checks the whole chain first."""
    desk = current.room().auditing
    asked = {name: request.args.get(name, "") for name in ("who", "done")}
    before = request.args.get("before", type=int)
    return render_template(
        "audit/page.html",
        page=desk.page(before=before, who=asked["who"], done=asked["done"]),
        verdict=desk.verify() if "verify" in request.args else None,
        chosen=asked,
        deeds=tuple(Done),
    )


def register(app: Flask) -> None:
    """Write down every file a person takes home, whichever screen gives it."""
    app.after_request(_note)


def _note(response: Response) -> Response:
    if request.method == "GET" and response.status_code == 200 and _is_file(response) and not _opens_by_token():
        _downloaded()
    return response


def _downloaded() -> None:
    if current.reader().role is not Role.VISITOR:
        current.room().auditing.downloaded(f"file{request.path}")


def _is_file(response: Response) -> bool:
    return response.headers.get("Content-Disposition", "").startswith("attachment")


def _opens_by_token() -> bool:
    """An address with a token in it is a secret, and whoever holds it is nobody we know."""
    return "token" in (request.view_args or {})
