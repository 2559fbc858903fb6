"""The side-by-side questions, the same for every treatment, in standard order."""

from enum import StrEnum

from models.evidence.terms import COST, DOWNTIME, RESULTS


class Question(StrEnum):
    """Ids are part of links and never change."""

    WHAT_HAPPENS = "what_happens"
    WHO_DOES_IT = "who_does_it"
    SUITS_ME = "suits_me"
    VISITS = "visits"
    COURSE_COST = "course_cost"
    THREE_YEARS = "three_years"
    DAYS_AT_HOME = "days_at_home"
    PAIN = "how_it_feels"
    RESULT = "what_it_may_do"
    NO_CHANGE = "no_change"
    LASTS = "how_long_it_lasts"
    DARK_MARKS = "dark_mark_people"
    OTHER_HARM = "other_harm"
    SERIOUS_HARM = "serious_harm"
    NOT_KNOWN = "not_known"


#: The wording of each on screen.
WORDS = {
    Question.WHAT_HAPPENS: "What happens?",
    Question.WHO_DOES_IT: "Who does it?",
    Question.SUITS_ME: "Does it suit my skin and health?",
    Question.VISITS: "How many visits?",
    Question.COURSE_COST: "What does a full course cost?",
    Question.THREE_YEARS: "What does it cost over three years, with upkeep?",
    Question.DAYS_AT_HOME: "How many days at home?",
    Question.PAIN: "How much does it hurt?",
    Question.RESULT: "What may it do?",
    Question.NO_CHANGE: "How many see little or no change?",
    Question.LASTS: "How long does it last?",
    Question.DARK_MARKS: "How many get dark marks, and for how long?",
    Question.OTHER_HARM: "How many get other lasting harm?",
    Question.SERIOUS_HARM: "What serious harm has been reported?",
    Question.NOT_KNOWN: "What is not known?",
}

#: The criterion whose importance moves a question up. Questions without one keep their place.
CRITERION_OF = {
    Question.COURSE_COST: COST,
    Question.THREE_YEARS: COST,
    Question.DAYS_AT_HOME: DOWNTIME,
    Question.PAIN: "pain",
    Question.RESULT: RESULTS,
    Question.NO_CHANGE: RESULTS,
    Question.LASTS: RESULTS,
    Question.DARK_MARKS: "dark_marks",
    Question.OTHER_HARM: "complications",
}
