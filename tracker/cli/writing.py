"""Writing a command's answer: to the screen as UTF-8, or whole into a file."""

import sys
from pathlib import Path


def write(words: str, output: Path | None) -> None:
    """Write an answer; UTF-8 whatever the terminal's locale says, so that Chinese never fails on a bare server."""
    data = words.encode("utf8")
    if output is not None:
        output.write_bytes(data)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
