"""Writing a command's answer: to the screen as UTF-8, or whole into a file."""

import sys
from pathlib import Path

import click


def write(words: str, output: Path | None) -> None:
    """Write an answer; UTF-8 whatever the terminal's locale says, so that Chinese never fails on a bare server."""
    _out(words.encode("utf8"), output)


def write_file(data: bytes, output: Path | None) -> None:
    """Write a file's bytes; a screen is no place for them."""
    if output is None and sys.stdout.isatty():
        raise click.UsageError("This form is a file, not text: name one with -o FILE.")
    _out(data, output)


def _out(data: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(data)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
