"""Laws and rules, as their texts print them. Every text here is fiction."""

from tracker.law.document import Document, Grammar
from tracker.law.provision import Kind


def places(document: Document) -> list[str]:
    return [p.locator for p in document.walk()]


def words(document: Document, locator: str) -> str:
    provision = document.find(locator)
    assert provision is not None, locator
    return provision.text


def odd(document: Document) -> list[tuple[str, str]]:
    return [(problem.what, problem.where) for problem in document.problems]


def test_chapters_articles_paragraphs_items_and_subitems(law: Document) -> None:
    """
    示例市灯会管理办法
    第一章　总　则
    第一条　为了管理灯会，制定本办法。
    第二条　举办灯会，应当具备下列条件：
    （一）有场地，并符合下列要求：
    1.面积不少于一千平方米；
    2.有两个以上出口；
    （二）有灯笼。
    夜间举办的，还应当有照明。
    第二章　附　则
    第三条　本办法自2026年5月1日起施行。
    """
    assert law.grammar is Grammar.ARTICLES
    assert places(law) == [
        *("chapter-1", "1", "2", "2.1", "2(1)", "2(1)[1]", "2(1)[2]", "2(2)", "2.2"),
        *("chapter-2", "3"),
    ]
    assert words(law, "2.1") == "举办灯会，应当具备下列条件："
    assert words(law, "2(1)") == "有场地，并符合下列要求："
    assert words(law, "2(1)[2]") == "有两个以上出口；"
    assert words(law, "2.2") == "夜间举办的，还应当有照明。"
    chapter = law.find("chapter-1")
    assert chapter is not None
    assert (chapter.kind, chapter.label, chapter.heading) == (Kind.CHAPTER, "第一章", "总　则")
    assert law.find("2(1)[2]").eid == "art_2__para_1__item_1__subitem_2"  # type: ignore[union-attr]
    assert law.problems == ()


def test_an_article_of_one_paragraph_holds_its_words_itself(law: Document) -> None:
    """
    灯会办法
    第一条 为了灯会，制定本办法。
    第二条 下列人员不得入场：
    （一）醉酒的；
    （二）携带烟火的。
    """
    assert places(law) == ["1", "2", "2(1)", "2(2)"]
    assert words(law, "2") == "下列人员不得入场："
    assert law.find("2.1") is law.find("2")


def test_a_second_paragraph_has_its_own_items(law: Document) -> None:
    """
    灯会办法
    第一条 灯会分为两类。
    下列灯会为大型灯会：
    （一）超过一万人的；
    （二）超过三日的。
    """
    assert places(law) == ["1", "1.1", "1.2", "1.2(1)", "1.2(2)"]


def test_an_item_may_have_lines_of_its_own(law: Document) -> None:
    """
    灯会办法
    第一条 灯笼分为：
    （一）纸灯笼
    以竹为骨的，称竹灯。
    （二）纱灯笼。
    """
    assert places(law) == ["1", "1(1)", "1(2)"]
    assert words(law, "1(1)") == "纸灯笼\n以竹为骨的，称竹灯。"


def test_an_item_mentioned_at_the_start_of_a_line_is_no_item(law: Document) -> None:
    """
    灯会办法
    第一条 灯笼应当：
    （一）牢固；
    （二）明亮。
    （一）至（二）项所列要求，由示例市灯会委员会解释。
    （二）项目另有规定的除外。
    """
    assert places(law) == ["1", "1.1", "1(1)", "1(2)", "1.2", "1.2(2)"]


def test_labels_part_from_words_by_a_space_a_wide_space_or_nothing(law: Document) -> None:
    """
    灯会办法
    第一条为了灯会，制定本办法。
    第二条　灯会应当有序。
    第三条 灯会应当安全。
    第四条
    灯会应当节俭。
    """
    assert [p.full_text for p in law.articles] == [
        "为了灯会，制定本办法。",
        "灯会应当有序。",
        "灯会应当安全。",
        "灯会应当节俭。",
    ]


def test_invisible_signs_and_odd_spaces_are_not_words(law: Document) -> None:
    """
    灯会办法
    第一条\u00a0为了\u200b灯会，制定本办法。\u3000
    \u00a0\u00a0第二条\ufeff 灯会(应当)有序。
    (一)这一行有半角括号；
    (二)这一行也有。
    """
    assert places(law) == ["1", "2", "2(1)", "2(2)"]
    assert words(law, "1") == "为了灯会，制定本办法。"


def test_a_line_that_goes_on_from_a_mention_is_no_article(law: Document) -> None:
    """
    灯会办法
    第一条 灯会应当申请。
    第二条 违反本办法的，依照
    第一条、第二条规定处罚；情节严重的，
    第二条规定的罚款加倍。
    第三条 本办法自公布之日起施行。
    """
    assert [p.locator for p in law.articles] == ["1", "2", "3"]
    assert "第一条、第二条规定处罚" in law.articles[1].full_text


def test_an_article_quoted_from_another_law_is_read_as_words_and_said(law: Document) -> None:
    """
    灯会办法
    第一条 灯会应当申请。
    第二条 灯会应当有序，下列条文一并适用：
    第九十九条 携带烟火的，不得入场。
    第三条 灯会应当安全。
    第四条 本办法自公布之日起施行。
    """
    assert [p.locator for p in law.articles] == ["1", "2", "3", "4"]
    assert odd(law) == [("out-of-order", "2")]


def test_an_inserted_article_carries_its_number(law: Document) -> None:
    """
    灯会法
    第一条 甲。
    第一条之一 乙。
    第一条之二【灯笼】丙。
    第二条 丁。
    """
    assert [(p.locator, p.label, p.heading) for p in law.articles] == [
        ("1", "第一条", ""),
        ("1-1", "第一条之一", ""),
        ("1-2", "第一条之二", "灯笼"),
        ("2", "第二条", ""),
    ]
    assert words(law, "1-2") == "丙。"
    assert law.problems == ()


def test_a_missing_number_and_a_number_twice_are_said(law: Document) -> None:
    """
    灯会法
    第一条 甲。
    第三条 乙。
    第三条 丙。
    第四条 丁：
    （一）戊；
    （三）己。
    """
    assert [p.locator for p in law.articles] == ["1", "3", "3#2", "4"]
    assert sorted(odd(law)) == [("duplicate", "3"), ("gap", "3"), ("gap", "4(3)")]
    assert all(problem.says.endswith(".") for problem in law.problems)


def test_a_lower_number_behind_a_higher_is_said(law: Document) -> None:
    """
    灯会法
    第一条 甲。
    第四条 乙。
    第三条 丙。
    """
    assert [p.locator for p in law.articles] == ["1", "4", "3"]
    assert odd(law) == [("gap", "4"), ("out-of-order", "3")]


def test_a_table_of_contents_is_furniture_with_its_name_or_without(law: Document) -> None:
    """
    示例市灯会条例
    目　录
    第一章　总则
    第二章　灯笼 ............ 3
    附　则
    第一章　总则
    第一条　甲。
    第二章　灯笼
    第二条　乙。
    附　则
    第三条　本条例自公布之日起施行。
    """
    assert law.furniture == ("示例市灯会条例", "目　录", "第一章　总则", "第二章　灯笼 ............ 3", "附　则")
    assert places(law) == ["chapter-1", "1", "chapter-2", "2", "chapter-附则", "3"]
    assert law.problems == ()


def test_contents_without_their_name(law: Document) -> None:
    """
    示例市灯会条例
    第一章 总则
    第一节 目的
    第二章 灯笼
    第一章 总则
    第一节 目的
    第一条 甲。
    第二章 灯笼
    第二条 乙。
    """
    assert places(law) == ["chapter-1", "chapter-1.section-1", "1", "chapter-2", "2"]
    assert law.find("chapter-1.section-1").eid == "chp_1__sec_1"  # type: ignore[union-attr]


def test_parts_hold_chapters_that_begin_anew(law: Document) -> None:
    """
    示例国灯会法典
    第一编 总则
    第一章 一般规定
    第一条 甲。
    第二编 灯笼
    第一分编 纸灯笼
    第一章
    一般规定
    第二条 乙。
    """
    assert places(law) == ["part-1", "part-1.chapter-1", "1", "part-2", "part-2.subpart-1", *places(law)[-2:]]
    assert places(law)[-2:] == ["part-2.subpart-1.chapter-1", "2"]
    assert law.find("part-2.subpart-1.chapter-1").heading == "一般规定"  # type: ignore[union-attr]


def test_the_order_before_the_first_article_is_the_preamble(law: Document) -> None:
    """
    示例市灯会管理办法
    示例市灯会委员会令
    第3号
    《示例市灯会管理办法》已经2026年3月1日示例市灯会委员会第2次会议审议通过，现予公布。
    2026年3月2日
    第一条 甲。
    第二条 乙。
    """
    assert places(law) == ["preamble", "1", "2"]
    assert words(law, "preamble").startswith("示例市灯会委员会令\n第3号")
    assert law.furniture == ("示例市灯会管理办法",)


def test_signatures_and_the_explanation_behind_are_no_articles(law: Document) -> None:
    """
    示例市灯会管理办法
    （征求意见稿）
    第一条 甲。
    第二条 本办法自2026年 月 日起施行。
    示例市灯会委员会
    2026年3月2日
    关于《示例市灯会管理办法（征求意见稿）》的说明
    一、必要性
    第一条明确目的。
    第三条 不是条文。
    """
    assert places(law) == ["1", "2"]
    assert "一、必要性" in law.furniture
    assert "示例市灯会委员会" in law.furniture


def test_an_annex_with_articles_stands_in_front_of_their_numbers(law: Document) -> None:
    """
    示例市灯会管理办法
    第一条 甲。
    第二条 本办法自公布之日起施行。
    附件
    灯笼尺寸要求
    第一条 纸灯笼不高于一米。
    第二条 纱灯笼应当：
    （一）不高于二米；
    （二）不宽于一米。
    """
    assert places(law)[:2] == ["1", "2"]
    assert places(law)[-4:] == ["附件1:1", "附件1:2", "附件1:2(1)", "附件1:2(2)"]
    assert law.find("附件1:2(1)").eid == "annex_1__art_2__item_1"  # type: ignore[union-attr]
    assert law.problems == ()


def test_an_annex_in_points_and_one_of_plain_lines(law: Document) -> None:
    """
    示例市灯会管理办法
    第一条 甲。
    第二条 本办法自公布之日起施行。
    附件一：灯笼
    一、纸灯笼
    （一）红色；
    （二）黄色。
    二、纱灯笼应当防火。
    附件二
    入场须知
    请勿携带烟火。
    示例市灯会委员会
    2026年3月2日
    """
    assert places(law) == [
        *("1", "2", "附件1", "附件1:1", "附件1:1(1)", "附件1:1(2)", "附件1:2", "附件2", "附件2.1", "附件2.2")
    ]
    assert law.find("附件1").heading == "灯笼"  # type: ignore[union-attr]
    assert law.furniture[-2:] == ("示例市灯会委员会", "2026年3月2日")


def test_a_list_of_attachments_that_are_elsewhere_is_furniture(law: Document) -> None:
    """
    示例市灯会管理办法
    第一条 甲。
    第二条 本办法自公布之日起施行。
    附件：灯笼尺寸要求
    """
    assert places(law) == ["1", "2"]
    assert law.furniture[-1] == "附件：灯笼尺寸要求"


def test_buttons_of_a_page_behind_the_text_are_furniture(law: Document) -> None:
    """
    示例市灯会管理办法
    第一条 甲。
    第二条 本办法自公布之日起施行。
    【打印】【纠错】
    责任编辑：某某
    """
    assert places(law) == ["1", "2"]


def test_lists_inside_lists_keep_their_manner_of_numbering(law: Document) -> None:
    """
    灯会办法
    第一条 下列用语的含义：
    1．灯笼：
    （1）纸灯笼；
    （2）纱灯笼。
    2．灯会：
    （1）大型的；
    （2）小型的。
    """
    assert places(law) == ["1", "1(1)", "1(1)[1]", "1(1)[2]", "1(2)", "1(2)[1]", "1(2)[2]"]
    assert law.problems == ()


def test_numbers_in_one_sign_are_subitems(law: Document) -> None:
    """
    灯会办法
    第一条 下列用语的含义：
    （一）灯笼：
    ⒈纸灯笼；
    ⒉纱灯笼。
    （二）灯会：
    ①大型的；
    ②小型的。
    """
    assert places(law) == ["1", "1(1)", "1(1)[1]", "1(1)[2]", "1(2)", "1(2)[1]", "1(2)[2]"]


def test_a_line_that_begins_with_a_figure_is_a_paragraph(law: Document) -> None:
    """
    灯会办法
    第一条 灯笼的高度不超过
    3.5米；宽度不超过
    12. 不是序号。
    """
    assert places(law) == ["1", "1.1", "1.2", "1.3"]


def test_a_fragment_keeps_the_numbers_it_has(law: Document) -> None:
    """
    示例国灯会法典 灯笼编
    第二百零五条 本编调整灯笼关系。
    第二百零六条 灯笼受法律保护。
    """
    assert [p.locator for p in law.articles] == ["205", "206"]
    assert odd(law) == [("gap", "205")]


def test_articles_an_amendment_announces_are_its_words_and_none_of_its_own(law: Document) -> None:
    """
    灯会条例修正案
    2026年3月1日 通过
    第三条 灯会条例第三章增加一节，作为第七节；增加二条，作为第六十条、第六十一条。内容如下：
    第七节 灯会监察
    第六十条 监察员监察灯会。
    第六十一条 监察员由灯会委员会任命。
    第七节相应改为第八节。
    第四条 本修正案自公布之日起施行。
    """
    assert places(law) == ["preamble", "3", "3.1", "3.2", "3.3", "3.4", "3.5", "4"]
    assert [p.says for p in law.problems] == ["The text begins with 第三条; what stands before it is not here."]


def test_the_last_article_of_an_amendment_may_announce_to_the_end(law: Document) -> None:
    """
    灯会条例修正案
    第一条 灯会条例第五条修改为：
    第五条 灯会免费。
    灯会委员会应当公布灯会的时间。
    """
    assert [p.locator for p in law.articles] == ["1"]
    assert law.problems == ()


def test_a_list_of_annexes_whose_names_were_broken_is_furniture(law: Document) -> None:
    """
    灯会办法
    第一条 甲。
    第二条 本办法自2026年5月1日起施行。
    附件：1.灯会申请书（个人
    申请用）
    2.灯会批准书
    附件1
    申请书
    """
    assert law.furniture == ("灯会办法", "附件：1.灯会申请书（个人", "申请用）", "2.灯会批准书")
    assert law.find("2").full_text == "本办法自2026年5月1日起施行。"  # type: ignore[union-attr]
