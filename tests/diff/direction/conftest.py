"""The drafting knowledge as shipped, and a change of one clause judged in a line of a test."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.diff.changes import Pair, Relation, Unit, Verdict
from tracker.diff.direction import judge_all
from tracker.diff.drafting import Drafting

TABLES = Path(__file__).parents[3] / "regs" / "cn" / "drafting"


def shipped() -> Drafting:
    """Every drafting table of the repository."""
    return Drafting.from_tables({p.stem: tomllib.loads(p.read_text("utf8")) for p in sorted(TABLES.glob("*.toml"))})


def unit(text: str, *, chapeau: str = "", heading: str = "", locator: str = "7") -> Unit:
    """A paragraph, or with a chapeau an item."""
    return Unit(locator, "7", text, chapeau, heading, "item" if chapeau else "paragraph")


def pair(old: str, new: str, *, chapeau: str = "", heading: str = "") -> Pair:
    """A change of one clause; an empty side is missing."""
    before = unit(old, chapeau=chapeau, heading=heading) if old else None
    after = unit(new, chapeau=chapeau, heading=heading) if new else None
    relation = Relation.AMENDED if old and new else (Relation.ADDED if new else Relation.DELETED)
    return Pair(before, after, relation)


@pytest.fixture(scope="session")
def drafting() -> Drafting:
    """What the shipped tables know."""
    return shipped()


@pytest.fixture(scope="session", name="unit")
def _unit() -> Callable[..., Unit]:
    return unit


@pytest.fixture(scope="session", name="pair")
def _pair() -> Callable[..., Pair]:
    return pair


@pytest.fixture(scope="session")
def judge(drafting: Drafting) -> Callable[..., Verdict]:
    """The verdict on one change, the two clauses being the whole texts."""

    def verdict(old: str, new: str, *, chapeau: str = "", heading: str = "") -> Verdict:
        change = pair(old, new, chapeau=chapeau, heading=heading)
        olds, news = ([u] if u else [] for u in (change.old, change.new))
        return judge_all([change], olds, news, drafting)[0]

    return verdict
