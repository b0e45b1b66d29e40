"""What went wrong with a source, in the reader's language."""

import re

import pytest
from flask import Flask

from tracker.web import current
from tracker.web.troubles import told
from tracker.web.words import words

PLACES = {"n": "412", "least": "4", "most": "60", "says": "<html>"}
KEYS = sorted(key for key in words("en") if key.startswith("troubles."))


@pytest.fixture
def in_language(app: Flask):
    def speak(language: str, detail: str) -> str:
        with app.test_request_context(f"/?lang={language}"):
            assert current.language() == language
            return told(detail)

    return speak


def test_every_sentence_a_visit_writes_has_its_chinese(in_language):
    """The English words are the sentences as they are written down: a sentence that changes there must change here."""
    for key in KEYS:
        written = words("en")[key].format(**PLACES)
        assert in_language("zh", written) == words("zh")[key].format(**PLACES), key
        assert in_language("en", written) == written, key


def test_a_whole_detail_keeps_its_addresses(in_language):
    detail = "https://a.invalid/x: it asks for a browser that runs its JavaScript (a challenge page) (status 412)."
    said = in_language("zh", f"{detail} https://b.invalid/: 0 rows, at least 4 were expected.")
    assert said == (
        "https://a.invalid/x: 要求由浏览器运行其脚本（验证页）（状态码 412）。 "
        "https://b.invalid/: 只有 0 行，预期至少 4 行。"
    )


def test_a_sentence_nobody_translated_stays(in_language):
    assert in_language("zh", "Something new happened.") == "Something new happened."


def test_the_sentences_are_the_fetchers_own():
    """Held against the source: each English sentence's longest plain part stands in the code that writes it."""
    from pathlib import Path

    import tracker.sources as room
    import tracker.workday as day

    folders = (Path(room.__path__[0]), Path(day.__path__[0]))
    code = re.sub(r'"\s*f?"', "", "".join(p.read_text("utf-8") for f in folders for p in f.glob("*.py")))
    for key in KEYS:
        part = max(re.split(r"[{}]\w*[{}]?", words("en")[key]), key=len).strip()
        assert part.rstrip(".") in code, key
