"""The words that a cell may hold: statuses, bases, ratings, and the ids that the model refers to by name."""

from collections.abc import Iterable
from enum import StrEnum

#: The option that is always there: doing nothing for now.
NO_TREATMENT = "no_treatment"

#: Criteria that the model refers to by name: what a treatment does, and the two with a hard limit.
RESULTS, COST, DOWNTIME = "results", "cost", "downtime"

#: Grades of improvement; each has its words in the evidence.
GRADES = (0, 1, 2, 3, 4)

PHOTOTYPES = ("I", "II", "III", "IV", "V", "VI")


class Status(StrEnum):
    ESTIMATED = "estimated"
    BOUNDED = "bounded"
    DIRECTION_ONLY = "direction_only"
    NO_EVIDENCE = "no_evidence"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"

    @property
    def has_figures(self) -> bool:
        return self in (Status.ESTIMATED, Status.BOUNDED)


class Basis(StrEnum):
    SOURCED = "sourced"
    DERIVED = "derived"
    JUDGEMENT = "judgement"
    EXTRAPOLATED = "extrapolated"
    PARTLY_ASSUMED = "partly_assumed"
    ASSUMED = "assumed"
    DEFINITION = "definition"
    #: Never in ``data/``: a clinic's own figure, and a figure from a visitor's own table.
    CLINIC = "clinic_figure"
    OWN_TABLE = "own_table"

    @property
    def is_assumed(self) -> bool:
        return self in (Basis.PARTLY_ASSUMED, Basis.ASSUMED)

    @property
    def needs_source(self) -> bool:
        """False for an assumption and for a definition, which have none."""
        return self not in (Basis.ASSUMED, Basis.DEFINITION)


class Certainty(StrEnum):
    """The ratings of GRADE."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"

    @property
    def in_words(self) -> str:
        return self.replace("_", " ")

    @classmethod
    def weakest(cls, grades: "Iterable[Certainty | None]") -> "Certainty | None":
        """The weakest grade, which is that of whatever rests on all of them; None where none is graded."""
        return max((g for g in grades if g is not None), key=list(cls).index, default=None)


class Rating(StrEnum):
    """Suitability of a treatment for a phototype, from mildest to strictest."""

    SUITABLE = "suitable"
    CAUTION = "caution"
    SPECIALIST_ONLY = "specialist_only"
    AVOID = "avoid"


class Verdict(StrEnum):
    """The verdict on a claim of the article that this work began with."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT_CONFIRMED = "not_confirmed"
    CONTRADICTED = "contradicted"
    GARBLED = "garbled"
    UNSUPPORTED = "unsupported"
    OVERCLAIM = "overclaim"
    NOT_EVIDENCE = "not_evidence"

    @property
    def is_upheld(self) -> bool:
        """Whether the texts repeat it, as far as it is true; they leave out every other claim."""
        return self in (Verdict.SUPPORTED, Verdict.PARTLY, Verdict.NOT_CONFIRMED)


class Action(StrEnum):
    """What a health condition means for a treatment, from mildest to strictest."""

    ASK_FIRST = "ask_first"
    POSTPONE = "postpone"
    DO_NOT = "do_not"


class Topic(StrEnum):
    """Groups of health conditions, in the order in which those not asked about are listed."""

    PREGNANCY = "pregnancy"
    BREASTFEEDING = "breastfeeding"
    MEDICINES = "medicines"
    ILLNESS = "illness"
    ALLERGIES = "allergies"
    IMPLANTS = "implants"
    COLD_SORES = "cold sores"
    SCARS = "scars"
    SKIN = "skin as it is now"
    AGE = "age"


class VariesBy(StrEnum):
    CONCERN = "concern"
    PHOTOTYPE = "phototype"


class Slot(StrEnum):
    """The questions that every treatment's text answers, in reading order."""

    WHAT_IT_IS = "what_it_is"
    WHO_DOES_IT = "who_does_it"
    SESSION = "session"
    MAY_DO = "may_do"
    MAY_COST = "may_cost"
