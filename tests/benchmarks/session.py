"""A browser's side of Streamlit's websocket, without a browser: ask for a page, take what it draws."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


@dataclass(frozen=True)
class Drawn:
    """One run of a page: how long until it was whole, and its elements."""

    seconds: float
    elements: tuple[Element, ...]


class Session:
    """One open page of a served dashboard."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.kept: dict[str, ForwardMsg] = {}

    def run(self, page: str, query: str = "") -> Drawn:
        """Run a page once more and wait until its script has finished."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        began = time.perf_counter()
        self.socket.send(asked.SerializeToString())
        elements = []
        while True:
            told = self._told()
            kind = told.WhichOneof("type")
            if kind == "script_finished":
                return Drawn(time.perf_counter() - began, tuple(elements))
            if kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                elements.append(told.delta.new_element)

    def _told(self) -> ForwardMsg:
        """The next message; one sent before is only named by its hash."""
        told = ForwardMsg.FromString(self.socket.recv())
        if told.WhichOneof("type") == "ref_hash":
            return self.kept[told.ref_hash]
        if told.hash:
            self.kept[told.hash] = told
        return told


@contextmanager
def opened(address: str) -> Iterator[Session]:
    """Open a session as a browser tab would."""
    socket = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(socket, origin=address, subprotocols=["streamlit"], max_size=None) as connection:
        yield Session(connection)
