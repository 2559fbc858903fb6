"""One person's comparison as plain text, to take along or to keep on record: the handout without cuts."""

from collections.abc import Callable, Iterable, Sequence

from models.take_home.handout_parts import Handout, Room, Stated, Taken
from models.take_home.handout_words import BACK
from models.wording.citations import long_date

#: How many of the options on the board are written down.
WRITTEN_DOWN = 5


def notes(written: Callable[[Room], Handout]) -> str:
    """The whole text, one line a paragraph. ``written`` makes the handout for a given room."""
    return as_text(written(Room(options=WRITTEN_DOWN)))


def as_text(said: Handout) -> str:
    """The sentences of the handout under its headings, in its order."""
    head = (
        "How the options fit what matters to me" if said.options and said.options[0].place else "The options"
    )
    parts = [
        f"Skin Options: my notes of {long_date(said.day)}",
        said.decision,
        _listed("What matters to me", (f"{m.label}: {m.importance} of 10 ({m.swing})" for m in said.matters)),
        f"What else matters to me: {said.own_words}" if said.own_words else "",
        *said.about_me,
        _listed("My health answers", said.health or ()),
        said.not_asked,
        f"{head}\n{said.order}",
        *(_option(taken) for taken in said.options),
        said.more_options,
        "\n".join(("How sure this order is", *said.doubt)) if said.doubt else "",
        _listed("Set aside", (f"{item.name}: {' '.join(item.reasons)}" for item in said.set_aside)),
        "\n".join(("Recovery", said.days_from, *(_recovery(taken) for taken in said.options))),
        "\n".join(("Prices", said.prices, *said.altered)),
        "Questions to ask",
        *(f"{k}. {ask.question}\n   Why: {ask.why}" for k, ask in enumerate(said.asks, start=1)),
        _listed(
            "Sources", (f"[{s.number}] {s.name}{f', {s.address}' if s.address else ''}" for s in said.sources)
        ),
        said.version,
        f"{BACK}\n{said.link}" if said.link else "",
        said.notice,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(head: str, lines: Iterable[str]) -> str:
    written = [f"- {line}" for line in lines]
    return "\n".join((head, *written)) if written else ""


def _option(taken: Taken) -> str:
    lead = f"{taken.place.split()[0]}. " if taken.place else "- "
    serious = f"Serious harm: {taken.serious}{in_brackets(taken.serious_numbers)}"
    more = [text for text in (serious, taken.doubt, *taken.heed) if text]
    stop = (taken.stop,) if taken.stop else ()
    return "\n   ".join((f"{lead}{taken.name}", *stop, *(figure_line(f) for f in taken.figures), *more))


def figure_line(figure: Stated) -> str:
    """'Cost: $2,000 ($400 to $4,000). Certainty: low. [3, 4]'"""
    span = f" ({figure.range})" if figure.range else ""
    certainty = f"Certainty: {figure.certainty}.{' ' if figure.gap else ''}{figure.gap}"
    return f"{figure.name}: {figure.typical}{span}. {certainty}{in_brackets(figure.numbers)}"


def in_brackets(numbers: Sequence[int]) -> str:
    """' [3, 4]': the numbers of the sources; '' for none."""
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def _recovery(taken: Taken) -> str:
    return f"- {taken.name}: {' '.join(taken.recovery)}{in_brackets(taken.recovery_numbers)}"
