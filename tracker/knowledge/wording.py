"""How legal texts are written: what reading and comparing have to know beforehand, `regs/cn` and `regs/reading`."""

import dataclasses
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tracker.amending.wording import Wording
from tracker.diff.drafting import Drafting
from tracker.documents.guide import Guide
from tracker.documents.sentences import Sentences
from tracker.errors import KnowledgeError
from tracker.knowledge.bodies import authorities
from tracker.knowledge.tables import Table, read
from tracker.law.stage import Stage
from tracker.settings import folder


@cache
def drafting() -> Drafting:
    """What a comparison knows about drafting; raises KnowledgeError, naming the file, when a table is wrong."""
    return load_drafting(folder("regs") / "cn")


def load_drafting(at: Path) -> Drafting:
    """The drafting knowledge of a folder: every table of `drafting/`, keyed by file stem, and `terms.txt`."""
    files = sorted((at / "drafting").glob("*.toml"))
    tables = {file.stem: _parsed(file) for file in files}
    try:
        return Drafting.from_tables(tables, terms(at / "terms.txt"))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise KnowledgeError(f"regs/cn/drafting: a table has a key missing or of the wrong kind: {fault!r}.") from fault


def terms(file: Path) -> tuple[str, ...]:
    """The words the tokenizer must not cut: one a line, `#` begins a remark; an absent file has none."""
    if not file.exists():
        return ()
    lines = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


@cache
def amending() -> Wording:
    """How decisions word their changes; raises KnowledgeError, naming the file, when the table is wrong."""
    return load_amending(folder("regs") / "cn" / "amending.toml")


def load_amending(file: Path) -> Wording:
    """The wording of decisions in one file; raises KnowledgeError for a slot, an act or a key that is not known."""
    try:
        return Wording.from_table(_parsed(file))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise KnowledgeError(f"{file.name}: a form is written wrongly: {fault}.") from fault


@cache
def guide() -> Guide:
    """What reading knows: stage words, names of issuing bodies, where pages keep their text.

    The most telling stage word comes first, and a body's full name before a shorter one it contains.
    """
    given: dict[str, Any] = {"stage_words": stage_words(), "authorities": _names()}
    pages = folder("regs") / "reading" / "pages.toml"
    known = {f.name for f in dataclasses.fields(Guide)} - given.keys()
    if pages.exists():
        given |= {key: tuple(value) for key, value in _parsed(pages).items() if key in known}
    return Guide(**given)


@cache
def sentences() -> Sentences:
    """What reading says of a text, as a Chinese screen shows it: `regs/reading/sentences.zh.toml`."""
    table = read(folder("regs") / "reading" / "sentences.zh.toml")
    return Sentences.of([(entry.text("en"), entry.text("zh")) for entry in table.tables("sentence")])


@cache
def stage_words() -> tuple[tuple[str, Stage], ...]:
    """The words of a title that say its stage, `regs/cn/stages.toml`, in their order there."""
    table = read(folder("regs") / "cn" / "stages.toml")
    return tuple(_stage_word(entry) for entry in table.tables("title"))


@cache
def stage_names() -> Mapping[Stage, tuple[str, str]]:
    """What each stage is called, in Chinese and English; raises KnowledgeError when one is missing."""
    return MappingProxyType(load_stage_names(folder("regs") / "cn" / "stages.toml"))


def load_stage_names(file: Path) -> dict[Stage, tuple[str, str]]:
    """The names of stages in one file; raises KnowledgeError when a stage has none."""
    table = read(file)
    names = {entry.choice("stage", Stage): (entry.text("zh"), entry.text("en")) for entry in table.tables("name")}
    missing = [stage.value for stage in Stage if stage not in names]
    if missing:
        raise table.fault("name", f"leaves out {missing[0]}")
    return names


def _stage_word(table: Table) -> tuple[str, Stage]:
    pair = table.text("word"), table.choice("stage", Stage)
    table.done()
    return pair


def _names() -> tuple[str, ...]:
    names = {name for body in authorities().values() for name in (body.name_zh, *body.aliases)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise KnowledgeError(f"{file.name}: this is no TOML: {fault}.") from fault
