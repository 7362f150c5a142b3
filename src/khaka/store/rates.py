"""How often a person may do something: a counter in the database, so that every worker process counts alike.

A counter of our own: allauth's keeps a list of moments in the cache, under a lock of several writes to it; this is one
conditional UPDATE, exact on both databases, and what is refused writes nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F

from khaka.store.models import Rate

_TRIES: Final = 4


def wait_for(person: str, what: str, most: int, seconds: int, now: datetime) -> int:
    """Count one more; 0 when it may be done, else the seconds after which it may be tried again.

    Parameters
    ----------
    most, seconds
        So many in each stretch of so many seconds; a stretch begins at a multiple of its length.
    """
    stretch, gone = divmod(int(now.timestamp()), seconds)
    own = Rate.objects.filter(person=person, what=what)
    for _ in range(_TRIES):
        if own.filter(stretch=stretch, count__lt=most).update(count=F("count") + 1):
            return 0
        if own.exclude(stretch=stretch).update(stretch=stretch, count=1):
            return 0
        if own.filter(stretch=stretch, count__gte=most).exists():
            break
        try:
            with transaction.atomic():
                Rate.objects.create(person=person, what=what, stretch=stretch, count=1)
            return 0
        except IntegrityError:  # another worker was first: count again
            continue
    return seconds - gone


def full(person: str, what: str, most: int, seconds: int, now: datetime) -> int:
    """Seconds to wait when the count is full; 0 when it is not. Nothing is written."""
    stretch, gone = divmod(int(now.timestamp()), seconds)
    found = Rate.objects.filter(person=person, what=what, stretch=stretch, count__gte=most).exists()
    return seconds - gone if found else 0
