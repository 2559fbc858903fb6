"""What unfolds under a row of the board: badges in full, figures, and what the treatment is."""

from collections.abc import Sequence
from html import escape

from models.evidence.nouns import Evidence, Treatment
from models.evidence.readings import Reading
from models.options.profile import unmeasured
from models.ranking.badges import Badge
from models.wording import estimate_words
from pages.ui.blocks.source_notes import sources_html


def details_of(
    evidence: Evidence, treatment: Treatment, readings: Sequence[Reading], badges: Sequence[Badge]
) -> str:
    """HTML for one treatment; every text is escaped."""
    return (
        f"{_badges(badges)}{_serious_harm(evidence, treatment)}{_figures(evidence, readings)}"
        f"{_texts(evidence, treatment)}"
    )


def _badges(badges: Sequence[Badge]) -> str:
    items = (f"<li><b>{escape(b.text)}.</b> {escape(b.reason)}</li>" for b in badges)
    return f'<ul class="so-reasons">{"".join(items)}</ul>' if badges else ""


def _serious_harm(evidence: Evidence, treatment: Treatment) -> str:
    harm = evidence.serious_harms.get(treatment.treatment_id)
    if harm is None:
        return ""
    return (
        '<div class="so-serious"><b>Serious harm that has been reported, outside the value:</b> '
        f"{escape(harm.plain_warning)} {sources_html(evidence, harm.source_ids)}</div>"
    )


def _figures(evidence: Evidence, readings: Sequence[Reading]) -> str:
    rows = "".join(_figure_row(evidence, reading) for reading in readings)
    return (
        '<table class="so-figures"><caption>Its figures</caption><thead><tr>'
        '<th scope="col">What</th><th scope="col">Typical</th><th scope="col">Range</th>'
        '<th scope="col">Certainty</th><th scope="col">Points</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _figure_row(evidence: Evidence, reading: Reading) -> str:
    criterion = reading.criterion
    notes = (*reading.notes, unmeasured(reading))
    note = "".join(f"<p>{escape(text)}</p>" for text in notes if text)
    sources = sources_html(evidence, reading.source_ids)
    more = f"<details><summary>Why, and sources</summary>{note}{sources}</details>"
    return (
        f'<tr><th scope="row">{escape(criterion.label)}</th>'
        f'<td data-label="Typical">{escape(estimate_words.in_words(reading, evidence))}</td>'
        f'<td data-label="Range">{escape(estimate_words.range_in_words(reading))}</td>'
        f'<td data-label="Certainty">{escape(estimate_words.certainty_in_words(reading))}</td>'
        f'<td data-label="Points" data-points="{escape(criterion.criterion_id)}"></td></tr>'
        f'<tr class="so-more"><td colspan="5">{more}</td></tr>'
    )


def _texts(evidence: Evidence, treatment: Treatment) -> str:
    if not any(p.treatment_id == treatment.treatment_id for p in evidence.passages):
        return '<div class="so-texts"><p>There is no text about this option, only its figures.</p></div>'
    blocks = []
    for slot, title in estimate_words.SLOT_TITLES.items():
        texts = evidence.passages_of(treatment.treatment_id, slot)
        listed = slot in estimate_words.LISTED
        body = "".join(f"<li>{escape(t)}</li>" for t in texts) if listed else escape(" ".join(texts))
        blocks.append(
            f"<section><h2>{title}</h2>{f'<ul>{body}</ul>' if listed else f'<p>{body}</p>'}</section>"
        )
    return f'<div class="so-texts">{"".join(blocks)}</div>'
