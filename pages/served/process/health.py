"""The question that programs ask: is this server fit to answer?"""

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
    """200 while the evidence is loaded, the model ranks it and files can be drawn, else 503; always with the
    versions."""
    found = await run_in_threadpool(state)
    return JSONResponse(found, 200 if found["status"] == "ok" else 503, headers={"cache-control": "no-store"})


def state() -> dict[str, str]:
    """What holds now: a whole comparison is made, since a model that only loads has answered nothing."""
    found = {"status": "ok", "evidence": "loaded", "model": "answers", "engine": "draws"}
    found |= {"code": code_version(), "data": ""}
    if not engine.works():
        # Only a new process can make handouts and link pictures again.
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
