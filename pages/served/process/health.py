"""The health check for monitoring programs."""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from models.person.preferences import start
from models.ranking.comparison import compare
from pages.printed import engine
from pages.served.process.version import code_version
from pages.visit.current_evidence import current_evidence

log = logging.getLogger("skin_options")


async def healthz(request: Request) -> JSONResponse:
    """200 if the evidence is loaded, the model ranks it and the engine can draw files, else 503. The versions
    are in both."""
    found = await run_in_threadpool(state)
    return JSONResponse(found, 200 if found["status"] == "ok" else 503, headers={"cache-control": "no-store"})


def state() -> dict[str, str]:
    """The current state. A whole comparison is made, since a model that loads may still fail to answer."""
    found = {"status": "ok", "evidence": "loaded", "model": "answers", "engine": "draws"}
    found |= {"code": code_version(), "data": ""}
    if not engine.works():
        # The engine works again only in a new process.
        found |= {"status": "fault", "engine": "broken"}
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
