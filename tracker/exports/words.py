"""Words: what relations, directions and headings are called in Chinese and English exports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tracker.diff.changes import Direction, Nature, Relation
from tracker.diff.fate import Fate
from tracker.diff.norms import Sort
from tracker.exports.stamp import Marking

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
NATURES: Mapping[Language, Mapping[Nature, str]] = {
    "zh": {
        Nature.WORDS: "文字修改",
        Nature.PRINT: "仅标点、空格或全半角不同",
        Nature.REFERENCE: "仅引用的条号随之调整",
    },
    "en": {
        Nature.WORDS: "words",
        Nature.PRINT: "punctuation, spacing or width only",
        Nature.REFERENCE: "cross-references followed only",
    },
}
FATES: Mapping[Language, Mapping[Fate, str]] = {
    "zh": {
        Fate.KEPT: "保留",
        Fate.STRENGTHENED: "加严",
        Fate.SOFTENED: "放宽",
        Fate.MIXED: "有紧有松",
        Fate.UNCLEAR: "待定",
        Fate.DROPPED: "取消",
        Fate.NEW: "新设",
    },
    "en": {fate: fate.value for fate in Fate},
}
SORTS: Mapping[Language, Mapping[Sort, str]] = {
    "zh": {
        Sort.DUTY: "义务",
        Sort.PROHIBITION: "禁止",
        Sort.PERMISSION: "许可与豁免",
        Sort.RIGHT: "权利",
        Sort.SANCTION: "责任与处罚",
    },
    "en": {sort: sort.value for sort in Sort},
}
ADDRESSEES: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "provider": "被监管方",
        "individual": "个人",
        "regulator": "监管机关",
        "state": "国家",
        "": "未指明",
    },
    "en": {name: name for name in ("provider", "individual", "regulator", "state")} | {"": "nobody named"},
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
        "obligations": "义务与权利的去向",
        "same": "两个文本内容相同。",
        "unchanged": "未变或仅序号变化的条文",
        "severity": "程度",
        "nothing": "无",
        "rule": "依据",
        "machine": "以上方向判断由程序按规则作出，未经人工复核。",
        "released": "方向判断经律师审阅，于 {on} 发布。",
        "of": "：",
        "note": "律师批注",
        "internal-note": "内部批注（客户不可见）",
        "rules": "规则",
        "engine": "引擎",
        "retrieved": "取得于",
        "fiction": "虚构示例：出自示例库，与任何真实规定无关。",
        "matter": "案号",
        "table": "新旧条文对照表",
        "redline": "修订对照稿",
        "old-text": "原条文",
        "new-text": "新条文",
        "nature": "变化性质",
        "opinion": "律师意见",
        "added": "（新增）",
        "deleted": "（删除）",
        "moved-to": "（移至{places}）",
        "moved-from": "（自{places}移来）",
        "also": "（另入{places}）",
        "list": "、",
        "whole": "对整份对照的意见",
        "internal-tag": "【内部】",
        "gone-tag": "删除",
        "came-tag": "新增",
        "moved-tag": "移动",
        "legend": "图例",
        "elsewhere-tag": "移入其他条款",
        "page": "第 {n} 页",
        "no-font": "制表的机器上没有中文字体，本文件未嵌入字体：请用带宋体的阅读器打开。",
        "bare": "文本对照",
    },
    "en": {
        "comparison": "Comparison",
        "old": "Old",
        "new": "New",
        "directions": "Directions (clauses)",
        "relations": "Relations (articles)",
        "problems": "Problems in the text",
        "numbers": "Numbers that changed",
        "obligations": "What became of duties and rights",
        "same": "The two texts say the same.",
        "unchanged": "Unchanged or only renumbered",
        "severity": "severity",
        "nothing": "none",
        "rule": "rule",
        "machine": "Directions were judged by rules, by a program; no person has reviewed them.",
        "released": "Directions were reviewed by counsel and released by counsel on {on}.",
        "of": ": ",
        "note": "Counsel's note",
        "internal-note": "Internal note (never shown to clients)",
        "rules": "rules",
        "engine": "engine",
        "retrieved": "retrieved",
        "fiction": "Fictional sample: from the sample library, no word of it is law.",
        "matter": "matter",
        "table": "Table of old and new provisions",
        "redline": "Redline",
        "old-text": "Old text",
        "new-text": "New text",
        "nature": "Nature of the change",
        "opinion": "Counsel's view",
        "added": "(added)",
        "deleted": "(deleted)",
        "moved-to": "(moved to {places})",
        "moved-from": "(moved from {places})",
        "also": "(partly in {places})",
        "list": ", ",
        "whole": "On the whole comparison",
        "internal-tag": "[internal]",
        "gone-tag": "deleted",
        "came-tag": "inserted",
        "moved-tag": "moved",
        "legend": "Legend",
        "elsewhere-tag": "went to another provision",
        "page": "Page {n}",
        "no-font": "No Chinese typeface was at hand and none is embedded: open this file where a Song is installed.",
        "bare": "Texts compared",
    },
}

MARKINGS: Mapping[Language, Mapping[Marking, str]] = {
    "zh": {
        Marking.PRIVILEGED: "内部资料 · 律师工作成果，受保密特权保护，不得外传",
        Marking.RELEASED: "律师发布给您的版本",
        Marking.MACHINE: "机器判断，未经律师审阅",
        Marking.REDLINE: "仅为两个文本的对照，不含任何判断。",
    },
    "en": {
        Marking.PRIVILEGED: "Internal · privileged and confidential, attorney work product",
        Marking.RELEASED: "As released to you by counsel",
        Marking.MACHINE: "Machine verdicts, not reviewed by counsel",
        Marking.REDLINE: "The two texts side by side; no judgement is made.",
    },
}


def _as_it_is(word: str) -> str:
    return word


@dataclass(frozen=True, slots=True)
class Voice:
    """How an export names a locator, a rule's id, a number's kind; each as it is unless somebody knows better."""

    place: Callable[[str], str] = _as_it_is
    rule: Callable[[str], str] = _as_it_is
    kind: Callable[[str], str] = _as_it_is


def counts(table: Mapping[str, int], names: Mapping[Any, str]) -> str:
    """Counts in one line: 加严 3 · 放宽 9."""
    return " · ".join(f"{names[key]} {count}" for key, count in table.items())


def place(old: str | None, new: str | None, absent: str = "—") -> str:
    """Two places as a reader sees them: 4(4) → 4(5)."""
    return f"{old or absent} → {new or absent}"
