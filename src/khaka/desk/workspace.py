"""The workspace from outside its pages: backup, restore, drill, export, and what state its database is in.

Each function opens the database that its address names, once a process: they are for the command line and for scripts,
not for the pages.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.desk.verify import read_strictly
from khaka.store import place, start


@dataclass(frozen=True, slots=True)
class State:
    """What a database is in.

    Parameters
    ----------
    where
        The address, without a password.
    begun
        There is a workspace in it; the rest means nothing otherwise.
    faults
        What is wrong: tables of another version, triggers gone, a chain or records that are not what they were.
    halted
        Why nothing can be written; None when writing is free.
    """

    where: str
    begun: bool
    events: int = 0
    head: str = ""
    faults: tuple[Message, ...] = ()
    halted: Message | None = None


def back_up(file: Path, database: str = "", *, replace: bool = False) -> dict[str, Any]:
    """Write the workspace to a file; gives its manifest. See ``khaka.store.backup``."""
    _open_existing(database)
    from khaka.store import backup

    return backup.write(file, replace=replace)


def put_back(file: Path, database: str = "", *, replace: bool = False, against: Path | None = None) -> Any:
    """Restore a file into an empty database, or over one with ``replace``. See ``khaka.store.restore``.

    Parameters
    ----------
    against
        A checkpoint that a witness kept, or a later export: events that the backup lacks make the workspace read-only.

    Returns
    -------
    khaka.store.restore.Restored
    """
    witness = read_strictly(against) if against is not None else None
    if not file.is_file():
        raise KhakaError(msg("error.restore.read", file=str(file), why=os.strerror(2)))
    _open(database)
    start.migrate()
    from khaka.store.backup import Backup
    from khaka.store.restore import restore

    return restore(Backup(file), replace=replace, against=witness)


def drill(file: Path) -> Any:
    """Restore a file into a scratch database, verify it there, and throw the database away.

    Returns
    -------
    khaka.store.restore.Restored
    """
    with tempfile.TemporaryDirectory(prefix="khaka-drill-") as folder, _elsewhere(folder):
        done = put_back(file, f"sqlite:///{folder}/drill.sqlite3")
        from khaka.store import history

        found = history.faults()
        if found:
            raise KhakaError(msg("error.restore.faults", n=len(found), fault=found[0].message))
        return done


def export_chain(database: str = "") -> dict[str, Any]:
    """The whole chain, hidden texts withheld, as ``khaka verify`` reads it."""
    _open_existing(database)
    from khaka.store import history

    return history.exported(withhold=True)


def export_checkpoint(database: str = "") -> dict[str, Any]:
    """The head of the chain as a small file for a witness."""
    _open_existing(database)
    from khaka.committee.chain import checkpoint_document
    from khaka.store import history

    return checkpoint_document(history.reached())


def export_evidence(decision: str, database: str = "") -> dict[str, Any]:
    """A decision's sealed evidence, as ``khaka verify`` reads it."""
    _open_existing(database)
    from khaka.store import history

    return history.evidence(decision)


def state(database: str = "") -> State | None:
    """What the database is in; None when there is none yet. Nothing is made and nothing is changed."""
    url = database or os.environ.get(place.DATABASE, "")
    if not url and not _default_file().is_file():
        return None
    found = place.database(url)
    if found["ENGINE"].endswith("sqlite3") and not Path(found["NAME"]).is_file():
        return None
    _open(url)
    from django.db import connection

    from khaka.store import halt, history, triggers
    from khaka.store.models import Head

    if not start.ready():
        return State(place.shown(), False, faults=(msg("store.state.tables"),))
    head = Head.objects.filter(pk=1).first()
    if head is None or not head.seq:
        return State(place.shown(), False)
    faults = [f.message for f in history.faults()]
    if not triggers.standing(connection):
        faults.insert(0, msg("store.state.triggers"))
    return State(
        place.shown(), True, head.seq, head.hash, tuple(faults), halt.said(head.halted) if head.halted else None
    )  # fmt: skip


@contextmanager
def _elsewhere(folder: str) -> Iterator[None]:
    """Work in a folder and a database of its own, and go back to what was named before."""
    before = {k: os.environ.get(k) for k in (place.HOME, place.DATABASE)}
    os.environ[place.HOME] = folder
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
        start.point()


def _default_file() -> Path:
    import platformdirs

    folder = os.environ.get(place.HOME) or Path(platformdirs.user_data_dir("khaka", appauthor=False)) / "workspace"
    return Path(folder) / "workspace.sqlite3"


def _open(database: str) -> None:
    os.umask(0o077)
    place.choose(database)
    start.setup()
    start.point()
    start.reach()


def _open_existing(database: str) -> None:
    """Open a database that is there, in this version's form: asking for a copy of nothing must not make it."""
    found = place.database(database)
    if found["ENGINE"].endswith("sqlite3") and not Path(found["NAME"]).is_file():
        raise KhakaError(msg("error.store.none", where=found["NAME"]), msg("error.backup.empty_hint"))
    _open(database)
    if not start.ready():
        raise KhakaError(msg("error.store.form", where=place.shown()), msg("error.store.form_hint"))
