"""HTML: a comparison as one file to open, mail or print: old beside new, each verdict with its reasons."""

from collections.abc import Iterator, Sequence

from tracker.diff.changes import Clause, Comparison, Direction, Edit, Link, Nature, NumberChange, Side, Signal, Unit
from tracker.diff.fate import Destiny, Fate
from tracker.diff.wording import DELETE, INSERT, KEEP, readable
from tracker.exports import obligations
from tracker.exports.contract import summary
from tracker.exports.grouping import changed_links, quiet_links
from tracker.exports.html_nodes import Node, append, node, page
from tracker.exports.html_style import STYLE
from tracker.exports.words import DIRECTIONS, FATES, NATURES, PHRASES, RELATIONS, Language, Voice, counts, place

_LANG = {"zh": "zh-CN", "en": "en"}


def render(
    comparison: Comparison, *, destinies: Sequence[Destiny] = (), language: Language = "zh", voice: Voice | None = None
) -> str:
    """A comparison as an HTML document that needs no script and no other file.

    With `destinies` it says what became of each obligation; `voice` names places, rules and kinds of number.
    """
    sheet = _Sheet(comparison, destinies, language, voice or Voice())
    head = node(
        "head",
        node("meta", charset="utf-8"),
        node("meta", name="viewport", content="width=device-width, initial-scale=1"),
        node("title", sheet.title),
        node("style", STYLE),
    )
    return page(head, node("body", *sheet.body()), language=_LANG[language])


class _Sheet:
    """One document under way."""

    def __init__(self, comparison: Comparison, destinies: Sequence[Destiny], language: Language, voice: Voice) -> None:
        self.comparison, self.destinies, self.language, self.voice = comparison, destinies, language, voice
        self.phrases = PHRASES[language]
        self.relations, self.directions = RELATIONS[language], DIRECTIONS[language]
        name = comparison.new.title or comparison.old.title or "?"
        self.title = f"{name}{self.phrases['of']}{self.phrases['comparison']}"

    def body(self) -> Iterator[Node]:
        """Head, changed articles, the quiet ones, numbers, obligations, foot."""
        yield from self._head()
        changed = list(changed_links(self.comparison))
        if not self.comparison.clauses and all(not clauses for _, clauses in changed):
            yield node("p", self.phrases["same" if not changed else "machine"], {"class": "notice"})
        for link, clauses in changed:
            yield self._article(link, clauses)
        yield from self._quiet()
        yield from self._numbers(self.comparison.numbers)
        yield from self._obligations()
        yield self._foot()

    def _head(self) -> Iterator[Node]:
        totals, phrases = summary(self.comparison), self.phrases
        yield node("h1", self.title)
        rows = [(phrases["old"], _side(self.comparison.old)), (phrases["new"], _side(self.comparison.new))]
        rows += [
            (phrases["directions"], counts(totals["directions"], self.directions)),
            (phrases["relations"], counts(totals["relations"], self.relations)),
        ]
        for side in (self.comparison.old, self.comparison.new):
            rows += [(phrases["problems"], problem) for problem in side.problems]
        yield node(
            "dl", {"class": "facts"}, *(made for term, said in rows for made in (node("dt", term), node("dd", said)))
        )
        if self.comparison.clauses:
            yield self._bar(totals["directions"])
            yield node("p", {"class": "ui notice"}, phrases["machine"])

    def _bar(self, directions: dict[str, int]) -> Node:
        """The directions as a bar, drawn by widths; its words stand in the facts above."""
        told = [(Direction(name), count) for name, count in directions.items() if count]
        parts = (
            node(
                "span",
                {"class": d.value, "style": f"flex: {count}; background: currentColor"},
                title=self.directions[d],
            )
            for d, count in told
        )
        return node("div", {"class": "bar", "role": "img", "aria-label": counts(directions, self.directions)}, *parts)

    def _article(self, link: Link, clauses: Sequence[Clause]) -> Node:
        where = node(
            "p",
            {"class": "where"},
            node("strong", self._places(link.old, link.new)),
            node("span", self.relations[link.relation]),
        )
        where.append(self._badge(link.direction, link.severity))
        where.extend(_tags(link.nature, self.language))
        single = len(clauses) == 1 and (_locator(clauses[0].old), _locator(clauses[0].new)) == (link.old, link.new)
        parts = [made for clause in clauses for made in self._clause(clause)]
        return node("article", where, *parts[single:])

    def _clause(self, clause: Clause) -> Iterator[Node]:
        """Where it stands and its verdict, both texts, the reasons."""
        verdict = clause.verdict
        line = node("p", {"class": "where"}, node("span", self._places(_locator(clause.old), _locator(clause.new))))
        line.append(node("span", self.relations[clause.relation]))
        line.append(self._badge(verdict.direction, verdict.severity))
        line.extend(_tags(clause.nature, self.language))
        yield line
        edits = readable(clause.edits)
        yield node(
            "div", {"class": "pair"}, self._text(edits, DELETE, clause.old), self._text(edits, INSERT, clause.new)
        )
        if verdict.signals:
            yield node("ul", {"class": "ui why"}, *(self._reason(signal) for signal in verdict.signals))

    def _text(self, edits: Sequence[Edit], own: str, unit: Unit | None) -> Node:
        """One side's words; what only this side has is struck or underlined."""
        side = {"data-side": self.phrases["old" if own == DELETE else "new"]}
        if unit is None:
            return node(
                "div", node("p", {"class": "absent"}, self.phrases["added" if own == DELETE else "deleted"]), side
            )
        words = node("p")
        for edit in edits:
            if edit.op == KEEP:
                append(words, edit.text)
            elif edit.op == own:
                words.append(node("del" if own == DELETE else "ins", edit.text))
        return node("div", words, side)

    def _reason(self, signal: Signal) -> Node:
        item = node("li", f"{self.voice.rule(signal.rule)} · {self.directions[signal.effect]} · ")
        for n, quote in enumerate((signal.old, signal.new)):
            append(item, " → " if n else "")
            if quote:
                item.append(node("q", quote.text))
            else:
                append(item, "—")
        return item

    def _quiet(self) -> Iterator[Node]:
        quiet = quiet_links(self.comparison)
        if quiet:
            yield node("h2", f"{self.phrases['unchanged']} ({len(quiet)})")
            said = (self._places(x.old, x.new) if x.old != x.new else self.voice.place(x.old or "") for x in quiet)
            yield node("p", {"class": "ui"}, self.phrases["list"].join(said))

    def _numbers(self, numbers: Sequence[NumberChange]) -> Iterator[Node]:
        if not numbers:
            return
        yield node("h2", self.phrases["numbers"])
        rows = [
            node(
                "tr",
                node("td", self._places(n.old, n.new)),
                node("td", self.voice.kind(n.kind)),
                node("td", n.before or "—"),
                node("td", n.after or "—"),
                node("td", self.directions[n.effect], {"class": n.effect.value}),
            )
            for n in numbers
        ]
        yield node("div", {"class": "wide"}, node("table", {"class": "ui"}, node("tbody", *rows)))

    def _obligations(self) -> Iterator[Node]:
        if not self.destinies:
            return
        names = FATES[self.language]
        yield node("h2", self.phrases["obligations"])
        head = node(
            "thead",
            node("tr", node("th", ""), node("th", ""), *(node("th", {"class": "n"}, names[fate]) for fate in Fate)),
        )
        rows = [
            node(
                "tr",
                node("td", c.addressee),
                node("td", c.sort),
                *(node("td", {"class": "n"}, str(n or "")) for n in c.fates),
            )
            for c in obligations.table(self.destinies, self.language)
        ]
        yield node("div", {"class": "wide"}, node("table", {"class": "ui"}, head, node("tbody", *rows)))
        lines = [
            node(
                "tr",
                node("td", {"class": "place"}, line.places),
                node("td", node("span", line.told, {"class": f"badge {line.fate.value}"})),
                node("td", {"class": "tight"}, line.addressee),
                node("td", {"class": "tight"}, line.sort),
                node("td", line.old or "—"),
                node("td", line.new or "—"),
            )
            for line in obligations.lines(self.destinies, self.language, self.voice)
        ]
        if lines:
            yield node("div", {"class": "wide"}, node("table", {"class": "ui"}, node("tbody", *lines)))

    def _foot(self) -> Node:
        phrases = self.phrases
        said = [
            f"{phrases[n]} SHA-256 {s.sha256}" for n, s in (("old", self.comparison.old), ("new", self.comparison.new))
        ]
        said.append(f"{phrases['engine']} {self.comparison.engine} · {phrases['rules']} {self.comparison.rules or '—'}")
        return node("footer", *(node("div", line) for line in said))

    def _badge(self, direction: Direction, severity: int) -> Node:
        return node("span", {"class": f"badge {direction.value}"}, f"{self.directions[direction]}{'★' * severity}")

    def _places(self, old: str | None, new: str | None) -> str:
        return place(old and self.voice.place(old), new and self.voice.place(new))


def _tags(nature: Nature, language: Language) -> list[Node]:
    return [] if nature is Nature.WORDS else [node("span", NATURES[language][nature], {"class": "badge neutral"})]


def _locator(unit: Unit | None) -> str | None:
    return unit.locator if unit else None


def _side(side: Side) -> str:
    stage = f" [{side.stage}]" if side.stage else ""
    return f"{side.title or '?'}{stage} ({side.articles})"
