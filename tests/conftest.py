"""What tests share: the folders of real texts, which a clean clone does not have."""

import os
from pathlib import Path

import pytest


def _folder(variable: str, what: str) -> Path:
    value = os.environ.get(variable)
    if not value or not Path(value).is_dir():
        pytest.skip(f"{variable} names no folder: {what} are not here")
    return Path(value)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real texts: one folder an instrument, one text a version."""
    return _folder("TRACKER_CORPUS", "the real texts")


@pytest.fixture(scope="session")
def gold() -> Path:
    """Annotated pairs and their scorer."""
    return _folder("TRACKER_GOLD", "the annotated pairs")


@pytest.fixture(scope="session")
def samples() -> Path:
    """Sample pages of the official sites."""
    return _folder("TRACKER_SAMPLES", "the sample pages of official sites")
