"""What is logged, and how: plain lines, or JSON a line where a program reads them (TRACKER_LOG=json).

A line holds ids, never a name; an address or a key that strays into a message is blotted out. Each line of a request
bears the request's id, which the answer bears too (X-Request-ID).
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal

Form = Literal["text", "json"]

# The id of the request this thread answers; empty outside of one.
REQUEST: ContextVar[str] = ContextVar("request", default="")

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# `key=…` and the like in addresses of chat services; `user:password@` in those of databases.
_KEYS = re.compile(r"(?i)\b(key|token|access_token|secret|password|sign)=[^&\s\"']+")
_PASSWORD = re.compile(r"(\w+://[^\s:/@]*):[^\s@]+@")


def scrubbed(words: str) -> str:
    """A message without e-mail addresses, keys and passwords."""
    return _ADDRESS.sub("<address>", _KEYS.sub(r"\1=<key>", _PASSWORD.sub(r"\1:<key>@", words)))


class Plain(logging.Formatter):
    """A line for a person."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, scrubbed."""
        said, request = scrubbed(super().format(record)), REQUEST.get()
        return f"{said} [{request}]" if request else said


class Json(logging.Formatter):
    """A line for a program; what a record carries in `told`, a mapping, stands beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object on one line."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": scrubbed(record.getMessage()),
            **getattr(record, "told", {}),
        }
        if REQUEST.get():
            told["request"] = REQUEST.get()
        if record.exc_info:
            told["trace"] = scrubbed(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def speak(form: Form) -> None:
    """Log to standard error from now on, in this form."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json() if form == "json" else Plain())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every job every five seconds
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    # A line a request is for programs; a person at a terminal would see nothing else.
    logging.getLogger("tracker.requests").setLevel(logging.INFO if form == "json" else logging.WARNING)
