"""The chain out of the database: its events, its export, and whether records and chain agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from khaka.committee.chain import Event as Link
from khaka.committee.chain import Head as Reached
from khaka.committee.chain import export, unexplained
from khaka.committee.outcomes import Checkpoint
from khaka.committee.verify import Fault, verify
from khaka.core.message import msg
from khaka.store.models import Event, Head
from khaka.store.records import Stored, all_records


def link_of(row: Event, withheld: str = "") -> Link:
    """A row as the chain's event; its data kept back with a reason where there is one."""
    data = None if withheld else row.data
    return Link(row.seq, row.at.astimezone(UTC), data, row.data_sha256, row.prev, row.hash, withheld)


def events() -> tuple[Link, ...]:
    """The whole chain, in order."""
    return tuple(link_of(row) for row in Event.objects.order_by("seq").iterator(chunk_size=2000))


def reached() -> Reached:
    """How far the chain goes."""
    head = Head.objects.get(pk=1)
    return Reached(head.seq, head.hash)


def witnessed(body: str = "") -> tuple[Reached, ...]:
    """Heads that an auditor has seen, by their place."""
    found: Iterable[Checkpoint] = Stored().find(Checkpoint, **({"body": body} if body else {}))
    return tuple(sorted((Reached(c.seq, c.hash) for c in found), key=lambda h: h.seq))


def exported() -> dict[str, Any]:
    """The whole chain as a document that ``khaka verify`` reads."""
    document = export(events(), witnessed())
    head = reached()
    document["head"] = {"seq": head.seq, "hash": head.hash}
    return document


def faults(against: dict[str, Any] | None = None) -> tuple[Fault, ...]:
    """What is wrong with the chain, or between it and the records; empty when all stands as it was written."""
    found = list(verify(exported(), against).faults)
    if not found:
        for kind, key in unexplained(events(), all_records()):
            found.append(Fault("no_event", msg("store.no_event", kind=msg(f"committee.kind.{kind}"), id=key)))
    return tuple(found)
