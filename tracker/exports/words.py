"""Words: what relations, directions and headings are called in Chinese and English exports."""

from collections.abc import Mapping
from typing import Any, Literal

from tracker.diff.changes import Direction, Relation

Language = Literal["zh", "en"]

RELATIONS: Mapping[Language, Mapping[Relation, str]] = {
    "zh": {
        Relation.UNCHANGED: "未变",
        Relation.RENUMBERED: "仅序号变化",
        Relation.AMENDED: "修改",
        Relation.MOVED: "移动",
        Relation.SPLIT: "拆分",
        Relation.MERGED: "合并",
        Relation.ADDED: "新增",
        Relation.DELETED: "删除",
    },
    "en": {relation: relation.value for relation in Relation},
}
DIRECTIONS: Mapping[Language, Mapping[Direction, str]] = {
    "zh": {
        Direction.STRENGTHENED: "加严",
        Direction.SOFTENED: "放宽",
        Direction.MIXED: "有紧有松",
        Direction.NEUTRAL: "中性",
        Direction.UNCLEAR: "待定",
    },
    "en": {direction: direction.value for direction in Direction},
}
PHRASES: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "comparison": "对照",
        "old": "旧",
        "new": "新",
        "directions": "变化方向（按条款计）",
        "relations": "条文对应（按条计）",
        "problems": "文本疑点",
        "numbers": "数字变化",
        "same": "两个文本内容相同。",
        "unchanged": "未变或仅序号变化的条文",
        "severity": "程度",
        "nothing": "无",
        "rule": "依据",
        "machine": "以上方向判断由程序按规则作出，未经人工复核。",
    },
    "en": {
        "comparison": "Comparison",
        "old": "Old",
        "new": "New",
        "directions": "Directions (clauses)",
        "relations": "Relations (articles)",
        "problems": "Problems in the text",
        "numbers": "Numbers that changed",
        "same": "The two texts say the same.",
        "unchanged": "Unchanged or only renumbered",
        "severity": "severity",
        "nothing": "none",
        "rule": "rule",
        "machine": "Directions were judged by rules, by a program; no person has reviewed them.",
    },
}


def counts(table: Mapping[str, int], names: Mapping[Any, str]) -> str:
    """Counts in one line: 加严 3 · 放宽 9."""
    return " · ".join(f"{names[key]} {count}" for key, count in table.items())


def place(old: str | None, new: str | None, absent: str = "—") -> str:
    """Two places as a reader sees them: 4(4) → 4(5)."""
    return f"{old or absent} → {new or absent}"
