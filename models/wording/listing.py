"""Names in a row of words."""

from collections.abc import Sequence


def listed(names: Sequence[str], most: int | None = None, *, last: str = "and", more: str = "more") -> str:
    """'a', 'a and b', 'a, b and 3 more': ``most`` of them by name, or all where it is None; '' for none.

    ``last`` is the word before the last one, ``more`` what the count of the rest is called.
    """
    named = list(names[:most])
    rest = len(names) - len(named)
    *first, end = [*named, f"{rest} {more}"] if rest else named or [""]
    return f"{', '.join(first)} {last} {end}" if first else end
