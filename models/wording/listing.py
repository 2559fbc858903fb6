"""Names as a list in a sentence."""

from collections.abc import Sequence


def listed(names: Sequence[str], most: int | None = None, *, last: str = "and", more: str = "more") -> str:
    """'a', 'a and b', 'a, b and 3 more': ``most`` of them by name, or all where it is None; '' for none.

    ``last`` is the word before the last name, ``more`` the word after the count of the rest.
    """
    named = list(names[:most])
    rest = len(names) - len(named)
    *first, end = [*named, f"{rest} {more}"] if rest else named or [""]
    return f"{', '.join(first)} {last} {end}" if first else end
