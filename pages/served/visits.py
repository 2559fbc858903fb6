"""Where Streamlit keeps its visits. It has no public word for that: the private one stands here alone."""

from typing import Any

from streamlit.runtime import Runtime


def session_manager() -> Any:
    """None where Streamlit keeps visits in another way."""
    return getattr(Runtime.instance(), "_session_mgr", None)
