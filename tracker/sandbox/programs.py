"""What other programs do for reading: LibreOffice for old Word files, Tesseract for pictures, bsdtar for rar and 7z.

Each runs in a folder of its own, within limits of time and memory, and is never asked for anything but this.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tracker.documents.extraction import Outside
from tracker.errors import UnreadableDocument

#: LibreOffice maps much more than it uses; a page at 200 dpi is 12 MB.
_MEMORY_KB = 4 * 1024 * 1024
_CONVERTING, _DRAWING, _RECOGNISING, _UNPACKING = 90, 60, 90, 30
#: bsdtar takes a rar for a zip where a Word file, itself a zip, is the last thing in it: it looks this far back for a
#: zip's end. What follows a rar's end mark is nobody's.
_TAIL = 128 * 1024
#: What the members of a zip may have in all (documents.archive); a rar may pretend to as little.
_LARGEST_ARCHIVE = 256 * 1024 * 1024
#: A scan of more pages is a book: recognising it takes an hour.
_MOST_PAGES = 200
#: Below 200 dots an inch Tesseract confuses strokes; above 300 it gains nothing on print.
_DOTS = 200
_WRITING = "chi_sim"


def outside(*, ocr: bool = False) -> Outside:
    """What may help reading here: LibreOffice and bsdtar where they are installed, recognition if `ocr` asks for it."""
    return Outside(
        convert=convert if _office() else None,
        recognise=recognise if ocr else None,
        repack=repack if shutil.which("bsdtar") else None,
    )


@cache
def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(data: bytes) -> bytes | None:
    """An old Word file as a .docx, its list numbers kept; None where LibreOffice cannot."""
    office = _office()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="tracker-doc-") as folder:
        old = Path(folder) / "old.doc"
        old.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, str(old)]
        if _run(command, folder, _CONVERTING) is None:
            return None
        new = Path(folder) / "old.docx"
        return new.read_bytes() if new.is_file() else None


def repack(data: bytes) -> bytes | None:
    """A rar or 7z archive as a zip with the same files; None where bsdtar cannot, or it holds too much."""
    bsdtar = shutil.which("bsdtar")
    if bsdtar is None:
        return None
    with tempfile.TemporaryDirectory(prefix="tracker-rar-") as folder:
        old, new = Path(folder) / "old.rar", Path(folder) / "new.zip"
        old.write_bytes(data + bytes(_TAIL if data.startswith(b"Rar!") else 0))
        # stored, not deflated: a zip's own limits then see at once what the archive unpacks to
        command = [bsdtar, "-cf", str(new), "--format", "zip", "--options", "zip:compression=store", f"@{old}"]
        if _run(command, folder, _UNPACKING, largest=_LARGEST_ARCHIVE) is None:
            return None
        return new.read_bytes()


def recognise(data: bytes) -> list[str]:
    """The words on the pages of a PDF of pictures, as Tesseract's TSV, one string a page.

    Raises UnreadableDocument where Tesseract or its Chinese is not installed, or fails.
    """
    return recognise_some(data, 0, _MOST_PAGES)[1]


def recognise_some(data: bytes, first: int, most: int) -> tuple[int, list[str]]:
    """How many pages a PDF of pictures has, and the words on `most` of them from the `first` on, as `recognise`."""
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        raise UnreadableDocument(
            "Character recognition needs Tesseract (Debian: tesseract-ocr-chi-sim); it is not here."
        )
    with tempfile.TemporaryDirectory(prefix="tracker-ocr-") as folder:
        count, pages = _draw(data, Path(folder), first, most)
        return count, [_page(tesseract, page, folder) for page in pages]


def can_recognise() -> bool:
    """Whether Tesseract is installed here."""
    return shutil.which("tesseract") is not None


def _page(tesseract: str, page: Path, folder: str) -> str:
    # psm 4: one column of text of varying sizes, as official documents are set
    command = [tesseract, str(page), "stdout", "-l", _WRITING, "--psm", "4", "-c", "preserve_interword_spaces=1", "tsv"]
    words = _run(command, folder, _RECOGNISING)
    if words is None:
        raise UnreadableDocument(
            "Character recognition failed or took too long: is Tesseract's Chinese installed (tesseract-ocr-chi-sim)?"
        )
    return words.decode("utf-8", "replace")


def _draw(data: bytes, folder: Path, first: int, most: int) -> tuple[int, list[Path]]:
    """How many pages a PDF has, and some of them as pictures."""
    import pypdfium2

    pages = []
    with pypdfium2.PdfDocument(data) as document:
        if len(document) > _MOST_PAGES:
            raise UnreadableDocument(f"A scan of {len(document)} pages is not recognised; {_MOST_PAGES} are the most.")
        for number in range(first, min(first + most, len(document))):
            path = folder / f"{number:04}.png"
            document[number].render(scale=_DOTS / 72, grayscale=True).to_pil().save(path)
            pages.append(path)
        return len(document), pages


def _run(command: Sequence[str], folder: str, seconds: int, *, largest: int = 0) -> bytes | None:
    """What a program prints; None where it fails or takes too long. It sees its own folder as home.

    `largest`: the most bytes a file it writes may have; 0 for no such limit.
    """
    limits = f"ulimit -S -v {_MEMORY_KB}; ulimit -S -t {seconds};" + (
        f" ulimit -f {largest // 512};" if largest else ""
    )
    bounded = ["sh", "-c", f'{limits} exec "$@"', "sh", *command]
    # one thread: on a busy machine two of Tesseract's wait for one another, a page of 3 s took more than 180
    environment = {"HOME": folder, "TMPDIR": folder, "PATH": "/usr/local/bin:/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"}
    environment["LC_ALL"] = "C.UTF-8"  # names in an archive are Chinese
    try:
        done = subprocess.run(  # noqa: S603 - the program is ours to name, its file lies in our folder
            bounded, cwd=folder, env=environment, capture_output=True, timeout=2 * seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
