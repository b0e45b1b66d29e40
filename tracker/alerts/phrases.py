"""The fixed words of a letter in both languages."""

from tracker.diff.changes import Direction
from tracker.law.stage import Stage

DIRECTIONS = {
    "zh": {
        Direction.STRENGTHENED: "加严",
        Direction.SOFTENED: "放宽",
        Direction.MIXED: "有紧有松",
        Direction.NEUTRAL: "中性",
        Direction.UNCLEAR: "待定",
    },
    "en": {
        Direction.STRENGTHENED: "Strengthened",
        Direction.SOFTENED: "Softened",
        Direction.MIXED: "Mixed",
        Direction.NEUTRAL: "Neutral",
        Direction.UNCLEAR: "Unclear",
    },
}

STAGES = {
    "zh": {
        Stage.CONSULTATION_DRAFT: "征求意见稿",
        Stage.SUBMITTED_DRAFT: "送审稿",
        Stage.DRAFT_FOR_APPROVAL: "报批稿",
        Stage.BILL: "草案",
        Stage.SCHOLARS_DRAFT: "学者建议稿",
        Stage.PROMULGATED: "公布稿",
        Stage.AMENDED: "修正",
        Stage.REVISED: "修订",
        Stage.REPEALED: "废止",
    },
    "en": {
        Stage.CONSULTATION_DRAFT: "consultation draft",
        Stage.SUBMITTED_DRAFT: "submitted draft",
        Stage.DRAFT_FOR_APPROVAL: "draft for approval",
        Stage.BILL: "bill",
        Stage.SCHOLARS_DRAFT: "scholars’ draft",
        Stage.PROMULGATED: "promulgated text",
        Stage.AMENDED: "amended text",
        Stage.REVISED: "revised text",
        Stage.REPEALED: "repealed",
    },
}

PHRASES = {
    "zh": {
        "lang": "zh-CN",
        "fiction": "虚构示例",
        "fiction_long": "本信中的法规、机关与人物均为虚构示例。",
        "new_version": "新版本",
        "first": "首次出现",
        "changes": "{n} 处变化",
        "effective": "自{date}起施行",
        "deadline": "意见反馈截止{date}",
        "from_to": "{old}（{old_on}）→ {new}（{new_on}）",
        "only": "{new}（{new_on}）",
        "machine": "机器判断，未经律师复核。",
        "released": "以下判断已经律师审阅发布。",
        "facts": "本信只报告事实。对变化的判断经律师审阅发布后，可在网页上查看。",
        "excerpt": "以上摘录 {shown} 处，其余 {rest} 处：{names}。",
        "deleted": "（删除）",
        "added": "（新增）",
        "open": "打开对照",
        "open_text": "打开全文",
        "official": "官方页面",
        "disclaimer": "判断由规则得出，每一处都可查看所依规则与双方引文；不构成法律意见。以官方公布的中文文本为准。",
        "authentic": "以官方公布的中文文本为准。",
        "why": "您因关注条件收到此信。更改或停止：",
        "watches": "我的关注",
        "deletion": "删除",
        "insertion": "新增",
        "separator": "，",
        "and": "、",
        "stop": "。",
    },
    "en": {
        "lang": "en",
        "fiction": "Fictional sample",
        "fiction_long": "The regulations, authorities and people in this letter are fictional samples.",
        "new_version": "New version",
        "first": "first appearance",
        "changes": "{n} changes",
        "effective": "in force from {date}",
        "deadline": "comments until {date}",
        "from_to": "{old} ({old_on}) → {new} ({new_on})",
        "only": "{new} ({new_on})",
        "machine": "Machine verdicts, not reviewed by counsel.",
        "released": "The verdicts below were reviewed and released by counsel.",
        "facts": "This letter reports facts only. Verdicts appear on the site once counsel has released them.",
        "excerpt": "{shown} excerpts above; the other {rest}: {names}.",
        "deleted": "(deleted)",
        "added": "(added)",
        "open": "Open the comparison",
        "open_text": "Open the text",
        "official": "Official page",
        "disclaimer": "Verdicts come from rules, shown with both quotes. Not legal advice. The Chinese text prevails.",
        "authentic": "The Chinese text as officially published prevails.",
        "why": "You receive this letter because of a watch. Change or stop it: ",
        "watches": "my watches",
        "deletion": "deleted",
        "insertion": "inserted",
        "separator": ", ",
        "and": ", ",
        "stop": ".",
    },
}


def date_words(iso: str, language: str) -> str:
    """A date as the language writes it: 2027-01-01 → 2027年1月1日."""
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日" if language == "zh" else iso
