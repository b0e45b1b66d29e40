"""Every real text there is, its articles counted twice: by the tree, and by a plain look at the lines of the source.

`make endurance PYTEST="-s tests/documents/test_survey.py"` prints the table of docs/reading.md; the suite reads every
twelfth text.
"""

import io
import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from tracker.documents.reading import read
from tracker.errors import DocumentError
from tracker.law.document import Document, Grammar
from tracker.law.provision import Kind

pytestmark = pytest.mark.corpus

EVERY = 12
#: The share of texts whose tree may say otherwise than their heading lines; docs/reading.md names each.
MOST_WRONG = 0.005

# -- the independent look: nothing of tracker's own is used here ------------------------------------------------------

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
NUMBER = r"[零〇一二三四五六七八九十百千\d]+"
ARTICLE = rf"第\s*({NUMBER})\s*条(?:\s*之([一二三四五六七八九十]+))?"
HEAD = re.compile(rf"[#*>\s\u3000]*{ARTICLE}\**(?=[\s\u3000【\[]|$)")
DIVISION = re.compile(rf"#+\s*第\s*{NUMBER}\s*(?:分编|编|章|节)")
ENGLISH = re.compile(r"Article\s+(\d+[a-z]*)\s*$")
CLAUSE = re.compile(r"((?:\d+|[A-Z])(?:\.\d+)+)(?:\s|(?=[\u4e00-\u9fff]))")


def number(text: str) -> int:
    """The value of a Chinese or Arabic numeral."""
    if text.isdigit():
        return int(text)
    value = digit = 0
    for sign in text:
        if sign in "十百千":
            value += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return value + digit


def heading_lines(raw: str, grammar: Grammar) -> list[str]:
    """The numbers that open lines of a source, 12 or 12-1, as a person with a text editor would count them."""
    lines = raw.splitlines()
    if grammar is Grammar.ENGLISH:
        return [found[1] for found in map(ENGLISH.match, map(str.strip, lines)) if found]
    if grammar is Grammar.STANDARD:
        return [found[1] for found in map(CLAUSE.match, map(str.strip, lines)) if found]
    heads = (found for found in map(HEAD.match, lines) if found)
    return [f"{number(main)}" + (f"-{number(more)}" if more else "") for main, more in (h.groups() for h in heads)]


def holes(numbers: list[str]) -> list[int]:
    """The numbers left out between the first and the last of the heading lines."""
    seen = {int(text.split("-")[0]) for text in numbers}
    return [n for n in range(min(seen), max(seen)) if n not in seen] if seen else []


# -- the tree's count ------------------------------------------------------------------------------------------------


def counted(document: Document) -> list[str]:
    """The numbers of the tree's articles, or of a standard's clauses below its chapters, in reading order."""
    if document.grammar is Grammar.STANDARD:
        return [p.label for p in document.walk() if p.kind is Kind.CLAUSE and "." in p.label]
    articles = [p for p in document.articles if p.kind is Kind.ARTICLE]
    return [p.locator.rpartition(":")[2].split("#")[0] for p in articles]


@dataclass(frozen=True)
class Finding:
    """What the two counts say of one text."""

    name: str
    verdict: str  # clean, gap, repaired, wrong, refused
    detail: str = ""


def judge(name: str, raw: str, document: Document) -> Finding:
    mine, theirs = counted(document), heading_lines(raw, document.grammar)
    if mine == theirs:
        left = holes(theirs) if document.grammar is Grammar.ARTICLES else []
        odd = [p for p in document.problems if p.what in ("gap", "duplicate", "out-of-order") and "Item" not in p.says]
        if left or odd:
            return Finding(name, "gap", f"lacks {left}" if left else odd[0].says)
        return Finding(name, "clean")
    only_tree = list((Counter(mine) - Counter(theirs)).elements())
    only_lines = list((Counter(theirs) - Counter(mine)).elements())
    detail = f"only the tree {only_tree[:5]}, only the lines {only_lines[:5]} of {len(mine)}"
    if not only_lines and document.grammar is Grammar.ARTICLES and all(stands_glued(raw, n) for n in only_tree):
        return Finding(name, "repaired", detail)
    if not only_tree and document.grammar is Grammar.ARTICLES and announced(raw, only_lines):
        return Finding(name, "repaired", f"{only_lines} are quoted behind 内容如下：")
    return Finding(name, "wrong", detail)


def stands_glued(raw: str, wanted: str) -> bool:
    """Whether an article stands in the source without a space behind its number, or inside another line."""
    loose = re.finditer(rf"(?:^|[。：；])[\s#]*{ARTICLE}", raw, re.M)
    return any(f"{number(m[1])}" + (f"-{number(m[2])}" if m[2] else "") == wanted for m in loose)


def announced(raw: str, numbers: list[str]) -> bool:
    """Whether the articles that only lines show stand behind an amendment's announcement."""
    _, found, behind = raw.partition("内容如下：")
    return bool(found) and heading_lines(behind, Grammar.ARTICLES)[: len(numbers)] == numbers


def texts(corpus: Path) -> Iterator[tuple[str, bytes]]:
    """The collection, then every text of the corpus."""
    with tarfile.open(fileobj=io.BytesIO((corpus / "lawrefbook.tar.xz").read_bytes())) as collection:
        for member in collection:
            if member.name.endswith(".md") and not member.name.endswith("_index.md"):
                content = collection.extractfile(member)
                assert content is not None
                yield Path(member.name).name, content.read()
    for file in sorted(corpus.glob("*/*.txt")):
        yield f"{file.parent.name}/{file.name}", file.read_bytes()


def survey(corpus: Path, whole: Callable[[Document], None], every: int) -> list[Finding]:
    findings = []
    for count, (name, data) in enumerate(texts(corpus)):
        if count % every:
            continue
        try:
            document = read(data, name=name)
        except DocumentError as error:
            findings.append(Finding(name, "refused", str(error).partition(" ")[2]))
            continue
        whole(document)
        assert document.headmatter.title, name
        findings.append(judge(name, data.decode(errors="replace"), document))
    return findings


def show(findings: list[Finding]) -> None:
    total = Counter(finding.verdict for finding in findings)
    click.echo(f"\n{len(findings)} texts")
    for verdict in ("clean", "gap", "repaired", "wrong", "refused"):
        click.echo(f"  {verdict:9} {total[verdict]:5}  {total[verdict] / len(findings):7.2%}")
    for finding in findings:
        if finding.verdict in ("repaired", "wrong", "refused", "gap"):
            click.echo(f"  {finding.verdict:9} {finding.name}: {finding.detail}")


def is_whole(findings: list[Finding]) -> None:
    total = Counter(finding.verdict for finding in findings)
    assert total["wrong"] <= MOST_WRONG * len(findings), [f for f in findings if f.verdict == "wrong"]
    assert total["clean"] >= 0.97 * len(findings)
    assert total["refused"] <= 0.005 * len(findings)


def test_every_twelfth_text_is_read_as_its_lines_say(corpus: Path, whole: Callable[[Document], None]) -> None:
    is_whole(survey(corpus, whole, EVERY))


@pytest.mark.endurance
def test_every_text_is_read_as_its_lines_say(corpus: Path, whole: Callable[[Document], None]) -> None:
    findings = survey(corpus, whole, 1)
    show(findings)
    is_whole(findings)
    assert len(findings) > 3400


@pytest.mark.endurance
def test_every_marked_heading_of_the_collection_is_in_the_tree(corpus: Path) -> None:
    """The collection marks headings ##, once more in contents; names that lost their number have no mark."""
    differing = []
    for name, data in texts(corpus):
        lines = dict.fromkeys("".join(line.split()) for line in data.decode(errors="replace").splitlines())
        marked = sum(bool(DIVISION.match(line)) for line in lines)
        try:
            document = read(data, name=name)
        except DocumentError:
            continue
        divisions = [p for p in document.walk() if p.kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION)]
        printed = sum(p.label.startswith("第") for p in divisions)
        if printed < marked:
            differing.append((name, marked, printed))
    click.echo(f"\nheadings lost: {differing}")
    # contents set in one line, and chapters that stand in the contents and lost their number in the text
    assert len(differing) <= 4
