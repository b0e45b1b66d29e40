"""Who acts in a comma segment: the kind of actor its words name before their operator, after 由, or first of all.

Patterns are those of `direction-actors.toml`; what stands behind a preposition, is done something to, or only says
whose rule or list something is, does not act.
"""

import re
from functools import lru_cache

from tracker.diff.direction.lexicon import Lexicon

_BEFORE_OPERATOR = re.compile(r"应当|不得|禁止|可以|有权|负责(?!人)|按照|依法|鼓励|责令|享有|对")
# 指导、督促…的单位: who is guided does not act.
_GUIDES = re.compile("(?:并|和)?(?:指导|督促|组织|引导|协调)(?![^，。；]{0,12}(?:应当|可以|不得|有权|负责))")
_BY = re.compile(r"(?<![理自事缘])由")
_ADVERBS = re.compile(r"(?:依法|及时|同时|也|均|还|并|不|共同|定期|立即|统一|会同[^，。；]*|在[^，。；]*[中内时前后])$")
_NOT_ACTING = re.compile(
    r"(?:向|对(?!外)|(?<![清消防扫])除|经(?![济营贸信验理历常纪费])|报(?!业)|受(?!理)|(?<!供)给|(?<!参)与|从(?!业)|被|接受|配合|协助|取得|违反|按照|不按|遵守|符合|执行|落实|服从|维护|危害|损害|阻碍|妨碍|约谈|责令|督促|检查|告知|公布|通知|拒绝|拒不|冒充|伪造|隐瞒|欺骗|侮辱|殴打|围攻|履行)[^，。；、的]{0,14}$"
)
# 主管部门规定的期限: whose rule, list or leave it is, and not who acts.
_ATTRIBUTE = re.compile(
    r"(?:依法|统一|另行|联合|共同)?(?:规定|批准|核准|确定|认定|公布|要求|制定|颁发|同意|指定|认可|许可|发布|出具|作出|核发)(?:并公布)?的"
)


@lru_cache(maxsize=4096)  # a segment is asked about three times, and most stand in both texts
def find_actor(words: str, lexicon: Lexicon) -> str:
    """The kind of actor a segment names as the one who acts: authority, state, party, individual; empty if none."""
    operator = _BEFORE_OPERATOR.search(words)
    if _GUIDES.match(words):
        return ""
    if not operator and (kind := _ends_with_actor(words, lexicon)):
        return kind  # 各级人民政府和各单位的负责人，: the last noun is who acts
    if operator and operator.start():
        subject = words[: operator.start()]
        while shorter := _ADVERBS.sub("", subject):
            if shorter == subject:
                break
            subject = shorter
        if kind := _ends_with_actor(subject, lexicon):
            return kind
    named = _BY.search(words)
    if named and (by := _first_actor(words[named.end() :], lexicon)):
        return by
    head = words[: operator.start()] if operator else words
    return _first_actor(head, lexicon)


def _ends_with_actor(subject: str, lexicon: Lexicon) -> str:
    for kind in lexicon.actors:
        for match in kind.finder.finditer(subject):
            if match.end() == len(subject) and not _NOT_ACTING.search(subject[: match.start()]):
                return kind.kind
    return ""


def _first_actor(words: str, lexicon: Lexicon) -> str:
    best: tuple[int, int, str] | None = None
    for kind in lexicon.actors:
        for match in kind.finder.finditer(words):
            if _NOT_ACTING.search(words[: match.start()]) or _ATTRIBUTE.match(words, match.end()):
                continue
            if best is None or match.start() < best[0]:
                best = (match.start(), match.end(), kind.kind)
            break
    return _head(words, best, lexicon) if best else ""


def _head(words: str, found: tuple[int, int, str], lexicon: Lexicon) -> str:
    """Of two names run together the last is who is named: 非金融机构主管部门."""
    rest = words[found[1] :]
    named = ((k.kind, k.finder.match(rest)) for k in lexicon.actors)
    following = (kind for kind, match in named if match and match[0].endswith(("部门", "机关", "机构")))
    return next(following, found[2])
