"""Captures in an S3 store: a real one, moto's server on this machine, spoken to over HTTP."""

import hashlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.buckets import SECRET, Store, through
from tracker.errors import NotFound, StoreError, Unreachable
from tracker.settings import Settings, from_environment
from tracker.sources.archive import Archive, installed
from tracker.sources.bucket import Bucket


def test_bytes_are_kept_once_under_their_digest_and_read_back_whole(store: Store) -> None:
    archive = Archive(Bucket(store.address))
    page = "第一条　为了规范".encode() * 1000
    digest = archive.keep(page)
    assert archive.keep(page) == digest == hashlib.sha256(page).hexdigest()
    assert archive.read(digest) == page
    assert archive.digests() == {digest}
    archive.forget(digest)
    archive.forget(digest)
    assert archive.digests() == frozenset()
    with pytest.raises(NotFound, match=r"No capture .* is kept in s3://the-firms-captures/firm/captures"):
        archive.read(digest)


def test_a_damaged_capture_is_noticed_and_mended_by_the_next_visit(store: Store) -> None:
    archive = Archive(Bucket(store.address))
    digest = archive.keep(b"page")
    archive.place.write(digest, b"pagf")
    with pytest.raises(StoreError, match="damaged"):
        archive.read(digest)
    archive.keep(b"page")
    assert archive.read(digest) == b"page"


def test_a_put_that_is_killed_in_the_middle_leaves_nothing(store: Store) -> None:
    """A process dies with a third of six megabytes on the wire; who asks then finds nothing, not a part."""
    with halting(store.server, after=2_000_000) as (address, halted):
        code = "import sys; from tracker.sources.archive import *; from tracker.sources.bucket import *; "
        code += f"Archive(Bucket({store.address!r})).keep(bytes(6_000_000))"
        child = subprocess.Popen([sys.executable, "-c", code], env=os.environ | through(address))
        assert halted.wait(60)
        child.send_signal(signal.SIGKILL)
        child.wait()
    archive = Archive(Bucket(store.address))
    assert archive.digests() == frozenset()
    assert archive.read(archive.keep(bytes(6_000_000))) == bytes(6_000_000)


def test_a_store_that_does_not_answer_is_told_from_a_capture_that_is_not_there(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import s3fs

    caplog.set_level(logging.DEBUG)
    archive = Archive(Bucket(store.address))
    archive.keep(b"page")
    with pytest.raises(Unreachable, match="did not do as asked"):
        Archive(Bucket("s3://nobodys-captures/x")).digests()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{port}")
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(Unreachable, match=r"s3://the-firms-captures/firm/captures did not") as told:
        Archive(Bucket(store.address)).keep(b"page")
    said = f"{told.value} {told.value.__cause__} {caplog.text}"
    assert SECRET not in said


@pytest.mark.parametrize("address", ["s3://key:secret@bucket/x", "ftp://host/x", "s3://Bucket", "/a/folder"])
def test_an_address_with_a_key_or_of_another_kind_is_refused_and_not_repeated(address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told:
        installed(Settings(tmp_path, "", captures_at=address))
    assert address not in str(told.value)


def test_a_folder_is_what_an_installation_has_by_default(tmp_path: Path) -> None:
    settings = from_environment({"TRACKER_DATA": str(tmp_path)})
    assert str(installed(settings).place) == str(tmp_path / "captures")
    assert from_environment({"TRACKER_CAPTURES": "s3://b/c"}).captures_at == "s3://b/c"


class halting:  # noqa: N801 - read as a word of the sentence it stands in
    """A way to a server that stops passing on after so many bytes, and says so; the connection stays until the end."""

    def __init__(self, server: str, after: int) -> None:
        self._port, self._after, self._halted = int(server.rpartition(":")[2]), after, threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []

    def __enter__(self) -> tuple[str, threading.Event]:
        threading.Thread(target=self._serve, daemon=True).start()
        return f"http://127.0.0.1:{self._door.getsockname()[1]}", self._halted

    def __exit__(self, *_: object) -> None:
        for one in (self._door, *self._open):
            one.close()

    def _serve(self) -> None:
        while True:
            try:
                asking, _ = self._door.accept()
            except OSError:
                return
            asked = socket.create_connection(("127.0.0.1", self._port))
            self._open += [asking, asked]
            threading.Thread(target=self._pass, args=(asking, asked, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(asked, asking, False), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, counted: bool) -> None:
        passed = 0
        try:
            while data := one.recv(65536):
                other.sendall(data)
                passed += len(data)
                if counted and passed > self._after:
                    self._halted.set()
                    return
        except OSError:
            return
