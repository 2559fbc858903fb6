"""Where Streamlit keeps its visits. There is no public interface, so the private one is used only here."""

from typing import Any

from streamlit.runtime import Runtime

#: The header that Streamlit reads a visit's owner from, and its name for it (.streamlit/config.toml).
OWNER, OWNER_KEY = "x-skin-options-page", "page"


def session_manager() -> Any:
    """None if Streamlit keeps visits in another way."""
    return getattr(Runtime.instance(), "_session_mgr", None)


def visit_of(name: str) -> Any:
    """The visit that the page with this name opened, connected or not; None if it is no longer kept."""
    manager = session_manager()
    visits = manager.list_sessions() if manager else ()
    return next((visit for visit in visits if visit.session.matches_user_info({OWNER_KEY: name})), None)
