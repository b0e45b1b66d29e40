"""The table “who sees what”, row by row and role by role."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from tracker.annotations.annotation import Note, NoteRelease, Revision
from tracker.law.instrument import Instrument
from tracker.practice import access
from tracker.practice.access import Release, Sight
from tracker.practice.person import Client, Person, Reader, Role

RULE = Instrument(
    "cloud-computing-power", "瀚海省云端算力管理办法", "", "departmental-rule", topics=("computing", "data")
)
OTHER = Instrument("lunar-mining", "月面采矿条例", "", "administrative-regulation", topics=("space",))
NOON = datetime(2031, 3, 1, 12, tzinfo=UTC)

FOLLOWER = Client("haiyun", "海云科技", frozenset({"cloud-computing-power"}))
BY_TOPIC = Client("bohai", "渤海银行", frozenset({"topic:data"}))
TRUSTED = Client("yunti", "云梯", frozenset({"cloud-computing-power"}), machine_not_reviewed=True)
STRANGER = Client("muye", "牧野", frozenset({"lunar-mining"}))


def person(role: Role, client: Client | None = None, *, active: bool = True) -> Reader:
    return Reader(Person("p-1", "p@firm.example", "某人", role, client.id if client else None, active=active), client)


VISITOR = Reader()
COUNSEL, ANALYST, ADMINISTRATOR = (person(r) for r in (Role.COUNSEL, Role.ANALYST, Role.ADMINISTRATOR))
INSIDE = (COUNSEL, ANALYST, ADMINISTRATOR)
READERS = {
    "visitor": VISITOR,
    "follower": person(Role.CLIENT, FOLLOWER),
    "follower by topic": person(Role.CLIENT, BY_TOPIC),
    "trusted follower": person(Role.CLIENT, TRUSTED),
    "client that follows something else": person(Role.CLIENT, STRANGER),
    "client's member without a client": person(Role.CLIENT),
    "counsel": COUNSEL,
    "analyst": ANALYST,
    "administrator": ADMINISTRATOR,
    "counsel who left": person(Role.COUNSEL, active=False),
    "client's member who left": person(Role.CLIENT, FOLLOWER, active=False),
}
FOLLOWERS = {"follower", "follower by topic", "trusted follower"}
FIRM = {"counsel", "analyst", "administrator"}


def who(answers: Iterable[tuple[str, bool]]) -> set[str]:
    return {name for name, yes in answers if yes}


def released(client: str | None, *, withdrawn: bool = False) -> Release:
    return Release(
        RULE.slug, "2031-03-01-draft", "2031-09-10-promulgated", client, "c-1", NOON, NOON if withdrawn else None
    )


def test_facts_are_for_the_firm_and_followers() -> None:
    assert who((n, access.sees_facts(r, RULE)) for n, r in READERS.items()) == FIRM | FOLLOWERS


def test_facts_are_for_visitors_where_the_firm_set_so() -> None:
    """A client that follows something else still sees its own things only: signed in, it is no visitor."""
    seen = who((n, access.sees_facts(r, RULE, public_facts=True)) for n, r in READERS.items())
    no_role = {"visitor", "client's member without a client", "counsel who left", "client's member who left"}
    assert seen == FIRM | FOLLOWERS | no_role


@pytest.mark.parametrize("public_facts", [False, True])
def test_public_facts_open_no_text(public_facts: bool) -> None:
    assert not access.sees_text(VISITOR, RULE)
    assert access.sees_facts(VISITOR, RULE, public_facts=public_facts) is public_facts


def test_texts_and_the_bare_redline_are_for_the_firm_and_followers() -> None:
    assert who((n, access.sees_text(r, RULE)) for n, r in READERS.items()) == FIRM | FOLLOWERS


def test_a_follower_of_one_thing_sees_no_other() -> None:
    reader = READERS["follower"]
    assert access.sees_text(reader, RULE)
    assert not access.sees_facts(reader, OTHER)
    assert not access.sees_text(reader, OTHER)
    assert access.sight(reader, OTHER, [released(None)]) is Sight.NOTHING


@pytest.mark.parametrize(
    ("releases", "sights"),
    [
        ([], {"follower": Sight.NOTHING, "follower by topic": Sight.NOTHING, "trusted follower": Sight.MACHINE}),
        (
            [released(None)],
            {"follower": Sight.RELEASED, "follower by topic": Sight.RELEASED, "trusted follower": Sight.RELEASED},
        ),
        (
            [released("haiyun")],
            {"follower": Sight.RELEASED, "follower by topic": Sight.NOTHING, "trusted follower": Sight.MACHINE},
        ),
        (
            [released(None, withdrawn=True)],
            {"follower": Sight.NOTHING, "follower by topic": Sight.NOTHING, "trusted follower": Sight.MACHINE},
        ),
        (
            [released(None, withdrawn=True), released("bohai")],
            {"follower": Sight.NOTHING, "follower by topic": Sight.RELEASED, "trusted follower": Sight.MACHINE},
        ),
    ],
    ids=["before release", "to every follower", "to one client", "withdrawn", "withdrawn from all, then to one"],
)
def test_verdicts_are_for_the_firm_and_for_whom_they_were_released(
    releases: list[Release], sights: dict[str, Sight]
) -> None:
    for name, reader in READERS.items():
        expected = Sight.FULL if name in FIRM else sights.get(name, Sight.NOTHING)
        assert access.sight(reader, RULE, releases) is expected, name


def note(*releases: NoteRelease) -> Note:
    wordings = (Revision("内部：客户可能超期。", "c-1", NOON),)
    return Note(1, RULE.slug, "2031-03-01-draft", "2031-09-10-promulgated", "1~1", None, wordings, releases)


def shown(body: str, hours: int, client: str | None = None) -> NoteRelease:
    return NoteRelease(body, "c-1", NOON + timedelta(hours=hours), client)


def test_an_internal_note_is_for_no_client() -> None:
    assert [n for n, r in READERS.items() if access.released_wording(r, note())] == []


def test_a_client_reads_the_newest_wording_released_to_it() -> None:
    written = note(shown("致各位", 1), shown("致海云", 2, "haiyun"), shown("致牧野", 3, "muye"))
    wording = {n: w.body for n, r in READERS.items() if (w := access.released_wording(r, written))}
    assert wording == {
        "follower": "致海云",
        "follower by topic": "致各位",
        "trusted follower": "致各位",
        "client that follows something else": "致牧野",
    }


def test_a_later_word_to_all_comes_before_an_earlier_word_to_one() -> None:
    written = note(shown("致海云", 1, "haiyun"), shown("致各位", 2))
    wording = access.released_wording(READERS["follower"], written)
    assert wording is not None
    assert wording.body == "致各位"


def test_notes_are_written_by_counsel_and_the_administrator() -> None:
    assert who((n, access.writes_notes(r)) for n, r in READERS.items()) == {"counsel", "administrator"}


def test_sources_are_repaired_by_analysts_and_the_administrator() -> None:
    assert who((n, access.writes_sources(r)) for n, r in READERS.items()) == {"analyst", "administrator"}


def test_accounts_are_the_administrators() -> None:
    assert who((n, access.governs(r)) for n, r in READERS.items()) == {"administrator"}


def test_the_firms_own_people_are_inside() -> None:
    assert who((n, access.is_inside(r)) for n, r in READERS.items()) == FIRM


def test_a_client_follows_by_slug_or_by_topic() -> None:
    assert access.follows(FOLLOWER, RULE)
    assert access.follows(BY_TOPIC, RULE)
    assert not access.follows(BY_TOPIC, OTHER)
    assert not access.follows(Client("x", "x", frozenset({"data", "computing"})), RULE)
