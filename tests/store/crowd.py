"""Many at once: threads that start together, each with its own connection, and a committee of any size."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from contextvars import copy_context
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, IntegrityError, connections, transaction

from khaka.committee import Refused
from khaka.committee.blockers import Done, put_json
from khaka.committee.people import Membership, Role
from khaka.core.clock import now
from khaka.store.door import _write
from khaka.store.models import Account, Head

Job = Callable[[], Any]


def at_once(jobs: Iterable[Job]) -> list[str]:
    """Run them all from one starting gun; what became of each: ``done``, the codes of a refusal, or an error's name."""
    todo = list(jobs)
    gun = threading.Barrier(len(todo))
    found = [""] * len(todo)

    def run(place: int) -> None:
        gun.wait()
        try:
            todo[place]()
            found[place] = "done"
        except Refused as refused:
            found[place] = ",".join(b.code for b in refused.blockers)
        except IntegrityError:
            found[place] = "unique key"
        except DatabaseError as error:
            found[place] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=copy_context().run, args=(run, i)) for i in range(len(todo))]
    for t in threads:
        t.start()
    for t in threads:
        t.join(120)
    return found


def tally(found: Iterable[str]) -> dict[str, int]:
    """How often each outcome came."""
    return dict(Counter(found))


def many_members(body: str, count: int) -> list[str]:
    """That many more members of a body, in one event: the usual way takes two acts each."""
    names = [f"v{n:05d}" for n in range(count)]
    Account.objects.bulk_create(
        [Account(id=n, email=f"{n}@example.org", name_en=n, name_hi=n, password="!") for n in names]
    )
    at = now()
    puts = tuple(
        Membership(id=f"crowd:{n}", body=body, person=n, role=Role.MEMBER, start=at - timedelta(seconds=1))
        for n in names
    )
    payload = {
        "verb": "genesis", "actor": "system", "roles": ["system"], "kind": "body", "object": body, "version": 1,
        "body": body, "why": "", "puts": [put_json(n) for n in puts],
    }  # fmt: skip
    with transaction.atomic():
        _write(Done(payload, puts), Head.objects.select_for_update().get(pk=1), at)
    return names
