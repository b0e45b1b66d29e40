"""What a text refers to: 本办法第七条第二款, 前款, 《示例法》第十四条, found where it stands and resolved in the tree.

Only a law's tree is resolved into; what another law says is named and left to whoever has that law.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.law.citation import Citation, find_citations, parse_locator, write_chinese
from tracker.law.document import Document, Problem
from tracker.law.numbering import NUMERAL, parse_numeral, sort_key
from tracker.law.provision import Kind, Provision

_KINDS = (
    "法|法典|条例|规定|办法|细则|规则|解释|决定|规范|准则|意见|通知|守则|章程|规程|批复|方案|标准|暂行条例|公约|宪法"
)
_SELF = re.compile(rf"本(?:暂行|实施|议事)?(?:{_KINDS})(?:的)?$")
_THAT = re.compile(rf"(?:该|(?<!合)同|上述|前述|原)(?:{_KINDS})(?:的)?$")
#: 《示例法》（以下简称示例法）第三条
_TITLED = re.compile(r"《(?P<title>[^《》]{2,120})》(?:[（(][^（）()]{0,40}[)）])?\s*的?$")
_BARE = re.compile(
    r"(?P<title>[\u4e00-\u9fff]{0,24}?(?:法|法典|条例|宪法|修正案|[总分通]则|办法|规定|细则|公约|条约|协定|议定书)"
    r"(?:第[^，。；第]{1,4}[章节]){0,2}、?)(?:[（(][^（）()]{1,12}[)）])?\s*的?$"
)
#: A name without 《》 begins behind the word that calls it.
_CALLING = re.compile(
    r".*(?:依照|按照|根据|依据|违反|适用|符合|属于|构成|实施|规定为|定为|触犯|参照|比照|执行|遵守|具有|对于|关于|除|将|对|在|和|与|或者|"
    r"以及|及|由|有|以|为|按|经|依|的|是|犯|承担|计入|履行|享有|具备|超过|援引|引用|所称)"
)
_CHAPTER = re.compile(
    rf"(?P<self>本(?:{_KINDS}))?第\s*(?P<chapter>{NUMERAL}|\d{{1,3}})\s*章(?:\s*第\s*(?P<section>{NUMERAL}|\d{{1,3}})\s*节)?"
)
_AMENDS = re.compile(r"修正案|关于修改|修改.{0,60}的决定|关于修订|的修改决定")
#: Most paragraphs refer to nothing.
_MAY = re.compile(r"第[零〇一二三四五六七八九十百千\d（( ]{1,9}[)） ]*[条款项]|前[两二三四五]?[条款项]|本条")
#: How far a name of a law may stand before the article it is cited with.
_LOOK_BACK = 120
#: A reference found nowhere is stale only where the text says whose it is, or no other law is near.
_SENTENCE = re.compile(r"[。；]")


class Scope(StrEnum):
    """Whose provision is meant."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    UNCERTAIN = "uncertain"  # a bare 第三条 in a sentence that speaks of another law


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference.

    Attributes:
        text, start, end: its words and offsets (characters) in the document's text.
        within: the locator of the provision it stands in.
        scope: this text's, another's, or not to be told.
        instrument: the title of the other law as printed; empty where it is this one or unnamed.
        locators: the places it names, as written.
        targets: the locators of the provisions of this text it resolves to; empty for another law's.
    """

    text: str
    start: int
    end: int
    within: str
    scope: Scope
    instrument: str
    locators: tuple[str, ...]
    targets: tuple[str, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether it names a place of this text that is not there."""
        return self.scope is Scope.INTERNAL and len(self.targets) < len(self.locators)


def references(document: Document) -> tuple[Reference, ...]:
    """Every reference of a law's provisions to an article, paragraph, item or chapter, in reading order."""
    tree = _Tree(document)
    found: list[Reference] = []
    for node in document.walk():
        if node.text and node.kind is not Kind.TABLE:
            found += _in(node, document, tree)
    return tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))


def stale(document: Document, found: Sequence[Reference] | None = None) -> tuple[Problem, ...]:
    """The references of a text that name a place it has not, or plainly the wrong one, each as a problem.

    `found` are its references if they are known already. An article that cites its own number where 本条 is meant, and
    a penalty for breaking the article that only says when the text takes effect, come from a renumbering.
    """
    problems = []
    for reference in references(document) if found is None else found:
        if reference.is_stale:
            missing = [write_chinese(locator) for locator in _missing(reference)]
            here = write_chinese(reference.within)
            says = f"“{reference.text}” in {here} names {'、'.join(missing)}, which is not there."
            problems.append(Problem("stale-reference", reference.within, says))
        elif wrong := _plainly_wrong(reference, document):
            problems.append(Problem("stale-reference", reference.within, wrong))
    return tuple(problems)


def left_behind(old: Document, new: Document, pairs: Mapping[str, str]) -> tuple[Problem, ...]:
    """References that kept their number while what they mean got another.

    `pairs` maps locators of articles of the old text to those of the new they became. A new article that still cites
    the old number, though the cited article moved and another stands there now, is reported at the new article.
    """
    before: dict[str, set[str]] = {}
    for reference in references(old):
        if reference.scope is Scope.INTERNAL:
            before.setdefault(_article(reference.within), set()).update(map(_article, reference.targets))
    became = {new_place: old_place for old_place, new_place in pairs.items()}
    problems = []
    for reference in references(new):
        if reference.scope is not Scope.INTERNAL:
            continue
        known = before.get(became.get(_article(reference.within), ""), set())
        for target in dict.fromkeys(map(_article, reference.targets)):
            moved = pairs.get(target, target)
            if target in known and moved != target and became.get(target) not in known:
                here, then, now = map(write_chinese, (reference.within, target, moved))
                says = f"“{reference.text}” in {here} still says {then}; what it named before is {now} now."
                problems.append(Problem("stale-reference", reference.within, says))
    return tuple(problems)


class _Tree:
    """The places of a text, and how they are looked up."""

    def __init__(self, document: Document) -> None:
        self.nodes = {provision.locator: provision for provision in document.walk()}
        self.amends = bool(_AMENDS.search(document.headmatter.title))
        self.title = _tight(document.headmatter.title)
        self.short = re.sub(r"[（(].*", "", self.title)
        self.articles = [p.locator for p in document.articles]
        self.after = dict(zip(self.articles[1:], self.articles, strict=False))

    def has_article(self, locator: str) -> bool:
        """Whether a bare 第三十二条 can be this text's: its last article is none before it."""
        return sort_key(_article(locator)) <= sort_key(self.articles[-1] if self.articles else "0")

    def resolve(self, locator: str) -> str | None:
        """The provision a cited place is; None if it is not there."""
        if locator in self.nodes:
            return locator
        place = parse_locator(locator)
        if place is None:
            return self._division(locator)
        prefix = f"{place.annex}:" if place.annex else ""
        article = self.nodes.get(prefix + place.article)
        if article is None:
            return None
        if place.item:
            return self._item(article, place.paragraph, place.item)
        # the only paragraph is the article itself
        return article.locator if place.paragraph <= 1 else None

    def _item(self, article: Provision, paragraph: int, number: int) -> str | None:
        """An item cited without its paragraph may stand in any; a short article's items are its own."""
        ends = (f"({number})",)
        for node in article.walk():
            if node.kind is not Kind.ITEM or not node.locator.endswith(ends):
                continue
            if not paragraph or parse_locator(node.locator) is None:
                return node.locator
            place = parse_locator(node.locator)
            if place and (place.paragraph or 1) == paragraph:
                return node.locator
        return None

    def _division(self, locator: str) -> str | None:
        """A chapter is cited by its number alone, whatever part it stands in."""
        return next((name for name in self.nodes if name.endswith(f".{locator}")), None)


def _in(node: Provision, document: Document, tree: _Tree) -> Iterator[Reference]:
    at = document.text.find(node.text, node.start, max(node.end, node.start))
    if at < 0:
        return
    place = parse_locator(node.locator)
    within = node.locator if place else ""
    before: Reference | None = None
    for citation in find_citations(node.text, within=within) if _MAY.search(node.text) else ():
        scope, instrument = _whose(node.text, citation, before, tree, within=within)
        locators = _from_here(citation, node, tree)
        if citation.text[0] == "第" and "条" not in citation.text and before and "条" in before.text:
            scope, instrument, locators = _below(locators, before, tree)
        targets = tuple(t for t in map(tree.resolve, locators) if t) if scope is Scope.INTERNAL else ()
        begin, end = at + citation.start, at + citation.end
        reference = Reference(citation.text, begin, end, node.locator, scope, instrument, locators, targets)
        before = reference if "条" in citation.text else before
        yield reference
    yield from _chapters(node, at, tree)


def _below(locators: tuple[str, ...], before: Reference, tree: "_Tree") -> tuple[Scope, str, tuple[str, ...]]:
    """A 第二款 behind an article cited in the same words is that article's, if it has one; else perhaps this one's."""
    tails = [locator[len(_article(locator)) :] for locator in locators]
    there = tuple(_article(before.locators[-1]) + tail for tail in tails)
    if before.scope is not Scope.INTERNAL:
        return before.scope, before.instrument, there
    if all(tree.resolve(locator) for locator in there):
        return Scope.INTERNAL, "", there
    own = all(tree.resolve(locator) for locator in locators)
    return (Scope.INTERNAL if own else Scope.UNCERTAIN), "", locators


def _from_here(citation: Citation, node: Provision, tree: _Tree) -> tuple[str, ...]:
    """The places a citation names; 前条 is the article before in the text, whatever its number."""
    if citation.text != "前条":
        return citation.locators
    before = tree.after.get(_article(node.locator))
    return (before,) if before else citation.locators


def _chapters(node: Provision, at: int, tree: _Tree) -> Iterator[Reference]:
    for match in _CHAPTER.finditer(node.text) if "章" in node.text else ():
        locator = f"chapter-{parse_numeral(match['chapter'])}"
        if match["section"]:
            locator += f".section-{parse_numeral(match['section'])}"
        own = bool(match["self"]) and not tree.amends
        target = tree.resolve(locator) if own else None
        scope = Scope.INTERNAL if own else Scope.UNCERTAIN
        targets = (target,) if target else ()
        yield Reference(match[0], at + match.start(), at + match.end(), node.locator, scope, "", (locator,), targets)


def _whose(text: str, citation: Citation, last: Reference | None, tree: _Tree, *, within: str) -> tuple[Scope, str]:
    """Whose provision a citation means, by the words before it."""
    before = text[max(0, citation.start - _LOOK_BACK) : citation.start]
    quoted = text.count("“", 0, citation.start) > text.count("”", 0, citation.start)
    if citation.instrument:
        return _titled(citation.instrument, tree)
    if _SELF.search(before):
        return (Scope.UNCERTAIN, "") if tree.amends or quoted else (Scope.INTERNAL, "")
    if found := _TITLED.search(before):
        return _titled(found["title"], tree)
    if _THAT.search(before):
        return Scope.EXTERNAL, last.instrument if last else ""
    if name := _bare_name(before):
        return Scope.EXTERNAL, name
    if tree.amends or quoted or not within:
        return Scope.UNCERTAIN, ""
    if citation.text[0] == "第" and "条" not in citation.text:
        own = all(tree.resolve(locator) for locator in citation.locators)
        return (Scope.INTERNAL if own else Scope.UNCERTAIN), ""
    if citation.text[0] in "本前":
        return Scope.INTERNAL, ""
    if parse_locator(citation.locators[-1]) and not tree.has_article(citation.locators[-1]):
        return Scope.UNCERTAIN, ""
    return (Scope.UNCERTAIN if _speaks_of_another(text, citation.start) else Scope.INTERNAL), ""


def _titled(title: str, tree: _Tree) -> tuple[Scope, str]:
    own = len(title) > 2 and _tight(title) in (tree.title, tree.short)
    return (Scope.UNCERTAIN if tree.amends else Scope.INTERNAL, "") if own else (Scope.EXTERNAL, title)


def _bare_name(before: str) -> str:
    """The name of a law that stands before its article without 《》: 依照刑法 → 刑法; empty if there is none."""
    found = _BARE.search(re.split(r"[，。；：、“”《》\s]", before)[-1])
    if not found:
        return ""
    calling = _CALLING.match(found["title"])
    name = found["title"][calling.end() :] if calling else found["title"]
    return "" if name in ("法", "条例", "") and not calling else name


def _speaks_of_another(text: str, at: int) -> bool:
    """Whether the sentence before a bare article names another law."""
    sentence = _SENTENCE.split(text[:at])[-1]
    return "《" in sentence or bool(re.search(r"(?<!本)(?:刑法|宪法|法典|诉讼法|[\u4e00-\u9fff]法)第", sentence))


def _missing(reference: Reference) -> list[str]:
    """The places named that resolve to nothing."""
    if not reference.targets:
        return list(reference.locators)
    there = {t.split("(")[0].split(".")[0] for t in reference.targets}
    return [name for name in reference.locators if name not in reference.targets and _article(name) not in there] or [
        reference.locators[-1]
    ]


_TAKES_EFFECT = re.compile(r"自.{2,20}起施行")


def _plainly_wrong(reference: Reference, document: Document) -> str:
    """A sentence for a reference to a place that is there and cannot be meant; else empty."""
    if reference.scope is not Scope.INTERNAL or not reference.text.startswith("第"):
        return ""
    before = document.text[max(0, reference.start - 12) : reference.start]
    if not re.search(rf"违反本(?:{_KINDS})(?:的)?$", before):
        return ""
    here = write_chinese(_article(reference.within))
    for target in reference.targets:
        if _article(target) == _article(reference.within):
            return f"{here} punishes breaking {here}, itself: the number is left from before a renumbering."
        node = document.find(_article(target))
        if node and len(node.full_text) <= 60 and _TAKES_EFFECT.search(node.full_text):
            return f"{here} punishes breaking {write_chinese(target)}, which only says when the text takes effect."
    return ""


def _article(locator: str) -> str:
    """The article a locator lies in: 附件1:7-1.2(3) → 附件1:7-1; another locator as it is."""
    place = parse_locator(locator)
    return (f"{place.annex}:" if place.annex else "") + place.article if place else locator


def _tight(text: str) -> str:
    return re.sub(r"[\s〈〉《》]|中华人民共和国", "", text)
