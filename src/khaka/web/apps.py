"""The Django application of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, API, sign-in."""

    name = "khaka.web"
    label = "web"
