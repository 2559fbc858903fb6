"""Where Streamlit keeps its visits. It has no public word for that: the private ones stand here alone."""

from typing import Any

from streamlit.runtime import Runtime

#: The header that Streamlit takes a visit's owner from, and what it calls it (.streamlit/config.toml).
OWNER, OWNER_KEY = "x-skin-options-page", "page"


def session_manager() -> Any:
    """None where Streamlit keeps visits in another way."""
    return getattr(Runtime.instance(), "_session_mgr", None)


def visit_of(name: str) -> Any:
    """What is kept of the visit that the page of this name opened, or None. Its connection may be lost."""
    manager = session_manager()
    visits = manager.list_sessions() if manager else ()
    return next((visit for visit in visits if visit.session.matches_user_info({OWNER_KEY: name})), None)
