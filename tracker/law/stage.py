"""Where a text stands on its way to force, and how that is written in ids and titles."""

from enum import StrEnum


class Stage(StrEnum):
    """A stage of one text; the value is the word in JSON, URLs and data files.

    A scholars' draft (学者建议稿) is a work of its own, linked to the bill, never a stage of it.
    """

    CONSULTATION_DRAFT = "consultation-draft"  # 征求意见稿
    SUBMITTED_DRAFT = "submitted-draft"  # 送审稿
    DRAFT_FOR_APPROVAL = "draft-for-approval"  # 报批稿, standards
    BILL = "bill"  # 草案, with its reading
    SCHOLARS_DRAFT = "scholars-draft"  # 学者建议稿
    PROMULGATED = "promulgated"  # 公布
    AMENDED = "amended"  # 修正
    REVISED = "revised"  # 修订
    REPEALED = "repealed"  # 废止

    @property
    def in_force_text(self) -> bool:
        """Whether a text of this stage is law and no longer a draft."""
        return self in (Stage.PROMULGATED, Stage.AMENDED, Stage.REVISED)

    @property
    def slug(self) -> str:
        """The stage as it stands in a version's id: `2023-04-11-draft`."""
        return "draft" if self is Stage.CONSULTATION_DRAFT else self.value


def version_id(dated_on: str, stage: Stage, reading: int | None = None) -> str:
    """A version's id: its date (YYYY-MM-DD) and stage; a bill adds its reading, `2024-09-10-bill-2`."""
    return f"{dated_on}-{stage.slug}" + (f"-{reading}" if reading else "")
