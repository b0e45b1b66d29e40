"""Random laws: a tree is built, printed as an authority would, and must be read back as it was built."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.documents.reading import read
from tracker.law.document import Document
from tracker.law.numbering import write_numeral
from tracker.law.provision import Kind

#: What paragraphs say. None is short enough to be a heading, none opens with a number, each ends its sentence.
SENTENCE = st.sampled_from(
    [
        "灯会应当有序，举办者应当保障参加者的安全。",
        "举办者违反本办法第三条第二款规定的，由灯会委员会责令改正。",
        "任何单位和个人不得携带明火进入灯会（消防演练除外）。",
        "国家鼓励、支持灯笼的研究；具体办法由灯会委员会规定。",
        "灯会委员会应当自收到申请之日起15日内作出决定，“决定”包括不予批准的决定。",
    ]
)
ITEM = st.sampled_from(["灯笼牢固", "道路畅通", "有符合国家标准的灭火器材", "法律、行政法规规定的其他条件"])
NAME = st.sampled_from(["总则", "灯笼的制作", "灯会的举办、管理和监督", "法律责任", "附　则"])
CHAPEAU = st.sampled_from(["灯会应当符合下列条件：", "有下列情形之一的，处一万元以下罚款："])


@dataclass(frozen=True)
class Paragraph:
    words: str
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()  # each with its subitems


@dataclass(frozen=True)
class Article:
    number: int
    extra: int  # 第七条之一
    paragraphs: tuple[Paragraph, ...]


Law = list[tuple[str, list[Article]]]  # chapters: name, articles; one without a name is a law without chapters

ITEMS = st.lists(st.tuples(ITEM, st.one_of(st.just(()), st.tuples(ITEM, ITEM))), min_size=2, max_size=12).map(tuple)
PARAGRAPHS = st.lists(
    st.one_of(st.builds(Paragraph, SENTENCE), st.builds(Paragraph, CHAPEAU, ITEMS)), min_size=1, max_size=4
).map(tuple)


@st.composite
def laws(draw: st.DrawFn) -> Law:
    chapters: Law = []
    number = extra = 0
    # no law has one chapter: a first without a second is a text cut off
    names = draw(st.one_of(st.just([""]), st.lists(NAME, min_size=2, max_size=4)))
    for name in names:
        articles = []
        for _ in range(draw(st.integers(1, 5))):
            inserted = number > 0 and draw(st.integers(0, 9)) == 0
            number, extra = (number, extra + 1) if inserted else (number + 1, 0)
            articles.append(Article(number, extra, draw(PARAGRAPHS)))
        chapters.append((name, articles))
    return chapters


def printed(law: Law, space: str) -> str:
    lines = ["灯会管理条例", "（2026年1月15日示例市人民代表大会常务委员会第三次会议通过）"]
    for count, (name, articles) in enumerate(law, 1):
        lines += [f"第{write_numeral(count)}章{space}{name}"] if name else []
        for article in articles:
            label = f"第{write_numeral(article.number)}条"
            label += f"之{write_numeral(article.extra)}" if article.extra else ""
            body = [line for paragraph in article.paragraphs for line in _lines(paragraph)]
            lines += [label + space + body[0], *body[1:]]
    return "\n".join(lines)


def _lines(paragraph: Paragraph) -> list[str]:
    lines = [paragraph.words]
    for n, (words, below) in enumerate(paragraph.items, 1):
        end = "。" if n == len(paragraph.items) else "；"
        lines.append(f"（{write_numeral(n)}）{words}{'：' if below else end}")
        lines += [f"{m}.{more}{end if m == len(below) else '；'}" for m, more in enumerate(below, 1)]
    return lines


def built(law: Law) -> list[str]:
    """The locators a reader must find, in order."""
    places = []
    for count, (name, articles) in enumerate(law, 1):
        places += [f"chapter-{count}"] if name else []
        for article in articles:
            own = f"{article.number}" + (f"-{article.extra}" if article.extra else "")
            places.append(own)
            many = len(article.paragraphs) > 1
            for at, paragraph in enumerate(article.paragraphs, 1):
                places += [f"{own}.{at}"] if many else []
                stem = own if at == 1 else f"{own}.{at}"
                for n, (_, below) in enumerate(paragraph.items, 1):
                    places.append(f"{stem}({n})")
                    places += [f"{stem}({n})[{m}]" for m in range(1, len(below) + 1)]
    return places


@settings(max_examples=100, deadline=None)
@given(laws(), st.sampled_from([" ", "\u3000", "  "]))
def test_a_random_law_is_read_as_it_was_built(law: Law, space: str) -> None:
    document = read(printed(law, space).encode())
    assert [p.locator for p in document.walk() if p.kind is not Kind.PREAMBLE] == built(law)
    assert document.problems == ()
    assert "".join(document.text.split()) == "".join(printed(law, space).split())


@settings(max_examples=15, deadline=None)
@given(laws())
def test_a_random_law_in_a_page_and_in_a_word_file_is_the_same_law(files: Any, law: Law) -> None:
    text = printed(law, "\u3000")
    lines = text.split("\n")
    page = f"<html><body><div id=BodyLabel>{''.join(f'<p>　　{line}</p>' for line in lines)}</div></body></html>"
    plain = tree(read(text.encode()))
    assert tree(read(page.encode())) == plain
    assert tree(read(files.docx(lines))) == plain


def tree(document: Document) -> list[tuple[str, str, str, str]]:
    return [(p.locator, p.label, p.heading, p.text) for p in document.walk()]
