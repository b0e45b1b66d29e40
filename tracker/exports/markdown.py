"""Markdown: a comparison to paste into a memo: the table of articles, then every changed clause with its redline."""

import re
from collections.abc import Iterator, Sequence

from tracker.diff.changes import Clause, Comparison, Edit, Link, Nature, NumberChange, Side
from tracker.diff.fate import Destiny, Fate
from tracker.diff.wording import DELETE, INSERT, readable
from tracker.exports import obligations
from tracker.exports.contract import summary
from tracker.exports.stamp import Marking, Remark, Stamp, TextStamp
from tracker.exports.words import (
    DIRECTIONS,
    FATES,
    MARKINGS,
    NATURES,
    PHRASES,
    RELATIONS,
    Language,
    Voice,
    counts,
    place,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_MARKS = {DELETE: ("<del>", "</del>"), INSERT: ("<ins>", "</ins>")}


def render(
    comparison: Comparison,
    *,
    language: Language = "zh",
    stamp: Stamp | None = None,
    remarks: Sequence[Remark] = (),
    voice: Voice | None = None,
    destinies: Sequence[Destiny] = (),
) -> str:
    """A comparison as Markdown; deletions and insertions as <del> and <ins>, which Markdown readers show and keep.

    With a stamp it says what it is, of which versions and for whom; one marked `redline` holds no judgement. `remarks`
    stand at their changes, `voice` names places and rules; with `destinies` it says what became of each obligation.
    """
    return _Sheet(comparison, language, stamp, remarks, voice or Voice(), destinies).render()


class _Sheet:
    """One export under way."""

    def __init__(
        self,
        comparison: Comparison,
        language: Language,
        stamp: Stamp | None,
        remarks: Sequence[Remark],
        voice: Voice,
        destinies: Sequence[Destiny],
    ) -> None:
        self.comparison, self.stamp, self.remarks, self.voice = comparison, stamp, remarks, voice
        self.destinies, self.language = destinies, language
        self.phrases, self.markings = PHRASES[language], MARKINGS[language]
        self.relations, self.directions = RELATIONS[language], DIRECTIONS[language]
        self.judged = stamp is None or stamp.marking is not Marking.REDLINE

    def render(self) -> str:
        """Head, table, clauses, numbers, foot; a blank line between."""
        keys = {clause.key for clause in self.comparison.clauses}
        loose = [remark for remark in self.remarks if remark.change not in keys]
        parts = [self._head(), self._notes(loose), self._articles(), self._clauses()]
        parts += [self._numbers(self.comparison.numbers), self._obligations(), self._foot()]
        return "\n\n".join("\n".join(part).strip("\n") for part in map(list, parts) if part) + "\n"

    def _head(self) -> Iterator[str]:
        if self.stamp and self.stamp.marking is Marking.PRIVILEGED:
            yield f"> **{self.markings[Marking.PRIVILEGED]}**\n"
        if self.stamp and self.stamp.fiction:
            yield f"> **{self.phrases['fiction']}**\n"
        title = f"{escaped(self.stamp.title)}{self.phrases['of']}" if self.stamp else ""
        yield f"# {title}{self.phrases['comparison']}\n"
        yield self._text("old", self.comparison.old, self.stamp.old if self.stamp else None)
        yield self._text("new", self.comparison.new, self.stamp.new if self.stamp else None)
        if self.judged:
            totals = summary(self.comparison)
            yield f"- {self.phrases['directions']}: {counts(totals['directions'], self.directions)}"
            yield f"- {self.phrases['relations']}: {counts(totals['relations'], self.relations)}"
        yield f"- {self._standing()}"

    def _text(self, name: str, side: Side, stamp: TextStamp | None) -> str:
        stage = f"{stamp.stage} {stamp.dated_on.isoformat()}" if stamp else side.stage
        return f"- **{self.phrases[name]}**: {escaped(side.title or '?')} {stage} ({side.articles})"

    def _standing(self) -> str:
        """Whose judgement this is, and since when clients may read it."""
        if self.stamp and self.stamp.released_on:
            return self.phrases["released"].format(on=self.stamp.released_on.isoformat())
        return self.phrases["machine"] if self.judged else self.markings[Marking.REDLINE]

    def _articles(self) -> Iterator[str]:
        judged = f" | {self.phrases['severity']} |" if self.judged else ""
        yield f"| {self.phrases['old']} | {self.phrases['new']} | {' | ' if judged else ''}{judged or ' |'}"
        yield "|---|---|---|---|---|" if self.judged else "|---|---|---|"
        for link in self.comparison.links:
            yield self._article(link)

    def _article(self, link: Link) -> str:
        cells = [link.old or "—", link.new or "—", self.relations[link.relation]]
        if self.judged:
            cells += [self.directions[link.direction], str(link.severity)]
        return f"| {' | '.join(cells)} |"

    def _clauses(self) -> Iterator[str]:
        for clause in self.comparison.clauses:
            yield f"## {' · '.join(self._heading(clause))}\n"
            yield f"{redline(clause.edits)}\n"
            yield from self._reasons(clause)
            yield from self._notes([remark for remark in self.remarks if remark.change == clause.key])

    def _heading(self, clause: Clause) -> Iterator[str]:
        old, new = (self.voice.place(unit.locator) if unit else None for unit in (clause.old, clause.new))
        yield escaped(place(old, new))
        yield self.relations[clause.relation]
        if self.judged:
            yield self.directions[clause.verdict.direction]
            if clause.nature is not Nature.WORDS:
                yield NATURES[self.language][clause.nature]

    def _reasons(self, clause: Clause) -> Iterator[str]:
        signals = clause.verdict.signals if self.judged else ()
        for signal in signals:
            quotes = " → ".join(f"“{escaped(q.text)}”" if q else "—" for q in (signal.old, signal.new))
            rule = self.voice.rule(signal.rule)
            said = "" if rule == signal.rule else f" {escaped(rule)}"
            yield f"- {signal.dimension} `{signal.rule}`{said}: {self.directions[signal.effect]}; {quotes}"
        if signals:
            yield ""

    def _notes(self, remarks: Sequence[Remark]) -> Iterator[str]:
        for remark in remarks:
            kind = self.phrases["internal-note" if remark.internal else "note"]
            yield f"> **{kind}** · {escaped(remark.author)} · {remark.at.date().isoformat()}"
            if remark.quoted:
                yield f">\n> “{escaped(remark.quoted)}”"
            # Counsel writes Markdown; a raw tag in it means nothing here either.
            yield from (f"> {line}".rstrip() for line in ["", *remark.body.replace("<", r"\<").splitlines()])
            yield ""

    def _numbers(self, numbers: Sequence[NumberChange]) -> Iterator[str]:
        if numbers and self.judged:
            yield f"## {self.phrases['numbers']}\n"
            for n in numbers:
                old, new = (locator and self.voice.place(locator) for locator in (n.old, n.new))
                change = f"{n.before or '—'} → {n.after or '—'}"
                yield f"- {escaped(place(old, new))}: {self.voice.kind(n.kind)}, {change}, {self.directions[n.effect]}"

    def _obligations(self) -> Iterator[str]:
        if not (self.destinies and self.judged):
            return
        yield f"## {self.phrases['obligations']}\n"
        yield f"| | | {' | '.join(FATES[self.language][fate] for fate in Fate)} |"
        yield f"|---|---|{'---|' * len(Fate)}"
        for count in obligations.table(self.destinies, self.language):
            yield f"| {count.addressee} | {count.sort} | {' | '.join(str(n or '') for n in count.fates)} |"
        yield ""
        for line in obligations.lines(self.destinies, self.language, self.voice):
            quotes = " → ".join(f"“{escaped(words)}”" if words else "—" for words in (line.old, line.new))
            yield f"- {escaped(line.places)} · **{line.told}** · {line.addressee} · {line.sort}: {quotes}"

    def _foot(self) -> Iterator[str]:
        yield "---\n"
        stamps = (self.stamp.old, self.stamp.new) if self.stamp else (None, None)
        for name, side, stamp in zip(("old", "new"), (self.comparison.old, self.comparison.new), stamps, strict=True):
            version = f" `{stamp.version}`" if stamp else ""
            fetched = f" · {self.phrases['retrieved']} {_instant(stamp)}" if stamp and stamp.retrieved_at else ""
            yield f"- {self.phrases[name]}{version} · SHA-256 `{side.sha256}`{fetched}"
        engine = f"{self.phrases['engine']} {self.comparison.engine}"
        matter = f" · {self.phrases['matter']} {escaped(self.stamp.matter)}" if self.stamp and self.stamp.matter else ""
        yield f"- {engine} · {self.phrases['rules']} {self.comparison.rules or '—'}{matter}"
        if self.stamp:
            yield f"- {self.markings[self.stamp.marking]}"
            if self.stamp.fiction:
                yield f"- {self.phrases['fiction']}"
        yield f"- {self._standing()}"


def _instant(stamp: TextStamp) -> str:
    assert stamp.retrieved_at is not None
    return stamp.retrieved_at.isoformat(timespec="minutes")


def redline(edits: Sequence[Edit]) -> str:
    """Edits as one paragraph; line breaks inside become breaks of the paragraph."""
    return "".join(_edit(edit) for edit in readable(edits)).replace("\n", "<br>")


def _edit(edit: Edit) -> str:
    opening, closing = _MARKS.get(edit.op, ("", ""))
    return f"{opening}{escaped(edit.text)}{closing}"


def escaped(text: str) -> str:
    """A text whose signs mean nothing to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
