"""A file that a visitor opens: the field, the question about its currency, and what was read from it."""

from collections.abc import Callable, Sequence

import streamlit as st

from models.evidence.nouns import Evidence
from models.folder.problems import UploadProblem
from models.uploads.file_currency import Answer
from models.uploads.sheet import MAX_BYTES
from models.wording.outside_words import as_text

#: How many problems are shown at once; the rest are in an expander.
OPEN = 20


def field(label: str, key: str, opened: Callable[[Evidence], None], evidence: Evidence) -> None:
    """The field for a table of the size that our reader takes. ``opened`` runs when the file changes."""
    st.file_uploader(
        label, key=key, on_change=opened, args=(evidence,), max_upload_size=MAX_BYTES // 1024 // 1024
    )


def ask_currency(why: str, name: str, then: Callable[[Evidence], None], evidence: Evidence) -> None:
    """Ask for the currency of a file that does not state it. The answer can be changed later.

    ``why`` is empty if there is nothing to ask. ``name`` is the session key of the answer. Each file gets a
    new field, so that the answer for one file is not kept for the next.
    """
    if why:
        st.info(f"{why} Until you answer, no row of it is used.")
    given = answer(name)
    if why or given:
        key = _question(name)
        if given:
            st.session_state.setdefault(key, given.value)  # after a visit to another page
        st.radio(
            "The prices in this file are in ...",
            [Answer.US_DOLLARS.value, Answer.ANOTHER.value],
            index=None,
            key=key,
            on_change=_answered,
            args=(name, key, then, evidence),
        )


def answer(name: str) -> Answer:
    return Answer(st.session_state.get(name) or "")


def set_answer(name: str, given: Answer) -> None:
    """When a file is opened: the answer that is already known for it."""
    st.session_state[name] = given.value
    st.session_state[f"{name}_asked"] = st.session_state.get(f"{name}_asked", 0) + 1


def _question(name: str) -> str:
    return f"{name}_{st.session_state.get(f'{name}_asked', 0)}"


def _answered(name: str, key: str, then: Callable[[Evidence], None], evidence: Evidence) -> None:
    # A browser may still send the answer for the previous file.
    if key == _question(name):
        st.session_state[name] = st.session_state[key] or ""
        then(evidence)


def report(
    problems: Sequence[UploadProblem],
    notes: Sequence[str],
    *,
    kept: str,
    left_out: Sequence[UploadProblem] = (),
) -> None:
    """Problems, then notes. ``kept`` says what the rest of the file is used for if there are problems."""
    if problems:
        count = sum(problem.line > 0 for problem in problems)
        cells = f"{count} {'cell needs' if count == 1 else 'cells need'} your attention. "
        st.error(f"{cells if count else ''}{kept}")
        st.markdown(_listed(problems[:OPEN]))
        if len(problems) > OPEN:
            with st.expander(f"The other {len(problems) - OPEN}"):
                st.markdown(_listed(problems[OPEN:]))
    if notices := [*map(str, left_out), *notes]:
        st.info("\n".join(f"- {as_text(note)}" for note in notices))


def _listed(problems: Sequence[UploadProblem]) -> str:
    return "\n".join(f"- {as_text(str(problem))}" for problem in problems)
