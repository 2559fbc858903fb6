"""Whether the option that a person leans to fits the importances they set."""

from models.doubt import doubt_words
from models.doubt.standings import Doubt
from models.evidence.nouns import Evidence
from models.ranking.comparison import Comparison


def fit(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> tuple[str, ...]:
    """Plain sentences, one a paragraph. They never call a leaning wrong."""
    lean = comparison.preferences.lean
    if lean is None:
        return ("You lean to no option yet. That is fine: the questions below may help.",)
    name = evidence.treatments[lean].label
    aside = next((item for item in comparison.set_aside if item.treatment.treatment_id == lean), None)
    if aside is not None:
        because = [reason.text for reason in aside.reasons]
        return (f"{name} is set aside. Talk about this before you decide:", *because)
    line = comparison.line(lean)
    first = comparison.lines[0]
    if line.rank is None:
        return ("No slider counts, so there is nothing that your leaning could fit.",)
    if line.rank == first.rank:
        firm = doubt_words.first_place(evidence, comparison, found)
        agree = f"Your leaning and your sliders agree: {name} is at the top of the board."
        return (agree, firm) if len(comparison.lines) > 1 else (firm,)
    where = f"{doubt_words.place(line.rank)} of {len(comparison.lines)}"
    text, _ = doubt_words.gap(line, first, comparison, evidence)
    return (
        f"Your leaning and your sliders differ: {name} comes {where}. {text}",
        "A leaning may rest on something that no slider covers. Or a slider may not be where you mean it "
        "to be. Only you can tell.",
    )
