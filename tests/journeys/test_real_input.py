"""A day with real texts: a saved official page and two pairs, pulled, compared, told, read, noted, and not leaked.

By hand the same is `tracker demo FILE…` (README, “On real texts of your own”).
"""

import hashlib
import time
from pathlib import Path

import pytest

from tracker.cli.demo import own_texts
from tracker.demo.day import working
from tracker.demo.site import Site
from tracker.practice.person import Role
from tracker.settings import Mailbox, Settings
from tracker.web.app import create_app

DRAFT, FINAL = "2023-04-11-draft", "2023-07-10-promulgated"
GENAI = f"/comparisons/genai-measures/{DRAFT}..{FINAL}"
TITLE = "生成式人工智能服务管理暂行办法"
PAGES = (f"{GENAI}/", f"{GENAI}.json", f"{GENAI}.md", "/", "/portal/", "/instruments/genai-measures/")
SECRET = "内部：先问客户是否向境内公众提供服务"

pytestmark = [pytest.mark.browser, pytest.mark.corpus]


@pytest.fixture
def files(corpus: Path, samples: Path) -> list[Path]:
    """The real page of the generative-AI measures with its draft, and a second pair."""
    return [
        samples / "cac" / "c_1690898327029107.htm",
        corpus / "genai-measures" / "2023-04-11-draft-reconstructed.txt",
        *sorted((corpus / "public-data-operation").glob("*.txt")),
    ]


def test_from_the_official_page_to_the_client(files, databases, tmp_path, postbox, serving, visitor):
    box, port = postbox
    settings = Settings(
        data=tmp_path,
        database=databases.new(tmp_path),
        secret="a secret for this test",
        open_loopback=True,
        mail=Mailbox(host="127.0.0.1", port=port, sender="tracker@firm.example"),
    )
    with Site(texts=()) as site, working(settings, own_texts(site, files), lambda step: None) as (desk, people):
        passwords = {one.role: (one.email, one.password) for one in people}

        # versioned and compared
        with desk.library.reading() as library:
            assert [v.id for v in library.versions.of("genai-measures")] == [
                "2023-04-11-draft",
                "2023-07-10-promulgated",
            ]
            final = library.versions.get("genai-measures", "2023-07-10-promulgated")
            compared = library.comparisons.get("genai-measures", "2023-04-11-draft", "2023-07-10-promulgated")
            assert len(library.comparisons.latest(10)) == 2
        assert len(final.document.articles) == 24
        assert final.captures[0].sha256 == _digest(files[0])
        softened = sum(clause.verdict.direction == "softened" for clause in compared.clauses)
        assert softened >= 5  # experts agree that the final measures are the softer text (direction.md, section 7)

        # told by a real mail server: verdicts to counsel, facts alone to the client
        letters = _letters(box, 8)
        to_counsel = [m for m in letters if passwords[Role.COUNSEL][0] in m["To"]]
        to_client = [m for m in letters if passwords[Role.CLIENT][0] in m["To"]]
        assert len(to_counsel) == len(to_client) == 4
        assert any(
            f"放宽 {softened}" in m["Subject"] and "生成式人工智能服务管理暂行办法" in m["Subject"] for m in to_counsel
        )
        assert not any(word in m["Subject"] for m in to_client for word in ("加严", "放宽"))
        assert len({m["Message-ID"] for m in letters}) == 8

        # counsel reads the verdicts and writes a note
        with serving(create_app(settings, desk.library)) as base:
            counsel = visitor(base)
            _sign_in(counsel, passwords[Role.COUNSEL])
            counsel.goto(f"{GENAI}/")
            badge = counsel.locator("#change-7\\(4\\)\\~7\\(4\\), [id='7(4)~7(4)'], details:has-text('放宽')").first
            assert badge.is_visible()
            assert counsel.locator("ins").count() > 20
            assert counsel.locator("del").count() > 20
            _write_note(counsel, SECRET)
            assert SECRET in counsel.content()

            # the client follows the topic: the text and the bare redline, no verdict, no note
            client = visitor(base)
            _sign_in(client, passwords[Role.CLIENT])
            for path in PAGES:
                said = client.request.get(path).text()
                assert SECRET not in said, path
                assert "result-to-effort" not in said, path
            client.goto(f"{GENAI}/")
            assert "人工智能" in client.content()
            assert client.locator("ins").count() > 20


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _letters(box, count):
    until = time.monotonic() + 30  # dispatch runs every five seconds
    while len(box.letters) < count and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)  # a letter too many would come now
    return list(box.letters)


def _sign_in(page, who):
    page.goto("/sign-in/")
    page.fill("input[name=email]", who[0])
    page.fill("input[name=password]", who[1])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def _write_note(page, words):
    page.get_by_text("写批注").first.click()
    form = page.locator("form:has(textarea[name=body]):visible").first
    form.locator("textarea[name=body]").fill(words)
    form.locator("button").first.click()
    page.wait_for_load_state()
