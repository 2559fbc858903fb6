"""One hundred people as a picture: who it happens to, who it may happen to as well, and who is spared.

Grouped and static, always 10 by 10. A share of a person is drawn as that share, so 0.5 of 100 is neither
nobody nor one. Nothing is drawn for a gap: an empty picture would say that it happens to nobody.
"""

from html import escape

from models.wording.people import OF, People, picture_in_words
from pages.charts.parts import person
from pages.charts.parts.person import ACROSS, GROUPS, HEIGHT, WIDTH, area
from pages.charts.parts.theme import DIMMED, STRONG

#: Prefix of our pattern ids, so that they clash with no other id on the page.
_PREFIX = "side-"

#: How much of the theme's colour a line keeps, of 100; the rest is the colour of the page's text.
OWN_COLOUR = 70


def patterns() -> str:
    """The three ways to draw a person; once on a page, before the first picture."""
    drawn = person.patterns(_PREFIX, _towards_text(STRONG), _towards_text(DIMMED))
    return (
        '<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false">'
        f"{drawn}</svg>"
    )


def _towards_text(colour: str) -> str:
    """Thin lines need more contrast than the theme's 3:1: darker on a light ground, lighter on a dark one."""
    return f"color-mix(in srgb, {colour} {OWN_COLOUR}%, currentColor)"


def icon_array(people: People) -> str:
    """The picture as SVG, with its text alternative."""
    drawn = person.groups_drawn(people.typical, people.may_also, _PREFIX)
    size = f"0 0 {ACROSS * WIDTH} {OF // ACROSS * HEIGHT}"
    alt = escape(picture_in_words(people))
    return f'<svg class="side-people" viewBox="{size}" role="img" aria-label="{alt}">{drawn}</svg>'


def key() -> str:
    """What the three ways mean: one person of each with its words."""
    items = "".join(
        f'<li><svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f'<path d="{area(0, 1)}" fill="url(#{_PREFIX}{name})"></path></svg>{escape(words)}</li>'
        for name, words in GROUPS.items()
    )
    return f'<div class="side-key">Each picture is {OF} people:<ul>{items}</ul></div>'
