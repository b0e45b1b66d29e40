"""A text is recognised among the works called as it is just as it would be in the whole catalogue."""

from tracker import knowledge
from tracker.workday.candidates import works_called
from tracker.workday.desk import Desk
from tracker.workday.recognition import recognise

SAID = ("{}", "关于《{}（征求意见稿）》公开征求意见的通知", "{}（暂行）", "关于修改《{}》的决定", "{}规定")


def test_recognising_among_few_is_recognising_among_all(desk: Desk) -> None:
    catalogue = sorted(knowledge.catalogue(), key=lambda work: work.slug)
    with desk.library.writing() as files:
        for work in catalogue:
            files.instruments.put(work)
        found = 0
        for said in SAID:
            for work in catalogue:
                for title in (work.title_zh, *work.aliases):
                    titles = [said.format(title.removesuffix("办法") if said == "{}规定" else title)]
                    few = works_called(files, titles, work.shelf)
                    told = recognise(titles, few)
                    assert told == recognise(titles, catalogue)
                    assert len(few) < len(catalogue)
                    found += told is not None
    assert found > 2 * len(catalogue)
