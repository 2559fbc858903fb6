"""One hundred people as a picture: who it happens to, who it may happen to as well, and who is spared.

Grouped and static, always 10 by 10. A share of a person is drawn as that share, so 0.5 of 100 is neither
nobody nor one. Nothing is drawn for a gap: an empty picture would say that it happens to nobody.
"""

from html import escape
from itertools import pairwise

from models.people import OF, People, picture_in_words
from pages.charts.theme import DIMMED, STRONG

#: People in a row, and the width and height of one, in the picture's own units.
ACROSS, WIDTH, HEIGHT = 10, 10, 13

#: A head and shoulders in a tile of that size.
_PERSON = '<circle cx="5" cy="3.6" r="2.3"></circle><path d="M1.4 11.8v-1.6a3.6 3.4 0 0 1 7.2 0v1.6z"></path>'

#: How each group is drawn, and what the key calls it.
FILLED, MAYBE, SPARED = "filled", "maybe", "spared"
GROUPS = {
    FILLED: "yes, by the usual figure",
    MAYBE: "maybe, up to the high end",
    SPARED: "no",
}

#: How much of the theme's colour a line keeps, of 100; the rest is the colour of the page's text.
OWN_COLOUR = 70

_STRIPES = '<path d="M-2 6l8-8M-2 10l12-12M0 12.4l12-12M4 12.4l8-8" stroke-width="1.1"></path>'


def patterns() -> str:
    """The three ways to draw a person; once on a page, before the first picture."""
    head_and_shoulders = f'<clipPath id="side-person">{_PERSON}</clipPath>'
    strong, dimmed = _towards_text(STRONG), _towards_text(DIMMED)
    outline = f'<g fill="none" stroke="{{}}" stroke-width="{{}}">{_PERSON}</g>'
    inside = {
        FILLED: f'<g fill="{strong}">{_PERSON}</g>{outline.format(strong, 0.9)}',
        MAYBE: f'<g clip-path="url(#side-person)" stroke="{strong}">{_STRIPES}</g>'
        + outline.format(strong, 0.9),
        SPARED: outline.format(dimmed, 0.7),
    }
    tiles = "".join(
        f'<pattern id="side-{name}" width="{WIDTH}" height="{HEIGHT}" patternUnits="userSpaceOnUse">{drawn}'
        "</pattern>"
        for name, drawn in inside.items()
    )
    return (
        '<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false">'
        f"<defs>{head_and_shoulders}{tiles}</defs></svg>"
    )


def _towards_text(colour: str) -> str:
    """Thin lines need more contrast than the theme's 3:1: darker on a light ground, lighter on a dark one."""
    return f"color-mix(in srgb, {colour} {OWN_COLOUR}%, currentColor)"


def icon_array(people: People) -> str:
    """The picture as SVG, with its text alternative."""
    filled = people.typical or 0.0
    ends = (0.0, filled, filled + people.may_also, float(OF))
    drawn = "".join(
        f'<path d="{area(start, end)}" fill="url(#side-{name})"></path>'
        for name, (start, end) in zip(GROUPS, pairwise(ends), strict=True)
        if end > start
    )
    size = f"0 0 {ACROSS * WIDTH} {OF // ACROSS * HEIGHT}"
    alt = escape(picture_in_words(people), quote=True)
    return f'<svg class="side-people" viewBox="{size}" role="img" aria-label="{alt}">{drawn}</svg>'


def area(start: float, end: float) -> str:
    """The outline of the people from ``start`` to ``end``, row by row, as rectangles in an SVG path."""
    parts = []
    for row in range(OF // ACROSS):
        left, right = max(start - row * ACROSS, 0.0), min(end - row * ACROSS, float(ACROSS))
        if right > left:
            x, width = round(left * WIDTH, 4), round((right - left) * WIDTH, 4)
            parts.append(f"M{x:g} {row * HEIGHT}h{width:g}v{HEIGHT}h{-width:g}z")
    return "".join(parts)


def key() -> str:
    """What the three ways mean: one person of each with its words."""
    items = "".join(
        f'<li><svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f'<path d="{area(0, 1)}" fill="url(#side-{name})"></path></svg>{escape(words)}</li>'
        for name, words in GROUPS.items()
    )
    return f'<div class="side-key">Each picture is {OF} people:<ul>{items}</ul></div>'
