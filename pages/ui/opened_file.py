"""A file that a visitor opens: the field, and what was understood, problems first, then what was decided."""

from collections.abc import Callable, Sequence

import streamlit as st

from models.evidence import Evidence
from models.problems import UploadProblem
from models.sheet import MAX_BYTES

#: How many problems stand open; more of them fold away.
OPEN = 20


def field(label: str, key: str, opened: Callable[[Evidence], None], evidence: Evidence) -> None:
    """The field for a table, as large as our reader takes. ``opened`` runs with each file, and with none."""
    st.file_uploader(
        label, key=key, on_change=opened, args=(evidence,), max_upload_size=MAX_BYTES // 1024 // 1024
    )


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
        st.info("\n".join(f"- {as_text(note)}" for note in notes))


def _listed(problems: Sequence[UploadProblem]) -> str:
    return "\n".join(f"- {as_text(str(problem))}" for problem in problems)


def as_text(text: str) -> str:
    """A file's own words must not become formatting, nor a link."""
    for sign in "\\`*_{}[]<>#|$~:":
        text = text.replace(sign, f"\\{sign}")
    return text
