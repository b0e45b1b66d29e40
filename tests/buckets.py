"""An S3 server on this machine (moto's, over HTTP), with an empty bucket and the keys to it."""

import os
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

SECRET = "a-secret-nobody-may-read-in-a-log"
_NAME = "the-firms-captures"


@dataclass(frozen=True, slots=True)
class Store:
    """A bucket: `address` for TRACKER_CAPTURES, and the server it stands on."""

    address: str
    server: str

    @property
    def keys(self) -> Mapping[str, str]:
        """The environment a program needs that comes in by the front door."""
        return through(self.server)


def through(server: str) -> Mapping[str, str]:
    """The environment of a program that reaches the store by an address."""
    return {
        "AWS_ACCESS_KEY_ID": "the-firm",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_ENDPOINT_URL_S3": server,
        "AWS_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@contextmanager
def serving() -> Iterator[str]:
    """A server's address while it runs."""
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        running.stop()


def emptied(server: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A bucket with nothing in it, its keys in this process's environment."""
    import s3fs

    for name, value in through(server).items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    _ask(f"{server}/moto-api/reset", "POST")
    _ask(f"{server}/{_NAME}", "PUT")
    assert os.environ["AWS_ENDPOINT_URL_S3"] == server
    return Store(f"s3://{_NAME}/firm/captures", server)


def _ask(url: str, method: str) -> None:
    urllib.request.urlopen(urllib.request.Request(url, method=method)).close()
