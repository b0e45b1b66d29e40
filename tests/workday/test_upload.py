"""A file by hand is an equal citizen; a person settles what was put aside."""

from datetime import date

import pytest

from tracker.errors import Conflict, DocumentError, NotFound
from tracker.law.instrument import Shelf
from tracker.law.stage import Stage
from tracker.practice.watch import Watch
from tracker.workday import quarantine
from tracker.workday.found import Outcome
from tracker.workday.pull import pull
from tracker.workday.upload import Upload, take_in_file


def text(title, articles):
    numbers = "一二三四五六七八九十"
    return "\n".join([title, *(f"第{numbers[n]}条　{words}" for n, words in enumerate(articles))]).encode()


def test_a_file_is_read_placed_compared_and_told(desk, paper, counsel):
    with desk.library.writing() as files:
        files.watches.add(Watch(0, counsel.id, instrument="smart-lifts"))
    draft = take_in_file(
        desk,
        Upload(text("智能电梯运行服务管理办法（征求意见稿）", paper.DRAFT), "draft.txt", dated_on=date(2026, 3, 16)),
    )
    assert (draft.outcome, draft.instrument, draft.version) == (Outcome.NEW, "smart-lifts", "2026-03-16-draft")
    final = take_in_file(
        desk, Upload(text("智能电梯运行服务管理暂行办法", paper.FINAL), "final.txt", dated_on=date(2026, 9, 10))
    )
    assert (final.version, final.compared_with, final.alerts) == ("2026-09-10-promulgated", "2026-03-16-draft", 1)


def test_what_a_person_says_about_a_file_counts(desk, paper):
    said = Upload(
        text("某文件", paper.DRAFT),
        "x.txt",
        instrument="smart-lifts",
        stage=Stage.SUBMITTED_DRAFT,
        dated_on=date(2026, 8, 1),
    )
    taken = take_in_file(desk, said)
    assert (taken.instrument, taken.version) == ("smart-lifts", "2026-08-01-submitted-draft")


def test_the_same_file_twice_is_one_version(desk, paper):
    upload = Upload(text("智能电梯运行服务管理暂行办法", paper.FINAL), "final.txt", dated_on=date(2026, 9, 10))
    assert take_in_file(desk, upload).outcome is Outcome.NEW
    assert take_in_file(desk, upload).outcome is Outcome.KNOWN


def test_the_pulled_page_and_the_uploaded_file_are_one_version(desk, cac, published, paper):
    take_in_file(desk, Upload(text("智能电梯运行服务管理暂行办法", paper.FINAL), "f.txt", dated_on=date(2026, 9, 10)))
    visit = pull(desk, cac)
    assert (visit.new, visit.unchanged) == (1, 1)
    with desk.library.reading() as files:
        final = files.versions.get("smart-lifts", "2026-09-10-promulgated")
    assert [c.source for c in final.captures] == ["upload", "cac"]


def test_fiction_never_meets_fact(desk, paper):
    upload = Upload(text("智能电梯运行服务管理暂行办法", paper.FINAL), "f.txt", shelf=Shelf.SAMPLE)
    taken = take_in_file(desk, upload)
    assert taken.instrument != "smart-lifts"
    with desk.library.reading() as files:
        assert files.instruments.get(taken.instrument).shelf is Shelf.SAMPLE


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n0000", "一张便条，没有条文。".encode(), b"%PDF-1.4 truncated"]
)
def test_what_is_no_regulation_is_put_aside_and_nothing_is_lost(desk, data):
    taken = take_in_file(desk, Upload(data, "note.txt"))
    assert taken.outcome is Outcome.QUARANTINED
    assert taken.reason
    with desk.library.reading() as files:
        waiting = files.quarantine.open()
    assert desk.archive.read(waiting[0].sha256) == data


def about_page(desk, paper):
    data = text("智能电梯运行服务管理暂行办法", paper.FINAL)
    taken = take_in_file(desk, Upload(data, "f.txt", title="《智能电梯运行服务管理暂行办法》图解"))
    assert taken.outcome is Outcome.QUARANTINED
    with desk.library.reading() as files:
        return files.quarantine.open()[0]


def test_a_person_accepts_what_the_gate_held_back(desk, paper, counsel):
    one = about_page(desk, paper)
    taken = quarantine.accept(desk, one.id, counsel.id)
    assert (taken.outcome, taken.instrument) == (Outcome.NEW, "smart-lifts")
    with desk.library.reading() as files:
        assert files.quarantine.get(one.id).settled == "accepted"
    with pytest.raises(Conflict):
        quarantine.accept(desk, one.id, counsel.id)


def test_what_came_from_the_sample_shelf_is_accepted_onto_the_sample_shelf(desk, paper, counsel):
    """Fiction and fact never mix: a real instrument of the very same name gets no version from it."""
    data = text("智能电梯运行服务管理暂行办法", paper.FINAL)
    take_in_file(desk, Upload(data, "f.txt", title="《智能电梯运行服务管理暂行办法》图解", shelf=Shelf.SAMPLE))
    with desk.library.reading() as files:
        one = files.quarantine.open()[0]
    assert one.shelf is Shelf.SAMPLE
    taken = quarantine.accept(desk, one.id, counsel.id)
    with desk.library.reading() as files:
        assert files.instruments.get(taken.instrument).shelf is Shelf.SAMPLE
        assert files.versions.of("smart-lifts") == []


def test_a_person_rejects_and_the_bytes_stay(desk, paper, counsel):
    one = about_page(desk, paper)
    quarantine.reject(desk, one.id, counsel.id)
    with desk.library.reading() as files:
        assert files.quarantine.open() == []
        assert files.quarantine.get(one.id).settled_by == counsel.id
    assert desk.archive.read(one.sha256)


def test_what_cannot_be_read_stays_open(desk, counsel):
    take_in_file(desk, Upload(b"\x89PNG\r\n\x1a\n0000", "picture.png"))
    with pytest.raises(DocumentError):
        quarantine.accept(desk, 1, counsel.id)
    with desk.library.reading() as files:
        assert len(files.quarantine.open()) == 1
    with pytest.raises(NotFound):
        quarantine.reject(desk, 99, counsel.id)
