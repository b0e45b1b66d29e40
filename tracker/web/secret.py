"""The key that signs sessions: from the environment, else made once and kept beside the data, for the owner only."""

import contextlib
import os
import secrets
import tempfile

from tracker.settings import Settings


def session_secret(settings: Settings) -> str:
    """The settings' secret, else the one kept in `data/secret`, made at first need (256 bits)."""
    if settings.secret:
        return settings.secret
    settings.data.mkdir(parents=True, exist_ok=True)
    path = settings.data / "secret"
    if not path.exists():
        handle, made = tempfile.mkstemp(dir=settings.data, prefix="secret-")  # mode 0600
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        # A link appears whole or not at all: of two processes starting at once, one wins and both read the same key.
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
        os.unlink(made)
    return path.read_text(encoding="ascii")
