"""Random laws, random decisions: whatever is ordered in official words comes out as ordered, references included."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.amending.consolidating import Consolidation

#: Words no two articles share, so that a phrase stands once.
SUBJECTS = [
    "灯塔",
    "码头",
    "渡船",
    "缆绳",
    "锚地",
    "航标",
    "潮位",
    "雾号",
    "油库",
    "船坞",
    "堤岸",
    "浮筒",
    "灯油",
    "号钟",
    "舢板",
    "船闸",
]
DUTIES = ["刷白", "点验", "登记", "巡查", "擦洗", "加固", "清点", "封存", "公告", "检修", "值守", "备案"]


@dataclass
class Paragraph:
    words: str
    items: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Article:
    """An article of the model; `cites` is the article its last sentence cites."""

    paragraphs: list[Paragraph]
    cites: "Article | None" = None


def han(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


def lines(article: Article, numbers: dict[int, int]) -> list[str]:
    """An article's lines; `numbers` gives each article's number, by identity."""
    out = []
    for paragraph in article.paragraphs:
        out.append(paragraph.words)
        out += [f"（{han(n)}）{words}" for n, words in enumerate(paragraph.items, 1)]
    if article.cites is not None:
        out.append(f"不履行本法第{han(numbers[id(article.cites)])}条规定的，给予警告。")
    return out


def write(law: list[Article]) -> str:
    numbers = {id(article): n for n, article in enumerate(law, 1)}
    text = ["云岛港务法", "（2019年5月6日云岛议事会第一次会议通过）"]
    for n, article in enumerate(law, 1):
        first, *rest = lines(article, numbers)
        text += [f"第{han(n)}条　{first}", *rest]
    return "\n".join(text) + "\n"


@st.composite
def laws(draw: st.DrawFn) -> list[Article]:
    count = draw(st.integers(4, 10))
    law = []
    for n in range(count):
        paragraphs = [
            Paragraph(
                f"{SUBJECTS[n]}应当由第{m}组看守人每日{DUTIES[(n + m) % len(DUTIES)]}。",
                ["甲类的；", "乙类的；", "丙类的。"][: draw(st.sampled_from([0, 0, 2, 3]))],
            )
            for m in range(draw(st.integers(1, 3)))
        ]
        for paragraph in paragraphs:
            if paragraph.items:
                paragraph.words = paragraph.words.replace("。", "：")
        law.append(Article(paragraphs))
    for n in draw(st.lists(st.integers(0, count - 1), max_size=3, unique=True)):
        other = draw(st.integers(0, count - 1))
        if other != n:
            law[n].cites = law[other]
    return law


def quoted(words: list[str]) -> str:
    return "\n".join(f"“{line}" for line in words) + "”"


class Session:
    """A law being amended: the model as it becomes, and the points that say so once the new numbers are known."""

    def __init__(self, law: list[Article]) -> None:
        self.law, self.new = law, list(law)
        self.old = {id(article): n for n, article in enumerate(law, 1)}
        self.struck: list[str] = []
        self.waiting: list[tuple[Article, Callable[[dict[int, int]], str]]] = []

    def points(self) -> list[str]:
        numbers = {id(article): n for n, article in enumerate(self.new, 1)}
        said = sorted(self.waiting, key=lambda point: numbers[id(point[0])])
        return [*self.struck, *(say(numbers) for _, say in said)]

    def place(self, article: Article) -> str:
        return f"第{han(self.old[id(article)])}条"

    def say(self, article: Article, words: str) -> None:
        """A point on one article that also says its new number."""
        place = self.place(article)
        self.waiting.append((article, lambda numbers: f"将{place}改为第{han(numbers[id(article)])}条，{words}"))

    def delete(self, n: int) -> None:
        if not any(other.cites is self.law[n] for other in self.new):
            self.new.remove(self.law[n])
            self.struck.append(f"删去{self.place(self.law[n])}。")

    def replace(self, n: int) -> None:
        article, place = self.law[n], self.place(self.law[n])
        article.paragraphs = [Paragraph(f"{SUBJECTS[n]}另行管理。"), Paragraph("具体办法由港务署规定。")]
        self.waiting.append(
            (
                article,
                lambda numbers: (
                    f"将{place}改为第{han(numbers[id(article)])}条，修改为：{quoted(lines(article, numbers))}"
                ),
            )
        )

    def insert(self, n: int) -> None:
        fresh = Article([Paragraph(f"新设第{n}号{SUBJECTS[n]}。")])
        self.new.insert(self.new.index(self.law[n]) + 1, fresh)
        self.waiting.append(
            (fresh, lambda numbers: f"增加一条，作为第{han(numbers[id(fresh)])}条：{quoted(lines(fresh, numbers))}")
        )

    def phrase(self, n: int, after: str, said: str) -> None:
        one = self.law[n].paragraphs[0]
        one.words = one.words.replace("由第0组", after)
        self.say(self.law[n], said)

    def paragraph(self, n: int) -> None:
        article, words = self.law[n], f"{SUBJECTS[n]}不得外借。"
        at = n % (len(article.paragraphs) + 1)
        article.paragraphs.insert(at, Paragraph(words))
        self.say(article, f"增加一款，作为第{han(at + 1)}款：{quoted([words])}")

    def drop(self, n: int) -> None:
        article = self.law[n]
        if len(article.paragraphs) > 1:
            at = n % len(article.paragraphs)
            del article.paragraphs[at]
            self.say(article, f"删去第{han(at + 1)}款。")

    def item(self, n: int, *, put_in: bool) -> None:
        article = self.law[n]
        listed = next((m for m, p in enumerate(article.paragraphs) if p.items), None)
        if listed is None:
            return
        several = len(article.paragraphs) + (article.cites is not None) > 1
        place = f"第{han(listed + 1)}款" if several else ""
        if put_in:
            article.paragraphs[listed].items.insert(1, "丁类的；")
            self.say(article, f"{place}增加一项，作为第二项：“（二）丁类的；”")
        else:
            del article.paragraphs[listed].items[0]
            self.say(article, f"删去{place}第一项。")

    def merge(self, n: int) -> None:
        """Two articles become one; whoever cited the second cites the first."""
        if n + 1 >= len(self.law) or self.law[n + 1] not in self.new:
            return
        article, other = self.law[n], self.law[n + 1]
        if article.cites is not None or other.cites is article or self._is_amended(other):
            return
        self.new.remove(other)
        article.paragraphs = [Paragraph("两类设施合并管理。")]
        for citing in self.new:
            citing.cites = article if citing.cites is other else citing.cites
        both = f"{self.place(article)}、{self.place(other)}"
        self.waiting.append(
            (
                article,
                lambda numbers: (
                    f"将{both}合并，作为第{han(numbers[id(article)])}条，修改为：{quoted(lines(article, numbers))}"
                ),
            )
        )

    def _is_amended(self, article: Article) -> bool:
        return any(article is other for other, _ in self.waiting)


ORDERS: dict[str, Callable[[Session, int], None]] = {
    "delete": Session.delete,
    "replace": Session.replace,
    "insert": Session.insert,
    "substitute": lambda s, n: s.phrase(n, "由首组", "将其中的“由第0组”修改为“由首组”。"),
    "strike": lambda s, n: s.phrase(n, "", "删去其中的“由第0组”。"),
    "add": lambda s, n: s.phrase(n, "由第0组或者港务署", "在其中的“由第0组”后增加“或者港务署”。"),
    "paragraph": Session.paragraph,
    "drop": Session.drop,
    "item": lambda s, n: s.item(n, put_in=True),
    "strike-item": lambda s, n: s.item(n, put_in=False),
    "merge": Session.merge,
}
CLOSING = "《云岛港务法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
HEAD = ("云岛议事会关于修改《云岛港务法》的决定", "（2026年1月5日通过）", "对《云岛港务法》作如下修改：")


@settings(max_examples=150)
@given(laws(), st.lists(st.sampled_from(["", *ORDERS]), min_size=10, max_size=10))
def test_a_random_decision_gives_what_it_orders(
    amended: Callable[[str, str], Consolidation], law: list[Article], orders: list[str]
) -> None:
    base, session = write(law), Session(law)
    # from behind, so that a merger sees whether its second article is amended too
    for n, kind in reversed(list(enumerate(orders[: len(law)]))):
        if kind:
            ORDERS[kind](session, n)
    points = session.points()
    if not points or not session.new:
        return
    decision = "\n".join([*HEAD, *(f"{han(i)}、{point}" for i, point in enumerate(points, 1)), CLOSING])
    made = amended(base, decision)
    assert made.problems == ()
    printed = [line for line in made.document.text.split("\n") if "tracker" not in line]
    assert printed == write(session.new).strip().split("\n"), decision
