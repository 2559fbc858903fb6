"""What the person said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.evidence import Evidence
from models.terms import COST, RESULTS

#: Importances run from 0 to this.
MOST_IMPORTANT = 10

#: The concern that the app opens with; the person changes it in one step.
START_CONCERN = "acne_scars"


#: The treatment whose page opens where none is named.
START_TREATMENT = "microneedling_pen"


@dataclass(frozen=True, slots=True)
class ChartChoices:
    """Criterion ids: the two axes of the trade-off chart, and the criterion of the range chart."""

    across: str = COST
    up: str = RESULTS
    ranges: str = "dark_marks"


@dataclass(frozen=True, slots=True)
class DoubtChoices:
    """What is asked of the doubt. ``above`` and ``below`` None: the first and the second on the board.

    ``order`` names criteria from the one whose change matters most; empty or incomplete: not answered.
    """

    costs_together: bool = False
    triangular: bool = False
    gaps_as_on_board: bool = False
    above: str | None = None
    below: str | None = None
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preferences:
    """``phototype`` None: not sure. ``budget`` in US dollars and ``days_off`` in days: None, no limit.

    ``put_back`` names treatments that the person wants to see although they were set aside, ``treatment``
    is the one whose page is read. ``conditions`` are health answers: they are never part of a link.
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
    conditions: frozenset[str] = frozenset()

    def all_conditions(self, evidence: Evidence) -> frozenset[str]:
        """The conditions ticked, and the one that the concern implies."""
        implied = evidence.concerns[self.concern_id].implies_condition
        return self.conditions | ({implied} if implied else set())


def start(evidence: Evidence) -> Preferences:
    """What the app opens with."""
    concern = START_CONCERN if START_CONCERN in evidence.concerns else next(iter(evidence.concerns))
    charts = ChartChoices()
    if charts.ranges not in evidence.criteria:
        charts = replace(charts, ranges=evidence.weighted[0].criterion_id)
    treatment = START_TREATMENT if START_TREATMENT in evidence.treatments else next(iter(evidence.treatments))
    importances = dict(evidence.start_preset.importances)
    return Preferences(concern, None, importances, treatment=treatment, charts=charts)


def matching_preset(importances: Mapping[str, int], evidence: Evidence) -> str | None:
    """Id of the preset with exactly these importances, if there is one."""
    for preset in evidence.presets.values():
        if dict(preset.importances) == dict(importances):
            return preset.preset_id
    return None
