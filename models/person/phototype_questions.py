"""From how skin burns and tans to a phototype, or to "not sure".

The two answers are those that describe the six phototypes (Fitzpatrick 1988, Archives of Dermatology
124:869). Many people's answers fit no single type; then nothing is inferred.
"""

from dataclasses import dataclass

from models.evidence.nouns import Evidence
from models.evidence.terms import PHOTOTYPES


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``phototype`` None: the answers fit no type. ``why`` says how it was reached, in a sentence."""

    phototype: str | None
    why: str


def questions(evidence: Evidence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The six ways to burn and the six ways to tan, from phototype I to VI."""
    pairs = [evidence.phototypes[p].split(", ", maxsplit=1) for p in PHOTOTYPES]
    return tuple(burn for burn, _ in pairs), tuple(tan for _, tan in pairs)


def suggest(evidence: Evidence, burns: str | None, tans: str | None) -> Suggestion:
    """The phototype that both answers describe; of two neighbours the higher, which marks more easily.

    Taking the higher of two neighbours is our own judgement: it never makes a treatment look milder.
    """
    ways_to_burn, ways_to_tan = questions(evidence)
    if burns is None or tans is None:
        return Suggestion(None, "Answer both questions to get a suggestion.")
    burn, tan = ways_to_burn.index(burns), ways_to_tan.index(tans)
    low, high = PHOTOTYPES[min(burn, tan)], PHOTOTYPES[max(burn, tan)]
    if burn == tan:
        return Suggestion(high, f"Both answers describe skin type {high}.")
    if abs(burn - tan) == 1:
        why = f"Your answers lie between {low} and {high}. We take {high}, since it marks more easily."
        return Suggestion(high, why)
    return Suggestion(None, "Your answers fit no single skin type. Many people's do not. Stay with not sure.")
