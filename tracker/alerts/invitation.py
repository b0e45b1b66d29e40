"""The letter that invites somebody: who invites, to what, and the one address to press. It carries nothing else."""

from tracker.alerts.letters import Letter, templates
from tracker.alerts.phrases import PHRASES, date_words
from tracker.practice.client import Invitation
from tracker.practice.person import Person


def invite(invitation: Invitation, person: Person, by: Person, client: str, *, base_url: str) -> Letter:
    """The letter to a person, in the language chosen for them; `client` is their organisation, empty for the firm's."""
    language = person.language if person.language in PHRASES else "zh"
    say = PHRASES[language]
    words = {
        "say": say,
        "name": person.name,
        "by": by.name,
        "client": client,
        "until": date_words(invitation.expires_at.date().isoformat(), language),
        "link": f"{base_url.rstrip('/')}/invited/{invitation.token}/",
    }
    return Letter(
        subject=say["invites"].format(by=by.name),
        text=templates().get_template("invitation.txt").render(words),
        html=templates().get_template("invitation.html").render(words),
    )
