"""What a request may hold at all: numbers a database has room for, words in UTF-8 without NUL. Else it is nobody's."""

from urllib.parse import unquote_to_bytes

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

from tracker.web.api import problems

LARGEST = 2**31 - 1  # what an INTEGER of PostgreSQL holds; SQLite's driver gives up later, and as loudly


class Number(IntegerConverter):
    """`<int:…>` of an address: one the database has no room for is the number of nothing, so 404 and no fault.

    It is read as 0, which is nobody's number; refused here, Werkzeug would say 405 of an address with several methods.
    """

    def to_python(self, value: str) -> int:
        """The number, or 0."""
        number = super().to_python(value) if len(value) <= len(str(LARGEST)) else 0
        return number if number <= LARGEST else 0


def register(app: Flask) -> None:
    """Hold every address of the site to it; to be called before the first address is added."""
    app.url_map.converters["int"] = Number
    app.before_request(_refuse_other_signs)
    app.before_request(_refuse_nul)


def _refuse_other_signs() -> None:
    """400 for a question in no UTF-8, which no browser sends; the page that says so can read what is left of it."""
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        request.query_string = b""
        abort(400)


def _refuse_nul() -> None:
    """400 for a NUL: PostgreSQL keeps none, and no keyboard types one."""
    if "\x00" in request.path or b"\x00" in unquote_to_bytes(request.query_string):
        abort(400)
    if problems.is_ours():
        return  # the API reads no form: it checks its JSON itself, and a file may hold anything
    if any("\x00" in value for values in request.form.listvalues() for value in values):
        abort(400)
