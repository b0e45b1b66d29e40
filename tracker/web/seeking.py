"""Seeking the work a form is about: a form offers the newest works, the others by words of their titles."""

from flask import request

LONGEST = 100  # characters; a longer one is a paste by mistake


def sought() -> str:
    """The words of a title this request seeks works by (`?seek=`)."""
    return request.args.get("seek", "").strip()[:LONGEST]
