"""Addresses: every route of the table, allauth's pages of sign-in, and nothing else."""

import importlib
import pkgutil

from django.urls import include, path

from khaka.web import views
from khaka.web.routes import ROUTES

for _found in sorted(m.name for m in pkgutil.iter_modules(views.__path__)):
    importlib.import_module(f"khaka.web.views.{_found}")

urlpatterns = [
    *(path(r.path, r.view, name=r.name) for r in ROUTES.values()),
    path("account/", include("khaka.web.account_urls")),
]
handler404 = "khaka.web.errors.not_found"
handler403 = "khaka.web.errors.forbidden"
handler400 = "khaka.web.errors.bad_request"
handler500 = "khaka.web.errors.server_fault"
