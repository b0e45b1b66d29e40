"""Which other laws a text cites, provision by provision: 《示例法》第十四条 is an edge to article 14 of that law."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.amending.naming import plain
from tracker.documents.references import Scope, references
from tracker.law.citation import parse_locator
from tracker.law.document import Document
from tracker.law.provision import Kind, Provision
from tracker.law.ripple import Citing

#: What 《》 names that is no instrument: a licence, a form, a newspaper.
_NO_LAW = re.compile(
    r"(?:证|证书|证明|许可证|执照|通知书|意见书|决定书|承诺书|协议书|申请书|登记表|表|合同|报|公报|目录|名录)$"
)
#: A text that amends others orders changes in them; it does not rely on them.
_AMENDS = re.compile(r"修正案|关于修改|关于修订|关于废止")
_ORDERS = re.compile(r"作(?:出)?如下(?:修改|修正)|修改如下[:：]")
#: Where a text says so: its title, its number, its first sentence (characters).
_FRONT = 600
_TITLED = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
#: 《全名》（以下简称《简称》）, （以下简称“简称”）
_SHORT = re.compile(
    r"《(?P<full>[^《》]{2,120})》(?:[（(][^（）()]{0,40}?(?:以下)?(?:统)?简称[:：]?[《“]?(?P<short>[^《》“”（）()]{1,30})[》”]?[)）])"
)


def citations(document: Document) -> tuple[Citing, ...]:
    """Every citation of another law in a law's provisions, in reading order; one without articles cites it whole.

    The title is the full one where the text says what its short form stands for.
    """
    if _AMENDS.search(document.headmatter.title) or _ORDERS.search(document.text[:_FRONT]):
        return ()
    short = {match["short"]: match["full"] for match in _SHORT.finditer(document.text)}
    found = [
        Citing(r.within, r.text, r.start, r.end, r.instrument, r.locators)
        for r in references(document)
        if r.scope is Scope.EXTERNAL and r.instrument and all(map(parse_locator, r.locators))
    ]
    found = [replace(c, title=short.get(c.title, c.title)) for c in _shortened(found, short)]
    spans = [(c.start, c.end) for c in found]
    own = plain(document.headmatter.title)
    whole = [
        citing
        for node in document.walk()
        if node.text and node.kind not in (Kind.TABLE, Kind.PREAMBLE)
        for citing in _titles(node, document)
        if plain(citing.title) != own and not any(_names(citing, span, document.text) for span in spans)
    ]
    return tuple(sorted([*found, *whole], key=lambda citing: (citing.start, citing.end)))


def _shortened(found: list[Citing], short: Iterable[str]) -> list[Citing]:
    """Names without 《》 that took words of the sentence along, cut to the name the text uses elsewhere.

    要求其承担民事诉讼法第二百五十三条: 民事诉讼法, where the text cites that law so elsewhere, or says that it will.
    """
    known = sorted({*(citing.title for citing in found), *short}, key=len)
    return [replace(citing, title=_name(citing, known)) for citing in found]


def _name(citing: Citing, known: list[str]) -> str:
    if citing.text.startswith("《") or "中华人民共和国" in citing.title:
        return citing.title
    return next((name for name in known if len(name) > 1 and citing.title.endswith(name)), citing.title)


def _titles(node: Provision, document: Document) -> Iterator[Citing]:
    at = document.text.find(node.text, node.start, max(node.end, node.start))
    if at < 0:
        return
    for match in _TITLED.finditer(node.text):
        if _NO_LAW.search(match[1]):
            continue
        yield Citing(node.locator, match[0], at + match.start(), at + match.end(), match[1], ())


def _names(citing: Citing, span: tuple[int, int], text: str) -> bool:
    """Whether a title is the one a citation of articles begins with, or stands directly before it."""
    if span[0] <= citing.start < span[1]:
        return True
    between = text[citing.end : span[0]] if citing.end <= span[0] <= citing.end + 44 else "。"
    return re.fullmatch(r"(?:[（(][^（）()]{0,40}[)）])?\s*的?", between) is not None
