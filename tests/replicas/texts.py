"""The fiction a replica publishes: invented rules about invented lighthouses, draft and final, in a page or a file."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from html import escape

from tests.replicas.rar import rar

_NUMBERS = "一二三四五六七八九十"
DRAFT = (
    "为了规范网络数据灯塔的运行服务活动，保障航行者的合法权益，制定本办法。",
    "提供者应当保证灯塔的网络数据真实、准确、完整。",
    "提供者应当在二十四小时内向示例管理局报告灯塔熄灭的事故。",
    "提供者不得泄露航行者的个人信息。",
    "违反本办法规定的，处一万元以下罚款。",
    "本办法自2026年　月　日起施行。",
)
FINAL = (
    DRAFT[0],
    "提供者应当采取有效措施，提高灯塔的网络数据的真实性、准确性和完整性。",
    "提供者应当在十二小时内向示例管理局报告灯塔熄灭的事故。",
    DRAFT[3],
    "违反本办法规定的，处三万元以下罚款。",
    "本办法自2027年1月1日起施行。",
)


@dataclass(frozen=True)
class Text:
    """One invented text as a site publishes it.

    `name` is the work's own; `in_file` puts the words into an attachment and leaves the page a stub; `number` is the
    site's own for it; `closes_on` is the last day for comments; a site that cuts long articles cuts it into `pages`.
    """

    number: int
    name: str
    on: date
    articles: tuple[str, ...] = DRAFT
    draft: bool = True
    in_file: bool = False
    closes_on: date | None = None
    chrome: str = ""
    pages: int = 1

    @property
    def announced(self) -> str:
        return f"关于《{self.name}（征求意见稿）》公开征求意见的通知" if self.draft else self.name

    @property
    def hex(self) -> str:
        return f"{self.number:032x}"

    @property
    def key(self) -> str:
        return f"{self.on:%Y%m%d}_{self.number}"

    @property
    def lines(self) -> list[str]:
        head = [self.name, "（征求意见稿）"] if self.draft else [self.name]
        return head + [f"第{_NUMBERS[n]}条　{words}" for n, words in enumerate(self.articles)]

    @property
    def body(self) -> str:
        """The words as HTML; of a stub, one sentence."""
        if self.in_file:
            return "<p>现向社会公开征求意见，全文见附件。</p>"
        return "".join(f"<p>{escape(line)}</p>" for line in self.lines)

    @property
    def file_name(self) -> str:
        return f"{self.name}（征求意见稿）.docx" if self.draft else f"{self.name}.docx"


def docx(text: Text) -> bytes:
    """The text as a small Word file."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.lines)
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{w}"><w:body>{paragraphs}</w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "word/document.xml": f'<?xml version="1.0"?>{body}',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        for name, words in parts.items():
            files.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), words)
    return packed.getvalue()


def rarred(text: Text) -> bytes:
    """The same in the other archive TC260 hands out."""
    return rar({text.file_name: docx(text)})


def zipped(text: Text) -> bytes:
    """The Word file inside an archive, as TC260 hands out some of its drafts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        files.writestr(zipfile.ZipInfo(text.file_name, (2026, 1, 1, 0, 0, 0)), docx(text))
    return packed.getvalue()
