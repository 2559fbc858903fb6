"""A low-level websocket client, with any source address and frames that no browser would send."""

import base64
import os
import socket
import struct
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

BINARY, CLOSE = 2, 8


class RawWebSocket:
    """A connection to Streamlit at ``address`` from ``source``, with extra ``headers``. ``said`` has the
    subprotocols after Streamlit's two."""

    def __init__(
        self, address: str, source: str = "127.0.0.1", *headers: str, said: tuple[str, ...] = ()
    ) -> None:
        url = urlsplit(address)
        self.socket = socket.create_connection((url.hostname, url.port), 20, source_address=(source, 0))
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {url.path.rstrip('/')}/_stcore/stream HTTP/1.1",
            f"Host: {url.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Protocol: {', '.join(('streamlit', 'PLACEHOLDER_AUTH_TOKEN', *said))}",
            *headers,
        ]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self._read = self.socket.makefile("rb")
        self.status = int(self._read.readline().split()[1])
        while self._read.readline().strip():
            pass

    def send(self, content: bytes, kind: int = BINARY) -> None:
        size = len(content)
        if size < 126:
            head = struct.pack("!BB", 0x80 | kind, 0x80 | size)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 0xFF, size)
        self.socket.sendall(head + bytes(4) + content)  # masked with zeros

    def run(self, query: str = "") -> None:
        """Request a run of the root page, as a browser does after opening a link."""
        message = BackMsg()
        message.rerun_script.query_string = query
        self.send(message.SerializeToString())

    def frame(self) -> tuple[int, bytes]:
        """Kind and content of the next frame. Raises EOFError if there is none."""
        head = self._read.read(2)
        if len(head) < 2:
            raise EOFError
        kind, size = head[0] & 15, head[1] & 127
        if size == 126:
            (size,) = struct.unpack("!H", self._read.read(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", self._read.read(8))
        return kind, self._read.read(size)

    def closing(self) -> tuple[int, str]:
        """Code and reason with which the connection is closed; earlier frames are skipped."""
        while True:
            kind, content = self.frame()
            if kind == CLOSE:
                return struct.unpack("!H", content[:2])[0], content[2:].decode()

    def until_finished(self) -> str:
        """Wait for a run to end, and return the id of the visit."""
        visit = ""
        while True:
            kind, content = self.frame()
            message = ForwardMsg()
            if kind != BINARY:
                continue
            message.ParseFromString(content)
            if message.WhichOneof("type") == "new_session":
                visit = message.new_session.initialize.session_id
            elif message.WhichOneof("type") == "script_finished":
                return visit

    def close(self) -> None:
        self._read.close()
        self.socket.close()
