"""How much one client may send and use: a token bucket for each client address."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

#: Processor seconds of a client, each second and at once. Nobody is refused for them: whoever uses more waits
#: for the others (pages/visit/turns.py). A person who moves a slider every five seconds uses a hundredth.
PROCESSOR, PROCESSOR_AT_ONCE = 0.5, 2.0


def client_of(scope: Mapping[str, Any]) -> str:
    """The address that is counted as one client.

    Behind a proxy that FORWARDED_ALLOW_IPS names, uvicorn has put the visitor's address here already, and it
    believes the header of no other. A home or a phone has a whole /64 of IPv6 addresses: that is one client.
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
    """A bucket for each key: ``rate`` tokens a second come back, up to ``capacity``.

    At most ``kept`` keys are remembered; the one unused for longest goes first, since its bucket is the
    likeliest to be full again.
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
        """Whether a token was there. It is spent then."""
        left = self._in(key)
        was_there = left >= 1
        self._keep(key, left - was_there)
        return was_there

    def pay(self, key: str, tokens: float) -> bool:
        """Spend ``tokens`` that were used already, also where the bucket does not hold them; whether it owes
        some then. It owes at most what it holds when it is full."""
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
