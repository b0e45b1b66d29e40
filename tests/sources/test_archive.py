"""Evidence: the bytes as they came."""

import hashlib
import threading

import pytest

from tracker.errors import NoRoom, NotFound, StoreError
from tracker.sources.archive import Archive


def test_bytes_are_kept_once_under_their_digest(tmp_path):
    archive = Archive(tmp_path)
    digest = archive.keep(b"page")
    assert digest == hashlib.sha256(b"page").hexdigest()
    assert archive.keep(b"page") == digest
    assert archive.read(digest) == b"page"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [digest]


def test_a_damaged_capture_is_noticed_and_mended_by_the_next_visit(tmp_path):
    archive = Archive(tmp_path)
    digest = archive.keep(b"page")
    path = archive.place.path(digest)
    path.chmod(0o644)
    path.write_bytes(b"pagf")
    with pytest.raises(StoreError, match="damaged"):
        archive.read(digest)
    archive.keep(b"page")
    assert archive.read(digest) == b"page"


def test_a_digest_is_no_path(tmp_path):
    with pytest.raises(NotFound):
        Archive(tmp_path).read("../../etc/passwd")
    with pytest.raises(NotFound, match="No capture"):
        Archive(tmp_path).read("0" * 64)


def test_a_write_that_dies_leaves_nothing_half(tmp_path, monkeypatch):
    archive = Archive(tmp_path)

    def die(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", die)
    with pytest.raises(NoRoom, match="No space"):
        archive.keep(b"page")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_many_hands_keep_the_same_bytes(tmp_path):
    archive = Archive(tmp_path)
    threads = [threading.Thread(target=archive.keep, args=(b"x" * 100_000,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1
