"""A file that a visitor opens: the field, what is asked of it, and what was understood, problems first."""

from collections.abc import Callable, Sequence

import streamlit as st

from models.evidence.nouns import Evidence
from models.folder.problems import UploadProblem
from models.uploads.file_currency import Answer
from models.uploads.sheet import MAX_BYTES
from models.wording.outside_words import as_text

#: How many problems are shown at once; the rest is folded away.
OPEN = 20


def field(label: str, key: str, opened: Callable[[Evidence], None], evidence: Evidence) -> None:
    """The field for a table, as large as our reader takes. ``opened`` runs with each file, and with none."""
    st.file_uploader(
        label, key=key, on_change=opened, args=(evidence,), max_upload_size=MAX_BYTES // 1024 // 1024
    )


def ask_currency(why: str, name: str, then: Callable[[Evidence], None], evidence: Evidence) -> None:
    """The one question of a file that does not say whose money its figures are; it can be answered anew.

    ``name`` is the session key of the answer. Every file has a field of its own: an answer that was given for
    one must not be there for the next.
    """
    if why:
        st.info(f"{why} Until you answer, no row of it is used.")
    given = answer(name)
    if why or given:
        key = _question(name)
        if given:
            st.session_state.setdefault(key, given.value)  # after another page was read
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
    """For a file that is opened: what is known of its money beforehand."""
    st.session_state[name] = given.value
    st.session_state[f"{name}_asked"] = st.session_state.get(f"{name}_asked", 0) + 1


def _question(name: str) -> str:
    return f"{name}_{st.session_state.get(f'{name}_asked', 0)}"


def _answered(name: str, key: str, then: Callable[[Evidence], None], evidence: Evidence) -> None:
    # A browser may still send the answer for the file before.
    if key == _question(name):
        st.session_state[name] = st.session_state[key] or ""
        then(evidence)


def told(
    problems: Sequence[UploadProblem],
    notes: Sequence[str],
    *,
    kept: str,
    left_out: Sequence[UploadProblem] = (),
) -> None:
    """``kept`` says what the rest of the file is used for, where there are problems."""
    if problems:
        count = sum(problem.line > 0 for problem in problems)
        cells = f"{count} {'cell needs' if count == 1 else 'cells need'} your eye. "
        st.error(f"{cells if count else ''}{kept}")
        st.markdown(_listed(problems[:OPEN]))
        if len(problems) > OPEN:
            with st.expander(f"The other {len(problems) - OPEN}"):
                st.markdown(_listed(problems[OPEN:]))
    if said := [*map(str, left_out), *notes]:
        st.info("\n".join(f"- {as_text(note)}" for note in said))


def _listed(problems: Sequence[UploadProblem]) -> str:
    return "\n".join(f"- {as_text(str(problem))}" for problem in problems)
