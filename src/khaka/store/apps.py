"""The Django application of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Records, events, accounts and files of the workspace."""

    name = "khaka.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
