"""A relay between browser and server that counts every byte that the server sends, including headers."""

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Wire:
    """Counts the bytes from the server to the browser (``received``).

    If ``rate`` is given, it limits the bytes per second. ``round_trip`` is the added delay in seconds.
    """

    def __init__(self, rate: float | None = None, round_trip: float = 0.0) -> None:
        self.rate, self.round_trip = rate, round_trip
        self.received = 0
        self._lock = threading.Lock()
        self._free_at = 0.0

    def sent(self) -> float:
        """When data that the browser sends now reaches the server, by ``time.monotonic``."""
        return time.monotonic() + self.round_trip / 2

    def answered(self, size: int) -> float:
        """When ``size`` bytes that the server sends now have reached the browser, after all earlier ones."""
        with self._lock:
            self.received += size
            self._free_at = max(time.monotonic(), self._free_at) + (size / self.rate if self.rate else 0)
            return self._free_at + self.round_trip / 2


@contextmanager
def wire_to(address: str, rate: float | None = None, round_trip: float = 0.0) -> Iterator[tuple[str, Wire]]:
    """A relay address for ``address``, and the ``Wire`` that counts its bytes."""
    server = (urlsplit(address).hostname, urlsplit(address).port)
    wire = Wire(rate, round_trip)
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)

    def accept() -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=_connect, args=(near, server, wire), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", wire
    finally:
        listener.close()


def _connect(near: socket.socket, server: tuple[str, int], wire: Wire) -> None:
    time.sleep(wire.round_trip)  # the TCP handshake
    try:
        far = socket.create_connection(server)
    except OSError:
        near.close()
        return
    for side in (near, far):  # a relay must not delay small packets
        side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for start, end, due in ((near, far, lambda _: wire.sent()), (far, near, wire.answered)):
        on_the_way: queue.SimpleQueue = queue.SimpleQueue()
        threading.Thread(target=_take, args=(start, on_the_way, due), daemon=True).start()
        threading.Thread(target=_give, args=(end, on_the_way), daemon=True).start()


def _take(start: socket.socket, on_the_way: queue.SimpleQueue, due: Callable[[int], float]) -> None:
    block = b" "
    while block:
        try:
            block = start.recv(16_384)
        except OSError:
            block = b""
        on_the_way.put((due(len(block)), block))


def _give(end: socket.socket, on_the_way: queue.SimpleQueue) -> None:
    """Sends each block when it is due. The empty last block shuts both directions down."""
    with suppress(OSError), end:
        while True:
            due, block = on_the_way.get()
            time.sleep(max(0.0, due - time.monotonic()))
            if not block:
                end.shutdown(socket.SHUT_RDWR)
                return
            end.sendall(block)
