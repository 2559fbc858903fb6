"""Attacks on a server, and their results. Everything goes to 127.0.0.1 and ends by itself."""

import asyncio
import http.client
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from statistics import median

from google.protobuf.message import DecodeError
from hosted import Hosted
from hostile_input import PAGES, addresses, messages, queries
from streamlit.proto.Common_pb2 import FileUploaderState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visitor import Visitor
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from models.evidence.nouns import Evidence

#: Text that shows a traceback in a response.
TRACEBACK = re.compile(r"Traceback \(most recent call last\)|File \"[^\"]+\", line \d+")


def get_all(server: Hosted, evidence: Evidence, count: int, seed: int = 0) -> Counter[str]:
    """Requests ``count`` hostile addresses; counts the responses by status."""
    found: Counter[str] = Counter()
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for address in islice(addresses(evidence, random.Random(seed)), count):
        try:
            line.request("GET", address)
            answer = line.getresponse()
            body = answer.read()
        except (http.client.HTTPException, OSError) as error:
            found[type(error).__name__] += 1
            line.close()
            continue
        if TRACEBACK.search(body[:200_000].decode("latin-1")):
            found["traceback"] += 1
        found[str(answer.status)] += 1
    line.close()
    return found


async def open_all(server: Hosted, evidence: Evidence, count: int, seed: int = 0) -> Counter[str]:
    """Opens ``count`` hostile links in the whole app, each in a new visit; counts pages and errors shown."""
    found: Counter[str] = Counter()
    chance = random.Random(seed)
    for query in islice(queries(evidence, chance), count):
        visitor = Visitor(server.address, chance.choice(PAGES))
        visitor.raw_query = query
        async with visitor:
            found["pages shown"] += 1
            found["errors shown"] += len(visitor.errors)
    return found


async def upload_all(server: Hosted, uploads: Sequence[tuple[str, bytes]], only: str = "") -> Counter[str]:
    """Uploads files (name, content) on the page For clinics, as the page does, and has them read.

    ``only`` is the key of the only field to use; by default, all fields are used.
    """
    found: Counter[str] = Counter()
    async with Visitor(server.address, "for-clinics") as visitor:
        fields = [key for key, widget in visitor.widgets.items() if widget.kind == "file_uploader"]
        fields = [only] if only else fields
        for number, (name, content) in enumerate(uploads):
            status, info = await asyncio.to_thread(
                put, server, visitor.session_id, f"f{number}", name, content
            )
            found[str(status)] += 1
            if status < 300:
                for key in fields:
                    visitor.widgets[key].value = FileUploaderState(uploaded_file_info=[info])
                    await visitor.run()
                    visitor.widgets[key].value = FileUploaderState()
                found["files opened"] += 1
            found["errors shown"] += len(visitor.errors)
            visitor.errors.clear()
    return found


def put(server: Hosted, session_id: str, file_id: str, name: str, content: bytes):
    """Upload a file as the page does; the status, and the page's message about the file."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    line.request("GET", "/_stcore/health")
    answer = line.getresponse()
    answer.read()
    cookie = re.search(r"_streamlit_xsrf=([^;]+)", answer.headers.get("set-cookie", ""))
    token = cookie.group(1) if cookie else ""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="'
        + name.encode(errors="replace").replace(b'"', b"%22").replace(b"\r", b"").replace(b"\n", b"")
        + b'"\r\nContent-Type: application/octet-stream\r\n\r\n'
        + content
        + b"\r\n--x--\r\n"
    )
    address = f"/_stcore/upload_file/{session_id}/{file_id}"
    headers = {"X-Xsrftoken": token, "Cookie": f"_streamlit_xsrf={token}", "Origin": server.address}
    headers["Content-Type"] = "multipart/form-data; boundary=x"
    line.request("PUT", address, body, headers)
    status = line.getresponse().status
    line.close()
    info = FileUploaderState().uploaded_file_info.add(name=name, size=len(content), file_id=file_id)
    info.file_urls.file_id, info.file_urls.upload_url, info.file_urls.delete_url = file_id, address, address
    return status, info


async def garble_all(server: Hosted, count: int, seed: int = 0) -> Counter[str]:
    """Sends ``count`` messages that no page would send, each in a new visit that worked before."""
    found: Counter[str] = Counter()
    chance = random.Random(seed)
    async with Visitor(server.address, chance.choice(PAGES)) as visitor:
        real = visitor.request()
        source = messages(real, chance)
    for number in range(count):
        # No session, an unknown one, somebody else's, or an invalid name.
        existing = ("", "no-such-session", visitor.session_id, "é/../\0")[number % 4].encode().hex()[:64]
        protocols = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", existing] if existing else ["streamlit"]
        try:
            async with connect(
                visitor.stream,
                origin=server.address,
                subprotocols=protocols,
                max_size=None,
                ping_interval=None,
                open_timeout=60,
            ) as line:
                await line.send(real.SerializeToString())
                await _end_of_run(line, found)
                await line.send(next(source))
                await line.send(real.SerializeToString())
                await _end_of_run(line, found)
                found["went on"] += 1
        except WebSocketException as error:
            found[f"closed {getattr(getattr(error, 'rcvd', None), 'code', type(error).__name__)}"] += 1
        except TimeoutError:
            found["left waiting"] += 1
    return found


async def send_all(server: Hosted, sent: Sequence[bytes]) -> Counter[str]:
    """Sends well-formed messages, each in a new visit; counts the results."""
    found: Counter[str] = Counter()
    for message in sent:
        async with Visitor(server.address) as visitor:
            assert visitor.socket is not None
            await visitor.socket.send(message)
            try:
                await visitor.run()
                found["went on"] += 1
            except WebSocketException as error:
                found[f"closed {getattr(getattr(error, 'rcvd', None), 'code', type(error).__name__)}"] += 1
            except TimeoutError:
                found["left waiting"] += 1
    return found


async def _end_of_run(line, found: Counter[str]) -> None:
    async with asyncio.timeout(60):
        while True:
            raw = await line.recv(decode=False)
            if TRACEBACK.search(raw.decode("latin-1")):
                found["traceback"] += 1
            with suppress(DecodeError):
                message = ForwardMsg.FromString(raw)
                if message.delta.new_element.WhichOneof("type") == "exception":
                    found["errors shown"] += 1
                if message.HasField("script_finished") and message.script_finished == 0:
                    return


class Hangers:
    """Connections that start something and never finish it: requests, uploads, websockets, or nothing."""

    def __init__(self, server: Hosted, count: int) -> None:
        self.port, self.count, self.lines = server.port, count, []

    def __enter__(self) -> "Hangers":
        host = f"Host: 127.0.0.1:{self.port}\r\n"
        upgrade = (
            f"GET /_stcore/stream HTTP/1.1\r\n{host}Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        )
        begun = (
            b"",
            b"G",
            f"GET / HTTP/1.1\r\n{host}X-Slow: ".encode(),
            f"PUT /_stcore/upload_file/a/b HTTP/1.1\r\n{host}Content-Length: 5000000\r\n\r\nab".encode(),
            f"POST / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n5\r\nab".encode(),
            upgrade.encode(),
            f"{upgrade}\r\n".encode(),
            f"{upgrade}\r\n".encode() + b"\x82\xfe\xff\xff\0\0\0\0ab",
        )
        for number in range(self.count):
            line = socket.create_connection(("127.0.0.1", self.port), timeout=20)
            line.sendall(begun[number % len(begun)])
            self.lines.append(line)
        return self

    def drip(self) -> int:
        """Sends one more byte on each connection; returns how many are still open on our side."""
        still = 0
        for line in self.lines:
            with suppress(OSError):
                line.sendall(b"a")
                still += 1
        return still

    def __exit__(self, *_: object) -> None:
        for line in self.lines:
            line.close()


async def pace(visitor: Visitor, steps: int) -> float:
    """Median seconds of a step of an ordinary visitor."""
    took = [await visitor.change("cost", [float(step % 10)]) for step in range(steps)]
    assert not visitor.errors, visitor.errors
    return median(took)


#: A server that does nothing: its response time depends on the machine only.
_IDLE = (
    "from http.server import *; server = HTTPServer(('127.0.0.1', 0), BaseHTTPRequestHandler); "
    "print(server.server_port, flush=True); server.serve_forever()"
)


class HealthChecks:
    """Requests the health check every 50 ms, from the server and from an idle server.

    ``slowest`` has the longest response times in seconds: of the server, then of the idle one.
    """

    def __init__(self, server: Hosted) -> None:
        command = (sys.executable, "-c", _IDLE)
        self._idle = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._idle.stdout is not None
        ports = server.port, int(self._idle.stdout.readline())
        self.slowest, self._over = [0.0, 0.0], threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=asked) for asked in enumerate(ports)]

    def is_slow(self, bound: float) -> bool:
        """Whether a response took longer than ``bound`` and the load of the machine does not explain it."""
        served, idle = self.slowest
        return served > bound + 2 * idle

    def __enter__(self) -> "HealthChecks":
        for thread in self._threads:
            thread.start()
        return self

    def _ask(self, place: int, port: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not self._over.wait(0.05):
            start = time.perf_counter()
            with suppress(http.client.HTTPException, OSError):
                line.request("GET", "/_stcore/health")
                line.getresponse().read()
            self.slowest[place] = max(self.slowest[place], time.perf_counter() - start)
        line.close()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
        self._idle.kill()
        self._idle.communicate()

    def __str__(self) -> str:
        served, idle = self.slowest
        return f"slowest health check {served * 1000:.0f} ms (of an idle server {idle * 1000:.0f})"


async def meanwhile(visitor: Visitor, attack) -> tuple[object, float]:
    """The result of ``attack`` (a coroutine), and the median step of another visitor meanwhile."""
    task = asyncio.ensure_future(attack)
    took = []
    while not task.done() or not took:
        took.append(await visitor.change("cost", [float(len(took) % 10)]))
        await asyncio.sleep(0.1)
    assert not visitor.errors, visitor.errors
    return await task, median(took)
