"""Who a treatment is for: its rating for each skin type, and what a health condition means for it."""

from dataclasses import dataclass

from models.evidence.terms import Action, Certainty, Rating, Topic


@dataclass(frozen=True, slots=True)
class Condition:
    """A health condition that a person can tick: a row of ``conditions.csv``.

    ``label`` is the clinical name and ``plain_label`` the same in plain words. ``in_short`` follows the
    word "not" where it rules an option out: 'in pregnancy'. ``topic`` groups the conditions in the list of
    questions not yet asked.
    """

    condition_id: str
    label: str
    plain_label: str
    in_short: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class Suitability:
    """How a treatment suits one skin type: a row of ``suitability.csv``.

    ``phototype`` is a Fitzpatrick type, 'I' to 'VI'. ``certainty`` is None where nobody graded the rating,
    as in a visitor's own table.
    """

    treatment_id: str
    phototype: str
    rating: Rating
    plain_reason: str
    certainty: Certainty | None
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contraindication:
    """What one health condition means for one treatment: a row of ``contraindications.csv``.

    No row means that no precaution was found, which does not mean that there is none. ``plain_wait`` says how
    long to wait, and is '' where there is nothing to wait for.
    """

    condition_id: str
    treatment_id: str
    action: Action
    plain_wait: str
    plain_reason: str
    source_ids: tuple[str, ...]

    @property
    def reason_and_wait(self) -> str:
        """Both sentences, or the first alone."""
        return f"{self.plain_reason} {self.plain_wait}".strip()
