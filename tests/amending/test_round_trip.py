"""There and back: the new text comes out of the old one and the decision written from the difference."""

import csv
import tarfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tracker import knowledge
from tracker.amending.checking import differences
from tracker.amending.consolidating import Consolidation, amend
from tracker.amending.reading import read_decision
from tracker.documents.reading import read
from tracker.law.document import Document

pytestmark = pytest.mark.corpus

#: The suite takes the shortest pairs; the whole list runs under `endurance`.
PAIRS = 32


def _triple(folder: Path, base: str, decision: str, official: str) -> tuple[Consolidation, Document]:
    guide = knowledge.guide()
    old, orders, new = (read((folder / name).read_bytes(), guide=guide) for name in (base, decision, official))
    return amend(old, read_decision(orders, knowledge.amending()), guide=guide), new


def test_the_cybersecurity_law_of_2025_comes_out_article_for_article(corpus: Path) -> None:
    names = ("2016-11-07-final.txt", "2025-10-28-amendment-decision.txt", "2025-10-28-amended.txt")
    made, official = _triple(corpus / "cybersecurity-law", *names)
    assert made.is_complete
    assert made.problems == ()
    assert len(made.document.articles) == len(official.articles) == 81
    # our copy of 2016 prints seven colons half-width; no word differs
    found = differences(made.document, official)
    assert [d.article for d in found] == ["23", "36", "41", "56", "62", "70", "78"]
    assert all(d.is_typesetting for d in found)


def test_the_criminal_law_after_its_twelfth_amendment_comes_out_article_for_article(corpus: Path) -> None:
    names = ("2020-12-26-amended-xi.txt", "2023-12-29-amendment-xii.txt", "2023-12-29-amended-xii.txt")
    made, official = _triple(corpus / "criminal-law", *names)
    assert made.is_complete
    assert made.problems == ()
    assert differences(made.document, official) == ()


def _pairs(corpus: Path) -> Iterator[tuple[str, Document, Document]]:
    """The pairs of the law collection whose texts are laws in articles."""
    with (corpus / "lawrefbook-pairs.tsv").open(encoding="utf8") as listing:
        rows = list(csv.DictReader(listing, delimiter="\t"))
    wanted = {row[side] for row in rows for side in ("old_path", "new_path")}
    texts: dict[str, bytes] = {}
    with tarfile.open(corpus / "lawrefbook.tar.xz") as archive:
        for member in archive:
            name = member.name.removeprefix("./")
            if name in wanted:
                held = archive.extractfile(member)
                assert held is not None
                texts[name] = held.read()
    for row in rows:
        yield row["law"], texts[row["old_path"]], texts[row["new_path"]]  # type: ignore[misc]


@pytest.fixture(scope="module")
def pairs(corpus: Path) -> list[tuple[str, bytes, bytes]]:
    return list(_pairs(corpus))  # type: ignore[arg-type]


def _differing(draftsman: ModuleType, old_bytes: bytes, new_bytes: bytes) -> list[str]:
    old, new = read(old_bytes, guide=knowledge.guide()), read(new_bytes, guide=knowledge.guide())
    decision = read(draftsman.draft(old, new).encode(), guide=knowledge.guide())
    made = amend(old, read_decision(decision, knowledge.amending()), guide=knowledge.guide())
    return [d.article for d in differences(made.document, new) if not d.is_typesetting]


def test_decisions_written_from_real_pairs_give_the_new_text_back(
    pairs: list[tuple[str, bytes, bytes]], draftsman: ModuleType
) -> None:
    short = sorted(pairs, key=lambda pair: len(pair[1]) + len(pair[2]))[:PAIRS]
    assert {law: found for law, old, new in short if (found := _differing(draftsman, old, new))} == {}


@pytest.mark.endurance
def test_every_pair_of_the_collection_there_and_back(
    pairs: list[tuple[str, bytes, bytes]], draftsman: ModuleType
) -> None:
    assert {law: found for law, old, new in pairs if (found := _differing(draftsman, old, new))} == {}
