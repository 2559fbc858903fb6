"""The two answers of the calendar in words: is the skin ready by the day, and is there a result to see?"""

from collections import Counter
from collections.abc import Iterable, Mapping

from models.person.preferences import Occasion
from models.recovery.paces import Verdict
from models.recovery.recovery_calendar import Calendar, Pattern, Plan
from models.wording.citations import long_date
from models.wording.estimate_words import certainty_in_words

Words = Mapping[Verdict, tuple[str, str, str]]

#: Symbol of each answer, its words in full, and in a figure.
READY: Words = {
    Verdict.FITS_SLOW: ("✓✓", "yes, even at the slow pace", "yes, even if slow"),
    Verdict.FITS: ("✓", "yes, at the usual pace", "yes"),
    Verdict.FITS_FAST: ("◐", "only at the fast pace", "only if fast"),
    Verdict.DOES_NOT_FIT: ("✕", "no", "no"),
    Verdict.NOT_KNOWN: ("?", "not known", "not known"),
}

RESULT: Words = {
    Verdict.FITS_SLOW: ("✓✓", "yes, even if it comes late", "yes, even if late"),
    Verdict.FITS: ("✓", "yes, at the usual pace", "yes"),
    Verdict.FITS_FAST: ("◐", "perhaps, if it comes early", "perhaps, if early"),
    Verdict.DOES_NOT_FIT: ("✕", "no, it usually comes later", "no"),
    Verdict.NOT_KNOWN: ("?", "not known", "not known"),
    Verdict.NO_RESULT: ("–", "none to expect", "none to expect"),
}

#: The two answers for doing nothing.
NOTHING_TO_HEAL, NO_RESULT = "yes, there is nothing to heal", "none, since nothing is done"

#: The first question, as a heading and in a figure.
READY_BY = {
    Occasion.CLEAR: ("Skin clear", "Skin clear"),
    Occasion.WORK: ("Back at work", "At work"),
    Occasion.SUN: ("Wait for strong sun over", "Sun wait over"),
}
RESULT_BY = "Result to see"

#: The answers that hold at the usual pace.
YES = (Verdict.FITS_SLOW, Verdict.FITS)

#: Words for the count of each answer but the two in ``YES``, which are counted together.
_COUNTED = {
    Verdict.FITS_FAST: ("only at the fast pace", "perhaps, if it comes early"),
    Verdict.DOES_NOT_FIT: ("not", "not"),
    Verdict.NOT_KNOWN: ("not known", "not known"),
    Verdict.NO_RESULT: ("", "with no change to expect"),
}


def questions(calendar: Calendar, whose: str = "your") -> tuple[str, str]:
    """The two questions, as headings: 'Skin clear by your day', 'Result to see by your day'."""
    return f"{READY_BY[calendar.occasion][0]} by {whose} day", f"{RESULT_BY} by {whose} day"


def answers(plan: Plan) -> tuple[str, str]:
    """The two answers in full; '' without a day."""
    ready, result = plan.verdict, plan.result.by_then
    if ready is None or result is None:
        return "", ""
    if plan.pattern is Pattern.NOTHING:
        return NOTHING_TO_HEAL, NO_RESULT
    return READY[ready][1], RESULT[result][1]


def in_sentences(plan: Plan, calendar: Calendar, whose: str = "your") -> tuple[str, ...]:
    """Both questions with their answers, and when a result is usually seen; () without a day."""
    if calendar.days is None:
        return ()
    asked, said = questions(calendar, whose), answers(plan)
    sentences = [f"{question}: {answer}." for question, answer in zip(asked, said, strict=True)]
    usual = plan.result.days.usual
    if usual is not None:
        sure = certainty_in_words(plan.result)
        sentences[1] += f" Usual: by {long_date(calendar.day(usual))} (certainty: {sure})."
    return tuple(sentences)


def tally(calendar: Calendar) -> tuple[str, ...]:
    """How many treatments get each answer, and how many fit both, leaving out those set aside.

    Doing nothing is not counted as a treatment; it has a sentence of its own.
    """
    left = [p for p in calendar.plans if not p.is_set_aside and p.pattern is not Pattern.NOTHING]
    aside = sum(plan.is_set_aside for plan in calendar.plans)
    if not left:
        lines = ["No treatment is left: every one is set aside."]
    else:
        many = f"{len(left)} treatment{'s' if len(left) > 1 else ''}{' left' if aside else ''}"
        ready = _counted((p.verdict for p in left), 0, "even at the slow pace")
        result = _counted((p.result.by_then for p in left), 1, "even if it comes late")
        both = [p.treatment.label for p in left if p.verdict in YES and p.result.by_then in YES]
        names = f" ({', '.join(both)})" if 0 < len(both) <= 3 else ""
        first, second = questions(calendar)
        lines = [
            f"**{first}?** Of {many}: {ready}.",
            f"**{second}?** Of {many}: {result}.",
            f"**Both, at the usual pace?** Of {many}: {len(both) or 'none'}{names}.",
        ]
    about_nothing = "No treatment for now: nothing to heal, and no result of a treatment."
    set_aside = f" Set aside, and shown at the end: {aside}." if aside else ""
    return (*lines, f"{about_nothing}{set_aside}")


def _counted(found: Iterable[Verdict | None], place: int, even: str) -> str:
    """'2 at the usual pace (1 of them even at the slow pace), 1 not'; 'none at the usual pace'."""
    counts = Counter(found)
    slow, yes = counts[Verdict.FITS_SLOW], sum(counts[v] for v in YES)
    parts = [f"{yes or 'none'} at the usual pace{f' ({slow} of them {even})' if slow else ''}"]
    return ", ".join(parts + [f"{counts[v]} {words[place]}" for v, words in _COUNTED.items() if counts[v]])
