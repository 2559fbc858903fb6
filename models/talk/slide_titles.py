"""The screens of the presenter view, in the order in which they are shown. Ids are part of links."""

from models.person.preferences import SlideId

#: The heading of each screen. Rewording one requires a new link version.
SLIDE_TITLES = {
    SlideId.CHOICE: "What are we choosing?",
    SlideId.EFFECT: "What may it do?",
    SlideId.TIME: "When would I see it, and for how long?",
    SlideId.COST: "What does it cost?",
    SlideId.DAYS: "How long until life is as usual?",
    SlideId.DARK_MARKS: "How many get dark marks?",
    SlideId.OTHER_HARM: "How many get other lasting harm?",
    SlideId.SERIOUS_HARM: "What serious harm has been reported?",
    SlideId.FEEL: "How does it feel?",
    SlideId.FIT: "How does each fit my priorities?",
    SlideId.UNKNOWN: "What does nobody know?",
    SlideId.ASK: "What should we ask?",
    SlideId.SOURCES: "Where does this come from?",
}


def neighbours(slide_id: str) -> tuple[SlideId | None, SlideId | None]:
    """The screens before and after one; None at either end."""
    order = list(SLIDE_TITLES)
    at = order.index(SlideId(slide_id))
    return (order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None)
