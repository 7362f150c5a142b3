"""The append-only chain of events: each names the hash of the one before it, so that a change, a gap or a swap is found.

An event is a header and data. The hash covers the header, and the header holds the digest of the data: a text that the
law forces out of view can be withheld from an export with a reason, and the chain still verifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from khaka.committee.codec import digest, from_json, plain, to_json
from khaka.committee.noun import Noun

CHAIN_FORMAT: Final = "khaka-chain/1"
CHECKPOINT_FORMAT: Final = "khaka-checkpoint/1"
#: What the first event names as the one before it.
START: Final = "0" * 64
#: Fields of an event as JSON; the header is all but ``data``, ``withheld`` and ``hash``.
HEADER: Final = ("seq", "at", "data_sha256", "prev")


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    Parameters
    ----------
    seq
        1 for the first, then one more each.
    at
        The server's clock, UTC; never before the last event's.
    data
        The payload that ``decide`` gave; None when it is withheld.
    prev, hash
        Hash of the event before, and of this one's header.
    withheld
        Why the data are not shown; empty when they are.
    """

    seq: int
    at: datetime
    data: dict[str, Any] | None
    data_sha256: str
    prev: str
    hash: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain goes: what is stored beside it, witnessed, and compared."""

    seq: int = 0
    hash: str = START


def next_event(head: Head, payload: Mapping[str, Any], at: datetime) -> Event:
    """The event that follows a head.

    Raises
    ------
    ValueError
        A clock without a time zone, or data that JSON cannot carry exactly.
    """
    if at.tzinfo is None:
        raise ValueError("the clock must know its time zone")
    data = dict(payload)
    data_sha256 = digest(data)
    header = {"seq": head.seq + 1, "at": plain(at), "data_sha256": data_sha256, "prev": head.hash}
    return Event(head.seq + 1, at.astimezone(UTC), data, data_sha256, head.hash, digest(header))


def head_of(event: Event) -> Head:
    """The head that an event makes."""
    return Head(event.seq, event.hash)


def event_json(event: Event) -> dict[str, Any]:
    """An event as it stands in an export."""
    document = {
        "seq": event.seq,
        "at": plain(event.at),
        "data": event.data,
        "data_sha256": event.data_sha256,
        "prev": event.prev,
        "hash": event.hash,
    }
    if event.withheld:
        document |= {"data": None, "withheld": event.withheld}
    return document


def export(events: Sequence[Event], checkpoints: Iterable[Head] = ()) -> dict[str, Any]:
    """A chain as a document that ``khaka verify`` reads."""
    head = head_of(events[-1]) if events else Head()
    return {
        "format": CHAIN_FORMAT,
        "events": [event_json(e) for e in events],
        "head": {"seq": head.seq, "hash": head.hash},
        "checkpoints": [{"seq": c.seq, "hash": c.hash} for c in checkpoints],
    }


def checkpoint_document(head: Head) -> dict[str, Any]:
    """A head as a small file that a witness keeps."""
    return {"format": CHECKPOINT_FORMAT, "seq": head.seq, "hash": head.hash}


def replay(events: Iterable[Event]) -> tuple[dict[tuple[str, str], Noun], dict[tuple[str, str], str]]:
    """The records as the chain says they are, and the digests of those that are still hidden.

    The last writing of each record counts; withheld events leave a record as it was before them.
    """
    shown: dict[tuple[str, str], Noun] = {}
    hidden: dict[tuple[str, str], str] = {}
    for event in events:
        for put in (event.data or {}).get("puts", ()):
            key = (put["kind"], put["id"])
            if "sha256" in put and set(put) == {"kind", "id", "version", "sha256"}:
                hidden[key] = put["sha256"]
                continue
            shown[key] = from_json(put)
            hidden.pop(key, None)
    return shown, hidden


def unexplained(events: Iterable[Event], records: Iterable[Noun]) -> tuple[tuple[str, str], ...]:
    """Records that do not stand as the chain says: a row changed, made or deleted without an event.

    Parameters
    ----------
    events
        The whole chain, verified.
    records
        Every record in the database.

    Returns
    -------
    tuple
        (kind, id), sorted.
    """
    shown, hidden = replay(events)
    told = {key: digest(to_json(noun)) for key, noun in shown.items()} | hidden
    found = {(n.KIND, n.id): digest(to_json(n)) for n in records}
    return tuple(sorted(k for k in told.keys() | found.keys() if told.get(k) != found.get(k)))
