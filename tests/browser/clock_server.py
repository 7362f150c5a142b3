"""A server in a thread of the test whose clock is the test's: for work that takes an organisation weeks."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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


@contextmanager
def timed(home: Path, hall: Any) -> Iterator[Served]:
    """Serve the workspace that Django points at, on a free port of this machine; every page sees the moment ``hall.now``."""
    from django.db import connections

    from khaka.core.clock import moved
    from khaka.web.wsgi import application

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        with moved(hall.now):
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
        yield Served(f"http://127.0.0.1:{server.server_port}", hall, home)
