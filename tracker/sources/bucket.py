"""Captures in an S3-compatible store that several machines share: `ab/cd/<digest>` below a bucket's prefix.

All of fsspec and s3fs is here; they are loaded only where TRACKER_CAPTURES names such a store (the extra `s3`). Keys
and the store's own address come from the environment alone, under the names every S3 program knows:
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ENDPOINT_URL_S3, AWS_REGION.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from tracker.errors import StoreError, Unreachable
from tracker.sources.folder import DIGEST

# A key in the address would stand in every log that tells it; others than S3 may show a half-written file.
_ADDRESS = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?P<prefix>(/[A-Za-z0-9._-]+)*)/?")
# One request is whole or nothing; parts put together later would leave parts behind at a death. S3 takes 5 GB in one.
_ONE_REQUEST = 5 * 2**30 - 1
# A store in the same house answers in milliseconds; a hung one must not hold a visit or a page for minutes.
_PATIENCE = {"connect_timeout": 5, "read_timeout": 60, "retries": {"max_attempts": 2}}


class Bucket:
    """A prefix of a bucket. Raises Unreachable where the store does not answer or lets us not in."""

    def __init__(self, address: str) -> None:
        """`address` is `s3://BUCKET/PREFIX`. Raises StoreError for any other, and where s3fs is not installed."""
        named = _ADDRESS.fullmatch(address)
        if named is None:
            raise StoreError("TRACKER_CAPTURES has to be s3://BUCKET/PREFIX, without a key: keys stand in AWS_… alone.")
        self._root = named["bucket"] + named["prefix"]
        self._store = _open()

    def read(self, digest: str) -> bytes | None:
        """The bytes as they lie there; None where there are none."""
        with self._asked():
            try:
                data: bytes = self._store.cat_file(self._key(digest))
            except FileNotFoundError:
                return None
        return data

    def write(self, digest: str, data: bytes) -> None:
        """Put bytes there in one request: the store shows all of them or nothing."""
        with self._asked():
            self._store.pipe_file(self._key(digest), data, chunksize=_ONE_REQUEST)

    def touch(self, digest: str, data: bytes) -> None:
        """Say that these bytes were met again: a store knows no way but to put them again."""
        self.write(digest, data)

    def remove(self, digest: str) -> None:
        """Take bytes away."""
        with self._asked():
            self._store.call_s3("delete_object", Bucket=self._bucket, Key=self._key(digest).partition("/")[2])

    def digests(self, before: datetime | None = None) -> Iterator[str]:
        """Every digest something lies under, or was put under before an instant."""
        with self._asked():
            self._store.call_s3("head_bucket", Bucket=self._bucket)  # one that is not there would be an empty one
            found: dict[str, Any] = self._store.find(self._root, detail=True)
        old = (name for name, one in found.items() if before is None or one["LastModified"] < before)
        names = (name.rpartition("/")[2] for name in old)
        yield from (name for name in names if DIGEST.fullmatch(name))

    def is_older(self, digest: str, before: datetime) -> bool:
        """Whether bytes were put there before an instant."""
        with self._asked():
            try:
                return bool(self._store.info(self._key(digest))["LastModified"] < before)
            except FileNotFoundError:
                return False

    def __str__(self) -> str:
        return f"s3://{self._root}"

    @property
    def _bucket(self) -> str:
        return self._root.partition("/")[0]

    def _key(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest[2:4]}/{digest}"

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except Exception as fault:  # botocore, aiohttp and s3fs each have a tree of their own; none of it is passed on
            raise Unreachable(f"The captures' store {self} did not do as asked ({type(fault).__name__}).") from fault


def _open() -> Any:
    try:
        import s3fs
    except ImportError as fault:
        raise StoreError("Captures in an S3 store need s3fs: pip install 'tracker[s3]'.") from fault
    # fsspec hands out one and the same store to all who ask alike, so that its connections are shared.
    return s3fs.S3FileSystem(anon=False, use_listings_cache=False, config_kwargs=_PATIENCE)
