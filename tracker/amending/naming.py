"""Whether two titles name one law: with or without the state's name, a marker of its stage or a year behind."""

import re

_BEHIND = re.compile(r"[（(][^（）()]*[)）]$")
_STATE = re.compile(r"中华人民共和国|[\s《》〈〉]")


def same_law(one: str, other: str) -> bool:
    """Whether two titles name the same law; an empty title names none."""
    return bool(plain(one)) and plain(one) == plain(other)


def plain(title: str) -> str:
    """A title as it is compared: 《中华人民共和国示例法》（2020年修正） → 示例法."""
    bare = _STATE.sub("", title)
    while (shorter := _BEHIND.sub("", bare)) != bare:
        bare = shorter
    return bare
