"""Signs of a font that look like others and are none of them: radicals, ligatures, the bar for the dash."""

import re
import unicodedata

#: Kangxi radicals, ligatures and the mathematical 〈 〉, whose letters Unicode itself names (NFKC).
_NAMED = ((0x2F00, 0x2FDF), (0xFB00, 0xFB06), (0x2329, 0x232A))
#: The supplement of radicals has no such names. Chromium and macOS print ⺠ for 民 and ⻛ for 风 from fonts that share
#: one drawing for both. Source: Unicode's EquivalentUnifiedIdeograph, the signs that are words of their own.
_SUPPLEMENT = str.maketrans(
    "⺁⺄⺇⺈⺊⺌⺍⺎⺒⺓⺗⺜⺝⺞⺟⺠⺧⺩⺪⺫⺬⺮⺶⺷⺻⺼⺽⻁⻃⻄⻅⻆⻇⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙几刀卜小小兀巳幺心日月歹母民牛王疋目示竹羊羊聿肉臼虎西西见角角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
#: Kangxi radicals whose named letter is the old form; fonts for simplified Chinese draw the new one.
_NEW_FORMS = str.maketrans("⼾⾭", "户青")
#: GB/T 35273—2020: fonts draw the dash and the horizontal bar alike, and no Chinese text uses the bar.
_BAR, _DASH = "\u2015", "—"
#: The figure dash is drawn as the en dash is, and no text means it: a font maps one drawing to one of the two.
_FIGURE_DASH, _EN_DASH = "\u2012", "–"
_ANY = re.compile("[\u2012\u2015\u2329\u232a\u2e80-\u2fdf\ufb00-\ufb06]")


def replaced(text: str) -> str:
    """A whole text with such signs replaced: who copies from a PDF copies them along."""
    return _ANY.sub(lambda found: written(found[0]), text) if _ANY.search(text) else text


def written(text: str) -> str:
    """The letter a sign stands for; other signs and words as they are."""
    if text == _BAR:
        return _DASH
    if text == _FIGURE_DASH:
        return _EN_DASH
    if len(text) != 1 or text < "\u2329":
        return text
    text = text.translate(_NEW_FORMS)
    if "\u2e80" <= text <= "\u2eff":
        return text.translate(_SUPPLEMENT)
    return unicodedata.normalize("NFKC", text) if any(low <= ord(text) <= high for low, high in _NAMED) else text
