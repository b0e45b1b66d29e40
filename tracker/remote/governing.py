"""The administrator's work from afar, and one's own settings: accounts, clients, invitations, the audit log."""

from collections.abc import Iterator
from typing import cast

from tracker.remote.line import Line, path
from tracker.wire import accounts, service


class Governing:
    """Accounts. All but one's own settings need a token that governs."""

    _line: Line

    def account(self) -> accounts.Account:
        """One's own settings."""
        return cast(accounts.Account, self._line.get("/account"))

    def set_account(self, settings: accounts.AccountSent) -> accounts.Account:
        """Keep one's settings, all of them. Refused with `changed` where they are not as this program read last."""
        return cast(accounts.Account, self._line.put("/account", settings, of="/account"))

    def addresses(self) -> Iterator[accounts.Hook]:
        """One's own addresses beside one's e-mail."""
        return self._line.pages("/addresses")

    def add_address(self, address: accounts.HookSent, *, key: str = "") -> accounts.Hook:
        """One more address."""
        return cast(accounts.Hook, self._line.post("/addresses", address, key=key))

    def remove_address(self, number: int) -> None:
        """One address less."""
        self._line.delete(path("addresses", number))

    def clients(self) -> Iterator[service.ClientShown]:
        """Every client with its people."""
        return self._line.pages("/clients")

    def client(self, client: str) -> service.ClientShown:
        """One client with what it follows and its people."""
        return cast(service.ClientShown, self._line.get(path("clients", client)))

    def add_client(self, client: accounts.ClientSent, *, key: str = "") -> service.ClientShown:
        """A new client organisation."""
        return cast(service.ClientShown, self._line.post("/clients", client, key=key))

    def change_client(self, client: str, said: accounts.ClientSent) -> service.ClientShown:
        """Change a client. Refused with `changed` where it is not as this program read it last."""
        here = path("clients", client)
        return cast(service.ClientShown, self._line.put(here, said, of=here))

    def people(self) -> Iterator[service.Member]:
        """The firm's own people."""
        return self._line.pages("/people")

    def person(self, person: str) -> accounts.PersonShown:
        """One account, and how many records name its owner."""
        return cast(accounts.PersonShown, self._line.get(path("people", person)))

    def switch_person(self, person: str, *, active: bool) -> accounts.PersonShown:
        """Close an account, or open it again."""
        return cast(accounts.PersonShown, self._line.patch(path("people", person), {"active": active}))

    def person_data(self, person: str) -> bytes:
        """Everything that names a person, as a zip."""
        return self._line.file(path("people", person, "data"))

    def erase_person(self, person: str, email: str, *, key: str = "") -> accounts.Erased:
        """Erase a person, for good; their e-mail address says that no other is meant."""
        return cast(accounts.Erased, self._line.post(path("people", person, "erasure"), {"email": email}, key=key))

    def invitations(self) -> Iterator[accounts.Invitation]:
        """The invitations that wait."""
        return self._line.pages("/invitations")

    def invite(self, invitation: accounts.InvitationSent, *, key: str = "") -> accounts.Invitation:
        """Make an account that waits for its owner, and write to them."""
        return cast(accounts.Invitation, self._line.post("/invitations", invitation, key=key))

    def audit(self, *, who: str = "", done: str = "") -> Iterator[accounts.AuditEntry]:
        """The log of deeds, newest first."""
        return self._line.pages("/audit", {"who": who, "done": done})

    def check_audit(self, number: int | None = None, seal: str = "") -> accounts.AuditVerdict:
        """Whether the log's chain holds, and an entry noted elsewhere still stands with its seal."""
        return cast(accounts.AuditVerdict, self._line.get("/audit/check", {"number": number, "seal": seal}))
