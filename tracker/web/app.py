"""The application: settings and library in, Flask out; every screen is a blueprint."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from tracker import settings as house
from tracker.practice.person import Role
from tracker.readingroom.room import Library
from tracker.readingroom.threshold import Threshold
from tracker.settings import Settings
from tracker.web import (
    account,
    adding,
    amendments,
    audit,
    brand,
    briefings,
    calendar,
    citing,
    clients,
    comparisons,
    current,
    deliveries,
    downloads,
    duties,
    editions,
    evidence,
    faults,
    feeds,
    filters,
    home,
    instruments,
    lives,
    naming,
    notes,
    oidc,
    operating,
    packing,
    people,
    portal,
    repair,
    returning,
    review,
    rulings,
    sanity,
    search,
    second,
    session,
    sources,
    tokens,
    translations,
    unsubscribe,
    upload,
    versions,
    watches,
    welcome,
)
from tracker.web.api import problems
from tracker.web.api import site as api
from tracker.web.secret import session_secret

BLUEPRINTS = (
    operating.bp,
    session.bp,
    oidc.bp,
    home.bp,
    instruments.bp,
    lives.bp,
    versions.bp,
    amendments.bp,
    translations.bp,
    comparisons.bp,
    briefings.bp,
    duties.bp,
    downloads.bp,
    returning.bp,
    notes.bp,
    review.bp,
    rulings.bp,
    search.bp,
    second.bp,
    watches.bp,
    account.bp,
    tokens.bp,
    brand.bp,
    calendar.bp,
    clients.bp,
    audit.bp,
    people.bp,
    welcome.bp,
    feeds.bp,
    editions.bp,
    unsubscribe.bp,
    deliveries.bp,
    evidence.bp,
    repair.bp,
    adding.bp,
    upload.bp,
    sources.bp,
    portal.bp,
)

# Pages a visitor may always open.
OPEN = frozenset(
    {
        *("static", "brand.logo", "session.form", "session.sign_in", "session.sign_out"),
        *("operating.health", "operating.ready", "operating.metrics", "oidc.leave", "oidc.come_back"),
        # Whoever holds the token.
        *("unsubscribe.ask", "unsubscribe.leave", "feeds.read", "welcome.ask", "welcome.accept", "portal.shared"),
    }
)

# What a proxy may keep for everybody: nothing of a session may come with it.
SHARED = frozenset({"static", "brand.logo"})

STATIC = Path(__file__).parent / "static"
LARGEST_FORM = 1_000_000  # bytes: a long note is a few thousand characters

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(settings: Settings | None = None, library: Library | None = None) -> Flask:
    """The site over a library; without arguments over the one the environment names."""
    settings = settings or house.from_environment()
    app = Flask("tracker.web", template_folder=str(house.folder("templates")), static_folder=str(STATIC))
    app.config.update(
        SECRET_KEY=session_secret(settings),
        # Over TLS no other site of the firm's domain can plant one: the prefix binds it to this very host.
        SESSION_COOKIE_NAME="__Host-session" if settings.base_url.startswith("https:") else "session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https:"),
        PERMANENT_SESSION_LIFETIME=current.HALF_A_DAY,
        # A cookie that came with every answer came with our scripts, too, which a proxy may keep for everybody.
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a note written over lunch is not lost
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    app.extensions["threshold"] = Threshold(library, settings) if library else Threshold.open(settings)
    upload.widen(app)
    # A mail server presses the button of a letter for its reader: it has no session and no page of ours (RFC 8058).
    CSRFProtect(app).exempt(unsubscribe.leave)
    sanity.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    api.register(app)
    operating.register(app)
    app.before_request(_listen)
    app.before_request(_knock)
    app.after_request(packing.pack)  # the last registered runs first: what is sealed is packed
    app.after_request(_seal)
    filters.register(app)
    faults.register(app)
    naming.register(app)
    citing.register(app)
    brand.register(app)
    audit.register(app)
    app.jinja_env.globals["static"] = _static
    return app


def _listen() -> None:
    """Hear a language that is asked for before anybody is sent elsewhere, where the question no longer stands."""
    if "lang" in request.args and request.endpoint not in SHARED and not problems.is_ours():
        current.language()


def _knock() -> AnyResponse | None:
    """Send a visitor to the sign-in page, unless the firm shows facts to everyone. No answer differs by what exists."""
    if (
        problems.is_ours()  # the API answers for itself, with a problem and no redirect
        or request.endpoint in OPEN
        or current.reader().role is not Role.VISITOR
        or current.threshold().settings.public_facts
    ):
        return None
    if request.method not in ("GET", "HEAD"):
        return None  # the view's own NotAllowed answers
    return redirect(url_for("session.form", next=request.full_path.rstrip("?")), 303)


def _seal(response: Response) -> Response:
    """Security headers on everything; pages are for this reader alone."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    is_shared = request.endpoint in SHARED and response.status_code in (200, 206, 304)
    if is_shared and request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=86400" if "v" in request.args else "public, no-cache"
    elif not is_shared and not response.cache_control.no_store:
        # whatever the framework says of a file it sends: `no-cache` alone lets a proxy keep it
        response.headers["Cache-Control"] = "private, no-cache"
    return response


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _static(name: str) -> str:
    """A file of `static/` with its digest in the address, so that a new release is seen at once."""
    return url_for("static", filename=name, v=_digest(name))
