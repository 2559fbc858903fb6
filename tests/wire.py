"""A relay between browser and server that counts every byte which the server sends, headers included."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class Wire:
    """Bytes from the server to the browser so far; at most ``rate`` bytes a second where given."""

    def __init__(self, rate: float | None = None) -> None:
        self.rate = rate
        self.received = 0
        self._lock = threading.Lock()
        self._free_at = 0.0

    def count(self, size: int) -> None:
        """Count, and wait as long as a line of this rate would take."""
        with self._lock:
            self.received += size
            now = time.monotonic()
            self._free_at = max(now, self._free_at) + (size / self.rate if self.rate else 0)
            wait = self._free_at - now
        if wait > 0:
            time.sleep(wait)


@contextmanager
def wire_to(address: str, rate: float | None = None) -> Iterator[tuple[str, Wire]]:
    """An address that leads to ``address`` through a counted wire."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    wire = Wire(rate)
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)

    def accept() -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection((host, port))
            for side in (near, far):  # a relay must not keep small pieces back
                side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for start, end, counted in ((near, far, False), (far, near, True)):
                threading.Thread(
                    target=_pump, args=(start, end, wire if counted else None), daemon=True
                ).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", wire
    finally:
        listener.close()


def _pump(start: socket.socket, end: socket.socket, wire: Wire | None) -> None:
    try:
        while block := start.recv(16_384):
            if wire:
                wire.count(len(block))
            end.sendall(block)
    except OSError:
        pass
    finally:
        for side in (start, end):
            side.close()
