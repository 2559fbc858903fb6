"""Security headers on every answer, and a plain answer if the server itself fails."""

import logging
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.served.first_sight import first_sight
from pages.served.guard.content_policy import FILE_POLICY, inline_scripts, page_policy
from pages.served.guard.plain_answer import BROKEN, plain_answer
from pages.served.scripts.own_script import OWN_SCRIPT

#: The page that Streamlit serves for every path.
PAGE = Path(streamlit.__file__).parent / "static" / "index.html"

#: Browser features that no page uses. Only the copy button uses one: writing to the clipboard.
OFF = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
    *("encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)

log = logging.getLogger("skin_options")

#: A browser that has connected by https once uses only https for half a year.
HSTS = "max-age=15768000"


class SecurityHeaders:
    """ASGI middleware, the outermost. ``ancestors`` says who may frame the pages, as in the policy."""

    def __init__(self, app: ASGIApp, ancestors: str, page: Path = PAGE) -> None:
        self.app = app
        scripts = [*inline_scripts(page.read_text(encoding="utf-8")), OWN_SCRIPT, first_sight.SCRIPT]
        self.file = {
            "x-content-type-options": "nosniff",
            # Neither the sites of our sources nor our own logs need to know the page that a link was on.
            "referrer-policy": "no-referrer",
            "content-security-policy": FILE_POLICY,
        }
        features = {
            "permissions-policy": ", ".join(f"{name}=()" for name in OFF) + ", clipboard-write=(self)"
        }
        self.answer = self.file | features
        self.page = self.answer | {"content-security-policy": page_policy(scripts, ancestors)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                started = True
                headers = MutableHeaders(scope=message)
                if scope.get("scheme") in ("https", "wss"):
                    _keep_to_https(headers)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.update(self.page)
                else:
                    # Browsers read the permissions policy of pages only. On a hundred files it would take
                    # the first board over its limit of a megabyte (tests/served/test_light.py).
                    headers.update(self.file if "/static/" in scope["path"] else self.answer)
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except ClientDisconnect:
            return  # the client has gone
        except Exception:
            # Starlette's own answer would lack the headers.
            log.exception("A request failed.")
            if scope["type"] == "http" and not started:
                await plain_answer(scope, 500, BROKEN)(scope, receive, sent)


def _keep_to_https(headers: MutableHeaders) -> None:
    """Mark every cookie as Secure, including Streamlit's own, and ask browsers to keep to https."""
    cookies = headers.getlist("set-cookie")
    headers["strict-transport-security"] = HSTS
    if cookies:
        del headers["set-cookie"]
        for cookie in cookies:
            is_secure = "secure" in (part.strip().lower() for part in cookie.split(";"))
            headers.append("set-cookie", cookie if is_secure else f"{cookie}; Secure")
