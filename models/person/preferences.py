"""What the person has entered, and what they are looking at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from models.evidence.nouns import Evidence
from models.evidence.terms import COST, RESULTS

#: Importances run from 0 to this.
MOST_IMPORTANT = 10

#: The concern that the app opens with; the person changes it in one step.
START_CONCERN = "acne_scars"

#: The treatment whose page opens where none is named.
START_TREATMENT = "microneedling_pen"

#: The treatments side by side where none is named: those that people most often ask about.
START_SIDE = ("microneedling_pen", "at_home_roller", "laser_co2_fractional", "no_treatment")

#: The fewest and the most treatments that are shown side by side.
SIDE_RANGE = (2, 4)

#: The id in the evidence filters of a row without a figure.
NO_FIGURE = "no_figure"


class SlideId(StrEnum):
    """The slides, one idea each. Benefits come before harms, on their own slides in the same type size."""

    CHOICE = "choice"
    EFFECT = "effect"
    TIME = "time"
    COST = "cost"
    DAYS = "days"
    DARK_MARKS = "dark_marks"
    OTHER_HARM = "other_harm"
    SERIOUS_HARM = "serious_harm"
    FEEL = "feel"
    FIT = "fit"
    UNKNOWN = "unknown"
    ASK = "ask"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class ChartChoices:
    """Criterion ids: the two axes of the trade-off chart, and the criterion of the range chart."""

    across: str = COST
    up: str = RESULTS
    ranges: str = "dark_marks"


@dataclass(frozen=True, slots=True)
class DoubtChoices:
    """Choices on the page How sure. ``above`` and ``below`` None: the first and the second on the board.

    ``order`` names criteria from the one whose change matters most; empty or incomplete: not answered.
    """

    costs_together: bool = False
    triangular: bool = False
    gaps_as_on_board: bool = False
    above: str | None = None
    below: str | None = None
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideChoices:
    """What is shown side by side. ``rows`` holds ids of ``Question``; empty: all of them.

    ``standard_order``: the questions in the same order for everyone, not by their importance to the person.
    """

    treatments: tuple[str, ...] = START_SIDE
    rows: tuple[str, ...] = ()
    standard_order: bool = False
    differences_only: bool = False
    names_hidden: bool = False


class Occasion(StrEnum):
    """What a person wants to be ready for, which decides how far a treatment must have healed."""

    CLEAR = "clear"
    WORK = "work"
    SUN = "sun"


@dataclass(frozen=True, slots=True)
class CalendarChoices:
    """``start`` None: today. ``ready`` None: no date yet. ``one_session``: not the usual course."""

    start: date | None = None
    ready: date | None = None
    occasion: str = Occasion.CLEAR
    one_session: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceFilters:
    """Ids of what is shown on the evidence page; empty: everything."""

    treatments: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preferences:
    """``phototype`` None: not sure. ``budget`` in US dollars and ``days_off`` in days: None, no limit.

    ``put_back`` names treatments that the person wants to see although they were set aside, ``treatment``
    is the one whose page is read, ``lean`` the one that the person leans to, None: none yet.
    ``offered_here``: only what the clinic offers, where a clinic's prices are laid over the evidence.
    ``slide`` is the screen of the presenter view.
    ``conditions`` are health answers: they are never part of a link.
    """

    concern_id: str
    phototype: str | None
    importances: Mapping[str, int]
    budget: int | None = None
    days_off: int | None = None
    put_back: frozenset[str] = frozenset()
    treatment: str = START_TREATMENT
    charts: ChartChoices = field(default_factory=ChartChoices)
    doubt: DoubtChoices = field(default_factory=DoubtChoices)
    side: SideChoices = field(default_factory=SideChoices)
    calendar: CalendarChoices = field(default_factory=CalendarChoices)
    filters: EvidenceFilters = field(default_factory=EvidenceFilters)
    lean: str | None = None
    offered_here: bool = False
    slide: str = SlideId.CHOICE
    conditions: frozenset[str] = frozenset()

    def all_conditions(self, evidence: Evidence) -> frozenset[str]:
        """The conditions ticked, and the one that the concern implies."""
        implied = evidence.concerns[self.concern_id].implies_condition
        return self.conditions | ({implied} if implied else set())


def start(evidence: Evidence) -> Preferences:
    """What the app opens with."""
    concern = _or_first(START_CONCERN, evidence.concerns)
    charts = ChartChoices()
    if charts.ranges not in evidence.criteria:
        charts = replace(charts, ranges=evidence.weighted[0].criterion_id)
    treatment = _or_first(START_TREATMENT, evidence.treatments)
    side = SideChoices(tuple(t for t in START_SIDE if t in evidence.treatments))
    importances = dict(evidence.start_preset.importances)
    return Preferences(concern, None, importances, treatment=treatment, charts=charts, side=side)


def _or_first(wanted: str, there: Mapping[str, object]) -> str:
    """``wanted``, or the first id where another evidence folder does not have it."""
    return wanted if wanted in there else next(iter(there), wanted)


def matching_preset(importances: Mapping[str, int], evidence: Evidence) -> str | None:
    """Id of the preset with exactly these importances, if there is one."""
    wanted = dict(importances)
    return next((p.preset_id for p in evidence.presets.values() if dict(p.importances) == wanted), None)
