"""A picture of one hundred people: those affected, those who may also be affected, and those not affected.

Always 10 by 10, grouped and static. A fraction of a person is drawn as a fraction, so 0.5 of 100 is neither
nobody nor one. Nothing is drawn for a missing figure: an empty picture would mean that nobody is affected.
"""

from html import escape

from models.wording.people import OF, People, picture_in_words
from pages.charts.parts import person
from pages.charts.parts.person import ACROSS, GROUPS, HEIGHT, WIDTH, area
from pages.charts.parts.theme import DIMMED, STRONG

#: Prefix of our pattern ids, so that they are unique on the page.
_PREFIX = "side-"

#: Percentage of the theme's colour in a line; the rest is the colour of the page's text.
OWN_COLOUR = 70


def patterns() -> str:
    """The three ways to draw a person. Needed once on a page, before the first picture."""
    drawn = person.patterns(_PREFIX, _towards_text(STRONG), _towards_text(DIMMED))
    return (
        '<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false">'
        f"{drawn}</svg>"
    )


def _towards_text(colour: str) -> str:
    """Thin lines need more contrast than the theme's 3:1: darker on light, lighter on dark."""
    return f"color-mix(in srgb, {colour} {OWN_COLOUR}%, currentColor)"


def icon_array(people: People) -> str:
    """The picture as SVG, with its text alternative."""
    drawn = person.groups_drawn(people.typical, people.may_also, _PREFIX)
    size = f"0 0 {ACROSS * WIDTH} {OF // ACROSS * HEIGHT}"
    alt = escape(picture_in_words(people))
    return f'<svg class="side-people" viewBox="{size}" role="img" aria-label="{alt}">{drawn}</svg>'


def key() -> str:
    """What the three ways to draw a person mean: one of each with its label."""
    items = "".join(
        f'<li><svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f'<path d="{area(0, 1)}" fill="url(#{_PREFIX}{name})"></path></svg>{escape(words)}</li>'
        for name, words in GROUPS.items()
    )
    return f'<div class="side-key">Each picture is {OF} people:<ul>{items}</ul></div>'
