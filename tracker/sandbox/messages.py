"""What a reader and the process that asks it say to each other: a length, then a pickled tuple of plain values.

The child's answer is not trusted: it is unpickled with nothing but the nouns of the law at hand.
"""

import importlib
import io
import pickle
import struct
from typing import IO, Any

_HEAD = struct.Struct("<Q")
#: The largest tree of a real text is 20 MB; an answer beyond this is a fault.
_LARGEST = 1 << 30
_ROOMS = (
    *("tracker.law.", "tracker.documents.revisions", "tracker.documents.guide", "tracker.sandbox.limits"),
    "tracker.exports.redline_reading",
)
#: A law has days, a comment in Word an instant.
_CLOCK = frozenset({"date", "datetime", "timezone", "timedelta"})


class Broken(Exception):
    """The other side ended in the middle of a message, or said what no reader says."""


def pack(message: tuple[Any, ...]) -> bytes:
    """A message as it goes over the pipe."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _HEAD.pack(len(body)) + body


def length(head: bytes) -> int:
    """How many bytes follow this head; raises Broken for an absurd number."""
    if len(head) != _HEAD.size:
        raise Broken("the pipe closed")
    (size,) = _HEAD.unpack(head)
    if size > _LARGEST:
        raise Broken("an absurd length")
    return int(size)


HEAD = _HEAD.size


def unpack(body: bytes) -> tuple[Any, ...]:
    """The message of a body; raises Broken for anything but plain values and nouns of the law."""
    try:
        message = _Plain(io.BytesIO(body)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError) as fault:
        raise Broken(str(fault)) from fault
    if not isinstance(message, tuple):
        raise Broken("no tuple")
    return message


def receive(pipe: IO[bytes]) -> tuple[Any, ...] | None:
    """The next message of a blocking pipe; None where it was closed between messages."""
    head = pipe.read(HEAD)
    if not head:
        return None
    body = pipe.read(length(head))
    return unpack(body)


class _Plain(pickle.Unpickler):
    """Makes values of the law, dates and built-in containers, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of a name, if a reader may say it."""
        if module == "datetime" and name in _CLOCK:
            return getattr(importlib.import_module(module), name)
        if module.startswith(_ROOMS) and "." not in name and name[:1].isupper():
            return getattr(importlib.import_module(module), name)
        # dataclasses with slots and enumerations are rebuilt by these
        if (module, name) in {("copyreg", "_reconstructor"), ("builtins", "object"), ("builtins", "frozenset")}:
            return getattr(importlib.import_module(module), name)
        raise pickle.UnpicklingError(f"{module}.{name} is no noun of the law")
