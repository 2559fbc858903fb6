"""Views that a person may have, and what the app makes of them: a sentence, a screen, the handout."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from models.doubt import doubt_words
from models.doubt.standings import doubt
from models.link import share_link
from models.person.preferences import start
from models.ranking.comparison import compare
from models.take_home import ask
from models.take_home.handout import handout
from models.talk.alterations import alterations
from models.talk.slides import slide

TODAY = date(2026, 11, 24)


def nothing_weighed(evidence):
    """Every slider at 0."""
    return dict.fromkeys(start(evidence).importances, 0)


def barred_by(evidence, condition):
    """Ids of the treatments that are excluded for somebody with ``condition``."""
    rules = evidence.contraindications.items()
    return {t for (c, t), row in rules if c == condition and row.action == "do_not"}


def seen(evidence, **changes):
    """The comparison of one view, and its doubt."""
    comparison = compare(evidence, replace(start(evidence), **changes))
    return comparison, doubt(comparison)


def said(evidence, **changes):
    """The sentence about the first place in one view."""
    return doubt_words.first_place(evidence, *seen(evidence, **changes))


def screen_of(evidence, slide_id, **changes):
    """One screen of the presenter view."""
    comparison, found = seen(evidence, **changes, slide=slide_id)
    shown = comparison.preferences.side.treatments
    return slide(evidence, comparison, found, alterations(evidence, comparison, shown))


def writer(evidence, *, own_words="", with_health=False, **changes):
    """A function that makes the handout of one view for a given amount of room."""
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
