"""Events are only ever added: the database itself refuses to change or delete one."""

from typing import Any

from django.db import migrations

from khaka.store import triggers


def _on(apps: Any, schema_editor: Any) -> None:
    triggers.put_on(schema_editor.connection)


def _off(apps: Any, schema_editor: Any) -> None:
    triggers.take_off(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers on the events' table."""

    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(_on, _off)]
