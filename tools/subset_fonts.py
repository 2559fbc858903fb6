"""Cut the fonts that Streamlit brings to what the pages show: `make fonts`, after a new Streamlit.

Letters: the Latin ones and the signs that its text font has, in the weights of the pages. Icons: those that
Streamlit's own scripts or our pages name. The cut files stand in for the whole ones (pages/served/).
"""

import re

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from models import ROOT
from pages.served.light.light_static import FONTS, STATIC

PAGES = ROOT / "pages"

#: Latin with all accents, Greek letters, punctuation, currencies, arrows, mathematics, shapes, ticks.
LETTERS = [(0x20, 0x17F), (0x218, 0x21B), (0x2C6, 0x2DD), (0x391, 0x3C9), (0x1E80, 0x1E85), (0x2010, 0x2044),
           (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2113, 0x2122), (0x2190, 0x2199), (0x2200, 0x2265),
           (0x2302, 0x2302), (0x25A0, 0x25FF), (0x2610, 0x2717), (0xFB01, 0xFB02)]  # fmt: skip

#: Weights from text to bold; the pages use none outside. What numbers and marks need, of the font's features.
WEIGHTS = (400, 700)
FEATURES = ["ccmp", "kern", "mark", "mkmk", "locl", "liga"]


def icon_names() -> set[str]:
    """Every icon that Streamlit's scripts or our pages name in full."""
    files = [*STATIC.glob("js/*.js"), *PAGES.rglob("*.py")]
    return {
        name
        for file in files
        for name in re.findall(r":material/(\w+):", file.read_text(encoding="utf-8", errors="ignore"))
    }


def cut_text(font: TTFont) -> None:
    """The text font under a name of our own: its licence keeps the name "Source" for the whole font."""
    options = Options(layout_features=FEATURES, name_IDs=[0, 7, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in LETTERS for code in range(low, high + 1)])
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    for name_id, text in ((1, "Skin Options Sans"), (4, "Skin Options Sans"), (6, "SkinOptionsSans")):
        font["name"].setName(text, name_id, 3, 1, 0x409)


def cut_icons(font: TTFont) -> None:
    """The icon font keeps the letters that spell its names, and only the icons wanted."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if code < 0x80}
    named = icon_names()
    subsetter = Subsetter(Options(layout_features=["*"], layout_closure=False, glyph_names=False))
    subsetter.populate(
        glyphs=[*letters, *(icon for name, icon in spelt(font, letters).items() if name in named)]
    )
    subsetter.subset(font)


def spelt(font: TTFont, letters: dict[str, str]) -> dict[str, str]:
    """Each icon's glyph by the letters that become it (its own name may differ: "123" is "_123")."""
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    return {
        "".join(letters.get(glyph, "?") for glyph in (first, *ligature.Component)): ligature.LigGlyph
        for table in tables
        for first, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items()
        for ligature in ligatures
    }


#: Which of Streamlit's files are cut, and how.
CUTS = {"SourceSansVF-*": cut_text, "MaterialSymbols-*": cut_icons}


def main() -> None:
    for old in FONTS.glob("*.woff2"):
        old.unlink()
    for pattern, cut in CUTS.items():
        for file in sorted((STATIC / "media").glob(pattern)):
            font = TTFont(file, recalcTimestamp=False)
            cut(font)
            font.flavor = "woff2"
            font.save(FONTS / file.name)
            print(f"{file.name}: {file.stat().st_size:,} to {(FONTS / file.name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
