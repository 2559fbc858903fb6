"""What somebody may have picked, what it bars, and the handout of it."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from models import ask, share_link
from models.comparison import compare
from models.doubt import doubt
from models.handout import handout
from models.preferences import start

TODAY = date(2026, 11, 24)


def nothing_weighed(evidence):
    """Every slider at 0."""
    return dict.fromkeys(start(evidence).importances, 0)


def barred_by(evidence, condition):
    """Ids of what is not for somebody with ``condition``."""
    rules = evidence.contraindications.items()
    return {t for (c, t), row in rules if c == condition and row.action == "do_not"}


def writer(evidence, *, own_words="", with_health=False, **changes):
    """The handout of one view, with as much room as it is given."""
    preferences = replace(start(evidence), **changes)
    query = urlencode(share_link.full_query(preferences, evidence), doseq=True)
    comparison = compare(evidence, preferences)
    found = doubt(comparison)
    asked = ask.questions(evidence, comparison, found)
    return lambda room=None: handout(
        evidence,
        comparison,
        found,
        asked,
        today=TODAY,
        link_back=f"https://skin-options.example.org/?{query}",
        own_words=own_words,
        with_health=with_health,
        room=room,
    )
