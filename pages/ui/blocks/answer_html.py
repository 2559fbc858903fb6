"""One answer as HTML, for the table and the presenter view: its figures, its texts, and their sources."""

from html import escape

from models.evidence.nouns import Evidence
from models.options.answers import Cell
from models.options.profile import Figure
from models.wording.estimate_words import UNGRADED
from pages.ui.blocks.icon_array import icon_array
from pages.ui.blocks.source_notes import sources_html


def figures_and_texts(cell: Cell, *, named: bool = False) -> str:
    """Picture, figures with range and certainty, then texts. ``named``: a single figure is named too."""
    figures = list(cell.figures)
    parts = []
    if cell.people:
        # The sentence states the first figure. The picture is on top, so that those of a row are level.
        parts.append(f'{icon_array(cell.people)}<p class="side-figure"><b>{escape(cell.text)}</b></p>')
        parts.append(range_and_certainty(figures.pop(0)))
    parts += [figure_html(figure, named=named or len(cell.figures) > 1) for figure in figures]
    parts += [paragraph("" if cell.people else cell.text), paragraph(cell.named)]
    return "".join(parts)


def figure_html(figure: Figure, named: bool) -> str:
    name = f"<i>{escape(figure.name)}</i>" if named else ""
    return f'<p class="side-figure">{name}<b>{escape(figure.typical)}</b></p>{range_and_certainty(figure)}'


def range_and_certainty(figure: Figure) -> str:
    known = [f"Range: {escape(bare(figure.range))}"] if figure.range else []
    known += [f"Certainty: {escape(figure.certainty)}"] if figure.certainty != UNGRADED else []
    return f'<p class="side-range">{"<br>".join(known)}</p>' if known else ""


def bare(range_: str) -> str:
    """``range_`` to follow the word "Range", which the text for a missing range also begins with."""
    return range_.removeprefix("range ")


def points_html(cell: Cell) -> str:
    """The points of an answer as a list; '' if there are none."""
    items = "".join(f"<li>{escape(point)}</li>" for point in cell.points)
    return f"<ul>{items}</ul>" if items else ""


def behind_html(evidence: Evidence, cell: Cell) -> str:
    """Notes and sources of every figure and text in an answer."""
    parts = []
    for figure in cell.figures:
        if len(cell.figures) > 1:
            parts.append(f"<p><b>{escape(figure.name)}</b></p>")
        parts += [paragraph(note) for note in figure.notes]
        parts.append(sources_html(evidence, figure.source_ids))
    for text in (cell, cell.health):
        if text and text.source_ids:
            parts.append(sources_html(evidence, text.source_ids))
    return "".join(parts)


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def one_line(html: str) -> str:
    """``html`` without line breaks: a blank line would end HTML within Markdown."""
    return " ".join(html.split())
