"""Where the workspace lives: its folder, its database's address, its secret. All from the environment that the entry sets."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from khaka.core.errors import KhakaError
from khaka.core.message import msg

#: Environment variables that ``khaka serve`` sets for its workers.
HOME: Final = "KHAKA_HOME"
DATABASE: Final = "KHAKA_DATABASE"


def home() -> Path:
    """The workspace's folder: KHAKA_HOME, else the user's data folder. It is made, for its owner alone, when missing."""
    import platformdirs

    folder = Path(os.environ.get(HOME) or Path(platformdirs.user_data_dir("khaka", appauthor=False)) / "workspace")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _folder(folder, error) from None
    return folder


def choose(url: str = "") -> str:
    """Set the environment for a database address and give it back in full; every process that is started inherits it.

    A SQLite file brings its folder as the workspace's home where none is named.

    Raises
    ------
    KhakaError
        Not an address of a database, or a folder that cannot be made.
    """
    url = url or os.environ.get(DATABASE, "")
    found = database(url)
    if found["ENGINE"].endswith("sqlite3"):
        file = Path(found["NAME"]).absolute()
        os.environ.setdefault(HOME, str(file.parent))
        url = f"sqlite:///{quote(str(file))}"
    os.environ[DATABASE] = url
    home()
    return url


def shown(url: str = "") -> str:
    """A database's address without its password, for messages."""
    found = database(url)
    if found["ENGINE"].endswith("sqlite3"):
        return str(found["NAME"])
    host = ":".join(p for p in (found["HOST"] or "localhost", found["PORT"]) if p)
    return f"postgresql://{host}/{found['NAME']}"


def _folder(folder: Path, error: OSError) -> KhakaError:
    why = error.strerror or str(error)
    return KhakaError(msg("error.store.folder", folder=str(folder), why=why), msg("error.store.folder_hint"))


def database(url: str = "") -> dict[str, Any]:
    """Django's settings for a database address.

    Parameters
    ----------
    url
        ``sqlite:///path`` or ``postgresql://user:password@host:port/name``; empty: KHAKA_DATABASE, else SQLite at home.

    Raises
    ------
    KhakaError
        Another kind of address, or one without a name.

    Notes
    -----
    SQLite runs with write-ahead logging and takes the write lock when a transaction begins: with its defaults most
    transactions of a busy minute are lost (measured; docs/design/0026-the-store.md).
    """
    url = url or os.environ.get(DATABASE, "")
    if not url:
        return _sqlite(str(home() / "workspace.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in ("postgresql", "postgres") and parts.path.strip("/"):
        return _postgres(url)
    shown = f"{parts.scheme}://…" if "@" in url else url
    raise KhakaError(msg("error.store.database", url=shown), msg("error.store.database_hint"))


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            # recursive triggers: without them REPLACE would slip past the rule that events are never deleted
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise KhakaError(msg("error.store.database", url="postgresql://…"), msg("error.store.database_hint")) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def secret() -> str:
    """The key that signs sessions: made once, kept in the workspace's folder for its owner alone."""
    path = home() / "secret.key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        pass
    made = secrets.token_urlsafe(48)
    try:
        with open(path, "x", opener=lambda p, flags: os.open(p, flags, 0o600)) as handle:
            handle.write(made)
    except FileExistsError:  # another worker was first
        return path.read_text("ascii").strip()
    except OSError as error:
        raise _folder(path.parent, error) from None
    return made
