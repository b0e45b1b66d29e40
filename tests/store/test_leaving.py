"""A person leaves: what is theirs is gathered whole, then gone from every table, while the record of deeds holds."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, inspect, text

from tracker.annotations.annotation import Deed
from tracker.errors import Conflict, NotFound
from tracker.law.instrument import Instrument, Shelf
from tracker.practice.audit import Done, flaws
from tracker.practice.feed import Scope
from tracker.practice.person import Person, Role
from tracker.practice.watch import Channel, Delivery, Filing, Hook, Watch
from tracker.store.leaving import PERSONAL, personal
from tracker.store.library import Library
from tracker.store.tables import Base

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
NAME, EMAIL, KEY = "独孤求真", "dugu@firm.example", "https://chat.example/hook?key=geheim"


@pytest.fixture
def firm(library: Library) -> Library:
    with library.writing() as files:
        files.instruments.put(Instrument("seas", "海域办法", "", "departmental-rule", ("cac",), (), Shelf.REAL))
        files.people.add(Person("p1", EMAIL, NAME, Role.COUNSEL, zone="Europe/Berlin"), "correct horse")
        files.people.add(Person("p2", "zhou@firm.example", "周平", Role.ADMINISTRATOR), "correct horse")
        note = files.notes.add("seas", "a", "b", "", None, "我写的意见", "p1", AT)
        files.notes.add("seas", "a", "b", "", None, f"@{NAME} 请看", "p2", AT, parent=note.id)
        files.notes.act(note.id, Deed.ASSIGNED, "p1", "p2", AT)
        hook = files.hooks.add(Hook(0, "p1", Channel.WECOM, f"{NAME}的群", KEY, "s3cret"))
        watch = files.watches.add(Watch(0, "p1", "seas", channel=Channel.WECOM, hook=hook.id))
        letters = (Delivery(0, 0, Channel.MAIL, EMAIL, ""), Delivery(0, 0, Channel.WECOM, str(hook.id), ""))
        files.outbox.file([Filing(watch.id, "p1", "seas/b", "seas", "b", None, letters)], AT)
        (mail, _), *_ = files.outbox.claim(AT, 5)
        files.outbox.failed(mail.id, f"550 no such user <{EMAIL}>", True, None)
        files.feeds.make("p1", Scope.EVERYTHING, "", AT)
        files.audit.record("p1", Done.WROTE, f"note/{note.id}", "", AT)
    return library


def everything(raw: Connection) -> str:
    """All the words of the whole database."""
    names = [n for n in inspect(raw).get_table_names() if not n.startswith("pairs")]
    return "\n".join(str(row) for name in names for row in raw.execute(text(f'SELECT * FROM "{name}"')))


def test_what_is_kept_about_a_person_is_gathered_without_keys(firm: Library) -> None:
    with firm.reading() as files:
        found = files.leaving.gathered("p1")
    counted = {kind: len(rows) for kind, rows in found.items()}
    assert counted == dict.fromkeys(("people", "alerts", "audit", "feeds", "hooks", "revisions", "watches"), 1)
    assert found["people"][0]["email"] == EMAIL
    assert found["revisions"][0]["body"] == "我写的意见"
    said = str(found)
    assert [word for word in (KEY, "s3cret", "argon2") if word in said] == []


def test_an_erased_person_is_in_no_table_and_the_chain_holds(firm: Library, raw: Connection) -> None:
    assert NAME in everything(raw)
    with firm.writing() as files:
        pseudonym = files.leaving.erase("p1")
        files.audit.record("p2", Done.ERASED, "person/p1", "", AT)
    said = everything(raw)
    assert [word for word in (NAME, EMAIL, KEY, "s3cret", "Europe/Berlin", "correct horse") if word in said] == []
    with firm.reading() as files:
        assert list(flaws(files.audit.all())) == []
        assert files.people.get("p1").name == pseudonym
        assert files.people.by_email(EMAIL) is None
        assert files.people.check("p1@erased.invalid", "") is None
        assert [n.body for n in files.notes.of("seas", "a", "b")][:1] == ["我写的意见"]
        assert files.watches.all_active() == []
    with firm.writing() as files:
        assert files.outbox.claim(AT, 5) == []


def test_the_last_administrator_cannot_be_erased(firm: Library) -> None:
    with firm.writing() as files:
        with pytest.raises(Conflict, match="last administrator"):
            files.leaving.erase("p2")
        with pytest.raises(NotFound):
            files.leaving.erase("p3")


def test_every_column_that_holds_a_persons_id_is_known() -> None:
    """By what the tables say themselves: a key to people, or the words “id of the person”."""
    missed = []
    for table in Base.metadata.sorted_tables:
        known = {column.name for column in personal(table)}
        for column in table.columns:
            keys = {key.target_fullname for key in column.foreign_keys}
            says = "id of the person" in (column.comment or "")
            if ("people.id" in keys or says) and column.name not in known:
                missed.append(f"{table.name}.{column.name}")
    assert missed == []
    assert {c.name for t in Base.metadata.sorted_tables for c in personal(t)} == PERSONAL
