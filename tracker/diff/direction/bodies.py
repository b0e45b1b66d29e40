"""Bodies that hold public power in one text and that no list of names knows: whoever it lets punish or license.

基金管理机构, 海事管理机构: a text that says 由…责令改正, or …核发许可证, has named an authority.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.diff.changes import Unit
from tracker.diff.direction.lexicon import ActorKind, Lexicon

# The name of a body that may be private as well; departments and governments are known by their endings anyway.
_NAME = "[^，。；：、的和或由其所在\\s]{2,12}?(?:机构|局|银行|中心|委员会|办公室)"
_PUNISHES = re.compile(f"由({_NAME})(?:依法)?(?:责令|给予警告|处以?[^，。；]{{0,12}}罚款|没收|吊销)")
_LICENSES = re.compile(f"(?:^|[，。；])({_NAME})(?:应当)?(?:核发|颁发|发给)[^，。；]{{0,12}}(?:许可证|批准文件)")
AUTHORITY = "authority"


def public_bodies(units: Iterable[Unit]) -> tuple[str, ...]:
    """Names of the bodies the units let punish or license, in order of the alphabet."""
    words = "\n".join(f"{unit.chapeau}\n{unit.text}" for unit in units)
    return tuple(sorted({match[1] for pattern in (_PUNISHES, _LICENSES) for match in pattern.finditer(words)}))


def knowing(lexicon: Lexicon, old: Sequence[Unit], new: Sequence[Unit]) -> Lexicon:
    """The lexicon with the public bodies of two texts among its authorities."""
    names = tuple(dict.fromkeys((*public_bodies(old), *public_bodies(new))))
    if not names or not lexicon.actors:
        return lexicon
    kind = ActorKind(AUTHORITY, tuple(re.escape(name) for name in names))
    return replace(lexicon, actors=(kind, *lexicon.actors))
