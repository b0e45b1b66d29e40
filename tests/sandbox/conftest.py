"""The small files that the room of documents builds for its tests."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def files() -> Any:
    """Makes Word archives, zips and PDFs."""
    place = Path(__file__).parent.parent / "documents" / "conftest.py"
    spec = importlib.util.spec_from_file_location("documents_files", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Files
