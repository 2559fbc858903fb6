"""Selection widgets that Streamlit binds to the address bar by their key."""

from collections.abc import Sequence
from typing import Any

import streamlit as st


def one_of(options: Sequence[str], label: str, key: str, *, index: int = 0, **more: Any) -> str:
    chosen: str = st.selectbox(label, options, index, key=key, bind="query-params", filter_mode=None, **more)
    return chosen


def some_of(options: Sequence[str], label: str, key: str, placeholder: str, **more: Any) -> list[str]:
    """Any number of ``options``; ``placeholder`` is shown while none is picked."""
    return st.multiselect(
        label,
        options,
        key=key,
        bind="query-params",
        placeholder=placeholder,
        filter_mode=None,
        select_all=False,
        **more,
    )
