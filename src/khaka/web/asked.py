"""The request as views get it: Django's, and what the middleware and the route have put on it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from khaka.locale import Translator
from khaka.store.models import Account
from khaka.store.records import Stored
from khaka.web.shown import People


class Asked(HttpRequest):
    """A request of a signed-in person.

    Attributes
    ----------
    say, people
        The reader's language, and names of accounts in it.
    records, moment
        The committee's records, and one clock for the whole request.
    """

    user: Account
    say: Translator
    people: People
    records: Stored
    moment: datetime
    htmx: HtmxDetails
