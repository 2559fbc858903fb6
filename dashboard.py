"""The server: a Streamlit app around ``pages/app.py``. No widgets.

``streamlit run dashboard.py`` finds ``app`` and serves it. Page files may live in ``pages/`` without
Streamlit's automatic menu, and a first visit to any page path runs the shared frame (see
docs/decisions/0006-st-app-in-dashboard.md). What surrounds the pages is in ``pages/served/``.
"""

import os
import sys

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

import models
import pages.charts
import pages.ui
import pages.visit
from pages.served.bounds.bounded_connections import BoundedConnections
from pages.served.bounds.bounded_requests import BoundedRequests
from pages.served.bounds.held_files import room_for_files
from pages.served.bounds.limits import PROCESSOR, PROCESSOR_AT_ONCE, Buckets
from pages.served.guard import quiet_logs
from pages.served.guard.closed import Closed
from pages.served.guard.headers import SecurityHeaders
from pages.served.guard.same_origin import SameOrigin
from pages.served.guard.xml_parser import warn_of_old_parser
from pages.served.light.light_static import LightStatic
from pages.served.link.link_preview import LinkPreview
from pages.served.process import health
from pages.served.process.forgetting import forgetting
from pages.served.process.own_visits import OwnVisits
from pages.served.process.settings import from_environment
from pages.served.process.warm import warm_up
from pages.ui.frame import notices
from pages.visit import turns
from pages.visit.current_evidence import current_evidence

quiet_logs.set_up()
warn_of_old_parser()
try:
    settings = from_environment(os.environ)
except ValueError as error:
    sys.exit(f"The app does not start with these settings (docs/hosting.md says what each may be):\n{error}")

# Read before the first visitor comes, so that the log reports a broken folder at the start.
current_evidence()
warm_up(models, pages.charts, pages.ui, pages.visit)

base = st.get_option("server.baseUrlPath").strip("/")
under = f"/{base}" if base else ""
messages = Buckets(settings.messages_per_second, settings.messages_at_once)
turns.pay = Buckets(PROCESSOR, PROCESSOR_AT_ONCE).pay


async def compare(request: Request) -> RedirectResponse:
    """To the root: Streamlit serves the start page only there, not under the name of its file."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}")


app = st.App(
    "pages/app.py",
    lifespan=forgetting,
    on_script_error=notices.failed,
    routes=[
        Route(f"{under}/compare", compare),
        Route(f"{under}/healthz", health.healthz),
    ],
    # The first is the outermost: the answers of all the others pass through it.
    middleware=[
        Middleware(SecurityHeaders, ancestors=settings.frame_ancestors),
        Middleware(Closed),
        Middleware(SameOrigin),
        Middleware(BoundedRequests, megabytes=st.get_option("server.maxUploadSize"), room=room_for_files),
        Middleware(BoundedConnections, messages=messages),
        Middleware(OwnVisits),
        Middleware(LightStatic, base=base),
        Middleware(LinkPreview, base=base),
    ],
)
