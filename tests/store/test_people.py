"""Accounts: a password is only ever checked, and a stranger learns nothing from the clock."""

import time
from dataclasses import replace
from statistics import median

import pytest
from sqlalchemy import Connection, text

from tracker.errors import Conflict, NotFound
from tracker.practice.person import Client, Person, Role
from tracker.store.library import Files, Library


def test_a_person_signs_in_with_the_password_whatever_the_case_of_the_mail(files: Files, counsel: Person) -> None:
    files.people.add(counsel, "correct horse")
    assert files.people.check("  lin@FIRM.example", "correct horse") == counsel
    assert files.people.check(counsel.email, "Correct horse") is None
    assert files.people.check("nobody@firm.example", "correct horse") is None


def test_a_new_persons_id_is_random(files: Files, counsel: Person) -> None:
    one = files.people.add(replace(counsel, id=""), "a")
    other = files.people.add(replace(counsel, id="", email="zhou@firm.example"), "a")
    assert one.id != other.id
    assert len(one.id) == 16
    assert files.people.get(one.id) == one


def test_an_account_that_was_closed_does_not_open(files: Files, counsel: Person) -> None:
    files.people.add(counsel, "correct horse")
    files.people.put(replace(counsel, active=False, name="林（离职）"))
    assert files.people.check(counsel.email, "correct horse") is None
    assert files.people.get(counsel.id).name == "林（离职）"


def test_a_new_password_ends_the_old(files: Files, counsel: Person) -> None:
    files.people.add(counsel, "correct horse")
    files.people.set_password(counsel.id, "battery staple")
    assert files.people.check(counsel.email, "correct horse") is None
    assert files.people.check(counsel.email, "battery staple") == counsel


def test_one_mail_has_one_account(files: Files, counsel: Person) -> None:
    files.people.add(counsel, "a")
    with pytest.raises(Conflict, match="already an account"):
        files.people.add(replace(counsel, id="c-2", email="LIN@firm.example"), "b")


def test_people_are_found_by_mail_by_id_and_all_together(files: Files, counsel: Person) -> None:
    files.people.add(counsel, "a")
    analyst = files.people.add(Person("a-1", "zhou@firm.example", "周", Role.ANALYST, language="en"), "b")
    assert files.people.by_email("ZHOU@firm.example") == analyst
    assert files.people.by_email("nobody@firm.example") is None
    assert files.people.all() == [analyst, counsel]
    with pytest.raises(NotFound, match="no person “x”"):
        files.people.get("x")
    with pytest.raises(NotFound):
        files.people.set_password("x", "c")


def test_a_client_comes_back_with_what_it_follows(files: Files, client: Client) -> None:
    files.people.put_client(client)
    files.people.put_client(Client("bohai", "渤海银行", machine_not_reviewed=True))
    assert files.people.client(client.id) == client
    narrowed = replace(client, follows=frozenset({"topic:data"}), name="云端（集团）")
    files.people.put_client(narrowed)
    assert files.people.clients() == [narrowed, Client("bohai", "渤海银行", machine_not_reviewed=True)]
    with pytest.raises(NotFound, match="no client “nobody”"):
        files.people.client("nobody")


def test_a_clients_member_needs_its_client(files: Files, client: Client) -> None:
    files.people.put_client(client)
    member = files.people.add(Person("m-1", "wu@haiyun.example", "吴", Role.CLIENT, client.id), "a")
    assert files.people.get("m-1") == member


def test_no_password_stands_in_the_file(library: Library, counsel: Person, raw: Connection) -> None:
    with library.writing() as files:
        files.people.add(counsel, "correct horse")
    (secret,) = raw.execute(text("SELECT secret FROM people")).one()
    assert secret.startswith("$argon2id$")
    assert "correct horse" not in secret


def test_a_stranger_takes_as_long_as_a_wrong_password(files: Files, counsel: Person) -> None:
    """Who could tell the two apart by the clock could collect the firm's addresses."""
    files.people.add(counsel, "correct horse")

    def takes(email: str) -> float:
        begin = time.perf_counter()
        files.people.check(email, "wrong")
        return time.perf_counter() - begin

    known, stranger = [], []
    for _ in range(5):
        known.append(takes(counsel.email))
        stranger.append(takes("nobody@firm.example"))
    # Without the same work the stranger takes a hundredth; a busy machine doubles either.
    assert 0.3 < median(stranger) / median(known) < 3
