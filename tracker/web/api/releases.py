"""Releases: whom counsel lets see a comparison's verdicts, and the taking back."""

from tracker.web import current
from tracker.web.api import asked
from tracker.web.api.comparisons import PAIR, as_shown
from tracker.web.api.notes import chosen_client
from tracker.web.api.operations import Group, Who
from tracker.wire import judgement

group = Group("releases", "Releases: what clients may see of a comparison's verdicts")


@group.post(f"{PAIR}/releases", judgement.Comparison, takes=judgement.ReleaseSent, who=Who.COUNSEL, status=200)
def release(slug: str, old: str, new: str) -> judgement.Comparison:
    """Let one client, or every follower (`*`), see the verdicts; who watches for them is told."""
    desk, chosen = current.room().comparisons, asked.body(judgement.ReleaseSent)["client"]
    desk.must_write_notes()
    page = desk.page(slug, old, new)
    desk.release(slug, old, new, chosen_client(chosen, {one.id for one in page.clients}))
    return as_shown(desk.page(slug, old, new))


@group.delete(f"{PAIR}/releases/<client>", who=Who.COUNSEL)
def withdraw(slug: str, old: str, new: str, client: str) -> None:
    """Take a release back from a client (`*`: from every follower it was released to)."""
    current.room().comparisons.withdraw(slug, old, new, None if client == judgement.EVERYONE else client)
