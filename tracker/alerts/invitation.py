"""The letter that invites somebody: who invites, to what, and the one address to press. It carries nothing else."""

from tracker.alerts.letters import TRACKER, Letter, Letterhead, write
from tracker.alerts.phrases import PHRASES, date_words
from tracker.practice.client import Invitation
from tracker.practice.person import Person


def invite(
    invitation: Invitation, person: Person, by: Person, client: str, *, base_url: str, head: Letterhead = TRACKER
) -> Letter:
    """The letter to a person, in the language chosen for them; `client` is their organisation, empty for the firm's."""
    language = person.language if person.language in PHRASES else "zh"
    say = PHRASES[language]
    words = {
        "say": say,
        "fiction": False,
        "name": person.name,
        "by": by.name,
        "client": client,
        "until": date_words(invitation.expires_at.date().isoformat(), language),
        "link": f"{base_url.rstrip('/')}/invited/{invitation.token}/",
    }
    return write("invitation", say["invites"].format(by=by.name), words, head)
