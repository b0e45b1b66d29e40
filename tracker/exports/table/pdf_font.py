"""A typeface for one file: of a Chinese font, the signs these pages need, as the outlines a PDF library can embed.

A Chinese font has thirty thousand signs and twenty megabytes, and most free ones hold PostScript outlines, which
reportlab does not embed: the few hundred signs needed are taken out, and drawn as TrueType curves.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

#: How far a curve may stand off its original, in units of which an em has 1000: less than a printer's dot at 10 points.
STRAY = 1.0
_NEEDLESS = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]


def fitted(data: bytes, face: int, signs: Iterable[str]) -> tuple[bytes, frozenset[str]]:
    """A TrueType font with these signs, of a font file (face `face` of a collection), and which of them it has.

    Raises ValueError for bytes that are no font.
    """
    try:
        font = TTFont(BytesIO(data), fontNumber=face, lazy=True)
    except Exception as fault:
        raise ValueError(f"the typeface cannot be read: {fault}") from fault
    wanted = {ord(sign) for sign in signs}
    has = frozenset(chr(code) for code in wanted & set(font.getBestCmap()))
    _cut(font, has)
    if "CFF " in font:
        _curves(font)
    out = BytesIO()
    font["post"].formatType = 3.0  # names of glyphs are of no use in a PDF
    font.recalcTimestamp = False
    font.save(out, reorderTables=True)
    return out.getvalue(), has


def _cut(font: Any, has: Iterable[str]) -> None:
    options = Options()
    options.layout_features, options.hinting, options.name_IDs = [], False, [1, 2, 4, 6]
    options.notdef_outline = options.recalc_bounds = True
    options.drop_tables = [*options.drop_tables, *_NEEDLESS]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(has) + " ")
    subsetter.subset(font)


def _curves(font: Any) -> None:
    """PostScript outlines as TrueType ones, in the place of the former."""
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, STRAY, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    font["glyf"].compile(font)  # so that each glyph knows its bounds
    font["hmtx"].metrics = {
        name: (width, getattr(glyphs[name], "xMin", 0)) for name, (width, _) in font["hmtx"].metrics.items()
    }
    del font["CFF "]
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for name in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"),
        *("maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints"),
        *("maxCompositeContours", "maxComponentDepth"),
    ):
        setattr(limits, name, 0)
    limits.maxZones = 1
    font.sfntVersion = "\x00\x01\x00\x00"
