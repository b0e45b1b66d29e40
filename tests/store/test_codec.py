"""What goes into the library as JSON comes out the same, to the last offset."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.diff.changes import Comparison, Direction
from tracker.documents.reading import read
from tracker.law.document import Document, Headmatter
from tracker.law.instrument import Instrument
from tracker.law.provision import Kind, Provision
from tracker.law.stage import Stage
from tracker.practice.person import Client
from tracker.practice.visit import Validators
from tracker.store import codec

Read = Callable[..., Document]


def test_a_document_comes_back_whole(document: Read) -> None:
    before = document("瀚海省云端算力管理办法", "提供者应当登记。", "用户可以申诉。")
    assert codec.decode(Document, codec.encode(before)) == before


def test_a_comparison_comes_back_whole(comparison: Comparison) -> None:
    assert codec.decode(Comparison, codec.encode(comparison)) == comparison


def test_the_same_value_gives_the_same_bytes(comparison: Comparison) -> None:
    again = codec.decode(Comparison, codec.encode(comparison))
    assert codec.encode(again) == codec.encode(comparison)


def test_chinese_stands_readable_in_the_row(document: Read) -> None:
    assert "提供者应当登记。" in codec.encode(document("办法", "提供者应当登记。"))


def test_dates_stages_and_instants_keep_their_kind() -> None:
    head = Headmatter("办法", Stage.BILL, 2, effective_on=date(2031, 5, 1))
    back = codec.decode(Headmatter, codec.encode(head))
    assert back == head
    assert isinstance(back.stage, Stage)

    moment = datetime(2031, 5, 1, 8, 30, 1, 5, tzinfo=UTC)
    assert codec.decode(tuple[datetime, ...], codec.encode((moment,))) == (moment,)


def test_sets_and_counts_are_written_in_order() -> None:
    assert codec.encode(frozenset({"b", "a", "c"})) == '["a","b","c"]'
    assert codec.decode(frozenset[str], '["b","a"]') == {"a", "b"}
    assert codec.decode(dict[Direction, int], codec.encode({Direction.MIXED: 3})) == {Direction.MIXED: 3}


def test_an_instrument_and_a_client_come_back_with_pairs_and_sets(instrument: Instrument, client: Client) -> None:
    assert codec.decode(Instrument, codec.encode(instrument)) == instrument
    assert codec.decode(Client, codec.encode(client)) == client


def test_a_default_is_not_written_and_comes_back() -> None:
    assert codec.encode(Validators(etag='"7"')) == '{"etag":"\\"7\\""}'
    assert codec.decode(Validators, '{"etag":"\\"7\\""}') == Validators(etag='"7"')


def test_a_row_of_older_or_newer_code_can_still_be_read() -> None:
    """A field that was not there yet gets its default; one we do not know is left alone."""
    assert codec.decode(Validators, '{"etag":"7","strength":"weak"}') == Validators(etag="7")


def test_a_value_the_codec_does_not_know_is_a_fault_of_ours() -> None:
    @dataclass(frozen=True)
    class Scan:
        pages: bytes

    with pytest.raises(TypeError, match="bytes"):
        codec.encode(Scan(b"%PDF"))
    with pytest.raises(TypeError, match="bytes"):
        codec.decode(Scan, '{"pages":""}')


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
leaves = st.builds(
    Provision,
    kind=st.sampled_from(Kind),
    locator=words,
    eid=words,
    label=words,
    text=words,
    start=st.integers(0, 10**6),
)
trees: st.SearchStrategy[Provision] = st.recursive(
    leaves,
    lambda below: st.builds(
        lambda node, children: replace(node, children=children),
        leaves,
        st.lists(below, max_size=3).map(tuple),
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(trees, max_size=4).map(tuple))
def test_any_tree_survives_the_round_trip(provisions: tuple[Provision, ...]) -> None:
    assert codec.decode(tuple[Provision, ...], codec.encode(provisions)) == provisions


@settings(max_examples=40, deadline=None)
@given(
    st.builds(Headmatter, title=words, stage=st.none() | st.sampled_from(Stage), promulgated_on=st.none() | st.dates())
)
def test_any_headmatter_survives_the_round_trip(head: Headmatter) -> None:
    assert codec.decode(Headmatter, codec.encode(head)) == head


def test_a_long_code_is_quick(document: Read) -> None:
    """1,260 articles in 300 KB take far less than a person waits; the bound is ten times what was measured."""
    one = document("办法", "提供者应当采取有效措施，保障算力调度的公平和安全。" * 3).provisions[0]
    code = replace(document("法典"), provisions=(one,) * 1260)
    begin = time.perf_counter()
    assert codec.decode(Document, codec.encode(code)) == code
    assert time.perf_counter() - begin < 1.0


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["genai-measures", "pipl", "genai-security-standard"])
def test_real_texts_survive_the_round_trip(corpus: Path, name: str) -> None:
    texts = sorted((corpus / name).glob("*.txt"))
    assert texts
    for path in texts:
        document = read(path.read_bytes(), name=path.name)
        plain: Any = json.loads(codec.encode(document))
        assert plain["sha256"] == document.sha256
        assert codec.decode(Document, codec.encode(document)) == document
