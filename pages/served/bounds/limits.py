"""How much one client may send and use: a token bucket for each client address."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

#: Processor seconds that a client may use per second, and in a burst. A client that uses more is not refused,
#: but waits for the others (pages/visit/turns.py). Moving a slider every five seconds uses about 0.01.
PROCESSOR, PROCESSOR_AT_ONCE = 0.5, 2.0


def client_of(scope: Mapping[str, Any]) -> str:
    """The address, or the IPv6 network, that counts as one client.

    Behind a proxy named in FORWARDED_ALLOW_IPS, uvicorn has already put the visitor's address here; it trusts
    the header of no other proxy. A home or a phone has a whole /64 of IPv6 addresses, which is one client.
    """
    client = scope.get("client")
    host = str(client[0]) if client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, 64), strict=False))
        return str(address.ipv4_mapped)
    return str(address)


class Buckets:
    """A token bucket for each key: ``rate`` tokens are added per second, up to ``capacity``.

    At most ``kept`` keys are remembered. The least recently used one is dropped first: its bucket is the most
    likely to be full again.
    """

    def __init__(
        self,
        rate: float,
        capacity: float,
        *,
        kept: int = 20_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate, self.capacity, self.kept, self.clock = rate, capacity, kept, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Spend one token if there is one; whether there was."""
        left = self._in(key)
        was_there = left >= 1
        self._keep(key, left - was_there)
        return was_there

    def pay(self, key: str, tokens: float) -> bool:
        """Spend ``tokens`` that have already been used, even if the bucket holds fewer; whether it is then in
        debt. The debt is at most the capacity."""
        left = max(-self.capacity, self._in(key) - tokens)
        self._keep(key, left)
        return left < 0

    def _in(self, key: str) -> float:
        left, then = self._left.pop(key, (self.capacity, 0.0))
        return min(self.capacity, left + (self.clock() - then) * self.rate)

    def _keep(self, key: str, left: float) -> None:
        self._left[key] = left, self.clock()
        if len(self._left) > self.kept:
            self._left.popitem(last=False)
