"""What the operations of a decision are called in Chinese and English exports, and how one is said in a line."""

from collections.abc import Mapping

from tracker.amending.operation import Act, Operation
from tracker.exports.words import Language
from tracker.law.citation import write_chinese, write_english

ACTS: Mapping[Language, Mapping[Act, str]] = {
    "zh": {
        Act.INSERT: "增加",
        Act.INSERT_DIVISION: "增加章节",
        Act.INSERT_ANNEX: "增加附件",
        Act.REPLACE_ANNEX: "修改附件",
        Act.DELETE_ANNEX: "删去附件",
        Act.RENUMBER_DIVISION: "改变章节序号",
        Act.REPLACE: "修改全文",
        Act.REPLACE_OPENING: "修改条首",
        Act.REPLACE_RECITAL: "修改引言",
        Act.DELETE: "删去",
        Act.DELETE_DIVISION: "删去章节",
        Act.DELETE_HEADING: "删去章节名",
        Act.RENUMBER: "改变序号",
        Act.RENUMBER_QUOTED: "改变序号",
        Act.MERGE: "合并",
        Act.SPLIT: "分立",
        Act.MOVE: "移动",
        Act.SUBSTITUTE: "修改词句",
        Act.SUBSTITUTE_EVERYWHERE: "统一修改词句",
        Act.STRIKE: "删去词句",
        Act.ADD_AFTER: "增加词句",
        Act.ADD_BEFORE: "增加词句",
        Act.APPEND: "末尾增加",
        Act.PREPEND: "开头增加",
        Act.RENAME: "修改章节名",
        Act.RETITLE: "修改名称",
        Act.ADJUST_NUMBERING: "调整条文顺序",
        Act.COMMENCE: "施行日期",
        Act.REPUBLISH: "重新公布",
        Act.UNSAID: "未列明的文字调整",
        Act.NOTHING: "无须处理",
        Act.UNKNOWN: "未能识别",
    },
    "en": {
        Act.INSERT: "insert",
        Act.INSERT_DIVISION: "insert a chapter",
        Act.INSERT_ANNEX: "insert an annex",
        Act.REPLACE_ANNEX: "replace an annex",
        Act.DELETE_ANNEX: "delete an annex",
        Act.RENUMBER_DIVISION: "renumber a chapter",
        Act.REPLACE: "replace whole",
        Act.REPLACE_OPENING: "replace the opening words",
        Act.REPLACE_RECITAL: "replace the recital",
        Act.DELETE: "delete",
        Act.DELETE_DIVISION: "delete a chapter",
        Act.DELETE_HEADING: "delete a chapter's name",
        Act.RENUMBER: "renumber",
        Act.RENUMBER_QUOTED: "renumber",
        Act.MERGE: "merge",
        Act.SPLIT: "split",
        Act.MOVE: "move",
        Act.SUBSTITUTE: "change words",
        Act.SUBSTITUTE_EVERYWHERE: "change words throughout",
        Act.STRIKE: "strike words",
        Act.ADD_AFTER: "add words",
        Act.ADD_BEFORE: "add words",
        Act.APPEND: "add at the end",
        Act.PREPEND: "add at the beginning",
        Act.RENAME: "rename a chapter",
        Act.RETITLE: "rename the law",
        Act.ADJUST_NUMBERING: "renumber the articles",
        Act.COMMENCE: "commencement",
        Act.REPUBLISH: "republication",
        Act.UNSAID: "changes not named",
        Act.NOTHING: "nothing to do",
        Act.UNKNOWN: "not understood",
    },
}


def places(locators: tuple[str, ...], language: Language) -> str:
    """Locators as a reader of the language cites them."""
    write = write_chinese if language == "zh" else write_english
    return ("、" if language == "zh" else ", ").join(write(locator) for locator in locators)


def said(operation: Operation, language: Language) -> str:
    """What an operation does in one line: 改变序号 第十八条 → 第十九条."""
    old = places(operation.targets, language) or operation.division
    new = places(operation.becomes, language)
    way = " → ".join(filter(None, (old, new)))
    return f"{ACTS[language][operation.act]} {way}".strip()
