"""The errors that a page logs in its console, and the hosts that it requests."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

#: Streamlit's page does not know its base path, so it also looks for a server at the page's own path.
PROBE = re.compile(r"/[a-z-]+/_stcore/(health|host-config)$")


def watch(page: Page) -> tuple[list[str], set[str]]:
    """The errors and the requested addresses of ``page``, collected from now on."""
    complaints: list[str] = []
    asked: set[str] = set()

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error" and not PROBE.search(said.location["url"]):
            complaints.append(said.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.add(request.url))
    page.on("websocket", lambda socket: asked.add(socket.url))
    return complaints, asked


def asked_elsewhere(asked: set[str], server: str) -> set[str]:
    """Hosts other than ``server`` that were requested; data and blob URLs stay in the browser."""
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in ("data", "blob")}
    assert hosts, "the page requested nothing, not even from its server"
    return hosts - {urlsplit(server).netloc}
