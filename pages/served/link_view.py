"""What a link shows, read on the server before any page runs: for its preview, and for its first sight."""

from urllib.parse import parse_qs, urlencode

from models import link_settings
from models.comparison import Comparison, compare
from models.evidence import Evidence
from models.preferences import Preferences
from models.share_link import full_query, open_link
from pages.ui.current_evidence import current_evidence

#: Settings that change the comparison; the importances do too. The others only move parts of pages.
SEEN = (
    *(link_settings.CONCERN, link_settings.PHOTOTYPE),
    *(link_settings.BUDGET, link_settings.DAYS_OFF, link_settings.PUT_BACK),
    *(link_settings.COSTS_TOGETHER, link_settings.TRIANGULAR, link_settings.GAPS_AS_ON_BOARD),
)

#: Streamlit reads no more either.
MOST_FIELDS = 1000


def read(query: bytes) -> tuple[Evidence | None, str]:
    """The evidence, and all that its comparison depends on as a query string: links that differ in nothing
    else share what was made for the first of them."""
    evidence = current_evidence()
    if evidence is None:
        return None, ""
    written = full_query(_preferences(query, evidence), evidence)
    seen = {*SEEN, *(c.criterion_id for c in evidence.weighted)}
    return evidence, urlencode({k: v for k, v in written.items() if k in seen}, doseq=True)


def _preferences(query: bytes, evidence: Evidence) -> Preferences:
    try:
        values = parse_qs(
            query.decode("latin-1"), keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        values = {}
    return open_link(values, evidence).preferences


def comparison_of(evidence: Evidence, canonical: str) -> Comparison:
    """The comparison of a query string as :func:`read` gives it."""
    return compare(evidence, _preferences(canonical.encode(), evidence))
