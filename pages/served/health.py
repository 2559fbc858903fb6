"""Two questions that programs ask: is this server fit to answer, and does it know a visit."""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from models.comparison import compare
from models.preferences import start
from pages.served.version import code_version
from pages.served.visits import session_manager
from pages.ui.current_evidence import current_evidence

log = logging.getLogger("skin_options")

_FRESH = {"cache-control": "no-store"}


async def healthz(request: Request) -> JSONResponse:
    """200 while the evidence is loaded and the model ranks it, else 503; always with the versions."""
    found = await run_in_threadpool(state)
    return JSONResponse(found, 200 if found["status"] == "ok" else 503, headers=_FRESH)


def state() -> dict[str, str]:
    """What holds now: a whole comparison is made, since a model that only loads has answered nothing."""
    found = {"status": "ok", "evidence": "loaded", "model": "answers", "code": code_version(), "data": ""}
    evidence = current_evidence()
    if evidence is None:
        return found | {"status": "fault", "evidence": "not loaded", "model": "not asked"}
    found["data"] = evidence.version
    try:
        comparison = compare(evidence, start(evidence))
        ranked = bool(comparison.lines) and comparison.lines[0].rank == 1
    except Exception:
        log.exception("The model did not answer the health check.")
        ranked = False
    return found if ranked else found | {"status": "fault", "model": "does not answer"}


async def visit(request: Request) -> Response:
    """204 where this server knows the visit that a page wants to go on with, 410 where it does not."""
    known = _is_known(request.headers.get("x-visit", ""))
    return Response(status_code=204 if known else 410, headers=_FRESH)


def _is_known(visit_id: str) -> bool:
    """Also of a visit whose connection is lost, which Streamlit keeps for two minutes."""
    # Without it no page is opened again (tests/test_replicas.py).
    sessions = session_manager()
    return sessions is None or sessions.get_session_info(visit_id) is not None
