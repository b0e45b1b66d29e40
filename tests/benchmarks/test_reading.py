"""What reading costs: the Civil Code as plain text, page, Word file and PDF, beside what others need for the same file.

Processor time of the quickest of some runs, so that a busy machine changes little; ratios are what counts.
"""

import importlib.util
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from tracker.documents.reading import read

pytestmark = pytest.mark.corpus

TIMES = 5


def quickest(work: Callable[[], object], times: int = TIMES) -> float:
    """Seconds of processor time of the quickest run; the first, which loads modules, is not counted."""
    work()
    found = []
    for _ in range(times):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def told(what: str, seconds: float, data: bytes, *beside: str) -> None:
    click.echo("  ".join([f"{what:22} {len(data) / 1e6 / seconds:8.2f} MB/s", f"{seconds * 1000:8.1f} ms", *beside]))


@pytest.fixture(scope="module")
def code(corpus: Path) -> bytes:
    return (corpus / "civil-code" / "2020-05-28-final.txt").read_bytes()


@pytest.fixture(scope="module")
def makers() -> Any:
    """The writers of the round trip, and the small files of the tests."""
    here = Path(__file__).parents[1] / "documents"
    modules = {}
    for name in ("conftest", "test_round_trip"):
        spec = importlib.util.spec_from_file_location(f"reading_{name}", here / f"{name}.py")
        assert spec
        assert spec.loader
        modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(modules[name])
    return modules


def test_plain_text_beside_splitting_it_into_lines(code: bytes) -> None:
    text = quickest(lambda: read(code))
    split = quickest(lambda: code.decode().split("\n"), 50)
    per_line = quickest(lambda: [line.strip() for line in code.decode().split("\n") if line.strip()], 50)
    click.echo("")
    told("plain text", text, code, f"{text / split:.0f} x splitting, {text / per_line:.0f} x splitting and stripping")
    assert len(read(code).articles) == 1260
    # measured 0.05 s for the 1,260 articles of the Civil Code: a slip that makes reading quadratic takes seconds
    assert text < 1.0


def test_pages_and_word_files(code: bytes, makers: Any) -> None:
    trip, files = makers["test_round_trip"], makers["conftest"].Files
    lines = read(code).text.split("\n")
    text = quickest(lambda: read(code))
    for name, data in (
        ("page (CAC)", trip.cac(lines)),
        ("page (gov.cn, GB18030)", trip.gov(lines)),
        ("Word, lists", trip.word(lines, files)),
    ):
        seconds = quickest(lambda data=data: read(data), 3)
        told(name, seconds, data, f"{seconds / text:.1f} x plain text")
        assert len(read(data).articles) == 1260


def test_pdf_beside_pdftotext_and_pdfplumber(code: bytes, makers: Any, tmp_path: Path) -> None:
    import pdfplumber

    files = makers["conftest"].Files
    rows = files.set_lines(read(code).text, width=34)
    pages = [
        [(x, 90 + 20 * i, words) for i, (x, _, words) in enumerate(rows[k : k + 33])] for k in range(0, len(rows), 33)
    ]
    data = files.pdf(pages, header="民法典")
    file = tmp_path / "code.pdf"
    file.write_bytes(data)

    def plumber() -> None:
        with pdfplumber.open(file) as opened:
            for page in opened.pages:
                page.extract_text()
                page.close()

    ours, theirs = quickest(lambda: read(data), 1), quickest(plumber, 1)
    count = len(pages)
    click.echo(f"PDF of {count} pages   {count / ours:.1f} pages/s")
    click.echo(f"  pdfplumber           {count / theirs:.1f} pages/s ({theirs / ours:.1f} x our time)")
    if shutil.which("pdftotext"):
        seconds = child("pdftotext", "-layout", str(file), str(tmp_path / "out.txt"))
        click.echo(f"  pdftotext -layout    {count / seconds:.0f} pages/s (we take {ours / seconds:.0f} x its time)")
    else:
        click.echo("  pdftotext is not installed")
    assert len(read(data).articles) == 1260
    assert ours < theirs, "our own layout analysis is meant to be cheaper than pdfplumber's"


def child(*command: str) -> float:
    """Processor seconds of the quickest of three runs of a command."""
    found = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


def test_cold_start_of_tracker_read(corpus: Path) -> None:
    file = corpus / "genai-measures" / "2023-07-10-final.txt"
    seconds = child(str(Path(sys.executable).parent / "tracker"), "read", str(file))
    bare = child(sys.executable, "-c", "pass")
    click.echo(f"cold start of tracker read: {seconds:.2f} s (Python alone {bare:.2f} s)")
    assert seconds < 1.0
