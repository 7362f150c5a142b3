"""What makes the events' table append-only: triggers of the database itself, for everyone who writes to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": (
        "CREATE TRIGGER store_event_no_update BEFORE UPDATE ON store_event"
        " BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
        "CREATE TRIGGER store_event_no_delete BEFORE DELETE ON store_event"
        " BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION store_event_stays() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$",
        "CREATE TRIGGER store_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON store_event"
        " FOR EACH STATEMENT EXECUTE FUNCTION store_event_stays()",
    ),
}
_OFF: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": ("DROP TRIGGER IF EXISTS store_event_no_update", "DROP TRIGGER IF EXISTS store_event_no_delete"),
    "postgresql": (
        "DROP TRIGGER IF EXISTS store_event_stays ON store_event",
        "DROP FUNCTION IF EXISTS store_event_stays()",
    ),
}


def put_on(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    _run(connection, _ON)


def take_off(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: a restore with ``--replace`` does, inside its transaction, and a test that plays the intruder."""
    _run(connection, _OFF)


def standing(connection: BaseDatabaseWrapper) -> bool:
    """Whether the triggers are there: someone who owns the database can drop them."""
    query, wanted = {
        "sqlite": ("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'store_event'", 2),
        "postgresql": ("SELECT count(*) FROM pg_trigger WHERE tgname = 'store_event_stays' AND tgenabled = 'O'", 1),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return bool(cursor.fetchone()[0] == wanted)


def _run(connection: BaseDatabaseWrapper, statements: Mapping[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
