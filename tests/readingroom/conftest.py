"""The firm of the screens' tests (tests/web/conftest.py), for the desks behind them: built once for both folders."""

import importlib.util
import sys
from pathlib import Path

NAME = "tests.web.conftest"  # as pytest itself names it, so that it finds it here, or we find it there

if NAME not in sys.modules:
    _spec = importlib.util.spec_from_file_location(NAME, Path(__file__).parents[1] / "web" / "conftest.py")
    assert _spec
    assert _spec.loader
    sys.modules[NAME] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[NAME])

filed = sys.modules[NAME].filed
firm = sys.modules[NAME].firm
