"""A PostgreSQL server of the tests' own: Debian's binaries, a temporary folder, a free port of this machine alone."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from django.db import connections

from khaka.store import place, start
from tests.workspace import _template

_NUMBERS = count(1)


@contextmanager
def pointed(url: str) -> Iterator[str]:
    """Point Django at a database, whatever it was pointed at."""
    settings = connections.settings
    before = settings["default"]
    connections["default"].close()
    settings["default"] = connections.configure_settings({"default": place.database(url)})["default"]
    del connections["default"]
    try:
        yield url
    finally:
        connections["default"].close()
        settings["default"] = before
        del connections["default"]


@contextmanager
def another(folder: Path) -> Iterator[str]:
    """Point Django at a SQLite file of its own, whatever it was pointed at."""
    folder.mkdir()
    shutil.copy(_template(), folder / "another.sqlite3")
    with pointed(f"sqlite:///{folder}/another.sqlite3") as url:
        yield url


class Cluster:
    """One server; ``fresh`` gives a database with the tables and nothing in them."""

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        if not found:
            raise RuntimeError("install Debian's postgresql: its binaries are enough, no service is needed")
        self._bin = found[-1]
        self.folder = Path(tempfile.mkdtemp(prefix="khaka-postgres-"))
        self.port = _free_port()
        if os.getuid() == 0:  # the server refuses to run as root
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self._call("initdb", "-D", "data", "-U", "khaka", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off -c max_connections=200"
        self._call("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")
        self.pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        self._template = self.create()
        with pointed(self.url(self._template)):
            start.migrate()

    def url(self, name: str) -> str:
        return f"postgresql://khaka@127.0.0.1:{self.port}/{name}"

    def create(self, template: str = "template0") -> str:
        """A new database, a copy of another."""
        import psycopg

        name = f"khaka{next(_NUMBERS)}"
        with psycopg.connect(f"host=127.0.0.1 port={self.port} user=khaka dbname=postgres", autocommit=True) as plain:
            plain.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """A database with its tables; gives its address."""
        with pointed(self.url(self.create(self._template))) as url:
            yield url

    def stop(self) -> None:
        """End the server, by its pid, and delete its folder."""
        os.kill(self.pid, 2)  # fast: open connections are cut
        for _ in range(200):
            if not (self.folder / "data" / "postmaster.pid").exists():
                break
            time.sleep(0.05)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _call(self, tool: str, *args: str) -> None:
        command = [str(self._bin / tool), *args]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{tool}: {done.stderr}"


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
