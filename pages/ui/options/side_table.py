"""The side-by-side table as HTML and as a file. Every text is escaped."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from models.evidence.nouns import Evidence
from models.options.answers import Cell
from models.options.questions import Question
from models.options.side_by_side import Column, Row, SideBySide
from models.person.hard_stops import NOTHING_LISTED, WHOM_NOT, not_for, sentence
from models.wording.citations import notice_of, short_citation
from pages.ui.blocks.answer_html import bare, behind_html, figures_and_texts, one_line, paragraph, points_html
from pages.ui.blocks.export import as_csv, csv_button
from pages.ui.blocks.icon_array import key, patterns
from pages.ui.blocks.source_notes import sources_html
from pages.ui.frame import appearance

#: The style of this page.
STYLE = Path(__file__).with_name("side_table.css")


def table_html(evidence: Evidence, side: SideBySide) -> str:
    """A table with a heading for each option and each question.

    The roles repeat those of the elements: on a phone the rows are laid out as blocks, and browsers then no
    longer expose a table to screen readers.
    """
    heads = "".join(_head(evidence, side, column) for column in side.columns)
    rows = _stops(side) + "".join(_row(evidence, side, row) for row in side.rows)
    return one_line(
        f'<div class="side-box">{patterns()}<table class="side" role="table">'
        '<caption class="side-spoken">The same questions for each option</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Question</th>'
        f'{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _head(evidence: Evidence, side: SideBySide, column: Column) -> str:
    mark = ""
    if column.mark:
        reasons = "".join(
            f"<p>{escape(r.text)}</p>{'' if side.names_hidden else sources_html(evidence, r.source_ids)}"
            for r in column.reasons
        )
        mark = f'<details class="side-mark"><summary>⊘ {escape(column.mark)}</summary>{reasons}</details>'
    return f'<th scope="col" role="columnheader">{escape(column.name)}{mark}</th>'


def _stops(side: SideBySide) -> str:
    """Whom each option is not for. No choice of questions leaves this row out."""
    if not any(column.stop for column in side.columns):
        return ""
    cells = "".join(
        f'<td role="cell" data-option="{escape(c.name)}">'
        f"{f'<b>⊘ {escape(c.stop)}</b>' if c.stop else NOTHING_LISTED}</td>"
        for c in side.columns
    )
    return f'<tr role="row" class="side-stops"><th scope="row" role="rowheader">{WHOM_NOT}</th>{cells}</tr>'


def _row(evidence: Evidence, side: SideBySide, row: Row) -> str:
    more = (
        f"<details><summary>What this means</summary><p>{escape(row.means)}</p></details>"
        if row.means
        else ""
    )
    if any(cell.people for cell in row.cells):
        more += key()
    cells = "".join(
        _cell(evidence, side, column, cell) for column, cell in zip(side.columns, row.cells, strict=True)
    )
    strip = ' class="side-serious"' if row.question is Question.SERIOUS_HARM else ""
    return (
        f'<tr role="row"{strip} data-question="{row.question}">'
        # Without the label, screen readers would read the key and the folded text as part of the heading.
        f'<th scope="row" role="rowheader" aria-label="{escape(row.words)}">{escape(row.words)}{more}</th>'
        f"{cells}</tr>"
    )


def _cell(evidence: Evidence, side: SideBySide, column: Column, cell: Cell) -> str:
    parts = [figures_and_texts(cell)]
    if cell.more:
        parts.append(f"<details><summary>In a session</summary>{paragraph(cell.more)}</details>")
    parts.append(points_html(cell))
    if cell.health:
        parts.append(paragraph(cell.health.text) + paragraph(cell.health.named))
    if not side.names_hidden:
        behind = behind_html(evidence, cell)
        parts.append(f"<details><summary>Why, and sources</summary>{behind}</details>" if behind else "")
    return f'<td role="cell" data-option="{escape(column.name)}">{"".join(parts)}</td>'


def table_file(evidence: Evidence, side: SideBySide) -> pd.DataFrame:
    """The same table with plain text in its cells. Health answers are not in the file, so whom an option is
    not for is stated as if nothing were ticked."""
    stops = {c.name: sentence(not_for(evidence, c.treatment.treatment_id)) for c in side.columns}
    listed = {name: stop or NOTHING_LISTED for name, stop in stops.items()}
    rows = [{"Question": WHOM_NOT} | listed] if any(stops.values()) else []
    for row in side.rows:
        words = {"Question": row.words}
        for column, cell in zip(side.columns, row.cells, strict=True):
            words[column.name] = _in_words(evidence, cell)
        rows.append(words)
    return pd.DataFrame(rows)


def _in_words(evidence: Evidence, cell: Cell) -> str:
    parts = [text for text in (cell.text, cell.named, cell.more) if text]
    for figure in cell.figures:
        range_ = f"range {bare(figure.range)}, " if figure.range else ""
        parts.append(f"{figure.name}: {figure.typical} ({range_}certainty: {figure.certainty}).")
    parts += [f"{point.removesuffix('.')}." for point in cell.points]
    sources = [s for figure in cell.figures for s in figure.source_ids] + list(cell.source_ids)
    if sources:
        names = dict.fromkeys(short_citation(evidence.sources[s]) for s in sources)
        parts.append(f"Sources: {'; '.join(names)}.")
    return " ".join(parts)


def draw(evidence: Evidence, side: SideBySide) -> None:
    """The table on the page, and its file."""
    appearance.of_page(STYLE)
    with st.container(key="side_table"):
        st.markdown(table_html(evidence, side), unsafe_allow_html=True)
    csv_button(
        "Download as CSV",
        lambda: as_csv(table_file(evidence, side), notice_of(evidence)),
        "skin-options-side-by-side.csv",
        key="side_csv",
    )
