"""What was understood of a file that a visitor opened: problems first, all at once, then what was decided."""

from collections.abc import Sequence

import streamlit as st

from models.problems import UploadProblem

#: How many problems stand open; more of them fold away.
OPEN = 20


def told(problems: Sequence[UploadProblem], notes: Sequence[str], *, kept: str) -> None:
    """``kept`` says what the rest of the file is used for, where there are problems."""
    if problems:
        count = len(problems)
        head = f"{count} {'cell needs' if count == 1 else 'cells need'} your eye. {kept}"
        st.error(head)
        st.markdown(_listed(problems[:OPEN]))
        if count > OPEN:
            with st.expander(f"The other {count - OPEN}"):
                st.markdown(_listed(problems[OPEN:]))
    if notes:
        st.info("\n".join(f"- {_as_text(note)}" for note in notes))


def _listed(problems: Sequence[UploadProblem]) -> str:
    return "\n".join(f"- {_as_text(str(problem))}" for problem in problems)


def _as_text(text: str) -> str:
    """A file's own words must not become formatting, nor a link."""
    for sign in "\\`*_{}[]<>#|$~:":
        text = text.replace(sign, f"\\{sign}")
    return text
