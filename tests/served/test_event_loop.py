"""The server's event loop sends small packets at once (docs/decisions/0032)."""

import asyncio
import socket

import uvicorn


class FirstConnection(asyncio.Protocol):
    def __init__(self, came):
        self.came = came

    def connection_made(self, transport):
        self.came.set_result(transport.get_extra_info("socket"))


async def waits_for_more():
    """Whether a connection delays small packets, on a socket opened as Streamlit opens its own."""
    loop = asyncio.get_running_loop()
    came = loop.create_future()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        server = await loop.create_server(lambda: FirstConnection(came), sock=listening)
        async with server:
            _, writer = await asyncio.open_connection(*listening.getsockname())
            near = await came
            waits = near.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
            writer.close()
    return waits


def test_the_event_loop_of_the_server_sends_small_packets_at_once():
    """If packets were delayed, each file of a page would arrive 40 ms late."""
    with asyncio.Runner(loop_factory=uvicorn.Config("no:app").get_loop_factory()) as runner:
        assert runner.run(waits_for_more()) is False
