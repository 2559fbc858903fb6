"""What a page complains of in its console, and whom it asks."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

#: Streamlit's page does not know what it is under, and asks there too whether a server answers.
PROBE = re.compile(r"/[a-z-]+/_stcore/(health|host-config)$")


def watch(page: Page) -> tuple[list[str], set[str]]:
    """Lists, filled from now on, of what ``page`` complains of and of every address that it asks."""
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
    """Hosts other than ``server`` that were asked over a network; data and blobs stay in the browser."""
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in ("data", "blob")}
    assert hosts, "the page asked nobody, not even its server"
    return hosts - {urlsplit(server).netloc}
