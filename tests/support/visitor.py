"""A visitor without a browser, over a real websocket, who opens a page, changes widgets and awaits each run.

It speaks to the server as Streamlit's page does: it sends the values of all widgets, updates the address, and
lists the cached messages that need not be sent again. The widgets come from the server's own messages.
"""

import asyncio
import time
from typing import Any
from urllib.parse import parse_qs, urlencode

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

#: Seconds before a wait times out.
PATIENCE = 60

#: Kind of widget -> the message field with its value.
CARRIES = {
    "slider": "double_array_value",
    "selectbox": "string_value",
    "radio": "string_value",
    "text_input": "string_value",
    "text_area": "string_value",
    "multiselect": "string_array_value",
    "button_group": "string_array_value",
    "date_input": "string_array_value",
    "number_input": "double_value",
    "checkbox": "bool_value",
    "button": "trigger_value",
    "file_uploader": "file_uploader_state_value",
}

DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Widget:
    """A widget as the server described it (``told``), and its current value."""

    def __init__(self, kind: str, told: Any) -> None:
        self.kind, self.told = kind, told
        self.value = self.start()

    @property
    def key(self) -> str:
        """The widget's key in the app."""
        return self.told.id.split("-", 2)[-1]

    def start(self) -> Any:
        """The initial value: the one that the script set, if any, else the default."""
        if not getattr(self.told, "set_value", False):
            return self.default()
        match self.kind:
            case "slider" | "date_input":
                return list(self.told.value)
            case "selectbox" | "radio":
                return self.told.raw_value
            case "multiselect" | "button_group":
                return list(self.told.raw_values)
        return self.told.value

    def default(self) -> Any:
        told = self.told
        match self.kind:
            case "slider" | "date_input":
                return list(told.default)
            case "selectbox" | "radio":
                return told.options[told.default] if told.HasField("default") else None
            case "multiselect":
                return [told.options[i] for i in told.default]
            case "button_group":
                return [told.options[i].content for i in told.default]
            case "number_input" | "text_input" | "text_area":
                return told.default if told.HasField("default") else None
            case "checkbox":
                return told.default
        return None

    def state(self) -> WidgetState | None:
        """What the page sends for the widget; None if it has no value."""
        if self.value is None:
            return None
        state = WidgetState(id=self.told.id)
        field = CARRIES[self.kind]
        if field.endswith("array_value"):
            getattr(state, field).data.extend(self.value)
            if not self.value:
                getattr(state, field).SetInParent()
        elif isinstance(self.value, Message):
            getattr(state, field).CopyFrom(self.value)
        else:
            setattr(state, field, self.value)
        return state

    def in_address(self) -> list[str]:
        values = self.value if isinstance(self.value, list) else [self.value]
        return [
            str(value).lower()
            if isinstance(value, bool)
            else f"{value:g}"
            if isinstance(value, float)
            else value
            for value in values
        ]


class Visitor:
    """``finished`` counts the completed runs of the script, and ``errors`` has the errors shown. ``texts``
    and ``said`` have what the last run sent: its texts, and all its bytes."""

    def __init__(self, address: str, page: str = "", query: str = "", source: str = "") -> None:
        self.address, self.source = address, source
        self.stream = address.replace("http", "ws", 1) + "/_stcore/stream"
        self.page, self.query = page, parse_qs(query, keep_blank_values=True)
        self.raw_query: str | None = None
        self.widgets: dict[str, Widget] = {}
        self.errors: list[str] = []
        self.texts: list[str] = []
        self.said = b""
        self.finished = self.received = 0
        self.session_id = self.script_hash = ""
        self.socket: ClientConnection | None = None
        self._held: dict[str, int] = {}
        self._shown: dict[str, Widget] = {}

    async def __aenter__(self) -> "Visitor":
        self.socket = await connect(
            self.stream,
            origin=self.address,
            subprotocols=["streamlit"],
            max_size=None,
            # On Linux, all of 127.0.0.0/8 is local, and each address counts as another client.
            local_addr=(self.source, 0) if self.source else None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        await self.run()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.socket is not None:
            await self.socket.close()

    async def run(self, pressed: Widget | None = None) -> float:
        """Request a run with the current values; returns the seconds until it is complete."""
        return await self.ask(self.request(pressed))

    def request(self, pressed: Widget | None = None) -> BackMsg:
        message = BackMsg()
        rerun = message.rerun_script
        # The first request has the address exactly as typed.
        typed = self.raw_query if self.raw_query is not None and not self.finished else None
        rerun.query_string = urlencode(self.query, doseq=True) if typed is None else typed
        rerun.page_script_hash, rerun.page_name = self.script_hash, "" if self.script_hash else self.page
        rerun.cached_message_hashes.extend(self._held)
        rerun.context_info.timezone, rerun.context_info.locale = "Europe/London", "en-GB"
        states = (widget.state() for widget in self.widgets.values())
        rerun.widget_states.widgets.extend(state for state in states if state is not None)
        if pressed is not None:
            rerun.widget_states.widgets.add(id=pressed.told.id, trigger_value=True)
        return message

    async def ask(self, message: BackMsg) -> float:
        assert self.socket is not None
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._took(await self.socket.recv(decode=False)):
                pass
        return time.perf_counter() - start

    async def change(self, key: str, value: Any) -> float:
        """Set the value of a widget; returns the seconds until the run is complete."""
        widget = self.widgets[key]
        widget.value = value
        self._write_address(widget)
        return await self.run()

    def _write_address(self, widget: Widget) -> None:
        """A bound widget is in the address unless it has its default value."""
        bound = getattr(widget.told, "query_param_key", "")
        if bound:
            self.query.pop(bound, None)
            if widget.value != widget.default():
                self.query[bound] = widget.in_address()

    async def press(self, key: str) -> float:
        return await self.run(self.widgets[key])

    def _took(self, raw: bytes) -> bool:
        """Process one message from the server; returns whether it completes a run."""
        message = ForwardMsg.FromString(raw)
        self.received += len(raw)
        kind = message.WhichOneof("type")
        if message.metadata.cacheable or kind == "ref_hash":
            self._held[message.ref_hash or message.hash] = self.finished
        self.said += raw
        if kind == "new_session":
            self.session_id = message.new_session.initialize.session_id
            self.script_hash = message.new_session.page_script_hash
            self._shown, self.texts, self.said = {}, [], b""
        elif kind == "navigation":
            self.script_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = parse_qs(message.page_info_changed.query_string, keep_blank_values=True)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message.delta.new_element)
        elif kind == "script_finished" and message.script_finished in DONE:
            self.widgets = self._shown
            self._held = {name: seen for name, seen in self._held.items() if seen >= self.finished - 1}
            self.finished += 1
            return True
        elif kind == "session_event" or (kind == "script_finished" and message.script_finished == 1):
            self.errors.append(str(message)[:300])
        return False

    def _element(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        told = getattr(element, kind)
        if kind == "exception":
            self.errors.append(f"{told.type}: {told.message}")
        elif kind == "markdown" or kind in ("alert", "heading"):
            self.texts.append(told.body)
        elif kind in CARRIES:
            new = Widget(kind, told)
            known = self.widgets.get(new.key)
            if getattr(told, "set_value", False):
                self._write_address(new)
            elif known is not None and known.told.id == told.id:
                new.value = known.value
            self._shown[new.key] = new
