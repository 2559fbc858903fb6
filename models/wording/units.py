"""Figures in words: one wording for screen, table, handout and tests."""

import math
from collections.abc import Mapping

from models.evidence.nouns import Criterion

#: The words in place of a number where there is none.
UNKNOWN = "not known"


def plain_number(value: float) -> str:
    """``value`` without trailing zeros and with thousands separators: 4.30 -> '4.3', 1600 -> '1,600'."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def figure(value: float | None, unit: str) -> str:
    """One figure with its unit: '$1,600', '6 days', '7 of 100 people', 'grade 2 of 4', 'pain 4.5 of 10'."""
    if value is None or math.isnan(value):
        return UNKNOWN
    number = plain_number(value)
    match unit:
        case "USD":
            return f"${number}"
        case "per 100":
            return f"{number} of 100 people"
        case "grade 0-4":
            return f"grade {number} of 4"
        case "0-10":
            return f"pain {number} of 10"
        case _:
            return f"{number} {unit.removesuffix('s') if value == 1 else unit}"


def span(low: float | None, high: float | None, unit: str) -> str:
    """A range: '$400 to $4,000', '1 to 3 of 100 people', '6 days or more', 'range not reported'."""
    if low is None and high is None:
        return "range not reported"
    if low is None and unit == "0-10":
        return figure(high, unit).replace("pain", "pain up to")
    if low is None or high is None:
        return f"up to {figure(high, unit)}" if low is None else f"{figure(low, unit)} or more"
    if low == high:
        return figure(high, unit)
    if unit in ("USD",):
        return f"{figure(low, unit)} to {figure(high, unit)}"
    if unit in ("grade 0-4", "0-10"):
        word, top = ("grade", 4) if unit == "grade 0-4" else ("pain", 10)
        return f"{word} {plain_number(low)} to {plain_number(high)} of {top}"
    return f"{plain_number(low)} to {figure(high, unit)}"


def improvement(grade: float, grades: Mapping[int, str]) -> str:
    """A grade of improvement, 0 to 4, in words: '26 to 50% better', and for 1.5 the same 'or a little less'.

    ``grades`` are the words of each whole grade (``grades.csv``). Raises KeyError for a grade beyond them,
    which no checked evidence has.
    """
    nearest = math.floor(grade + 0.5)
    more_or_less = "" if grade == nearest else f", or a little {'less' if grade < nearest else 'more'}"
    return grades[nearest] + more_or_less


def scale_ends(criterion: Criterion, grades: Mapping[int, str]) -> tuple[str, str]:
    """Both ends of a criterion's scale in words, worst first: ('$12,000', 'nothing')."""
    worst, best = criterion.scale
    if criterion.unit == "grade 0-4":
        return improvement(worst, grades), improvement(best, grades)
    nothing = "nothing" if criterion.unit == "USD" else "none"
    words = [nothing if end == 0 else figure(end, criterion.unit) for end in (worst, best)]
    return words[0], words[1]


def axis_title(criterion: Criterion) -> str:
    """Name, unit and direction for a chart axis: 'Downtime (days, less is better)'."""
    unit = {
        "USD": "US dollars",
        "per 100": "of 100 people",
        "0-10": "pain, 0 to 10",
        "grade 0-4": "grade, 0 to 4",
    }
    worst, best = criterion.scale
    better = "more is better" if best > worst else "less is better"
    return f"{criterion.label} ({unit.get(criterion.unit, criterion.unit)}, {better})"
