"""Real links of each version, and arbitrary preferences that a link can hold."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from hypothesis import strategies as st

from models.evidence.terms import PHOTOTYPES, Basis, Certainty
from models.link.link_settings import BUDGET_RANGE, DATE_RANGE, DAYS_RANGE
from models.options.questions import Question
from models.person.preferences import (
    NO_FIGURE,
    CalendarChoices,
    ChartChoices,
    DoubtChoices,
    EvidenceFilters,
    Occasion,
    SideChoices,
    SlideId,
    start,
)

#: One real link for each version. Links of every version must keep working.
REAL_LINKS = {
    1: (
        "v=1&concern=wrinkles&phototype=V&results=6&cost=3&downtime=10&dark_marks=5&complications=4&pain=3"
        "&budget=3500&days=10&back=at_home_roller&across=downtime&up=results&ranges=pain"
        "&side=peel_medium&side=no_treatment&ready=2027-05-01&for=sun&of_basis=sourced&lean=no_treatment"
    )
}

#: The defaults of each link version, written as in a full link. Never edit those of an existing version.
LEFT_OUT = {
    1: {
        "concern": ["acne_scars"],
        "phototype": ["Not sure"],
        "results": ["10"],
        "cost": ["5"],
        "downtime": ["5"],
        "dark_marks": ["5"],
        "complications": ["5"],
        "pain": ["2"],
        "treatment": ["microneedling_pen"],
        "across": ["cost"],
        "up": ["results"],
        "ranges": ["dark_marks"],
        "together": ["false"],
        "triangle": ["false"],
        "gaps": ["false"],
        "above": ["The first on the board"],
        "below": ["The second on the board"],
        "side": ["microneedling_pen", "at_home_roller", "laser_co2_fractional", "no_treatment"],
        "standard": ["false"],
        "differ": ["false"],
        "hide": ["false"],
        "for": ["clear"],
        "one": ["false"],
        "lean": ["I do not know yet"],
        "offered": ["false"],
        "slide": ["choice"],
    }
}


def some_of(options, most=None):
    """A tuple of distinct options in any order, possibly empty."""
    return st.lists(st.sampled_from(list(options)), unique=True, max_size=most).map(tuple)


def any_preferences(evidence):
    """A Hypothesis strategy for everything that a link can hold, so without health answers."""
    ids = [c.criterion_id for c in evidence.weighted]
    days = st.none() | st.dates(*DATE_RANGE)
    return st.builds(
        replace,
        st.just(start(evidence)),
        concern_id=st.sampled_from(list(evidence.concerns)),
        phototype=st.sampled_from((None, *PHOTOTYPES)),
        importances=st.fixed_dictionaries({c: st.integers(0, 10) for c in ids}),
        budget=st.none() | st.integers(*BUDGET_RANGE),
        days_off=st.none() | st.integers(*DAYS_RANGE),
        put_back=st.frozensets(st.sampled_from(list(evidence.treatments))),
        treatment=st.sampled_from(list(evidence.treatments)),
        charts=st.builds(ChartChoices, *[st.sampled_from(ids)] * 3),
        doubt=st.builds(
            DoubtChoices,
            costs_together=st.booleans(),
            triangular=st.booleans(),
            gaps_as_on_board=st.booleans(),
            above=st.none() | st.sampled_from(list(evidence.treatments)),
            below=st.none() | st.sampled_from(list(evidence.treatments)),
            order=st.permutations(ids).map(tuple) | st.just(()),
        ),
        side=st.builds(
            SideChoices,
            treatments=some_of(evidence.treatments, most=4),
            rows=some_of(str(q) for q in Question),
            standard_order=st.booleans(),
            differences_only=st.booleans(),
            names_hidden=st.booleans(),
        ),
        calendar=st.builds(
            CalendarChoices,
            start=days,
            ready=days,
            occasion=st.sampled_from([str(o) for o in Occasion]),
            one_session=st.booleans(),
        ),
        filters=st.builds(
            EvidenceFilters,
            treatments=some_of(evidence.treatments),
            criteria=some_of(evidence.criteria),
            concerns=some_of(evidence.concerns),
            certainties=some_of([*map(str, Certainty), NO_FIGURE]),
            bases=some_of([*map(str, Basis), NO_FIGURE]),
        ),
        lean=st.none() | st.sampled_from(list(evidence.treatments)),
        offered_here=st.booleans(),
        slide=st.sampled_from([str(s) for s in SlideId]),
    )


def as_read(query):
    """A query after a round trip through an address."""
    return parse_qs(urlencode(query, doseq=True), keep_blank_values=True)
