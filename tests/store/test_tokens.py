"""Tokens and repeated requests as they are kept: a digest and never a secret; a key once, an answer twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.store.conftest import NOON
from tracker.errors import NotFound
from tracker.practice.person import Person
from tracker.practice.repeat import Claim, Repeat
from tracker.practice.token import REACHES
from tracker.store.library import Library

WEEK = timedelta(days=7)


@pytest.fixture
def owned(library: Library, counsel: Person) -> Library:
    with library.writing() as files:
        files.people.add(counsel, "correct horse")
    return library


def test_no_column_holds_the_secret(owned: Library, counsel: Person) -> None:
    with owned.writing() as files:
        token, secret = files.tokens.make(counsel.id, "matters", REACHES["read"], NOON, NOON + WEEK)
    with owned._engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM api_tokens")).one()
    assert secret not in " ".join(str(value) for value in row)
    assert len(secret) > 40
    assert secret.startswith(token.hint)


def test_a_secret_lets_in_until_it_expires_or_is_taken_back(owned: Library, counsel: Person) -> None:
    with owned.writing() as files:
        token, secret = files.tokens.make(counsel.id, "matters", REACHES["write"], NOON, NOON + WEEK)
        assert files.tokens.by_secret(secret, NOON) == token
        for wrong in ("", "trk_guessed", secret[:-1], secret.upper(), "\ud800"):
            with pytest.raises(NotFound):
                files.tokens.by_secret(wrong, NOON)
        with pytest.raises(NotFound):
            files.tokens.by_secret(secret, NOON + WEEK)
        with pytest.raises(NotFound):
            files.tokens.revoke(token.id, "somebody-else", NOON)
        files.tokens.revoke(token.id, counsel.id, NOON)
        assert files.tokens.of(counsel.id) == []
        with pytest.raises(NotFound):
            files.tokens.by_secret(secret, NOON)


def test_a_key_is_claimed_once_and_answers_ever_after(owned: Library, counsel: Person) -> None:
    asked = Repeat("k-1", "a" * 64, NOON, holder="here")
    claim = Claim(counsel.id, "k-1", "here")
    with owned.writing() as files:
        assert files.repeats.claim(counsel.id, asked) is None
        assert files.repeats.claim(counsel.id, asked) == asked  # under way: nobody knows yet
        answered = replace(asked, status=201, headers={"Location": "/x"}, body="{}")
        files.repeats.keep(claim, answered)
        files.repeats.release(claim, if_untouched=False)  # an answer is not let go
        assert files.repeats.claim(counsel.id, asked) == answered
        files.repeats.claim(counsel.id, replace(asked, key="k-2"))
        files.repeats.release(replace(claim, key="k-2"), if_untouched=True)
        assert files.repeats.claim(counsel.id, replace(asked, key="k-2")) is None


def test_a_day_later_a_key_is_free_again(owned: Library, counsel: Person) -> None:
    asked = Repeat("k-1", "a" * 64, NOON)
    with owned.writing() as files:
        files.repeats.claim(counsel.id, asked)
        assert files.repeats.claim(counsel.id, replace(asked, asked_at=NOON + timedelta(hours=23)))
        assert files.repeats.claim(counsel.id, replace(asked, asked_at=NOON + timedelta(hours=25))) is None
