"""What a decision orders: one typed operation for each change, with the sentence that orders it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.amending.naming import same_law
from tracker.law.document import Evidence, Problem
from tracker.law.stage import Stage


class Act(StrEnum):
    """What an operation does; the value is the word in JSON, in `regs/cn/amending.toml` and in the words of screens."""

    INSERT = "insert"
    INSERT_DIVISION = "insert-division"
    INSERT_ANNEX = "insert-annex"
    REPLACE_ANNEX = "replace-annex"
    DELETE_ANNEX = "delete-annex"
    REPLACE = "replace"
    REPLACE_OPENING = "replace-opening"  # 条首部分, the words before the items
    REPLACE_RECITAL = "replace-recital"  # 引言, the words before the first article
    DELETE = "delete"
    DELETE_DIVISION = "delete-division"
    DELETE_HEADING = "delete-heading"  # the chapter's name alone; its articles stay
    RENUMBER_DIVISION = "renumber-division"
    RENUMBER = "renumber"
    CONTENTS = "contents"  # 内容如下: the words of what was ordered just before; read as part of it
    RENUMBER_QUOTED = "renumber-quoted"  # “第八条”调整为“第七条”; read as RENUMBER
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    SUBSTITUTE = "substitute"
    SUBSTITUTE_EVERYWHERE = "substitute-everywhere"
    STRIKE = "strike"
    ADD_AFTER = "add-after"
    ADD_BEFORE = "add-before"
    APPEND = "append"
    PREPEND = "prepend"
    RENAME = "rename"  # a chapter's name
    RETITLE = "retitle"  # the law's own name
    ADJUST_NUMBERING = "adjust-numbering"  # 条文顺序作相应调整
    COMMENCE = "commence"
    REPUBLISH = "republish"
    UNSAID = "unsaid-changes"  # 个别文字作相应修改: changes allowed and not named
    NOTHING = "nothing"  # settled by a person: there is nothing to do
    UNKNOWN = "unknown"  # a sentence nobody could read: a person settles it


#: Acts that change no words of the law.
SAYING = frozenset({Act.ADJUST_NUMBERING, Act.COMMENCE, Act.REPUBLISH, Act.UNSAID, Act.NOTHING})


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a decision orders.

    Attributes:
        number: its place among the decision's operations, from 1.
        act: what it does.
        point: the number of the decision's point it stands in, as printed without its comma: 八, 三.2; empty outside.
        sentence: the sentence that orders it, with its offset in the decision's text.
        targets: locators in the text in force; for an insertion below an article, what it goes into.
        becomes: the locators it has in the new text; those below an article keep the article's old number (5.2 is the
            second paragraph of what was article 5).
        after, before: the provision in force it stands behind, or in front of.
        division: the part, chapter or section it speaks of.
        count: how many it says there are; 0 where it does not.
        unit: 条, 款, 项 of an insertion.
        text: the new provisions, one quotation after the other as its lines, quotation marks taken off.
        words: phrases and what they become; nothing where they are struck out.
        law: the law a decision on several laws means here; empty where it amends one.
        on: the day, of a commencement; None for the day of promulgation or where none is said.
    """

    number: int
    act: Act
    point: str
    sentence: Evidence
    targets: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    after: str = ""
    before: str = ""
    division: str = ""
    count: int = 0
    unit: str = ""
    text: tuple[tuple[str, ...], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    law: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision or 修正案 as read: its operations in order, the laws it amends, and what could not be understood.

    `appended` is the offset (characters) where a consolidated text printed behind the decision begins; None if there
    is none.
    """

    title: str
    laws: tuple[str, ...]
    operations: tuple[Operation, ...]
    problems: tuple[Problem, ...]
    appended: int | None = None
    promulgated_on: date | None = None
    stage: Stage | None = None

    @property
    def renumbers(self) -> bool:
        """Whether it says that the articles are counted anew."""
        return any(o.act is Act.ADJUST_NUMBERING for o in self.operations)

    def of(self, law: str) -> "tuple[Operation, ...]":
        """The operations on one law, by its title; all of them where the decision amends no other."""
        return tuple(o for o in self.operations if not o.law or same_law(o.law, law))
