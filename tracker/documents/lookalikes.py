"""Signs of a font that look like letters and are none: radicals and ligatures, read as the letters they look like."""

import re
import unicodedata

#: Kangxi radicals and ligatures, whose letters Unicode itself names (NFKC).
_NAMED = ((0x2F00, 0x2FDF), (0xFB00, 0xFB06))
#: The supplement of radicals has no such names. Chromium and macOS print ⺠ for 民 and ⻛ for 风 from fonts that share
#: one drawing for both. Source: Unicode's EquivalentUnifiedIdeograph, the signs that are words of their own.
_SUPPLEMENT = str.maketrans(
    "⺁⺄⺇⺈⺊⺌⺍⺎⺒⺓⺗⺜⺝⺞⺟⺠⺧⺩⺪⺫⺬⺮⺶⺷⺻⺼⺽⻁⻃⻄⻅⻆⻇⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙几刀卜小小兀巳幺心日月歹母民牛王疋目示竹羊羊聿肉臼虎西西见角角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
#: Kangxi radicals whose named letter is the old form; fonts for simplified Chinese draw the new one.
_NEW_FORMS = str.maketrans("⼾⾭", "户青")
_ANY = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06]")


def replaced(text: str) -> str:
    """A whole text with such signs replaced: who copies from a PDF copies them along."""
    return _ANY.sub(lambda found: written(found[0]), text) if _ANY.search(text) else text


def written(text: str) -> str:
    """The letter a sign stands for; other signs and words as they are."""
    if len(text) != 1 or text < "\u2e80":
        return text
    text = text.translate(_NEW_FORMS)
    if "\u2e80" <= text <= "\u2eff":
        return text.translate(_SUPPLEMENT)
    return unicodedata.normalize("NFKC", text) if any(low <= ord(text) <= high for low, high in _NAMED) else text
