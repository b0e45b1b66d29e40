"""The programs of this machine that help reading, each stood in for by a small real one on the PATH."""

import shutil
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.replicas.rar import rar
from tests.replicas.texts import Text, docx
from tracker.documents.reading import read
from tracker.errors import ScannedDocument, UnreadableDocument
from tracker.sandbox import programs

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
LINES = ["灯会管理办法", "第一条 灯会应当有序。", "第二条 本办法自2026年5月1日起施行。"]


def tsv(lines: list[str], sure: int) -> str:
    rows = [HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t"]
    for number, line in enumerate(lines):
        rows.append(f"5\t1\t1\t1\t{number}\t1\t200\t{300 + 60 * number}\t{33 * len(line)}\t33\t{sure}\t{line}")
    return "\n".join(rows) + "\n"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a shell script on the PATH, alone there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    programs._office.cache_clear()

    def put(name: str, script: str) -> None:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf8")
        file.chmod(file.stat().st_mode | stat.S_IEXEC)

    yield put
    programs._office.cache_clear()


@pytest.fixture
def scan(tmp_path: Path) -> bytes:
    file = tmp_path / "scan.pdf"
    Image.new("L", (1654, 2339), 255).save(file, "PDF", resolution=200)
    return file.read_bytes()


def test_a_scan_is_recognised_and_marked_with_how_sure_that_was(program: Any, scan: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.tsv").write_text(tsv(LINES, 91), encoding="utf8")
    program("tesseract", f'/bin/cat "{tmp_path}/page.tsv"')
    document = read(scan, name="scan.pdf", outside=programs.outside(ocr=True))
    assert [p.locator for p in document.articles] == ["1", "2"]
    assert document.headmatter.title == "灯会管理办法"
    (problem,) = [p for p in document.problems if p.what == "ocr"]
    assert "recognised from pictures (OCR), quality 91 of 100" in problem.says


def test_noise_on_a_picture_is_no_text(program: Any, scan: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.tsv").write_text(tsv(["第一条 灯"], 12), encoding="utf8")
    program("tesseract", f'/bin/cat "{tmp_path}/page.tsv"')
    with pytest.raises(ScannedDocument, match=r"scan\.pdf holds pictures only, and character recognition found no"):
        read(scan, name="scan.pdf", outside=programs.outside(ocr=True))


def test_without_tesseract_a_sentence_says_what_to_install(program: Any, scan: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"needs Tesseract \(Debian: tesseract-ocr-chi-sim\); it is not here"):
        read(scan, name="scan.pdf", outside=programs.outside(ocr=True))
    with pytest.raises(ScannedDocument, match="tracker read --ocr"):
        read(scan, name="scan.pdf", outside=programs.outside())


def test_a_tesseract_that_fails_is_named(program: Any, scan: bytes) -> None:
    program("tesseract", "exit 1")
    with pytest.raises(UnreadableDocument, match="Character recognition failed or took too long"):
        read(scan, name="scan.pdf", outside=programs.outside(ocr=True))


def test_an_old_word_file_goes_through_the_office_that_is_installed(program: Any, files: Any, tmp_path: Path) -> None:
    (tmp_path / "new.docx").write_bytes(files.docx(["第一条 甲。", "第二条 乙。"]))
    # the last but one argument names the folder to write to
    program("soffice", f'while [ $# -gt 2 ]; do shift; done; /bin/cp "{tmp_path}/new.docx" "$1/old.docx"')
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    document = read(old, name="old.doc", outside=programs.outside())
    assert [p.locator for p in document.articles] == ["1", "2"]


def test_an_office_that_fails_leaves_the_old_file_to_our_own_reader(program: Any) -> None:
    program("libreoffice", "exit 7")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    with pytest.raises(UnreadableDocument, match=r"old\.doc is "):
        read(old, name="old.doc", outside=programs.outside())


TEXT = "\n".join(LINES).encode()


@pytest.fixture
def bsdtar() -> None:
    if shutil.which("bsdtar") is None:
        pytest.skip("bsdtar is not installed")


@pytest.mark.usefixtures("bsdtar")
def test_the_one_document_of_a_rar_is_read() -> None:
    document = read(rar({"附件/灯会管理办法.txt": TEXT, "Thumbs.db": b"x"}), name="a.rar", outside=programs.outside())
    assert document.headmatter.title == "灯会管理办法"
    assert [p.locator for p in document.articles] == ["1", "2"]


@pytest.mark.usefixtures("bsdtar")
def test_a_word_file_at_the_end_of_a_rar_is_not_taken_for_the_archive() -> None:
    inner = docx(Text(1, "灯塔管理办法", date(2026, 9, 1)))
    document = read(rar({"a.docx": inner}), name="a.rar", outside=programs.outside())
    assert len(document.articles) == 6


@pytest.mark.usefixtures("bsdtar")
def test_a_rar_of_several_documents_names_them() -> None:
    several = rar({"征求意见稿.txt": TEXT, "另一稿.txt": TEXT})
    with pytest.raises(UnreadableDocument, match=r"of 2 documents; .*另一稿\.txt、征求意见稿\.txt"):
        read(several, name="a.rar", outside=programs.outside())


@pytest.mark.usefixtures("bsdtar")
def test_a_damaged_rar_says_so() -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.rar is a rar or 7z archive that does not open: damaged"):
        read(rar({"a.txt": TEXT})[:-40], name="a.rar", outside=programs.outside())


def test_without_bsdtar_a_rar_says_what_would_open_it(program: Any) -> None:
    with pytest.raises(UnreadableDocument, match=r"opened where bsdtar is installed \(Debian: libarchive-tools\)"):
        read(rar({"a.txt": TEXT}), name="a.rar", outside=programs.outside())
