"""What a screen that others can see may state about one option.

It names no health answer. It still says that an option is set aside, or that the person must ask or wait
first, but without the reason.
"""

from dataclasses import dataclass, replace

from models.evidence.citing import sources_behind
from models.evidence.nouns import Evidence, Treatment
from models.evidence.terms import Action
from models.options.side_by_side import column_of
from models.person.hard_stops import not_for, sentence
from models.ranking.comparison import Comparison, compare

#: Shown in place of a reason that is a health answer.
IN_PRIVATE = "For a reason you told us. It is on the page Is it right for me?, for you alone."

ASIDE, BACK = "⊘ set aside for you", "↩ put back by you"
WAIT, ASK = "⏸ wait, for a reason you told us", "? ask first, for a reason you told us"
ACTION_MARKS = {Action.POSTPONE: WAIT, Action.ASK_FIRST: ASK}


@dataclass(frozen=True, slots=True)
class Head:
    """One column. ``marks`` are symbol and words; ``reasons`` say why it is or was set aside.

    ``stop``: whom it is not for, whoever the person is, in short for a narrow heading; ``stops``: in full.
    """

    treatment: Treatment
    marks: tuple[str, ...]
    stop: str
    stops: str
    reasons: tuple[str, ...]
    source_ids: tuple[str, ...]


def heads(evidence: Evidence, comparison: Comparison) -> tuple[Head, ...]:
    """The options side by side, in their order."""
    chosen = [evidence.treatments[t] for t in comparison.preferences.side.treatments]
    shown = _names_shown(comparison)
    # The view of somebody who gave no health answers: nothing in it can reveal one.
    public = _names_shown(compare(evidence, replace(comparison.preferences, conditions=frozenset())))
    return tuple(_head(evidence, shown, public, treatment) for treatment in chosen)


def _names_shown(comparison: Comparison) -> Comparison:
    """Names may be hidden while the person weighs the options, but not in a conversation."""
    side = replace(comparison.preferences.side, names_hidden=False)
    return replace(comparison, preferences=replace(comparison.preferences, side=side))


def _head(evidence: Evidence, comparison: Comparison, public: Comparison, treatment: Treatment) -> Head:
    column = column_of(evidence, comparison, treatment, 0)
    said = column_of(evidence, public, treatment, 0).reasons
    reasons = [reason.text for reason in said]
    if len(column.reasons) > len(said):
        reasons.append(IN_PRIVATE)
    marks = []
    if column.mark:
        is_aside = any(item.treatment == treatment for item in comparison.set_aside)
        marks.append(ASIDE if is_aside else BACK)
    told = comparison.preferences.conditions
    rules = [evidence.contraindications.get((c, treatment.treatment_id)) for c in told]
    actions = {rule.action for rule in rules if rule is not None}
    marks += [mark for action, mark in ACTION_MARKS.items() if action in actions]
    answered = public.preferences.all_conditions(evidence)
    stop, stops = (
        sentence(not_for(evidence, treatment.treatment_id, answered, most=most)) for most in (1, None)
    )
    return Head(treatment, tuple(marks), stop, stops, tuple(reasons), sources_behind(said))
