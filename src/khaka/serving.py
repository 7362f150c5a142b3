"""The entry above both doors: it starts the server of the workspace. ``khaka serve`` runs it by its name."""

from __future__ import annotations

import errno
import getpass
import ipaddress
import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.locale import Translator

SETTINGS: Final = "khaka.web.settings"
APPLICATION: Final = "khaka.web.wsgi:application"
#: Seconds between two looks of the server's own loop.
EVERY: Final = 5.0
PASSWORD: Final = "KHAKA_ADMIN_PASSWORD"


@dataclass(frozen=True, slots=True)
class Options:
    """What ``khaka serve`` was asked for.

    Parameters
    ----------
    names
        Host names that the pages answer to beside this machine's own.
    https
        A proxy in front speaks TLS: cookies travel by it alone.
    admin, password_file
        The first administrator's address, and a file with the password; empty: asked for on a terminal.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    database: str = ""
    workers: int = 2
    names: tuple[str, ...] = ()
    https: bool = False
    admin: str = ""
    password_file: Path | None = None
    demo: bool = False
    lang: str = "en"


def serve(options: Options) -> None:
    """Make what is missing, then answer requests until the process is told to stop.

    Raises
    ------
    KhakaError
        The port is taken, the database cannot be used, the folder cannot be written.
    """
    say = Translator(options.lang)
    _environment(options)
    _free(options.host, options.port)
    prepare(options, say)
    if not _private(options.host) and not options.https:
        _tell(say, msg("serve.open", host=options.host))
    host = f"[{options.host}]" if ":" in options.host else options.host
    _tell(say, msg("serve.at", address=f"http://{host}:{options.port}/"))
    loop = subprocess.Popen([sys.executable, "-m", "khaka.serving"], env={**os.environ, _PARENT: str(os.getpid())})
    try:
        _run(options)
    finally:
        loop.terminate()
        with suppress(subprocess.TimeoutExpired):
            loop.wait(5)


def prepare(options: Options, say: Translator) -> None:
    """Tables, the first administrator, the demonstration; and whether the chain is as far as it was seen to be."""
    from khaka.store import start

    start.setup(SETTINGS)
    from django.db import connections

    from khaka.store import place, witness

    _tell(say, msg("serve.database", where=place.shown()))
    start.reach()
    start.migrate()
    if not start.begun():
        _begin(options, say)
    if options.demo:
        _demonstrate(say)
    if not witness.check():
        from khaka.store.halt import said
        from khaka.store.models import Head

        _tell(say, said(Head.objects.get(pk=1).halted))
    connections.close_all()


def _environment(options: Options) -> None:
    from khaka.store import place

    os.umask(0o077)  # the database and what lies beside it are its owner's alone
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    place.choose(options.database)
    names = [*options.names] if options.host in ("0.0.0.0", "::") else [options.host, *options.names]
    os.environ["KHAKA_NAMES"] = ",".join([*filter(None, os.environ.get("KHAKA_NAMES", "").split(",")), *names])
    if options.https:
        os.environ["KHAKA_HTTPS"] = "1"


def _free(host: str, port: int) -> None:
    """Say in words what would otherwise be a worker's traceback."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
    except (OSError, OverflowError) as error:
        code = getattr(error, "errno", None)
        if code == errno.EADDRINUSE:
            raise KhakaError(msg("error.serve.port", port=str(port)), msg("error.serve.port_hint")) from None
        why = getattr(error, "strerror", "") or str(error)
        raise KhakaError(
            msg("error.serve.host", host=f"{host}:{port}", why=why), msg("error.serve.host_hint")
        ) from None


def _private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _begin(options: Options, say: Translator) -> None:
    from khaka.committee.noun import Words
    from khaka.store.start import found_workspace

    email, password, drawn = _administrator(options, say)
    found_workspace(email, password, Words("Administrator", "प्रशासक"))
    _tell(say, msg("serve.begun", email=email))
    if drawn:
        _tell(say, msg("serve.password", password=password))


def _administrator(options: Options, say: Translator) -> tuple[str, str, bool]:
    """Address and password of the first administrator, and whether the password was drawn here."""
    terminal = sys.stdin is not None and sys.stdin.isatty()
    email = options.admin
    if not email:
        email = _ask(say, msg("serve.ask.email")) if terminal else "admin@localhost"
    fault = _email_fault(email)
    if fault:
        raise KhakaError(fault, msg("error.serve.email_hint"))
    given = _given_password(options)
    if given:
        return email, _good(given, say), False
    if terminal:
        return email, _good(_ask(say, msg("serve.ask.password"), secret=True), say), False
    return email, secrets.token_urlsafe(12), True


def _email_fault(email: str) -> Message | None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
    except ValidationError:
        return msg("error.serve.email", email=email)
    return None


def _given_password(options: Options) -> str:
    if options.password_file is None:
        return os.environ.get(PASSWORD, "")
    try:
        return options.password_file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise KhakaError(msg("error.serve.password_file", file=str(options.password_file))) from None


def _good(password: str, say: Translator) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import translation

    try:
        with translation.override(say.lang):
            validate_password(password)
    except ValidationError as error:
        raise KhakaError(msg("error.serve.password", why=" ".join(error.messages))) from None
    return password


def _ask(say: Translator, question: Message, *, secret: bool = False) -> str:
    try:
        return getpass.getpass(say.text(question) + " ") if secret else input(say.text(question) + " ").strip()
    except EOFError:
        raise KhakaError(msg("error.serve.email", email="")) from None


def _demonstrate(say: Translator) -> None:
    """Fill the demonstration in a process of its own.

    It reads tables, and tables are read by threads: a server whose workers are forked from a process with such threads
    waits for ever the first time that a worker reads a table itself.
    """
    command = [sys.executable, "-m", "khaka.serving", _DEMONSTRATE]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE)
    if done.returncode:
        raise KhakaError(msg("error.serve.demo"), msg("error.serve.demo_hint"))
    password = done.stdout.decode().strip()
    if password:
        _tell(say, msg("serve.demo", password=password))


def _demonstrate_here() -> None:
    from khaka.store import start

    start.setup(SETTINGS)
    from khaka.desk.demonstration import demonstrate

    try:
        print(demonstrate())  # noqa: T201
    except KhakaError:  # said in words by the process that asked
        raise SystemExit(1) from None


def _run(options: Options) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        APPLICATION, address=options.host, port=options.port, interface=Interfaces.WSGI, workers=options.workers,
        blocking_threads=4, log_level=LogLevels.warning, respawn_failed_workers=True, websockets=False,
    ).serve()  # fmt: skip


def _tell(say: Translator, what: Message) -> None:
    print(say.text(what), file=sys.stderr, flush=True)  # noqa: T201


#: Set for the server's loop: the process that it belongs to.
_PARENT: Final = "KHAKA_SERVE_PID"
_DEMONSTRATE: Final = "demonstrate"


def loop(parent: int) -> None:
    """What is due by the clock, the mails, and how far the chain goes: until the server is gone."""
    from khaka.store import start

    start.setup(SETTINGS)
    import logging

    from django.db import connections

    from khaka.desk import upkeep, watched
    from khaka.store import mails, notices, ticks, witness
    from khaka.store.records import Stored

    def due() -> int:
        records = Stored()
        return ticks.tick(lambda decision: watched.figures(records, decision))

    todo = (due, upkeep.tick, witness.keep, *((mails.send_due, notices.send_new) if mails.configured() else ()))
    while os.getppid() == parent:
        for work in todo:
            try:
                work()
            except Exception:  # a database that is gone for a moment, say: the next round does it
                logging.getLogger("khaka.serving").exception("the server's loop")
                connections.close_all()
        time.sleep(EVERY)


if __name__ == "__main__" and sys.argv[1:] == [_DEMONSTRATE]:
    _demonstrate_here()
elif __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        loop(int(os.environ.get(_PARENT, "0")))
