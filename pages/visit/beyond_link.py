"""What a visit holds and no link does: it goes along when its tab loads a page again, or its loss is told."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from models.wording.listing import listed

#: The kinds of it: in words, and how the session keys begin.
KINDS = {
    "prices": ("the clinic's name and prices", ("_clinic_", "_prices_")),
    "table": ("the table that was opened", ("_own_table",)),
    "words": ("your own words", ("_own_words",)),
    "health": (
        "your answers about skin and health",
        ("_condition_", "_burns", "_tans", "_past_dark_marks"),
    ),
    # Of a page that was loaded again in a browser that lets it keep nothing.
    "any": ("answers, words, prices and tables, if you gave any,", ()),
}

#: What such a browser says when it loads a page first.
NOTHING = "nothing"

#: Choices that go along too; nobody needs to be told where they are gone.
SMALL = (
    *("_health_in_notes", "_leave_out_skin_type", "_paper", "_pages_seen", "_check_"),
    *("_source_", "_figures_page"),
)

_ALL = (*SMALL, *(begin for _, begins in KINDS.values() for begin in begins))

#: The header that names lost kinds to the page (pages/served/process/own_visits.py), and the session key of
#: the page that was opened with it.
LOST, _LOST_ON = "x-skin-options-lost", "_lost_on"


def carried(state: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a session's state that goes along, each value a copy: a set may grow in both visits."""
    return {
        key: copy(value)
        for key, value in state.items()
        # No script may fill the field for a file again. What was read in the file goes along.
        if key.startswith(_ALL) and value is not None and not isinstance(value, UploadedFile)
    }


def held(state: Mapping[str, Any]) -> list[str]:
    """The kinds of which ``state`` holds something."""
    # A count of the questions that were asked is nothing that anybody gave.
    full = [key for key, value in carried(state).items() if value and not key.endswith("_asked")]
    return [kind for kind, (_, begins) in KINDS.items() if any(key.startswith(begins) for key in full)]


def mark() -> str:
    """The key of a container, by which the script in the page learns what this visit holds (own_visit.js)."""
    return f"holds_{'_'.join(held(st.session_state.to_dict()))}"


def lost(path: str) -> None:
    """On the page at ``path`` that was opened again: one sentence on what was lost and is not here again.
    Where the browser keeps nothing, one on what will be."""
    named = st.context.headers.get(LOST, "").split("_")
    here = held(st.session_state.to_dict())
    gone = [kind for kind in KINDS if kind in named and kind not in here]
    if here and {"any", NOTHING}.intersection(named):
        st.info(
            f"Your browser lets us keep nothing for this page: to load it again would lose {_names(here)}.",
            icon=":material/link:",
        )
    elif gone and st.session_state.setdefault(_LOST_ON, path) == path:
        st.warning(
            f"We could not keep {_names(gone)} when this page was opened again: "
            "please enter once more what still holds, since the options and their order may have changed.",
            icon=":material/link:",
        )


def _names(kinds: Iterable[str]) -> str:
    return listed([KINDS[kind][0] for kind in kinds])
