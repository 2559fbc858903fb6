"""One person's comparison to take home: the plain data for the handout and the text note.

Health answers, and whatever reveals them, are part of it only if the person asks for that.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.doubt.standings import Doubt
from models.evidence.citing import sources_behind
from models.evidence.nouns import Evidence
from models.evidence.readings import Reading
from models.evidence.terms import VariesBy
from models.options.answers import answer
from models.options.profile import unmeasured
from models.options.questions import CRITERION_OF, Question
from models.person.hard_stops import not_asked, not_for, not_on_paper, sentence
from models.ranking.badges import Mark, badges_of
from models.ranking.comparison import Comparison, Line, compare
from models.recovery.recovery_calendar import Calendar, Plan, calendar
from models.take_home import handout_words as words
from models.take_home.ask import Ask
from models.take_home.handout_parts import Aside, Cited, Handout, Matter, Room, Stated, Taken
from models.wording.citations import link, notice_of, short_citation
from models.wording.estimate_words import certainty_in_words, in_words, no_serious_harm, range_in_words, swing
from models.wording.people import in_both_frames

#: The questions that count people, by criterion: their answers give both sides of the frame.
COUNTED = {CRITERION_OF[q]: q for q in (Question.DARK_MARKS, Question.OTHER_HARM)}


def handout(
    evidence: Evidence,
    comparison: Comparison,
    found: Doubt | None,
    asked: Sequence[Ask],
    *,
    today: date,
    link_back: str,
    own_words: str = "",
    with_health: bool = False,
    room: Room | None = None,
) -> Handout:
    """What one person takes home. ``found`` None: nothing is ranked. ``link_back`` opens the view again.

    ``own_words`` is what matters beyond the six criteria.
    """
    room = room or Room()
    written = _written(comparison, room.options)
    days = calendar(evidence, comparison, today=today)
    source_ids = _behind(evidence, written, days)
    cited = [
        Cited(number, short_citation(evidence.sources[s]), link(evidence.sources[s]))
        for number, s in enumerate(source_ids, start=1)
    ][: room.sources]
    numbers = {s: item.number for s, item in zip(source_ids, cited, strict=False)}
    told = comparison if with_health else without_health(evidence, comparison)
    kept = [ask for ask in asked if with_health or not ask.tells_health]
    aside = _set_aside(comparison, told)
    return Handout(
        title=f"{evidence.concerns[comparison.preferences.concern_id].label}: my options to talk over",
        day=today,
        decision=comparison.decision,
        matters=tuple(
            Matter(
                c.label, comparison.preferences.importances[c.criterion_id], swing(evidence, c.criterion_id)
            )
            for c in evidence.weighted
        ),
        about_me=words.about_me(evidence, comparison),
        own_words=" ".join(own_words.split()),
        health=words.health(evidence, comparison) if with_health else None,
        not_asked=(not_asked(evidence, comparison.preferences) if with_health else not_on_paper(evidence)),
        order=words.order(comparison),
        options=tuple(
            _taken(evidence, comparison, told, found, days, line, numbers, room) for line in written
        ),
        more_options=words.more(len(comparison.lines) - len(written), "option", "on the page"),
        doubt=words.in_doubt(evidence, comparison, found),
        set_aside=aside[: room.reasons],
        more_set_aside=_only_named(aside[len(aside[: room.reasons]) :]),
        days_from=words.days_from(days),
        prices=words.prices(evidence),
        altered=words.who_gave_prices(evidence, comparison),
        asks=tuple(kept[: room.asks]),
        more_asks=words.more(len(kept) - len(kept[: room.asks]), "question", "on the page Where I lean"),
        sources=tuple(cited),
        more_sources=words.more(len(source_ids) - len(cited), "source", "on the page"),
        version=words.version(evidence),
        link=link_back,
        notice=notice_of(evidence),
    )


def without_health(evidence: Evidence, comparison: Comparison) -> Comparison:
    """The same view without health answers, so that nothing in it can reveal one."""
    return compare(evidence, replace(comparison.preferences, conditions=frozenset()))


def _written(comparison: Comparison, most: int) -> tuple[Line, ...]:
    """The first treatments on the board, the one that the person leans to, and no treatment."""
    lean = comparison.preferences.lean
    active = [x.treatment.treatment_id for x in comparison.lines if not x.is_no_treatment][:most]
    return tuple(
        line
        for line in comparison.lines
        if line.treatment.treatment_id in {*active, lean} or line.is_no_treatment
    )


def _behind(evidence: Evidence, written: Sequence[Line], days: Calendar) -> tuple[str, ...]:
    """The sources of the figures, the warnings and the dates, each once, in reading order."""
    shown = [line.treatment for line in written]
    figures = [s for line in written for reading in line.readings for s in reading.source_ids]
    dates = [s for plan in days.plans if plan.treatment in shown for s in _behind_dates(plan, days)]
    harms = [evidence.serious_harms.get(t.treatment_id) for t in shown]
    warnings = [s for harm in harms if harm is not None for s in harm.source_ids]
    return tuple(dict.fromkeys((*figures, *warnings, *dates)))


def _behind_dates(plan: Plan, days: Calendar) -> tuple[str, ...]:
    """The sources behind the sentences on a plan, which mention a first result only if there is a day."""
    return sources_behind([plan] if days.days is None else [plan, plan.result])


def _taken(
    evidence: Evidence,
    comparison: Comparison,
    told: Comparison,
    found: Doubt | None,
    days: Calendar,
    line: Line,
    numbers: dict[str, int],
    room: Room,
) -> Taken:
    treatment = line.treatment
    plan = days.plan(treatment)
    marks = answer(evidence, treatment, Question.DARK_MARKS, comparison.preferences)
    harm = evidence.serious_harms.get(treatment.treatment_id)
    count = len(comparison.lines)
    place = "" if line.rank is None or count == 1 else f"{line.rank} of {count}"
    return Taken(
        name=treatment.label,
        stop=sentence(not_for(evidence, treatment.treatment_id, told.preferences.all_conditions(evidence))),
        place=place,
        doubt=words.standing(found, treatment.treatment_id),
        heed=_heed(evidence, told, line, room.heed),
        figures=tuple(_stated(evidence, comparison, line, reading, numbers) for reading in line.readings),
        people=marks.people,
        serious=no_serious_harm(evidence, treatment.treatment_id) if harm is None else harm.plain_warning,
        serious_numbers=tuple(numbers[s] for s in harm.source_ids if s in numbers) if harm else (),
        recovery=words.recovery(plan, days),
        recovery_numbers=tuple(numbers[s] for s in _behind_dates(plan, days) if s in numbers),
    )


def _stated(
    evidence: Evidence, comparison: Comparison, line: Line, reading: Reading, numbers: dict[str, int]
) -> Stated:
    """A figure as on the board; counts of people are given in both frames."""
    typical, span = in_words(reading, evidence), range_in_words(reading)
    span = "" if span == typical else span
    question = COUNTED.get(reading.criterion.criterion_id)
    people = answer(evidence, line.treatment, question, comparison.preferences).people if question else None
    if people is not None and people.typical is not None:
        typical = in_both_frames(people).removesuffix(".")
    return Stated(
        name=f"{reading.criterion.short_label}{_skin(comparison, reading)}",
        typical=typical,
        range=span,
        certainty=certainty_in_words(reading),
        gap=unmeasured(reading) if reading.is_measured else "",
        numbers=tuple(numbers[s] for s in reading.source_ids if s in numbers),
        criterion_id=reading.criterion.criterion_id,
    )


def _skin(comparison: Comparison, reading: Reading) -> str:
    """The skin type that a figure is for, if it depends on that."""
    if reading.criterion.varies_by is not VariesBy.PHOTOTYPE:
        return ""
    kind = comparison.preferences.phototype
    return f", skin type {kind}" if kind else ", any skin type"


def _heed(evidence: Evidence, told: Comparison, line: Line, most: int | None) -> tuple[str, ...]:
    """The badges with their reasons; those from health answers only if ``told`` has them."""
    treatment_id = line.treatment.treatment_id
    bare = compare(evidence, replace(told.preferences, put_back=frozenset()))
    overruled = next((a.reasons for a in bare.set_aside if a.treatment.treatment_id == treatment_id), ())
    put_back = treatment_id in told.preferences.put_back
    found = badges_of(evidence, told.preferences, treatment_id, line.readings, overruled if put_back else ())
    # Gaps and assumed figures are marked at each figure, and hard stops have a part of their own.
    kept = [b for b in found if b.mark not in (Mark.MISSING, Mark.ASSUMED, Mark.HARD_STOP)]
    said = [f"{b.text[:1].upper()}{b.text[1:]}. {b.reason}" for b in kept]
    more = words.more(len(said) - len(said[:most]), "note", "on the page")
    return tuple([*said[:most], more] if more else said)


def _set_aside(comparison: Comparison, told: Comparison) -> tuple[Aside, ...]:
    """What was set aside and why; a reason that would reveal a health answer is noted as left out."""
    open_reasons = {item.treatment: item.reasons for item in told.set_aside}
    found = []
    for item in comparison.set_aside:
        kept = [because.text for because in item.reasons if because in open_reasons.get(item.treatment, ())]
        left_out = [words.LEFT_OUT] if len(kept) < len(item.reasons) else []
        found.append(Aside(item.treatment.label, (*kept, *left_out)))
    return tuple(found)


def _only_named(rest: Sequence[Aside]) -> str:
    names = ", ".join(item.name for item in rest)
    return f"And {len(rest)} more, with the reasons on the page: {names}." if rest else ""
