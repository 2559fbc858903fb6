"""The shape of one person of a hundred, and of groups of them, for the screen and for print."""

from models.wording.people import OF

#: People in a row, and the width and height of one, in the picture's own units.
ACROSS, WIDTH, HEIGHT = 10, 10, 13

#: A head and shoulders in a tile of that size, and the stripes for a maybe.
PERSON = '<circle cx="5" cy="3.6" r="2.3"></circle><path d="M1.4 11.8v-1.6a3.6 3.4 0 0 1 7.2 0v1.6z"></path>'
STRIPES = '<path d="M-2 6l8-8M-2 10l12-12M0 12.4l12-12M4 12.4l8-8" stroke-width="1.1"></path>'

#: The groups, and the words for each in the key.
FILLED, MAYBE, SPARED = "filled", "maybe", "spared"
GROUPS = {
    FILLED: "yes, by the usual figure",
    MAYBE: "maybe, up to the high end",
    SPARED: "no",
}


def patterns(prefix: str, strong: str, dimmed: str) -> str:
    """The three ways to draw a person, as SVG patterns named by ``prefix`` and the group."""
    outline = f'<g fill="none" stroke="{{}}" stroke-width="{{}}">{PERSON}</g>'
    inside = {
        FILLED: f'<g fill="{strong}">{PERSON}</g>{outline.format(strong, 0.9)}',
        MAYBE: f'<g clip-path="url(#{prefix}person)" stroke="{strong}">{STRIPES}</g>'
        + outline.format(strong, 0.9),
        SPARED: outline.format(dimmed, 0.7),
    }
    tiles = "".join(
        f'<pattern id="{prefix}{name}" width="{WIDTH}" height="{HEIGHT}" patternUnits="userSpaceOnUse">'
        f"{drawn}</pattern>"
        for name, drawn in inside.items()
    )
    return f'<defs><clipPath id="{prefix}person">{PERSON}</clipPath>{tiles}</defs>'


def area(start: float, end: float) -> str:
    """The outline of the people from ``start`` to ``end``, row by row, as rectangles in an SVG path."""
    parts = []
    for row in range(OF // ACROSS):
        left, right = max(start - row * ACROSS, 0.0), min(end - row * ACROSS, float(ACROSS))
        if right > left:
            x, width = round(left * WIDTH, 4), round((right - left) * WIDTH, 4)
            parts.append(f"M{x:g} {row * HEIGHT}h{width:g}v{HEIGHT}h{-width:g}z")
    return "".join(parts)


def groups_drawn(typical: float | None, may_also: float, prefix: str) -> str:
    """The people of each group as SVG paths that the patterns fill; people may be drawn in part."""
    filled = typical or 0.0
    ends = (0.0, filled, filled + may_also, float(OF))
    return "".join(
        f'<path d="{area(start, end)}" fill="url(#{prefix}{name})"></path>'
        for name, start, end in zip(GROUPS, ends[:-1], ends[1:], strict=True)
        if end > start
    )
