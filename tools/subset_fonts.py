"""Cut Streamlit's fonts down to what the pages show: `make fonts`, after a Streamlit update.

The text font keeps Latin letters and common symbols, in the weights that the pages use. The icon font keeps
the icons that Streamlit's scripts or our pages name. The app serves the cut files instead of the full ones.
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

#: The pages use weights from regular to bold only. The features are those that numbers and accents need.
WEIGHTS = (400, 700)
FEATURES = ["ccmp", "kern", "mark", "mkmk", "locl", "liga"]


def icon_names() -> set[str]:
    """Every icon whose full name appears in Streamlit's scripts or our pages."""
    files = [*STATIC.glob("js/*.js"), *PAGES.rglob("*.py")]
    return {
        name
        for file in files
        for name in re.findall(r":material/(\w+):", file.read_text(encoding="utf-8", errors="ignore"))
    }


def cut_text(font: TTFont) -> None:
    """Cut the text font and rename it: its licence reserves the name "Source" for the original."""
    options = Options(layout_features=FEATURES, name_IDs=[0, 7, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in LETTERS for code in range(low, high + 1)])
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    for name_id, text in ((1, "Skin Options Sans"), (4, "Skin Options Sans"), (6, "SkinOptionsSans")):
        font["name"].setName(text, name_id, 3, 1, 0x409)


def cut_icons(font: TTFont) -> None:
    """Cut the icon font to the icons in use and the letters that spell their names."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if code < 0x80}
    named = icon_names()
    subsetter = Subsetter(Options(layout_features=["*"], layout_closure=False, glyph_names=False))
    subsetter.populate(
        glyphs=[*letters, *(icon for name, icon in spelt(font, letters).items() if name in named)]
    )
    subsetter.subset(font)


def spelt(font: TTFont, letters: dict[str, str]) -> dict[str, str]:
    """Each icon's glyph by the letters of its ligature (the glyph's name may differ: "123" is "_123")."""
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    return {
        "".join(letters.get(glyph, "?") for glyph in (first, *ligature.Component)): ligature.LigGlyph
        for table in tables
        for first, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items()
        for ligature in ligatures
    }


#: Streamlit's font files, and the function that cuts each.
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
