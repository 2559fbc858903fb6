"""Treatments by phototypes: what the figure for each is based on, a study or less."""

from models.evidence.nouns import Criterion, Evidence
from models.sources.studied import Studied, by_phototype, in_words
from pages.charts.parts.chart import Chart
from pages.charts.parts.theme import STUDIED_COLOURS
from pages.charts.phototype_grid import phototype_grid, phototype_table

#: Symbol and word of each kind, from the strongest basis of a figure to the weakest.
STUDIED_WORDS: dict[str, tuple[str, str]] = {
    Studied.STUDIED: ("✓", "studied"),
    Studied.JUDGED: ("≈", "judged"),
    Studied.ASSUMED: ("◇", "assumed"),
    Studied.GAP: ("∅", "gap"),
    Studied.DEFINED: ("=", "defined"),
}

#: What each word means.
MEANINGS: dict[str, str] = {
    Studied.STUDIED: "a source gives it, or it is worked out from sources. Some put skin types together.",
    Studied.JUDGED: "our view of the sources, or carried over from other skin types or a close treatment.",
    Studied.ASSUMED: "no source gives it.",
    Studied.GAP: "nobody has a figure.",
    Studied.DEFINED: "true by its meaning, as where nothing is done.",
}


def studied_map(evidence: Evidence, criterion: Criterion, phototype: str | None) -> Chart:
    """A cell per treatment and phototype; the person's own phototype is marked."""
    found = by_phototype(evidence, criterion)
    rows = {evidence.treatments[t].label: kinds for t, kinds in found.items()}
    name = criterion.short_label.lower()
    return Chart(
        title=f"What the figures on {name} are based on",
        figure=phototype_grid(rows, STUDIED_WORDS, STUDIED_COLOURS, phototype),
        alt=(
            f"What the figures on {name} are based on, for {len(rows)} treatments and skin types I to VI. "
            f"{in_words(evidence, criterion)}"
        ),
        table=phototype_table(rows, STUDIED_WORDS),
        note=" ".join(
            f"{kind}: {MEANINGS[kind]}" for kind in STUDIED_WORDS if kind in set().union(*rows.values())
        ),
    )
