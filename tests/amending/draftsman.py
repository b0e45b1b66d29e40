"""A draftsman: two texts of a law in, the decision that turns the one into the other out, in official wording.

Shares no grammar with the reader of decisions: it writes its own numerals and knows nothing of forms, and it finds what
changed with difflib alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tracker.law.document import Document
from tracker.law.provision import Kind, Provision

_NUMERALS = re.compile(r"第[零一二三四五六七八九十百千\d（）()]+(?:条|款|项|章)(?:之[一二三四五六七八九十]+)?")
#: Two articles with less in common are one struck out and one put in.
_KIN = 0.45
#: A phrase shorter than this is no phrase a decision would quote.
_SHORTEST = 4
_LONGEST = 60


def han(number: int) -> str:
    """A number below two thousand in Chinese."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number < 20:
        return "十" + (digits[number - 10] if number > 10 else "")
    if number < 100:
        return digits[number // 10] + "十" + (digits[number % 10] if number % 10 else "")
    head, rest = (digits[number // 1000] + "千", number % 1000) if number >= 1000 else ("", number)
    if not rest:
        return head
    if head and rest < 100:
        return head + "零" + ("一" if 10 <= rest < 20 else "") + han(rest)
    if rest < 100:
        return head + han(rest)
    tail = rest % 100
    out = head + digits[rest // 100] + "百"
    if not tail:
        return out
    return out + ("零" if tail < 10 else "一" if tail < 20 else "") + han(tail)


def article_name(locator: str) -> str:
    """第七条, 第七条之一."""
    main, _, extra = locator.partition("-")
    return f"第{han(int(main))}条" + (f"之{han(int(extra))}" if extra else "")


@dataclass(frozen=True)
class Article:
    """An article as the draftsman sees it: its number, its paragraphs, each a chapeau and items."""

    locator: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> str:
        return "\n".join(self.paragraphs)


def articles(document: Document) -> list[Article]:
    """The articles of a text, those of annexes left out."""
    return [
        Article(p.locator, _paragraphs(p)) for p in document.articles if ":" not in p.locator and "#" not in p.locator
    ]


def _paragraphs(article: Provision) -> tuple[str, ...]:
    parts = [child for child in article.children if child.kind is Kind.PARAGRAPH]
    return tuple(part.full_text for part in parts) if parts else (article.full_text,)


def quoted(paragraphs: Sequence[str]) -> str:
    """Paragraphs as a decision quotes them: “ before each line, ” behind the last, their own marks one step in."""
    lines = [line for paragraph in paragraphs for line in paragraph.split("\n")]
    inner = [line.translate(str.maketrans("“”‘’", "‘’“”")) for line in lines]
    return "\n".join(f"“{line}" for line in inner) + "”"


@dataclass
class Pairing:
    """Which old article became which new one."""

    pairs: list[tuple[Article, Article]]
    gone: list[Article]
    come: list[Article]


def pair(old: Sequence[Article], new: Sequence[Article]) -> Pairing:
    """Pair articles in order: equal words first, then the most alike between them."""
    pairs: list[tuple[Article, Article]] = []
    gone: list[Article] = []
    come: list[Article] = []
    matcher = SequenceMatcher(None, [_masked(a.words) for a in old], [_masked(a.words) for a in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            _pair_alike(old[i1:i2], new[j1:j2], pairs, gone, come)
    return Pairing(pairs, gone, come)


def _pair_alike(old: Sequence[Article], new: Sequence[Article], pairs: list, gone: list, come: list) -> None:
    """In a stretch where all differ: in order, each with the first one behind the last that is alike enough."""
    at = 0
    for one in old:
        best = max(range(at, len(new)), key=lambda j: _alike(one, new[j]), default=None)
        if best is None or _alike(one, new[best]) < _KIN:
            gone.append(one)
            continue
        come += new[at:best]
        pairs.append((one, new[best]))
        at = best + 1
    come += new[at:]


def _alike(one: Article, other: Article) -> float:
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()


def _follows(old: str, new: str, moved: Mapping[str, str]) -> bool:
    """Whether the words are the same but for numbers of this law's articles that got another number."""
    if _masked(old) != _masked(new):
        return False
    before, after = _NUMERALS.findall(re.sub(r"\s", "", old)), _NUMERALS.findall(re.sub(r"\s", "", new))
    return all(one == other or moved.get(one) == other for one, other in zip(before, after, strict=True))


def _masked(words: str) -> str:
    return _NUMERALS.sub("第条", re.sub(r"\s", "", words))


def draft(old: Document, new: Document, *, title: str = "") -> str:
    """The decision that turns the old text into the new.

    References that only follow a new number are left to 条文顺序作相应调整, as decisions leave them.
    """
    name = title or re.sub(r"[（(][^（）()]*[)）]$", "", old.headmatter.title)
    found = pair(articles(old), articles(new))
    points = list(_points(found))
    lines = [f"云岛议事会关于修改《{name}》的决定", "（2026年1月5日云岛议事会第三次会议通过）"]
    lines.append(f"云岛议事会第三次会议决定对《{name}》作如下修改：")
    lines += [f"{han(n)}、{point}" for n, point in enumerate(points, 1)]
    lines.append("本决定自2026年3月1日起施行。")
    lines.append(f"《{name}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。")
    return "\n".join(lines) + "\n"


def _points(found: Pairing) -> Iterator[str]:
    """The points in the order of the new text; what is struck out comes first."""
    for one in found.gone:
        yield f"删去{article_name(one.locator)}。"
    moved = {article_name(o.locator): article_name(n.locator) for o, n in found.pairs}
    changed = [(int(n.locator.split("-")[0]), _change(o, n, moved)) for o, n in found.pairs]
    added = [(int(n.locator.split("-")[0]), _addition(n)) for n in found.come]
    for _, point in sorted([*changed, *added], key=lambda entry: entry[0]):
        if point:
            yield point


def _addition(new: Article) -> str:
    return f"增加一条，作为{article_name(new.locator)}：{quoted(new.paragraphs)}"


def _change(old: Article, new: Article, moved_to: Mapping[str, str]) -> str:
    """One article's point; empty where only references to articles that moved changed."""
    if _follows(old.words, new.words, moved_to):
        return ""
    place, moved = article_name(old.locator), old.locator != new.locator
    head = f"将{place}改为{article_name(new.locator)}，" if moved else ""
    subject = "" if moved else place
    parts = _by_paragraph(old, new, subject, moved_to)
    if parts is None:
        whole = "修改为：" if moved else f"将{place}修改为："
        return f"{head}{whole}{quoted(new.paragraphs)}"
    return head + "；".join(parts) + ("" if parts[-1].endswith("”") else "。")


def _by_paragraph(old: Article, new: Article, subject: str, moved: Mapping[str, str]) -> list[str] | None:
    """The changes of an article paragraph by paragraph; None where it is plainer to print it whole."""
    codes = SequenceMatcher(
        None, [_masked(p) for p in old.paragraphs], [_masked(p) for p in new.paragraphs]
    ).get_opcodes()
    out: list[str] = []
    for tag, i1, i2, j1, j2 in codes:
        if tag == "delete":
            named = "、".join(f"第{han(i + 1)}款" for i in range(i1, i2))
            out.append(f"删去{subject}{named}")
        elif tag == "insert":
            named = "、".join(f"第{han(j + 1)}款" for j in range(j1, j2))
            within = f"在{subject}中" if subject else ""
            out.append(f"{within}增加{han(j2 - j1)}款，作为{named}：{quoted(new.paragraphs[j1:j2])}")
        elif tag == "replace" and i2 - i1 != j2 - j1:
            return None
        elif tag == "replace":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                out += _one_paragraph(old, new, (i, j), subject)
        elif not all(map(_follows, old.paragraphs[i1:i2], new.paragraphs[j1:j2], [moved] * (i2 - i1))):
            return None
    return out if out and len(out) <= 2 and "" not in out else None


def _one_paragraph(one: Article, other: Article, at: tuple[int, int], subject: str) -> list[str]:
    """A phrase, an item, or the paragraph whole; an empty point where the article is better printed whole."""
    several = len(one.paragraphs) > 1
    old, new = one.paragraphs[at[0]], other.paragraphs[at[1]]
    place = f"{subject}第{han(at[0] + 1)}款" if several else subject
    phrase = _phrase(old, new)
    if phrase:
        before, after = phrase
        where = f"{place}中的" if place else "其中的"
        if not after:
            return [f"删去{where}“{before}”"]
        return [f"将{where}“{before}”修改为“{after}”"]
    if items := _items(old, new, place):
        return items
    return [f"将{place}修改为：{quoted([new])}"] if several else [""]


def _items(old: str, new: str, place: str) -> list[str] | None:
    """A single item put in or struck out, the others as they were."""
    before, after = old.split("\n"), new.split("\n")
    if before[0] != after[0] or not all(
        re.match(r"（[一二三四五六七八九十]+）", line) for line in [*before[1:], *after[1:]]
    ):
        return None
    bare_old, bare_new = ([re.sub(r"^（.+?）", "", line) for line in side[1:]] for side in (before, after))
    codes = [
        code for code in SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    if len(codes) != 1 or not bare_old or not bare_new:
        return None
    tag, i1, i2, j1, j2 = codes[0]
    if tag == "delete":
        return [f"删去{place}" + "、".join(f"第{han(i + 1)}项" for i in range(i1, i2))]
    if tag == "insert":
        named = "、".join(f"第{han(j + 1)}项" for j in range(j1, j2))
        within = f"在{place}中" if place else ""
        return [f"{within}增加{han(j2 - j1)}项，作为{named}：{quoted(after[1 + j1 : 1 + j2])}"]
    if i2 - i1 == j2 - j1 == 1:
        return [f"将{place}第{han(i1 + 1)}项修改为：{quoted(after[1 + j1 : 1 + j2])}"]
    return None


def _phrase(old: str, new: str) -> tuple[str, str] | None:
    """The one phrase that changed, widened until it stands once; None where more than one did."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    start, end = first, len(old) - last
    grow = len(new) - len(old)
    while (old.count(old[start:end]) != 1 or end - start < _SHORTEST) and (start > 0 or end < len(old)):
        start, end = max(0, start - 2), min(len(old), end + 2)
    before, after = old[start:end], new[start : end + grow]
    plain = not re.search(r"[“”‘’\n]|^[零一二三四五六七八九十\d]*[）)]", before + after)
    return (before, after) if plain and 0 < len(before) <= _LONGEST and len(after) <= 2 * _LONGEST else None
