"""From how skin burns and tans to a phototype, or to "not sure".

The answers are the descriptions of the six phototypes (Fitzpatrick 1988, Archives of Dermatology 124:869).
Many people's two answers fit no single type; then nothing is inferred.
"""

from models.evidence.nouns import Evidence
from models.evidence.terms import PHOTOTYPES


def questions(evidence: Evidence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The six ways to burn and the six ways to tan, from phototype I to VI."""
    pairs = [evidence.phototypes[p].split(", ", maxsplit=1) for p in PHOTOTYPES]
    return tuple(burn for burn, _ in pairs), tuple(tan for _, tan in pairs)


def suggest(evidence: Evidence, burns: str | None, tans: str | None) -> tuple[str | None, str]:
    """The phototype that both answers describe, or None where they fit no type; and why, in a sentence.

    Between two neighbours we take the higher, which gets dark marks more easily. That is our own judgement,
    and it never makes a treatment look milder.
    """
    ways_to_burn, ways_to_tan = questions(evidence)
    if burns is None or tans is None:
        return None, "Answer both questions to get a suggestion."
    burn, tan = ways_to_burn.index(burns), ways_to_tan.index(tans)
    low, high = PHOTOTYPES[min(burn, tan)], PHOTOTYPES[max(burn, tan)]
    if burn == tan:
        return high, f"Both answers describe skin type {high}."
    if abs(burn - tan) == 1:
        why = f"Your answers lie between {low} and {high}. We take {high}, since it marks more easily."
        return high, why
    return None, "Your answers fit no single skin type. Many people's do not. Stay with not sure."
