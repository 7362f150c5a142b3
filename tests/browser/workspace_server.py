"""The real server of the workspace for tests in a browser: a committee, `khaka serve` on a free port, people who sign in.

The fixtures ``served`` (a committee with its people on a running server) and ``someone`` (a page of one of them) come
through ``conftest.py``.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

# the driver of the browser runs a loop of its own in this thread, and Django would not talk to its database beside one
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

#: Seconds until the server must have answered.
_PATIENCE: Final = 60


class Served:
    """A workspace that a server answers for.

    Attributes
    ----------
    url
        Where it answers, without a slash at the end.
    committee
        The committee in it (``tests.workspace.Committee``), to act through the one door without a browser. Its clock goes
        a day behind: what it does there, and the time that it lets pass, lies before what is done in the browser.
    """

    def __init__(self, url: str, committee: Any, home: Path) -> None:
        self.url, self.committee, self.home = url, committee, home
        self._kept: dict[tuple[str, str], Any] = {}

    def email(self, person: str) -> str:
        return f"{person}@example.org"

    def session(self, browser: Any, person: str, lang: str) -> Any:
        """Cookies of someone who came in through the sign-in form; a person signs in once a language."""
        if (person, lang) not in self._kept:
            context = browser.new_context(locale=f"{lang}-IN")
            page = context.new_page()
            page.goto(f"{self.url}/account/login/")
            sign_in(page, self.email(person))
            self._kept[person, lang] = context.storage_state()
            context.close()
        return self._kept[person, lang]


def sign_in(page: Any, email: str, password: str = "") -> None:
    """Fill in the sign-in form and send it, by keyboard."""
    from tests.workspace import PASSWORD

    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password or PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/", wait_until="load")


@contextmanager
def serving(folder: Path, *, prepare: Callable[[Any], Any] | None = None, **options: Any) -> Iterator[Served]:
    """A committee in a new database, and the server for it until the block ends.

    Parameters
    ----------
    prepare
        Called with the committee before the server starts: what stands already when the first page is opened.
    options
        Of ``tests.workspace.Committee``: ``way``, ``rules``, ``people``.
    """
    from tests.workspace import Committee, fresh_database

    with ExitStack() as stack:
        path = stack.enter_context(fresh_database(folder))
        made = stack.enter_context(_yesterday(Committee, options))
        _passwords()
        if prepare is not None:
            prepare(made)
        url = stack.enter_context(_process(folder, path))
        yield Served(url, made, folder)


@contextmanager
def _yesterday(committee: Any, options: Any) -> Iterator[Any]:
    from khaka.core.clock import moved

    day = -timedelta(days=1)
    with moved(day):
        made = committee(**options)
        made._ahead = day
        try:
            yield made
        finally:
            made.close()


def _passwords() -> None:
    """One password for everyone; hashed once, it takes its time."""
    from django.contrib.auth.hashers import make_password

    from khaka.store.models import Account
    from tests.workspace import PASSWORD

    Account.objects.update(password=make_password(PASSWORD))


@contextmanager
def _process(home: Path, database: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = home / "server.log"
    left_out = {"KHAKA_HOME", "KHAKA_DATABASE", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {k: v for k, v in os.environ.items() if k not in left_out} | {"KHAKA_HOME": str(home)}
    command = [sys.executable, "-c", "from khaka.cli.main import run; run()", "serve", "--port", str(port)]
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, "--workers", "1", "--database", f"sqlite:///{database}"],
            env=environment, cwd=home, stdout=out, stderr=out,
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            _await(url, server, log)
            yield url
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _await(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{url}/health/", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"the server did not answer: {log.read_text('utf-8')[-2000:]}")


class Door:
    """Opens pages of people on a served workspace and keeps what the browser complained of."""

    def __init__(self, browser: Any, served: Served) -> None:
        self._browser, self._served = browser, served
        self.faults: list[str] = []
        self._contexts: list[Any] = []

    def __call__(
        self, person: str = "", lang: str = "en", at: str = "/", width: int = 320, height: int = 700, **options: Any
    ) -> Any:
        """A page of a person, at an address; of nobody without a name. ``options`` go to the browser's context."""
        state = {"storage_state": self._served.session(self._browser, person, lang)} if person else {}
        wanted = {"reduced_motion": "reduce", "locale": f"{lang}-IN", "viewport": {"width": width, "height": height}}
        context = self._browser.new_context(**wanted | state | options)
        if lang:
            context.add_cookies([{"name": "khaka_language", "value": lang, "url": self._served.url}])
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda m: self.faults.append(f"{page.url}: {m.text}") if _bad(m) else None)
        page.on("pageerror", lambda e: self.faults.append(f"{page.url}: {e}"))
        page.on("request", lambda r: self.faults.append(r.url) if self._foreign(r.url) else None)
        page.goto(self._served.url + at)
        return page

    def _foreign(self, url: str) -> bool:
        return not url.startswith((self._served.url, "data:", "blob:", "about:"))

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def _bad(message: Any) -> bool:
    """Errors and warnings; not Chromium's own line about the status of an answer that is a refusal on purpose."""
    return message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text
