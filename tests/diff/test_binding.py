"""A translation bound to its text, clause by clause."""

from tracker.diff.binding import bind
from tracker.documents.reading import read

CHINESE = """云岛灯塔管理办法
第一条　制定本办法。
第二条　看守人应当履行下列职责：
（一）擦拭灯罩；
（二）记录海况。
第三条　雾笛每年检修一次。
检修结果张贴于码头。
第四条　船只不得抛锚。
捕鱼的除外。
第五条　本办法自公布之日起施行。
"""
ENGLISH = """Measures on the Lighthouses of Cloud Island
Article 1 These Measures are made.
Article 2 Keepers shall perform the following duties:
(1) wipe the lamp glass;
(2) record the sea.
Article 3 The fog horn is overhauled once a year.
The result is posted at the quay.
Article 4 Vessels shall not anchor, except for fishing.
Article 6 A surplus article.
"""


def test_articles_are_bound_by_number_and_their_parts_by_order():
    found = bind(read(CHINESE.encode()), read(ENGLISH.encode())).bound
    assert found["2"].text == "Keepers shall perform the following duties:"
    assert found["2(2)"].text == "record the sea."


def test_paragraphs_a_translation_sets_as_lines_are_told_apart():
    found = bind(read(CHINESE.encode()), read(ENGLISH.encode())).bound
    assert found["3.1"].text == "The fog horn is overhauled once a year."
    assert found["3.2"].text == "The result is posted at the quay."
    assert found["3.2"].exact


def test_where_the_parts_do_not_match_the_article_stands_whole_and_says_so():
    found = bind(read(CHINESE.encode()), read(ENGLISH.encode())).bound
    assert not found["4.1"].exact
    assert found["4.1"].text == "Vessels shall not anchor, except for fishing."
    assert "4.2" not in found


def test_an_article_one_text_has_and_the_other_not_is_named():
    found = bind(read(CHINESE.encode()), read(ENGLISH.encode()))
    assert (found.missing, found.surplus) == (("5",), ("6",))


def test_items_are_never_bound_to_paragraphs():
    loose = ENGLISH.replace("(2) record the sea.\n", "The sea is recorded.\n")
    found = bind(read(CHINESE.encode()), read(loose.encode())).bound
    assert not found["2"].exact
