"""Lines of the log: whole, on one line, and without what is nobody's business."""

import json
import logging

import pytest

from tracker.logs import REQUEST, Json, Plain, scrubbed


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("550 no such user <li@hengtong.example>", "550 no such user <<address>>"),
        ("POST https://chat.example/send?key=abc&x=1 failed", "POST https://chat.example/send?key=<key>&x=1 failed"),
        ("postgresql://tracker:geheim@db/tracker is away", "postgresql://tracker:<key>@db/tracker is away"),
        ("第三条 changed", "第三条 changed"),
    ],
)
def test_addresses_and_keys_are_blotted_out(said: str, written: str) -> None:
    assert scrubbed(said) == written


def test_a_fault_is_one_line_with_its_trace_and_its_request() -> None:
    token = REQUEST.set("abc-12345678")
    try:
        raise ValueError("li@hengtong.example")
    except ValueError:
        import sys

        record = logging.LogRecord("tracker.x", logging.ERROR, "f", 1, "broke: %s", ("海",), sys.exc_info())
        line = Json().format(record)
        plain = Plain().format(record)
    finally:
        REQUEST.reset(token)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["says"], told["request"], told["level"]) == ("broke: 海", "abc-12345678", "error")
    assert "ValueError" in told["trace"]
    assert "hengtong" not in line + plain
