"""The view of a link, read on the server before any page runs: for its preview and its first sight."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.link.link_settings import settings
from models.link.share_link import VERSION, full_query, open_link
from models.person.preferences import Preferences
from pages.visit.current_evidence import current_evidence

#: Streamlit does not read more either.
MOST_FIELDS = 1000

#: How many read links are kept. One request reads its link twice: for the title and for the board.
LINKS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Seen:
    """The settings of a link that its ranking depends on. All others in ``preferences`` are at their default.

    ``query`` is the same settings as a link. Links with the same one share what is made.
    """

    query: str
    preferences: Preferences = field(compare=False)


def read(query: bytes) -> tuple[Evidence, Seen] | None:
    """The evidence, and the view of a link with this query string; None while there is no evidence."""
    evidence = current_evidence()
    return None if evidence is None else (evidence, _seen(evidence, query))


@kept(LINKS_KEPT)
def _seen(evidence: Evidence, query: bytes) -> Seen:
    try:
        values = parse_qs(
            query.decode("latin-1"), keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        values = {}
    ranked = {setting.key for setting in settings(evidence) if setting.changes_ranking}
    asked = {key: texts for key, texts in values.items() if key in ranked or key == VERSION}
    preferences = open_link(asked, evidence).preferences
    written = full_query(preferences, evidence)
    return Seen(urlencode({k: v for k, v in written.items() if k in ranked}, doseq=True), preferences)
