"""The library knows which bytes it has met, where, and when last."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tracker.law.instrument import Capture, Version
from tracker.store.library import Files

SLUG = "cloud-computing-power"


def test_bytes_never_met_have_no_capture(files: Files) -> None:
    assert files.captures.of("00" * 32) == []


def test_a_capture_comes_back_with_its_headers(files: Files, capture: Capture) -> None:
    files.captures.keep(capture)
    assert files.captures.of(capture.sha256) == [capture]


def test_the_same_bytes_from_two_addresses_are_two_captures(files: Files, capture: Capture) -> None:
    mirror = replace(capture, url="https://mirror.example/31")
    files.captures.keep(capture)
    files.captures.keep(mirror)
    files.captures.keep(mirror)
    assert files.captures.of(capture.sha256) == [capture, mirror]


def test_meeting_known_bytes_again_moves_last_seen_of_their_version(
    files: Files, draft: Version, final: Version, capture: Capture, at: Callable[[float], datetime]
) -> None:
    files.versions.file(draft)
    files.versions.file(final)
    files.captures.seen(capture.sha256, at(24))
    seen = files.versions.get(SLUG, draft.id)
    assert (seen.first_seen_at, seen.last_seen_at) == (at(0), at(24))
    assert files.versions.get(SLUG, final.id).last_seen_at is None


def test_last_seen_never_runs_backwards(
    files: Files, draft: Version, capture: Capture, at: Callable[[float], datetime]
) -> None:
    """A clock set back must not make a text look older."""
    files.versions.file(draft)
    files.captures.seen(capture.sha256, at(24))
    files.captures.seen(capture.sha256, at(2))
    assert files.versions.get(SLUG, draft.id).last_seen_at == at(24)
