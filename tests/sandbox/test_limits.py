"""Files made to harm: bounded time, bounded memory, a sentence, and the process that asked lives on."""

import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from tracker.diff.comparison import compare
from tracker.documents.guide import Guide
from tracker.documents.reading import read as read_here
from tracker.documents.revisions import Revisions
from tracker.errors import NotARegulation, ScannedDocument, UnreadableDocument
from tracker.exports import redline_reading
from tracker.exports.files import Wish, make
from tracker.knowledge import drafting
from tracker.sandbox import child, messages, reading
from tracker.sandbox.limits import Limits
from tracker.sandbox.reading import read


def ask(data: bytes) -> tuple[Any, ...]:
    return "document", data, "x.bin", Limits(), Guide(), Revisions.ACCEPTED, False, ()


@pytest.fixture
def reader() -> Iterator[reading.Reader]:
    one = reading.Reader(1536)
    yield one
    one.end()


LAW = "灯会管理办法\n第一条 为了灯会，制定本办法。\n第二条 灯会应当：\n（一）有序；\n（二）安全。"


def test_a_sound_file_is_read_as_without_the_sandbox() -> None:
    assert read(LAW.encode(), name="law.txt") == read_here(LAW.encode(), name="law.txt")


@pytest.mark.parametrize(
    ("data", "fault"),
    [(b"", UnreadableDocument), ("灯会".encode(), NotARegulation), (b"<p>404 Not Found", NotARegulation)],
)
def test_what_is_wrong_with_a_file_is_said_as_without_the_sandbox(data: bytes, fault: type[Exception]) -> None:
    with pytest.raises(fault) as here:
        read_here(data, name="x")
    with pytest.raises(fault) as there:
        read(data, name="x")
    assert str(here.value) == str(there.value)


def test_memory_is_bounded() -> None:
    text = "第一条 灯会应当有序，举办者应当保障安全。\n".encode() * 1_000_000
    with pytest.raises(UnreadableDocument, match=r"long\.txt needs more than 200 MB of memory"):
        read(text, name="long.txt", limits=Limits(seconds=60, memory=200))
    assert read(LAW.encode()).articles


def test_time_is_bounded() -> None:
    slow = b"<html><body>" + b"<p>x</p>" * 1_500_000
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match=r"slow\.htm took more than 0 seconds"):
        read(slow, name="slow.htm", limits=Limits(seconds=0))
    assert time.monotonic() - began < 20
    assert read(LAW.encode()).articles


def test_an_archive_that_unpacks_without_end_is_a_sentence(files: Any) -> None:
    bomb = files.archive({"word/document.xml": b" " * (64 << 20)})
    with pytest.raises(UnreadableDocument, match=r"bomb\.docx is a zip bomb"):
        read(bomb, name="bomb.docx")


def test_a_page_nested_without_end_is_bounded() -> None:
    page = b"<html><body>" + b"<div>" * 1_000_000 + LAW.encode()
    with pytest.raises((NotARegulation, UnreadableDocument), match=r"deep\.htm "):
        read(page, name="deep.htm", limits=Limits(seconds=30))
    assert read(LAW.encode()).articles


def test_xml_nested_without_end_is_bounded(files: Any) -> None:
    xml = b"<w:document xmlns:w='w'>" + b"<w:p>" * 500_000
    with pytest.raises(UnreadableDocument, match=r"deep\.docx is a damaged Word file"):
        read(files.archive({"word/document.xml": xml}), name="deep.docx")


def of_pages(count: int, *, said: int) -> bytes:
    """A PDF of empty pages that says it has so many."""
    kids = " ".join(f"{n + 3} 0 R" for n in range(count))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {said} /Kids [{kids}] >>", *[page] * count]
    out, places = b"%PDF-1.4\n", []
    parts = [out]
    at = len(out)
    for number, inside in enumerate(objects, 1):
        places.append(at)
        parts.append(f"{number} 0 obj\n{inside}\nendobj\n".encode())
        at += len(parts[-1])
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
    return b"".join([*parts, (head + rows + tail).encode()])


@pytest.mark.parametrize(("said", "sentence"), [(10_000, "has 10000 pages"), (3, "has more than 3000 pages")])
def test_a_pdf_of_ten_thousand_pages_is_not_read(said: int, sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"many\.pdf {sentence}"):
        read(of_pages(10_000, said=said), name="many.pdf")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_that_breaks_off_is_named(files: Any, part: float) -> None:
    whole = files.pdf([files.set_lines(LAW)] * 3)
    with pytest.raises((UnreadableDocument, ScannedDocument), match=r"cut\.pdf "):
        read(whole[: int(len(whole) * part)], name="cut.pdf")


def test_entities_that_multiply_are_never_expanded(files: Any) -> None:
    levels = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    bomb = f"<!DOCTYPE x [<!ENTITY a 'ha'>{levels}]><x>&j;</x>".encode()
    for name, member in (("x.docx", "word/document.xml"), ("x.ofd", "OFD.xml")):
        with pytest.raises(UnreadableDocument, match="declares XML entities"):
            read(files.archive({member: bomb}), name=name)


def test_a_reader_that_dies_between_two_files_is_replaced(reader: reading.Reader) -> None:
    process = reader.running()
    process.kill()
    process.wait()
    assert reader.ask(*ask(LAW.encode())).articles


def test_a_reader_that_dies_over_a_file_takes_nobody_along(reader: reading.Reader) -> None:
    slow = b"<html><body>" + b"<p>x</p>" * 1_500_000
    process = reader.running()
    threading.Timer(1.5, process.kill).start()
    with pytest.raises(UnreadableDocument, match=r"x\.bin ended the process that read it \(code -9\)"):
        reader.ask(*ask(slow))
    assert reader.ask(*ask(LAW.encode())).articles


def test_a_redline_is_read_as_without_the_sandbox_and_its_bombs_go_off_in_there(files: Any) -> None:
    old, new = (read_here(f"灯会办法\n第一条 灯会{word}有序。\n第二条 略。".encode()) for word in ("应当", "可以"))
    sent = make("redline.docx", compare(old, new, drafting()), old, new, Wish("对照程序"))
    assert reading.read_redline(sent, name="back.docx") == redline_reading.read(sent, "back.docx")
    for data in (b"PK broken", files.archive({"word/document.xml": "<w>" * 2_000_000})):
        with pytest.raises(UnreadableDocument, match=r"back\.docx"):
            reading.read_redline(data, name="back.docx")
    # Processor time is bounded by whole seconds: a file that one second does not suffice for.
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "<w:p><w:ins><w:r><w:t>灯</w:t></w:r></w:ins></w:p>" * 200_000
    long = files.archive({"word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{words}</w:body></w:document>'})
    with pytest.raises(UnreadableDocument, match=r"took more than 0 seconds|ended the process"):
        reading.read_redline(long, name="back.docx", limits=Limits(seconds=0))


def test_a_slip_of_ours_is_a_sentence_and_not_a_crash() -> None:
    document, *_ = messages.unpack(
        child.answer("document", LAW.encode(), "x", 60, None, Revisions.ACCEPTED, False)[messages.HEAD :]
    )
    assert document == "slip"


def test_the_child_answers_until_its_pipe_is_closed() -> None:
    one = messages.pack(("document", LAW.encode(), "x", 600, Guide(), Revisions.ACCEPTED, False))
    two = messages.pack(("document", b"", "x", 600, Guide(), Revisions.ACCEPTED, False))
    answers = BytesIO()
    child.serve(BytesIO(one + two), answers)
    answers.seek(0)
    first, second = messages.receive(answers), messages.receive(answers)
    assert first is not None
    assert first[0] == "document"
    assert second == ("fault", "UnreadableDocument", "x is empty.")
    assert messages.receive(answers) is None


class Evil:
    """What a taken-over child might send."""

    def __reduce__(self) -> Any:
        return print, ("taken over",)


def test_an_answer_makes_nothing_but_nouns_of_the_law() -> None:
    with pytest.raises(messages.Broken, match="no noun of the law"):
        messages.unpack(messages.pack((Evil(),))[messages.HEAD :])
    with pytest.raises(messages.Broken):
        messages.unpack(b"nothing pickled")
    with pytest.raises(messages.Broken):
        messages.length(b"\xff" * messages.HEAD)


def test_the_readers_end_with_the_process_that_started_them() -> None:
    script = """
        from tracker.sandbox import reading
        from tracker.sandbox.limits import Limits
        reading.read("第一条 甲。\\n第二条 乙。".encode())
        print(reading.reader(Limits()).process.pid)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
