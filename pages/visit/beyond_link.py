"""What a visit holds beyond its link. It is kept when the tab loads a page again, or its loss is reported."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from models.wording.listing import listed

#: Its kinds: in words, and the prefixes of their session keys.
KINDS = {
    "prices": ("the clinic's name and prices", ("_clinic_", "_prices_")),
    "table": ("the table that was opened", ("_own_table",)),
    "words": ("your own words", ("_own_words",)),
    "health": (
        "your answers about skin and health",
        ("_condition_", "_burns", "_tans", "_past_dark_marks"),
    ),
    # For a page that was reloaded in a browser that does not let it store anything.
    "any": ("answers, words, prices and tables, if you gave any,", ()),
}

#: What the page sends instead on its first load in such a browser.
NOTHING = "nothing"

#: Prefixes of choices that are kept too, but whose loss need not be reported.
SMALL = (
    *("_health_in_notes", "_leave_out_skin_type", "_paper", "_pages_seen", "_check_"),
    *("_source_", "_figures_page"),
)

_ALL = (*SMALL, *(begin for _, begins in KINDS.values() for begin in begins))

#: The header that names the lost kinds (pages/served/process/own_visits.py), and the session key of the path
#: of the page on which their loss is reported.
LOST, _LOST_ON = "x-skin-options-lost", "_lost_on"


def carried(state: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a session's state that is kept, as copies: either visit may change a set later."""
    return {
        key: copy(value)
        for key, value in state.items()
        # A file uploader cannot be filled by code. What was read from the file is kept.
        if key.startswith(_ALL) and value is not None and not isinstance(value, UploadedFile)
    }


def held(state: Mapping[str, Any]) -> list[str]:
    """The kinds that ``state`` holds anything of."""
    # A count of questions asked is not an answer.
    full = [key for key, value in carried(state).items() if value and not key.endswith("_asked")]
    return [kind for kind, (_, begins) in KINDS.items() if any(key.startswith(begins) for key in full)]


def mark() -> str:
    """The key of a container that tells the script in the page what this visit holds (own_visit.js)."""
    return f"holds_{'_'.join(held(st.session_state.to_dict()))}"


def lost(path: str) -> None:
    """After a page was loaded again: one sentence on what was lost and has not been given again since.

    If the browser stores nothing: one on what another reload would lose. ``path`` is that of the page shown.
    """
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
