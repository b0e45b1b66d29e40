"""The real texts: every article of them, every locator the annotators name, and a large collection of laws."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tracker.documents.reading import read
from tracker.errors import NotARegulation
from tracker.law.document import Document, Grammar

pytestmark = pytest.mark.corpus

#: One in this many of the collection: the whole takes half a minute.
EVERY = 12


@pytest.mark.parametrize(
    ("file", "articles"),
    [
        ("genai-measures/2023-07-10-final.txt", 24),
        ("genai-measures/2023-04-11-draft-reconstructed.txt", 21),
        ("civil-code/2020-05-28-final.txt", 1260),
        ("criminal-law/2023-12-29-amended-xii.txt", 505),
        ("cybersecurity-law/2025-10-28-amended.txt", 81),
        ("pipl/2021-08-20-final.txt", 74),
        ("pi-audit-requirements-standard/2025-05-final.txt", 161),
        ("genai-security-standard/2025-04-25-gbt-45652-final.txt", 26),
        ("cybersecurity-law/2025-10-28-amendment-decision.txt", 15),
        ("eu-ai-act/2024-06-13-final.txt", 113),
    ],
)
def test_every_article_is_read(corpus: Path, whole: Callable[[Document], None], file: str, articles: int) -> None:
    document = read((corpus / file).read_bytes(), name=file)
    assert len(document.articles) == articles
    whole(document)


def test_the_criminal_law_keeps_its_inserted_articles(corpus: Path) -> None:
    document = read((corpus / "criminal-law" / "2023-12-29-amended-xii.txt").read_bytes())
    inserted = [p.locator for p in document.articles if "-" in p.locator]
    assert len(inserted) == 53
    assert {"17-1", "120-6", "133-2", "408-1"} <= set(inserted)
    assert document.problems == ()


def test_every_text_of_the_corpus_is_whole(corpus: Path, whole: Callable[[Document], None]) -> None:
    for file in sorted(corpus.glob("*/*.txt")):
        whole(read(file.read_bytes(), name=file.name))


def test_every_locator_the_annotators_name_stands_in_the_tree(gold: Path, corpus: Path) -> None:
    missing = []
    for file in sorted(gold.glob("*.yaml")):
        marked = yaml.safe_load(file.read_text())
        pair = marked["pair"]
        rows = [
            row
            for kind in ("articles", "clauses")
            for row in marked.get(kind) or []
            if row.get("confidence") != "guess"
        ]
        for side in ("old", "new"):
            document = read((corpus / pair["slug"] / pair[side]).read_bytes())
            named = {str(row[side]) for row in rows if row.get(side)}
            # 32.1(1) is the annotators' long form of 32(1)
            absent = {name for name in named if not document.find(name) and not document.find(name.replace(".1(", "("))}
            missing += [(file.stem, side, name) for name in sorted(absent)]
    assert missing == []


def test_a_collection_of_laws(corpus: Path, whole: Callable[[Document], None]) -> None:
    """Nine in ten without a problem; the rest say what their source lacks."""
    archive = corpus / "lawrefbook.tar.xz"
    laws = odd = refused = 0
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as collection:
        for count, member in enumerate(collection):
            if count % EVERY or not member.name.endswith(".md") or member.name.endswith("_index.md"):
                continue
            content = collection.extractfile(member)
            assert content is not None
            try:
                document = read(content.read(), name=member.name)
            except NotARegulation:
                refused += 1
                continue
            whole(document)
            laws += 1
            # names and items whose number the source lost are read by their place
            odd += any(problem.what != "unlabelled" for problem in document.problems)
            assert document.headmatter.title
            if document.grammar is Grammar.ARTICLES:
                assert document.articles
    assert laws > 250
    assert odd / laws < 0.05
    assert refused / laws < 0.03
