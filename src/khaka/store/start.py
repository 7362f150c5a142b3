"""From nothing to a workspace: tables, the first administrator, the first event."""

from __future__ import annotations

import os
from typing import Final

from khaka.committee.noun import Words
from khaka.committee.start import genesis
from khaka.core.clock import now
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg

SETTINGS: Final = "khaka.store.settings"
#: The unit that everything belongs to, and its names.
NATION: Final = "IN"
NATION_NAME: Final = Words("India", "भारत")
NAME: Final = Words("Workspace", "कार्यस्थल")


def setup(settings: str = SETTINGS) -> None:
    """Load Django once; what is loaded already stays."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    if not apps.ready:
        django.setup()


def point(url: str = "") -> None:
    """Make Django use a database, in a process that has used another before too; it is for one thread alone.

    Raises
    ------
    KhakaError
        Not an address of a database.
    """
    from django.db import connections

    from khaka.store import place

    settings = connections.settings
    wanted = connections.configure_settings({"default": place.database(url)})["default"]
    if all(settings["default"].get(k) == wanted[k] for k in ("ENGINE", "NAME", "HOST", "PORT", "USER")):
        return
    connections["default"].close()
    settings["default"] = wanted
    del connections["default"]


def migrate() -> None:
    """Bring the tables to this version's form."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def reach() -> None:
    """Open the database, and see that no newer version of Khaka has made its tables.

    Raises
    ------
    KhakaError
        It cannot be reached, is no database, or is of a newer version.
    """
    from django.db import DatabaseError, connection
    from django.db.migrations.loader import MigrationLoader

    from khaka.store import place

    where = place.shown()
    try:
        connection.ensure_connection()
        loader = MigrationLoader(connection, ignore_no_migrations=True)
    except DatabaseError as error:
        why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise KhakaError(msg("error.store.unreachable", where=where, why=why), _hint(connection.vendor)) from None
    newer = sorted(name for app, name in set(loader.applied_migrations) - set(loader.disk_migrations) if app == "store")
    if newer:
        raise KhakaError(msg("error.store.newer", where=where, name=newer[-1]), msg("error.store.newer_hint"))


def _hint(vendor: str) -> Message:
    return msg(f"error.store.unreachable_hint.{vendor}")


def ready() -> bool:
    """True when the tables are there, in this version's form."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def begun() -> bool:
    """True when the workspace has its first event."""
    from khaka.store.models import Head

    return Head.objects.filter(pk=1, seq__gt=0).exists()


def found_workspace(email: str, password: str | None, name: Words) -> str:
    """Make the first administrator and the first event; gives the administrator's id.

    Raises
    ------
    KhakaError
        There is a workspace already.
    """
    from django.db import transaction

    from khaka.store.door import begin
    from khaka.store.models import Account

    with transaction.atomic():
        person = Account.objects.create_user(email, password, name_en=name.en, name_hi=name.hi).id
        at = now()
        begin(genesis(person, now=at, name=NAME, nation=NATION, nation_name=NATION_NAME), at)
    return person
