"""The environment and the folders, read once into a frozen value; every variable starts with TRACKER_."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.errors import StoreError
from tracker.logs import Form

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `templates` or `regs`: inside the package when installed, else beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The mail server alerts leave by; no host means mail stays queued."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = "tracker@localhost"
    starttls: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """The firm's identity provider (OpenID Connect); no issuer means people sign in with passwords only."""

    issuer: str = ""
    client: str = ""
    secret: str = field(default="", repr=False)
    name: str = ""


# Below a week a visit broken off, or a reading that waits, may still need what would go.
SHORTEST_DAYS = 7


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many days each kind is kept that nobody needs any more; None: for ever."""

    captures: int | None = None
    quarantine: int | None = None
    letters: int | None = None
    visits: int | None = None

    @property
    def days(self) -> Mapping[str, int | None]:
        """Each kind's days."""
        return {kind: getattr(self, kind) for kind in ("captures", "quarantine", "letters", "visits")}


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs.

    Attributes:
        data: where the database, captures and tokeniser cache live.
        database: an SQLAlchemy URL; SQLite in `data` by default.
        captures_at: an object store for captures, as s3://BUCKET/PREFIX; empty for the folder `captures` in `data`.
        secret: signs sessions; made once and kept in `data` when the environment gives none.
        base_url: the address people use, for links in mails.
        contact: stands in the User-Agent, so that a site's owner can write to somebody.
        open_loopback: let sources on this machine be fetched (the demo and tests only).
        public_facts: let visitors see that instruments and versions exist.
        log: `text` for a person at a terminal, `json` for programs that gather lines.
        metrics_token: opens /metrics to whoever sends it; without one only this machine may ask, and only where nobody
            comes through a proxy. `metrics_port`: where a scheduler without screens shows its own measures; 0: nowhere.
        proxies: how many proxies of our own stand before the site: so many addresses of X-Forwarded-For are theirs.
        second_opinion: a command of the firm's own that reads changes once more; empty for none.
        keeping: how long what nobody needs is kept; `tracker retention` throws it away.
        firm: the firm's name, in the head of every page and letter; `logo`: a PNG or SVG file of its mark.
    """

    data: Path
    database: str
    captures_at: str = ""
    secret: str = field(default="", repr=False)
    base_url: str = "http://127.0.0.1:8000"
    port: int = 8000
    contact: str = ""
    open_loopback: bool = False
    public_facts: bool = False
    proxies: int = 0
    mail: Mailbox = Mailbox()
    firm: str = ""
    logo: Path | None = None
    provider: Provider = Provider()
    keeping: Keeping = Keeping()
    second_opinion: str = ""
    log: Form = "text"
    metrics_token: str = field(default="", repr=False)
    metrics_port: int = 0

    @property
    def captures(self) -> Path:
        """The folder of captures, where no other place is named for them."""
        return self.data / "captures"


def _flag(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "").lower() in ("1", "true", "yes", "on")


def _days(env: Mapping[str, str], kind: str) -> int | None:
    """The days a kind is kept; raises StoreError for what is no number of them."""
    name = f"TRACKER_KEEP_{kind.upper()}_DAYS"
    said = env.get(name, "").strip()
    if not said:
        return None
    if not said.isdecimal() or int(said) < SHORTEST_DAYS:
        raise StoreError(f"{name} is a number of days, {SHORTEST_DAYS} at least; empty keeps everything.")
    return int(said)


def from_environment(env: Mapping[str, str] = os.environ) -> Settings:
    """The settings the environment describes."""
    data = Path(env.get("TRACKER_DATA", "data")).resolve()
    port = int(env.get("PORT") or env.get("TRACKER_PORT") or 8000)
    return Settings(
        data=data,
        database=env.get("TRACKER_DATABASE", f"sqlite:///{data / 'tracker.sqlite3'}"),
        captures_at=env.get("TRACKER_CAPTURES", "").strip(),
        secret=env.get("TRACKER_SECRET", ""),
        base_url=env.get("TRACKER_BASE_URL", f"http://127.0.0.1:{port}"),
        port=port,
        contact=env.get("TRACKER_CONTACT", ""),
        open_loopback=_flag(env, "TRACKER_OPEN_LOOPBACK"),
        public_facts=_flag(env, "TRACKER_PUBLIC_FACTS"),
        proxies=int(env.get("TRACKER_PROXIES") or 0),
        firm=env.get("TRACKER_FIRM", ""),
        second_opinion=env.get("TRACKER_SECOND_OPINION", "").strip(),
        log="json" if env.get("TRACKER_LOG", "") == "json" else "text",
        metrics_token=env.get("TRACKER_METRICS_TOKEN", ""),
        metrics_port=int(env.get("TRACKER_METRICS_PORT", "0")),
        provider=Provider(
            issuer=env.get("TRACKER_OIDC_ISSUER", ""),
            client=env.get("TRACKER_OIDC_CLIENT", ""),
            secret=env.get("TRACKER_OIDC_SECRET", ""),
            name=env.get("TRACKER_OIDC_NAME", ""),
        ),
        keeping=Keeping(**{kind: _days(env, kind) for kind in Keeping().days}),
        logo=Path(env["TRACKER_LOGO"]) if env.get("TRACKER_LOGO") else None,
        mail=Mailbox(
            host=env.get("TRACKER_MAIL_HOST", ""),
            port=int(env.get("TRACKER_MAIL_PORT", "25")),
            user=env.get("TRACKER_MAIL_USER", ""),
            password=env.get("TRACKER_MAIL_PASSWORD", ""),
            sender=env.get("TRACKER_MAIL_FROM", "tracker@localhost"),
            starttls=_flag(env, "TRACKER_MAIL_STARTTLS"),
        ),
    )
