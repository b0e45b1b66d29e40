"""The first draft of a briefing: figures, the weightiest changes with both quotes, numbers, what came and went."""

from tracker import knowledge
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.exports.briefing import About, draft
from tracker.exports.words import Voice

OLD = """云缆车管理办法
第一条　运营者应当在三日内答复投诉。
第二条　运营者应当保证运行数据真实、准确。
第三条　缆车票价由运营者自定。
第四条　本办法自2031年1月1日起施行。
"""
NEW = """云缆车管理办法
第一条　运营者应当在十日内答复投诉。
第二条　运营者应当采取有效措施，提高运行数据的真实性、准确性。
第三条　运营者不得在雷雨时运行缆车，违者处一万元以下罚款。
第四条　本办法自2031年1月1日起施行。
"""


def drafted(language: str = "zh", old: str = OLD, new: str = NEW) -> str:
    texts = (read(text.encode(), guide=knowledge.guide()) for text in (old, new))
    comparison = compare(*texts, knowledge.drafting())
    voice = Voice(lambda place: f"第{place}条" if language == "zh" else f"Article {place}")
    return draft(comparison, About("《云缆车管理办法》", "征求意见稿", "公布稿"), language, voice)


def test_the_draft_says_how_much_changed_and_which_way():
    text = drafted()
    assert text.startswith("# 《云缆车管理办法》对照简报")
    assert "共有 4 处条文变化：加严 1 处、放宽 2 处" in text


def test_the_weightiest_changes_stand_with_both_quotes():
    text = drafted()
    assert "**第1条：放宽。**" in text
    assert "三日" in text.split("## 主要变化")[1].split("##")[0]
    assert "由“三日”改为“十日”（放宽）" in text


def test_what_came_and_went_is_listed():
    text = drafted()
    assert "- 新增 1 处：第3条。" in text
    assert "- 删去 1 处：第3条。" in text


def test_english_is_plain_english_around_the_chinese_quotes():
    text = drafted("en")
    assert "there are 4 changed clauses: 1 strengthened, 2 softened" in text
    assert "**Article 1: softened.**" in text


def test_two_equal_texts_give_no_change_and_the_same_words_every_time():
    assert "共有 0 处条文变化：无" in drafted(new=OLD)
    assert drafted() == drafted()
