"""A provision while it is being read: it takes lines and children, and is frozen when the text is at its end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.documents.lines import Line
from tracker.law.document import Problem
from tracker.law.provision import Kind, Provision


@dataclass(slots=True)
class Node:
    """A provision in growth; `place` is its locator before duplicates are told apart, `anchor` its eId likewise."""

    kind: Kind
    place: str
    anchor: str
    label: str = ""
    heading: str = ""
    words: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    start: int = 0
    end: int = 0
    number: int = 0

    def take(self, line: Line, words: str) -> None:
        """Let this node hold a line's words and reach to its end."""
        if words:
            self.words.append(words)
        self.end = max(self.end, line.end)

    def walk_below(self) -> Iterator["Node"]:
        """Every node below this one."""
        for child in self.children:
            yield child
            yield from child.walk_below()

    def add(self, child: "Node") -> "Node":
        """Hang a child below this node."""
        self.children.append(child)
        return child


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a grammar makes of a text: the tree, lines that belong to no provision, and the problems met."""

    provisions: tuple[Provision, ...]
    furniture: tuple[Line, ...]
    problems: tuple[Problem, ...]


def freeze(nodes: list[Node]) -> tuple[tuple[Provision, ...], tuple[Problem, ...]]:
    """The finished tree. A locator seen again becomes `7#2`, and says so as a problem."""
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    frozen = tuple(_freeze(node, seen, problems) for node in nodes)
    return frozen, tuple(problems)


def _freeze(node: Node, seen: dict[str, int], problems: list[Problem]) -> Provision:
    locator, eid = node.place, node.anchor
    if locator not in seen:
        seen[locator] = 1
    else:
        times = seen[locator] = seen[locator] + 1
        problems.append(
            Problem("duplicate", node.place, f"{node.label or node.place} stands more than once in the text.")
        )
        locator, eid = f"{locator}#{times}", f"{eid}_v{times}"
        _follow(node, node.place, locator, node.anchor, eid)
    children: tuple[Provision, ...] = ()
    end = node.end
    if node.children:
        children = tuple([_freeze(child, seen, problems) for child in node.children])
        end = max(end, children[-1].end)
    words = node.words
    text = words[0] if len(words) == 1 else "\n".join(words)
    return Provision(node.kind, locator, eid, node.label, node.heading, text, children, node.start, end)


def _follow(node: Node, old: str, new: str, old_anchor: str, new_anchor: str) -> None:
    """Let everything below a renamed node carry its new name."""
    for child in node.children:
        if child.kind not in (Kind.ARTICLE, Kind.CLAUSE) and child.place.startswith(old):
            child.place = new + child.place[len(old) :]
            child.anchor = new_anchor + child.anchor[len(old_anchor) :]
        _follow(child, old, new, old_anchor, new_anchor)


def preamble(lines: Sequence[Line], edge: frozenset[int]) -> tuple[Node | None, list[Line]]:
    """The words before the first provision as one node, and the lines at their edges that are title or contents."""
    first, last = 0, len(lines)
    while first < last and first in edge:
        first += 1
    while last > first and last - 1 in edge:
        last -= 1
    furniture = [*lines[:first], *lines[last:]]
    if first == last:
        return None, furniture
    node = Node(Kind.PREAMBLE, "preamble", "preamble", start=lines[first].start)
    for line in lines[first:last]:
        node.take(line, line.text)
    return node, furniture


def take_row(node: Node, line: Line) -> None:
    """Hang a row of a table below a node: rows in succession are one table, named when its holder is."""
    last = node.children[-1] if node.children else None
    if last is None or last.kind is not Kind.TABLE or last.end + 1 != line.start:
        last = node.add(Node(Kind.TABLE, "", "", start=line.start))
    last.take(line, line.text)
    node.end = max(node.end, line.end)


def name_tables(node: Node) -> None:
    """Locators and eIds of the tables directly below a node: 7.2(表1)."""
    for count, table in enumerate((child for child in node.children if child.kind is Kind.TABLE), 1):
        table.place, table.anchor = f"{node.place}(表{count})", f"{node.anchor}__table_{count}"


#: What an annex is called in eIds: 附件 annex, 附表 schedule, 附录 appendix, 附图 figure.
_ANNEX_WORDS = {"件": "annex", "表": "schedule", "录": "appendix", "图": "figure"}


def annex_eid(name: str) -> str:
    """The eId of an annex by its name: 附件1 → annex_1, 附表2 → schedule_2."""
    return f"{_ANNEX_WORDS[name[1]]}_{name[2:]}"


def eid_prefix(annex: str) -> str:
    """What stands before the eIds inside an annex, given its locator prefix: 附件1: → annex_1__; empty for none."""
    return f"{annex_eid(annex.removesuffix(':'))}__" if annex else ""
