"""The pages of the rules: every rule on one with its examples, and the written ones as the tables would have them."""

from pathlib import Path

import pytest

from tracker import knowledge
from tracker.exports import rulebook

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def lexicon():
    return knowledge.drafting().direction


@pytest.fixture(scope="module")
def pages(lexicon):
    return rulebook.pages(lexicon)


def test_every_rule_stands_on_the_page_of_its_dimension_with_its_examples(lexicon, pages):
    for rule in lexicon.rules:
        page = pages[f"{rule.dimension}.md"]
        assert f"## `{rule.id}`" in page
        assert all(example.old in page and example.new in page for example in rule.examples)


def test_the_contents_lead_to_every_page(pages):
    linked = {name for name in pages if f"]({name})" in pages["README.md"]}
    assert linked == set(pages) - {"README.md"}


def test_the_written_pages_are_what_make_rules_would_write(pages):
    written = {file.name: file.read_text("utf8") for file in (ROOT / "docs" / "rules").glob("*.md")}
    assert written == dict(pages), "the tables have changed: run `make rules`"
