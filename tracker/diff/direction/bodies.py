"""Bodies that hold public power in one text and that no list of names knows: whoever it lets punish or license.

基金管理机构, 海事管理机构: a text that says 由…责令改正, or …核发许可证, has named an authority. So has one that
speaks of 人民政府征兵办公室, wherever it goes on with 征兵办公室 alone.
"""

import re
from dataclasses import replace
from functools import lru_cache

from tracker.diff.direction.lexicon import ActorKind, Lexicon
from tracker.diff.whole import Whole

# Bodies that may be private as well; departments and governments are known by their endings anyway.
_NAME = "[^，。；：、的和或由其所在\\s]{2,12}?(?:机构|局|银行|中心|委员会|办公室)"
_PUNISHES = re.compile(f"由({_NAME})(?:依法)?(?:责令|给予警告|处以?[^，。；]{{0,12}}罚款|没收|吊销)")
_OFFICES = re.compile("人民政府([^，。；：、的和或由其所在\\s]{2,8}(?:办公室|局))")
_GIVES = re.compile("(?:核发|颁发|发给)[^，。；]{0,12}(?:许可证|批准文件)")
_LICENSES = re.compile(f"(?:^|[，。；\n])({_NAME})(?:应当)?$")
_BEFORE = 24  # characters in which the name of who gives must stand


def knowing(lexicon: Lexicon, old: Whole, new: Whole) -> Lexicon:
    """The lexicon with the public bodies of two texts among its authorities."""
    names = tuple(dict.fromkeys((*public_bodies(old.hung), *public_bodies(new.hung))))
    return _with_bodies(lexicon, names) if names and lexicon.actors else lexicon


@lru_cache(maxsize=8)  # the same lexicon each time, for what is found with it is kept by it
def _with_bodies(lexicon: Lexicon, names: tuple[str, ...]) -> Lexicon:
    kind = ActorKind("authority", tuple(re.escape(name) for name in names))
    return replace(lexicon, actors=(kind, *lexicon.actors))


@lru_cache(maxsize=8)  # both texts are asked about for reading, for judging and for the fate of obligations
def public_bodies(words: str) -> tuple[str, ...]:
    """Names of the bodies some words let punish or license, and of offices of a government, sorted."""
    punish = {match[1] for match in _PUNISHES.finditer(words)}
    offices = {match[1] for match in _OFFICES.finditer(words)}
    before = (words[max(0, gift.start() - _BEFORE) : gift.start()] for gift in _GIVES.finditer(words))
    license_ = {match[1] for lead in before if (match := _LICENSES.search(lead))}
    return tuple(sorted(punish | license_ | offices))
