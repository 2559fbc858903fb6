"""How many of 100 people something happens to, in both frames and as the picture shows it."""

from dataclasses import dataclass

from models.evidence.nouns import Estimate
from models.evidence.readings import Reading
from models.wording.units import figure, plain_number, span

#: The denominator of every picture and every sentence.
OF = 100

#: The unit of figures that count people.
PER_100 = "per 100"


@dataclass(frozen=True, slots=True)
class People:
    """People of 100. ``typical`` None: nobody has counted them, and low and high are our bounds.

    ``does`` and ``does_not`` are the two sides of the frame: 'get dark marks', 'do not'.
    """

    low: float | None
    typical: float | None
    high: float | None
    does: str
    does_not: str
    is_from_table: bool = False

    @property
    def may_also(self) -> float:
        """How many more than the typical figure there can be, up to the high end."""
        high = self.high if self.high is not None else self.typical or 0.0
        return max(0.0, high - (self.typical or 0.0))


def people_of(row: Reading | Estimate, unit: str, does: str, does_not: str) -> People | None:
    """The people behind a row, or None where there is nothing that a picture could show."""
    if unit != PER_100 or (row.typical is None and row.high is None):
        return None
    return People(row.low, row.typical, row.high, does, does_not, row.is_from_table)


def both_frames(typical: float, does: str, does_not: str) -> str:
    """'7 of 100 people get dark marks, 93 do not'."""
    return f"{figure(typical, PER_100)} {does}, {plain_number(OF - typical)} {does_not}"


def in_both_frames(people: People) -> str:
    """Both sides of the frame in a sentence, or the bounds where nobody has counted."""
    if people.typical is None:
        bounds = span(people.low, people.high, PER_100)
        if people.is_from_table:
            return f"The table gives no count, only a range: {bounds}."
        return f"Nobody has counted them. Our bounds are {bounds}."
    return f"{both_frames(people.typical, people.does, people.does_not)}."


def picture_in_words(people: People) -> str:
    """What the picture of 100 people shows, for people who cannot see it."""
    if people.typical is None:
        return f"Picture of {OF} people. {in_both_frames(people)} The marks show the high end, as a maybe."
    high = figure(people.high, PER_100) if people.high is not None else "a number that is not known"
    return f"Picture of {OF} people. {in_both_frames(people)} At the high end it is {high}."
