"""The glossary is data a lawyer edits: written wrongly it says so."""

from pathlib import Path

import pytest

from tracker.errors import KnowledgeError
from tracker.knowledge.glossary import glossary, load


def test_the_house_has_a_glossary_with_our_rendering_first():
    terms = {term.zh: term for term in glossary()}
    assert terms["应当"].en[0] == "shall"
    assert len(terms) > 30


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('[[term]]\nzh = "应当"\nen = []\n', "names no rendering"),
        ('[[term]]\nzh = "应当"\nen = ["shall"]\n[[term]]\nzh = "应当"\nen = ["must"]\n', "repeats"),
        ('[[term]]\nzh = "应当"\nen = ["shall"]\nfr = "doit"\n', "no key known"),
    ],
)
def test_an_entry_written_wrongly_is_named(tmp_path: Path, words: str, says: str):
    file = tmp_path / "glossary.toml"
    file.write_text(words, encoding="utf8")
    with pytest.raises(KnowledgeError, match=says):
        load(file)
