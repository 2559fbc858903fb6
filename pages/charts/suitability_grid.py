"""Treatments by phototypes: suitability in words and symbols as well as colour."""

from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.evidence.terms import PHOTOTYPES, Rating
from models.wording.estimate_words import RATING_WORDS
from pages.charts.parts.chart import Chart
from pages.charts.parts.theme import RATING_COLOURS
from pages.charts.phototype_grid import phototype_grid, phototype_table


@kept(32)
def suitability_grid(evidence: Evidence, phototype: str | None) -> Chart:
    """A cell per treatment and phototype; the person's own phototype is marked."""
    rows = {
        t.label: [evidence.suitability[t.treatment_id, p].rating for p in PHOTOTYPES]
        for t in evidence.treatments.values()
    }
    avoided = {
        label: [p for p, rating in zip(PHOTOTYPES, ratings, strict=True) if rating is Rating.AVOID]
        for label, ratings in rows.items()
    }
    spoken = "; ".join(f"{label} ({', '.join(kinds)})" for label, kinds in avoided.items() if kinds)
    return Chart(
        title="Suitability by skin type",
        figure=phototype_grid(rows, RATING_WORDS, RATING_COLOURS, phototype),
        alt=f"Suitability of {len(rows)} treatments for skin types I to VI. To avoid: {spoken or 'none'}.",
        table=phototype_table(rows, RATING_WORDS),
        note="specialist: only with a specialist who treats this skin type a lot. avoid: not advised.",
    )
