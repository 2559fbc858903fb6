"""One screen of the presenter view as HTML, and the notes behind it. Every text is escaped."""

from collections.abc import Sequence
from html import escape

from models.evidence.nouns import Evidence
from models.person.preferences import MOST_IMPORTANT, Preferences
from models.ranking.comparison import Comparison
from models.talk.shared_screen import Head
from models.talk.slide_fit import Fit, Part
from models.talk.slides import Slide, SlideRow
from models.wording.units import figure
from pages.charts.parts.theme import coloured
from pages.ui.blocks.answer_html import behind_html, figures_and_texts, one_line, paragraph, points_html
from pages.ui.blocks.icon_array import key, patterns
from pages.ui.blocks.source_notes import sources_html


def priorities_html(evidence: Evidence, preferences: Preferences) -> str:
    """Who this is for and what matters to them: concern, skin type, limits, each importance with a bar."""
    skin = f"skin type {preferences.phototype}" if preferences.phototype else "skin type not sure"
    whom = [evidence.concerns[preferences.concern_id].label, skin]
    if preferences.budget is not None:
        whom.append(f"at most {figure(preferences.budget, 'USD')}")
    if preferences.days_off is not None:
        whom.append(f"at most {figure(preferences.days_off, 'days')} at home")
    items = "".join(
        f"<li>{escape(c.short_label)} <b>{preferences.importances[c.criterion_id]}</b>"
        '<span class="pr-bar" aria-hidden="true"><span style="'
        f"width:{100 * preferences.importances[c.criterion_id] / MOST_IMPORTANT:g}%;background:{colour}"
        '"></span></span></li>'
        for c, colour in coloured(evidence.weighted)
    )
    return one_line(
        f'<div class="pr-priorities"><p><b>{escape(" · ".join(whom))}</b></p>'
        f'<ul aria-label="What matters, from 0 to {MOST_IMPORTANT}">{items}</ul></div>'
    )


def slide_html(comparison: Comparison, screen: Slide) -> str:
    """The lead, then a column for each option, or a list."""
    lead = "".join(paragraph(text) for text in screen.lead)
    points = "".join(f"<li>{escape(point)}</li>" for point in screen.points)
    parts = [f'<div class="pr-lead">{lead}</div>' if lead else ""]
    if screen.rows or screen.fits:
        parts.append(_table(comparison, screen))
    if points:
        tag = "ul" if screen.heads else "ol"
        parts.append(f'<{tag} class="pr-points">{points}</{tag}>')
    return one_line(f'<div class="pr-slide" data-slide="{screen.slide_id}">{"".join(parts)}</div>')


def _table(comparison: Comparison, screen: Slide) -> str:
    """The roles repeat those of the elements, which browsers drop for a table that is laid out as blocks."""
    pictures = any(cell.people for row in screen.rows for cell in row.cells)
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(head.treatment.label)}{_marks(head)}</th>'
        for head in screen.heads
    )
    body = "".join(_row(screen, row) for row in screen.rows)
    body += _fits(comparison, screen) if screen.fits else ""
    return (
        f"{patterns() if pictures else ''}"
        f'<table class="pr-columns" role="table" data-columns="{len(screen.heads)}">'
        f'<caption class="pr-spoken">{escape(screen.title)}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="pr-spoken">'
        f'Question</th>{heads}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
        f"{key() if pictures else ''}"
    )


def _marks(head: Head) -> str:
    return "".join(f'<span class="pr-mark">{escape(mark)}</span>' for mark in head.marks) + _stop(head)


def _stop(head: Head, kind: str = "") -> str:
    return f'<span class="pr-stop{kind}">⊘ {escape(head.stop)}</span>' if head.stop else ""


def _row(screen: Slide, row: SlideRow) -> str:
    cells = "".join(
        _cell(head, figures_and_texts(cell, named=len(screen.rows) > 1) + points_html(cell))
        for head, cell in zip(screen.heads, row.cells, strict=True)
    )
    return f'<tr role="row">{_row_head(row.words)}{cells}</tr>'


def _row_head(words: str) -> str:
    return f'<th scope="row" role="rowheader" class="pr-spoken">{escape(words)}</th>'


def _cell(head: Head, html: str) -> str:
    # On a narrow screen, which has no room for headings, each answer has its own.
    name = escape(" ".join((head.treatment.label, *head.marks)))
    return f'<td role="cell" data-option="{name}">{_stop(head, " pr-stop-own")}{html}</td>'


def _fits(comparison: Comparison, screen: Slide) -> str:
    cells = "".join(
        _cell(head, _fit(fit, comparison.no_treatment_total))
        for head, fit in zip(screen.heads, screen.fits, strict=True)
    )
    return f'<tr role="row">{_row_head(screen.title)}{cells}</tr>'


def _fit(fit: Fit, nothing: float | None) -> str:
    html = f'<p class="pr-place"><b>{escape(fit.place)}</b></p>{paragraph(fit.total)}'
    if fit.parts:
        html += _stack(fit.parts, nothing)
        items = "".join(
            f'<li><span class="pr-square" style="background:{colour}" aria-hidden="true"></span>'
            f"{escape(part.in_words)}</li>"
            for part, colour in coloured(fit.parts)
        )
        html += f'<ul class="pr-parts">{items}</ul>'
    return html + paragraph(fit.sure) + "".join(paragraph(reason) for reason in fit.reasons)


def _stack(parts: Sequence[Part], nothing: float | None) -> str:
    """The parts end to end on a bar of 100 points; what gaps could add is hatched, no treatment is dotted."""
    drawn = "".join(
        f'<span style="width:{part.points:.2f}%;background:{colour}"></span>'
        for part, colour in coloured(parts)
    )
    could_add = sum(part.could_add for part in parts)
    drawn += f'<span class="pr-maybe" style="width:{could_add:.2f}%"></span>' if could_add else ""
    dotted = f'<i style="left:{nothing:.2f}%"></i>' if nothing is not None else ""
    return f'<div class="pr-stack" aria-hidden="true">{drawn}{dotted}</div>'


def behind(evidence: Evidence, screen: Slide, heads: Sequence[Head]) -> str:
    """Notes, reasons, what did not fit on the screen, and all its sources, option by option."""
    parts = [paragraph(text) for text in screen.behind]
    for k, head in enumerate(heads if screen.heads else ()):
        parts.append(f'<p class="pr-option"><b>{escape(head.treatment.label)}</b></p>')
        parts.append(paragraph(head.stops))
        if head.reasons:
            parts += [paragraph(reason) for reason in head.reasons]
            parts.append(sources_html(evidence, head.source_ids) if head.source_ids else "")
        for row in screen.rows:
            cell = row.cells[k]
            parts.append(
                f"<p><i>{escape(row.words)}</i></p>{paragraph(cell.more)}{behind_html(evidence, cell)}"
            )
    # Focusable, so that it can be scrolled by keyboard even if no source is a link.
    region = 'role="group" aria-label="Why, and sources" tabindex="0"'
    return one_line(f'<div class="pr-behind" {region}>{"".join(parts)}</div>')
