"""Events are only ever added: the database itself refuses to change or delete one."""

from typing import Any

from django.db import migrations

_SQLITE = """
CREATE TRIGGER store_event_no_update BEFORE UPDATE ON store_event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER store_event_no_delete BEFORE DELETE ON store_event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
"""
_POSTGRES = """
CREATE FUNCTION store_event_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$;
CREATE TRIGGER store_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON store_event
  FOR EACH STATEMENT EXECUTE FUNCTION store_event_stays();
"""
_SQLITE_OFF = "DROP TRIGGER store_event_no_update; DROP TRIGGER store_event_no_delete;"
_POSTGRES_OFF = "DROP TRIGGER store_event_stays ON store_event; DROP FUNCTION store_event_stays();"


def _run(apps: Any, schema_editor: Any, sqlite: str, postgres: str) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in sqlite.strip().split("END;" if "END;" in sqlite else ";"):
            if statement.strip():
                schema_editor.execute(statement.strip() + (" END;" if "END;" in sqlite else ";"))
    else:
        schema_editor.execute(postgres)


def _on(apps: Any, schema_editor: Any) -> None:
    _run(apps, schema_editor, _SQLITE, _POSTGRES)


def _off(apps: Any, schema_editor: Any) -> None:
    _run(apps, schema_editor, _SQLITE_OFF, _POSTGRES_OFF)


class Migration(migrations.Migration):
    """Triggers on the events' table."""

    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(_on, _off)]
