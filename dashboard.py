"""The server: a Streamlit app around ``pages/app.py``. No widgets.

``streamlit run dashboard.py`` finds ``app`` and serves it. Page files may live in ``pages/`` without
Streamlit's automatic menu, and a first visit to any page path runs the shared frame (see
docs/decisions/0006-st-app-in-dashboard.md).
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

import models
import pages.charts
import pages.ui
from pages.served.light_static import LightStatic
from pages.served.link_preview import LinkPreview
from pages.served.warm import warm_up
from pages.ui.current_evidence import current_evidence

# Read once before the first visitor; a broken folder is told to the log at the start, in full.
current_evidence()
warm_up(models, pages.charts, pages.ui)


async def compare(request: Request) -> RedirectResponse:
    """The page named like its file is the start page: Streamlit serves that at the root only."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}")


app = st.App(
    "pages/app.py",
    routes=[Route("/compare", compare)],
    middleware=[
        Middleware(LightStatic, base=st.get_option("server.baseUrlPath")),
        Middleware(LinkPreview, base=st.get_option("server.baseUrlPath")),
    ],
)
