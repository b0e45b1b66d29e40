"""References that were overlooked once, each with the words that hid it."""

from tracker.documents.reading import read
from tracker.documents.references import Scope, references

HEAD = "云岛灯塔法\n（2019年5月6日云岛议事会第一次会议通过）\n"


def _found(words: str, articles: int = 3) -> list[tuple[str, Scope, tuple[str, ...]]]:
    law = [f"第{'一二三四五六七八九'[n]}条　{'灯塔刷白。' if n else words}" for n in range(articles)]
    return [(r.text, r.scope, r.locators) for r in references(read((HEAD + "\n".join(law)).encode()))]


def test_a_number_with_a_zero_in_it_is_a_reference() -> None:
    assert _found("违反本法第二百零六条规定的，处罚。") == [("第二百零六条", Scope.INTERNAL, ("206",))]


def test_places_joined_by_or_are_one_reference() -> None:
    assert _found("违反本法第二条或者第三条规定的，处罚。") == [("第二条或者第三条", Scope.INTERNAL, ("2", "3"))]


def test_a_treaty_is_another_instrument() -> None:
    assert [scope for _, scope, _ in _found("依照灯塔合作条约第二条的规定提出请求。")] == [Scope.EXTERNAL]


def test_a_name_begins_behind_the_words_that_call_it() -> None:
    law = HEAD + "第一条　对于码头安全法第二条规定的行为，依照该条处理。\n第二条　灯塔刷白。"
    assert [r.instrument for r in references(read(law.encode())) if r.scope is Scope.EXTERNAL] == ["码头安全法"]
