"""Benchmarks are left alone unless asked for: `pytest tests/benchmarks --benchmarks`, as `make bench` does."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the switch."""
    parser.addoption("--benchmarks", action="store_true", help="run the benchmarks too")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Without the switch nothing here is collected, so that nothing is skipped either."""
    return None if config.getoption("benchmarks", False) else True
