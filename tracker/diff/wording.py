"""Wording: the edits inside one clause, word by word.

Myers' algorithm (An O(ND) Difference Algorithm, 1986) as diff-match-patch has it, over one private character a
word and without its clock: the same clauses give the same edits on any machine. Keep and delete spell old, keep
and insert spell new, white space apart. These edits are for judging; `readable` joins them for eyes only.
"""

from collections.abc import Iterable, Sequence

from tracker.diff.changes import Edit
from tracker.diff.tokens import Token, tokens
from tracker.diff.words import SENTENCE_END

KEEP, DELETE, INSERT = "=", "-", "+"
# Characters of both sides; beyond it sentences are matched first, for Myers' cost grows with length × change.
LONG = 5000
# An unchanged stretch this short between two changes is noise to a reader: 的, ，.
ISLAND = 1
_OPS = {0: KEEP, -1: DELETE, 1: INSERT}


def edits(old: str, new: str, terms: tuple[str, ...] = ()) -> tuple[Edit, ...]:
    """The edits that turn one clause into another; terms are words never cut."""
    if not old.strip() or not new.strip():
        return _whole(old, new)
    if len(old) + len(new) <= LONG:
        return tuple(_by_words(old, new, terms))
    return tuple(_joined(_by_sentences(old, new, terms)))


def _whole(old: str, new: str) -> tuple[Edit, ...]:
    return tuple(Edit(op, text) for op, text in ((DELETE, old), (INSERT, new)) if text.strip())


def _by_words(old: str, new: str, terms: tuple[str, ...]) -> list[Edit]:
    return _spelled(tokens(old, terms), tokens(new, terms))


def _by_sentences(old: str, new: str, terms: tuple[str, ...]) -> Iterable[Edit]:
    """Equal sentences kept whole; each changed stretch between them word by word, if it is not too long itself."""
    held: dict[str, str] = {DELETE: "", INSERT: ""}
    for edit in [*_spelled(_sentence_tokens(old), _sentence_tokens(new)), None]:
        if edit and edit.op != KEEP:
            held[edit.op] += edit.text
            continue
        if all(held.values()) and sum(map(len, held.values())) <= LONG:
            yield from _by_words(held[DELETE], held[INSERT], terms)
        else:
            yield from _whole(held[DELETE], held[INSERT])
        held = {DELETE: "", INSERT: ""}
        if edit:
            yield edit


def _sentence_tokens(text: str) -> list[Token]:
    out, at = [], 0
    for end in [m.end() for m in SENTENCE_END.finditer(text)] + [len(text)]:
        stretch = text[at:end]
        if stretch.strip():
            word = stretch.rstrip()
            out.append(Token(word, stretch[len(word) :]))
        at = end
    return out


def _spelled(old: Sequence[Token], new: Sequence[Token]) -> list[Edit]:
    """The edits between two lists of tokens, spelled out again."""
    from diff_match_patch import diff_match_patch  # late: a comparison of equal texts never needs it

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    words = dict.fromkeys(t.word for side in (old, new) for t in side)
    signs = {word: _sign(n) for n, word in enumerate(words)}
    coded = ["".join([signs[t.word] for t in side]) for side in (old, new)]
    out, at = [], {DELETE: 0, INSERT: 0}
    for code, run in engine.diff_main(*coded, False):
        op = _OPS[code]
        # Kept words are spelled as the new text prints them.
        source, start = (old, at[DELETE]) if op == DELETE else (new, at[INSERT])
        out.append(Edit(op, "".join(t.word + t.space for t in source[start : start + len(run)])))
        at[DELETE] += len(run) * (op != INSERT)
        at[INSERT] += len(run) * (op != DELETE)
    return _joined(out)


def _sign(n: int) -> str:
    """The n-th character a word can stand for: surrogates, which are no characters, are stepped over."""
    return chr(n + 1 if n + 1 < 0xD800 else n + 1 + 0x800)


def _joined(parts: Iterable[Edit]) -> list[Edit]:
    """Neighbours with the same operation as one, deletion before insertion."""
    out: list[Edit] = []
    gone = come = ""
    for part in [*parts, None]:
        if part and part.op == DELETE:
            gone += part.text
        elif part and part.op == INSERT:
            come += part.text
        else:
            out += [Edit(op, text) for op, text in ((DELETE, gone), (INSERT, come)) if text]
            gone = come = ""
            if part and out and out[-1].op == KEEP:
                out[-1] = Edit(KEEP, out[-1].text + part.text)
            elif part:
                out.append(part)
    return out


def readable(parts: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same edits with tiny islands between changes taken into them; for display, never for judging."""
    out: list[Edit] = []
    for at, part in enumerate(parts):
        inside = 0 < at < len(parts) - 1
        if part.op == KEEP and inside and len(part.text.strip()) <= ISLAND:
            out += [Edit(DELETE, part.text), Edit(INSERT, part.text)]
        else:
            out.append(part)
    return tuple(_joined(out))
