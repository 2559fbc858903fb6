"""Every cached function of the evidence, by name."""

from models.doubt import standings as doubts
from models.evidence.nouns import Evidence
from models.history import changes, snapshot, versions
from models.link import link_settings
from models.person.preferences import start
from models.ranking import scoring, screening
from models.ranking.comparison import compare
from models.sources import source_uses
from pages.charts.range_chart import range_chart
from pages.charts.suitability_grid import suitability_grid
from pages.charts.trade_off import trade_off
from pages.charts.whose_choice import whose_choice
from pages.served.first_sight import first_sight
from pages.served.link import preview
from pages.ui.ranking import board
from pages.visit import link_view

#: Calls of every function whose results for an evidence are cached.
ASKED = {
    "models.history.changes.changes": lambda e: changes.changes(
        e, versions.Snapshot(e.review.compiled_on, ())
    ),
    "models.link.link_settings.settings": link_settings.settings,
    "models.ranking.scoring.value_table": lambda e: scoring.value_table(e, start(e).concern_id, None),
    "models.ranking.screening.screening_table": lambda e: screening.screening_table(
        e, start(e).concern_id, None
    ),
    "models.history.snapshot.figures_version": snapshot.figures_version,
    "models.sources.source_uses.uses": source_uses.uses,
    "pages.charts.range_chart._drawn": lambda e: range_chart(e, compare(e, start(e)), "cost"),
    "pages.charts.suitability_grid.suitability_grid": lambda e: suitability_grid(e, None),
    "pages.charts.trade_off._drawn": lambda e: trade_off(e, compare(e, start(e)), "cost", "results"),
    "pages.charts.whose_choice._drawn": lambda e: _whose_choice(e, compare(e, start(e))),
    "pages.served.first_sight.first_sight._shown": lambda e: first_sight._shown(e, link_view._seen(e, b"")),
    "pages.visit.link_view._seen": lambda e: link_view._seen(e, b""),
    "pages.served.link.preview._preview": lambda e: preview._preview(e, link_view._seen(e, b"")),
    "pages.served.link.preview._picture": lambda e: preview._picture(e, link_view._seen(e, b"")),
    "pages.ui.ranking.board._details_of": lambda e: board.details_data(e, compare(e, start(e))),
}


def _whose_choice(evidence, comparison):
    return whose_choice(evidence, comparison, *doubts.choices(comparison))


def ask_everything(evidence: Evidence) -> None:
    for ask in ASKED.values():
        ask(evidence)
