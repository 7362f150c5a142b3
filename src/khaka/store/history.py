"""The chain out of the database: its events, its export, and whether records and chain agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from typing import Any, Final

from khaka.committee.chain import Event as Link
from khaka.committee.chain import Head as Reached
from khaka.committee.chain import export, unexplained
from khaka.committee.codec import from_json
from khaka.committee.news import Claim, ClaimState, NewsReport
from khaka.committee.outcomes import Checkpoint, Decision
from khaka.committee.papers import Comment
from khaka.committee.seal import evidence_file
from khaka.committee.verify import Fault, verify
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.store.models import Event, Head, Record
from khaka.store.records import Stored, all_records, row_of

#: Kinds whose text can be taken from view.
_CAN_HIDE: Final = (Comment.KIND, Claim.KIND, NewsReport.KIND)


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


def exported(*, withhold: bool = False) -> dict[str, Any]:
    """The whole chain as a document that ``khaka verify`` reads.

    Parameters
    ----------
    withhold
        Keep back the data of events that hold a text which was hidden since: for a file that leaves the house.
    """
    chain = events()
    if withhold:
        reasons = _hidden(chain)
        chain = tuple(replace(e, data=None, withheld=reasons[e.seq]) if e.seq in reasons else e for e in chain)
    document = export(chain, witnessed())
    head = reached()
    document["head"] = {"seq": head.seq, "hash": head.hash}
    return document


def _hidden(chain: Iterable[Link]) -> dict[int, str]:
    """Events that show what a later version of the same record hides, and the reason that was given."""
    why: dict[tuple[str, str], tuple[int, str]] = {}
    for data in Record.objects.filter(kind__in=_CAN_HIDE).values_list("data", flat=True):
        reason = data["hidden"] if "hidden" in data else data["reason"] if data["state"] == ClaimState.HIDDEN else ""
        if reason:
            why[data["kind"], data["id"]] = (data["version"], reason)
    found: dict[int, str] = {}
    for event in chain:
        for put in (event.data or {}).get("puts", ()):
            version, reason = why.get((put["kind"], put["id"]), (0, ""))
            if put["version"] < version:
                found.setdefault(event.seq, reason)
    return found


def evidence(decision: str) -> dict[str, Any]:
    """A decision's sealed evidence as a file that verifies by itself and against the chain.

    Raises
    ------
    KhakaError
        There is no such decision.
    """
    found = Stored().get(Decision, decision)
    if found is None:
        raise KhakaError(msg("error.store.decision", id=decision), msg("error.store.decision_hint"))
    for event in events():
        for put in (event.data or {}).get("puts", ()):
            if (put["kind"], put["id"], put["version"]) == (Decision.KIND, decision, 1):
                return evidence_file(found, seq=event.seq, hash_=event.hash)
    raise KhakaError(msg("error.store.decision", id=decision), msg("error.store.decision_hint"))


def misfiled() -> Iterable[tuple[str, str]]:
    """Rows whose columns do not repeat what their record says: somebody changed how a record is found."""
    for row in Record.objects.order_by("kind", "key").iterator(chunk_size=2000):
        told = row_of(from_json(row.data))
        if any(getattr(row, column) != value for column, value in told.items()):
            yield row.kind, row.key


def faults(against: dict[str, Any] | None = None) -> tuple[Fault, ...]:
    """What is wrong with the chain, or between it and the records; empty when all stands as it was written."""
    found = list(verify(exported(), against).faults)
    if not found:
        for kind, key in sorted({*unexplained(events(), all_records()), *misfiled()}):
            found.append(Fault("no_event", msg("store.no_event", kind=msg(f"committee.kind.{kind}"), id=key)))
    return tuple(found)
