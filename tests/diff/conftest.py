"""Our own fictional measures on lighthouses, as short as an example needs."""

from collections.abc import Callable, Sequence

import pytest

from tracker import knowledge
from tracker.diff.changes import Comparison
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.law.document import Document
from tracker.law.numbering import write_numeral

Law = Callable[..., Document]


def write_law(articles: Sequence[str]) -> Document:
    """A text of these articles, numbered from one."""
    lines = [f"第{write_numeral(n)}条　{words}" for n, words in enumerate(articles, 1)]
    return read("\n".join(["云岛灯塔管理办法", *lines]).encode())


@pytest.fixture(scope="session")
def law() -> Law:
    """Articles in, a document out."""
    return lambda *articles: write_law(articles)


@pytest.fixture(scope="session")
def compared() -> Callable[[Sequence[str], Sequence[str]], Comparison]:
    """Two lists of articles in, their comparison out."""
    return lambda old, new: compare(write_law(old), write_law(new), knowledge.drafting())


@pytest.fixture(scope="session")
def lighthouse() -> tuple[str, ...]:
    """Six articles that have little in common."""
    return (
        "为了规范灯塔的养护，保障夜间航行，制定本办法。",
        "灯塔看守人应当每日日落前点燃灯器，并在值守簿上记明点燃的时刻和当时的能见度。",
        "任何船只不得在灯塔周围三百米内抛锚或者捕捞海参。",
        "港务所应当每年检修一次雾笛，检修结果张贴于码头公告栏，供渔民查阅。",
        "看守人因病不能值守的，应当提前二日告知邻塔看守人，由其代为照料灯火。",
        "本办法自二〇三一年五月一日起施行。",
    )
