"""What reading says of a text, as a Chinese screen shows it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents.test_survey import EVERY, texts
from tracker import knowledge
from tracker.documents.quality import judge
from tracker.documents.reading import read
from tracker.documents.references import stale
from tracker.errors import DocumentError


def law(numbers: str) -> str:
    return "\n".join(["灯会管理办法", *(f"第{n}条 灯会应当有序，任何人不得携带明火入场。" for n in numbers)])


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ("一二四五", "第二条之后直接是第四条，其间缺第三条。"),
        ("一二六七", "第二条之后直接是第六条，其间缺第三条–第五条。"),
    ],
)
def test_a_gap_names_what_is_missing(numbers: str, says: str) -> None:
    (problem,) = read(law(numbers).encode()).problems
    assert knowledge.sentences().in_chinese(problem.says) == says


def test_the_reason_a_text_was_put_aside() -> None:
    quality = judge(read(law("一二三八九十").encode()))
    said = knowledge.sentences().in_chinese(f"灯会管理办法: {quality.reason}")
    assert said == (
        f"灯会管理办法：读取质量 {quality.score:.2f}，低于 0.60：共10条，缺4条。"
        "题注和末尾条文都没有写明施行日期，文本可能不完整。"
    )


def test_an_unknown_sentence_is_shown_as_it_is() -> None:
    assert knowledge.sentences().in_chinese("Lanterns: they burn. Candles too.") == "Lanterns: they burn. Candles too."


@pytest.mark.corpus
def test_every_remark_on_real_texts_has_its_chinese(corpus: Path, whole: Callable[..., None]) -> None:
    unsaid = set()
    for count, (name, data) in enumerate(texts(corpus)):
        if count % EVERY:
            continue
        try:
            document = read(data, name=name)
        except DocumentError:
            continue
        for problem in (*document.problems, *judge(document).problems, *stale(document)):
            if knowledge.sentences().in_chinese(problem.says) == problem.says:
                unsaid.add(problem.says)
    assert unsaid == set()
