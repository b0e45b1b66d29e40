"""What reading needs to know of the field, as data a lawyer can edit: stage words, authority names, page selectors.

`knowledge` fills a Guide from `regs/`; the defaults here let this room work alone.
"""

from dataclasses import dataclass, field

from tracker.law.stage import Stage

#: Words of a title that say the stage, the most telling first: 草案送审稿 is a 送审稿, 草案征求意见稿 a 征求意见稿.
STAGE_WORDS: tuple[tuple[str, Stage], ...] = (
    ("学者建议稿", Stage.SCHOLARS_DRAFT),
    ("专家建议稿", Stage.SCHOLARS_DRAFT),
    ("专家起草建议稿", Stage.SCHOLARS_DRAFT),
    ("征求意见稿", Stage.CONSULTATION_DRAFT),
    ("公开征求意见", Stage.CONSULTATION_DRAFT),
    ("报批稿", Stage.DRAFT_FOR_APPROVAL),
    ("送审稿", Stage.SUBMITTED_DRAFT),
    ("审议稿", Stage.BILL),
    ("草案", Stage.BILL),
    ("Draft for Comment", Stage.CONSULTATION_DRAFT),
)

#: Bodies that issue national texts, full names before the short ones they contain.
AUTHORITIES: tuple[str, ...] = (
    "全国人民代表大会常务委员会",
    "全国人民代表大会",
    "国家互联网信息办公室",
    "中央网络安全和信息化委员会办公室",
    "国家发展和改革委员会",
    "教育部",
    "科学技术部",
    "工业和信息化部",
    "公安部",
    "国家安全部",
    "司法部",
    "财政部",
    "人力资源和社会保障部",
    "自然资源部",
    "交通运输部",
    "商务部",
    "文化和旅游部",
    "国家卫生健康委员会",
    "中国人民银行",
    "国家市场监督管理总局",
    "国家广播电视总局",
    "国家新闻出版署",
    "国家标准化管理委员会",
    "全国网络安全标准化技术委员会",
    "全国信息安全标准化技术委员会",
    "国家密码管理局",
    "国家数据局",
    "最高人民法院",
    "最高人民检察院",
    "国务院办公厅",
    "国务院",
)

#: Where official pages keep their text, the surest first; `#id` or `.class`, as seen on the sites.
MAIN_CONTENT: tuple[str, ...] = (
    "#BodyLabel",
    "#UCAP-CONTENT",
    ".TRS_UEDITOR",
    ".TRS_Editor",
    ".trs_editor_view",
    "#Zoom",
    "#zoom",
    "#con_con",
    ".article_con",
    ".pages_content",
    ".Three_xilan_07",
    ".main-content",
    "#content",
)


#: As TC260 and the ministries name the files they pack with a draft.
BESIDE: tuple[str, ...] = ("编制说明", "起草说明", "反馈表", "意见表", "汇总", "回执", "登记表")


@dataclass(frozen=True, slots=True)
class Guide:
    """What reading knows beforehand.

    Attributes:
        stage_words: words of a title or notice and the stage each says, the most telling first.
        authorities: names of issuing bodies as texts print them, short names included.
        main_content: selectors (`#id`, `.class`) of a page's text, the surest first.
        beside: words in a file's name that say it goes with a text and is none: an explanation, a form.
    """

    stage_words: tuple[tuple[str, Stage], ...] = field(default=STAGE_WORDS)
    authorities: tuple[str, ...] = field(default=AUTHORITIES)
    main_content: tuple[str, ...] = field(default=MAIN_CONTENT)
    beside: tuple[str, ...] = field(default=BESIDE)
