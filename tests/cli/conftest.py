"""The firm of the screens' tests, for commands over a library: the fixtures of tests/readingroom."""

from tests.readingroom.conftest import filed, firm

__all__ = ["filed", "firm"]
