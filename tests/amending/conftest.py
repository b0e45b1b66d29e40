"""Fictional laws and the decisions that amend them, as short as an example needs; and the draftsman."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tracker import knowledge
from tracker.amending.consolidating import Consolidation, amend
from tracker.amending.operation import Decision
from tracker.amending.reading import read_decision
from tracker.documents.reading import read

LAW = """云岛灯塔法
（2019年5月6日云岛议事会第一次会议通过）
第一章　总则
第一条　为了保障夜间航行，制定本法。
第二条　灯塔由看守人看管。看守人应当每日点灯。
第三条　灯塔不得熄灭。
有下列情形之一的，可以暂时熄灭：
（一）修理灯器的；
（二）更换灯油的；
（三）岛务署批准的。
第二章　罚则
第四条　违反本法第三条第一款规定，熄灭灯塔的，处三枚银币以下罚款。
第五条　违反本法第二条规定，不点灯的，给予警告。
第六条　本法自2019年6月1日起施行。
"""
HEAD = (
    "云岛议事会关于修改《云岛灯塔法》的决定",
    "（2026年1月5日云岛议事会第三次会议通过）",
    "云岛议事会第三次会议决定对《云岛灯塔法》作如下修改：",
)


@pytest.fixture(scope="session")
def law() -> str:
    """The lighthouse law of 2019."""
    return LAW


@pytest.fixture(scope="session")
def decision() -> Callable[..., str]:
    """Points in, the decision out."""

    def write(*points: str, closing: str = "本决定自2026年3月1日起施行。") -> str:
        numbered = [f"{'一二三四五六七八九'[n]}、{point}" for n, point in enumerate(points)]
        return "\n".join([*HEAD, *numbered, closing]) + "\n"

    return write


@pytest.fixture(scope="session")
def orders() -> Callable[[str], Decision]:
    """A decision's text in, its operations out."""
    return lambda text: read_decision(read(text.encode(), guide=knowledge.guide()), knowledge.amending())


@pytest.fixture(scope="session")
def amended(orders: Callable[[str], Decision]) -> Callable[[str, str], Consolidation]:
    """A law's text and a decision's in, what they make out."""
    return lambda base, decision: amend(read(base.encode()), orders(decision), guide=knowledge.guide())


@pytest.fixture(scope="session")
def draftsman() -> ModuleType:
    """The draftsman of decisions, who knows nothing of how they are read."""
    spec = importlib.util.spec_from_file_location("draftsman", Path(__file__).with_name("draftsman.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["draftsman"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
