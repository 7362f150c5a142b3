"""A server in a thread of the test whose clock the test sets: for work that takes an organisation weeks."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tests.browser.workspace_server import Served

# the driver of the browser runs a loop of its own in this thread, and Django would not talk to its database beside one
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Nothing."""


class Timed(Served):
    """A served workspace with a clock: ``now`` is the moment that every page sees."""

    def __init__(self, url: str, hall: Any, home: Path, clock: list[datetime]) -> None:
        super().__init__(url, hall, home)
        self._clock = clock

    def at(self, moment: datetime) -> None:
        """Set the clock; never back."""
        self._clock[0] = max(self._clock[0], moment)
        self.committee.now = self._clock[0]


@contextmanager
def timed(home: Path, hall: Any) -> Iterator[Timed]:
    """Serve the workspace that Django points at, on a free port of this machine, at the hall's moment."""
    from django.db import connections

    from khaka.core.clock import moved
    from khaka.web.wsgi import application

    clock: list[datetime] = [hall.now]

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        with moved(clock[0]):
            answer = application(environ, start_response)
            body = b"".join(answer)
            answer.close()
        connections["default"].close()
        return [body]

    with ExitStack() as stack:
        server = stack.enter_context(make_server("127.0.0.1", 0, app, server_class=_Server, handler_class=_Quiet))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        stack.callback(thread.join, 10)
        stack.callback(server.shutdown)
        yield Timed(f"http://127.0.0.1:{server.server_port}", hall, home, clock)
