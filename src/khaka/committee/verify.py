"""Whether an exported chain, a checkpoint or a sealed evidence file is what it was: which event breaks, and how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from khaka.committee.chain import CHAIN_FORMAT, CHECKPOINT_FORMAT, HEADER, START
from khaka.committee.codec import digest
from khaka.committee.seal import EVIDENCE_FORMAT
from khaka.core.message import Message, msg

_SHA = re.compile(r"[0-9a-f]{64}")
_EVENT = {"seq", "at", "data", "data_sha256", "prev", "hash"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Parameters
    ----------
    code
        ``changed``, ``data_changed``, ``missing``, ``moved``, ``twice``, ``relinked``, ``truncated``, ``rewritten``,
        ``time``, ``ballot_changed``, ``not_an_event``, ``no_events``, ``no_head``, ``bad_witness``, ``seal``, ``not_in_chain``.
    seq
        The event that it is about; None for an evidence file.
    """

    code: str
    message: Message
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at and what was found.

    Parameters
    ----------
    format
        The format named in the file.
    events
        Events in a chain; None for other files.
    head
        Hash of the last event, or the seal.
    faults
        Empty when all is as it was.
    withheld
        Events whose data are withheld; their digests hold.
    """

    format: str
    events: int | None
    head: str
    faults: tuple[Fault, ...]
    withheld: int = 0


def verify(document: Mapping[str, Any], against: Mapping[str, Any] | None = None) -> Verdict:
    """What a file's own hashes say, and what a witness says of it.

    Parameters
    ----------
    document
        A chain or an evidence file.
    against
        For a chain a checkpoint file or an older export; for an evidence file its chain. Without it, a chain that was cut
        or rebuilt from scratch by its owner verifies: only a witness can tell.

    Raises
    ------
    ValueError
        A format that is not ours, or one that cannot be the other's witness; the argument is ``unknown_format`` or
        ``cannot_witness``.
    """
    kind = document.get("format")
    witness = against.get("format") if against is not None else None
    if kind == CHAIN_FORMAT:
        if against is not None and witness not in (CHAIN_FORMAT, CHECKPOINT_FORMAT):
            raise ValueError("cannot_witness")
        return _chain(document, against)
    if kind == EVIDENCE_FORMAT:
        if against is not None and witness != CHAIN_FORMAT:
            raise ValueError("cannot_witness")
        return _evidence(document, against)
    raise ValueError("unknown_format")


def _chain(document: Mapping[str, Any], against: Mapping[str, Any] | None) -> Verdict:
    events = document.get("events")
    if not isinstance(events, list):
        return Verdict(CHAIN_FORMAT, 0, START, (Fault("no_events", msg("committee.verify.no_events")),))
    faults = [*_well_formed(events)]
    if not faults:
        faults = [*_sequence(events), *_hashes(events), *_links(events), *_times(events), *_ballots(events)]
        faults += _heads(document, events) + _witness(against, events)
    head = _sha(events[-1].get("hash")) if events and isinstance(events[-1], dict) else START
    withheld = sum(1 for e in events if isinstance(e, dict) and e.get("withheld"))
    ordered = sorted(faults, key=lambda f: (f.seq or 0, f.code))
    return Verdict(CHAIN_FORMAT, len(events), head, tuple(ordered), withheld)


def _well_formed(events: Sequence[Any]) -> Iterator[Fault]:
    for place, e in enumerate(events, 1):
        good = isinstance(e, dict) and set(e) in (_EVENT, _EVENT | {"withheld"})
        if good:
            good = type(e["seq"]) is int and 0 < e["seq"] < 2**53 and _moment(e["at"]) is not None
            good = good and all(isinstance(e[k], str) and _SHA.fullmatch(e[k]) for k in ("data_sha256", "prev", "hash"))
            good = good and (isinstance(e["data"], dict) if "withheld" not in e else e["data"] is None)
            good = good and isinstance(e.get("withheld", "-"), str) and e.get("withheld", "-") != ""
        if not good:
            yield _fault("not_an_event", place)


def _sequence(events: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    """Numbers that are missing, stand twice, or stand in another's place."""
    numbers = [e["seq"] for e in events]
    for seq, times in sorted(Counter(numbers).items()):
        if times > 1:
            yield _fault("twice", seq)
    for a, b in pairwise([0, *sorted(set(numbers))]):
        if b > a + 1:
            yield _fault("missing", a + 1, last=b - 1)
    for before, e in pairwise(numbers):
        if e < before:
            yield _fault("moved", e, before=before)


def _hashes(events: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    """Headers and data that do not give the digests that stand with them."""
    for e in events:
        if _digest({k: e[k] for k in HEADER}) != e["hash"]:
            yield _fault("changed", e["seq"])
        if "withheld" not in e and _digest(e["data"]) != e["data_sha256"]:
            yield _fault("data_changed", e["seq"])


def _links(events: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    """Events in order of number that do not name the hash of the one before."""
    ordered = sorted(events, key=lambda e: int(e["seq"]))
    if ordered and ordered[0]["seq"] == 1 and ordered[0]["prev"] != START:
        yield _fault("relinked", 1)
    for a, b in pairwise(ordered):
        if b["seq"] == a["seq"] + 1 and b["prev"] != a["hash"]:
            yield _fault("relinked", b["seq"])


def _times(events: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    """Events that say that they happened before the one before them."""
    ordered = sorted(events, key=lambda e: int(e["seq"]))
    for a, b in pairwise(ordered):
        first, second = _moment(a["at"]), _moment(b["at"])
        if first is not None and second is not None and second < first:
            yield _fault("time", b["seq"])


def _ballots(events: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    """A record that was hidden and is now shown must be the one whose digest was given."""
    sealed: dict[tuple[str, str], str] = {}
    for e in sorted(events, key=lambda e: int(e["seq"])):
        for put in _puts(e):
            key = (str(put.get("kind")), str(put.get("id")))
            if set(put) == {"kind", "id", "version", "sha256"}:
                sealed[key] = str(put["sha256"])
            elif key in sealed and _digest(put) != sealed.pop(key):
                yield _fault("ballot_changed", e["seq"], id=_printable(key[1]))


def _heads(document: Mapping[str, Any], events: Sequence[dict[str, Any]]) -> list[Fault]:
    """The head and the checkpoints that the file itself names."""
    head = document.get("head")
    named = [head] if isinstance(head, dict) else []
    points = document.get("checkpoints")
    named += [p for p in points if isinstance(p, dict)] if isinstance(points, list) else []
    if not isinstance(head, dict):
        return [Fault("no_head", msg("committee.verify.no_head"))]
    return [f for p in named for f in _against(p.get("seq"), p.get("hash"), events)]


def _witness(against: Mapping[str, Any] | None, events: Sequence[dict[str, Any]]) -> list[Fault]:
    """A checkpoint from outside, or every event of an older export."""
    if against is None:
        return []
    if against.get("format") == CHECKPOINT_FORMAT:
        return _against(against.get("seq"), against.get("hash"), events)
    older = against.get("events")
    points = [e for e in older if isinstance(e, dict)] if isinstance(older, list) else []
    for e in points:
        found = _against(e.get("seq"), e.get("hash"), events)
        if found:
            return found
    return []


def _against(seq: Any, hash_: Any, events: Sequence[dict[str, Any]]) -> list[Fault]:
    """Whether the chain has this hash at this number."""
    if not isinstance(seq, int) or not isinstance(hash_, str):
        return [Fault("bad_witness", msg("committee.verify.bad_witness"))]
    if seq == 0:
        return []
    there = [e["hash"] for e in events if e["seq"] == seq]
    if not there:
        return [_fault("truncated", seq, last=max((e["seq"] for e in events), default=0))]
    return [] if there == [hash_] else [_fault("rewritten", seq)]


def _evidence(document: Mapping[str, Any], against: Mapping[str, Any] | None) -> Verdict:
    evidence, seal = document.get("evidence"), document.get("seal")
    if not isinstance(evidence, dict) or not isinstance(seal, dict):
        return Verdict(EVIDENCE_FORMAT, None, "", (Fault("seal", msg("committee.verify.seal")),))
    faults = []
    found = _digest(evidence)
    if found != seal.get("sha256"):
        faults.append(Fault("seal", msg("committee.verify.seal")))
    if against is not None:
        faults += _in_chain(document, seal, found, against)
    return Verdict(EVIDENCE_FORMAT, None, _sha(seal.get("sha256")), tuple(faults))


def _in_chain(
    document: Mapping[str, Any], seal: Mapping[str, Any], found: str, against: Mapping[str, Any]
) -> Iterator[Fault]:
    """The chain must hold, and its event must have made this decision with this seal."""
    chain = _chain(against, None)
    yield from chain.faults
    events = against.get("events")
    for e in events if isinstance(events, list) and not chain.faults else ():
        for put in (e["data"] or {}).get("puts", ()):
            if (
                put.get("kind") == "decision"
                and put.get("id") == document.get("decision")
                and e["seq"] == seal.get("seq")
            ):
                if put.get("seal") == found and e["hash"] == seal.get("hash"):
                    return
    if not chain.faults:
        yield Fault("not_in_chain", msg("committee.verify.not_in_chain"))


def _puts(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The records that an event wrote; nothing where its data are withheld."""
    puts = (event["data"] or {}).get("puts")
    return [p for p in puts if isinstance(p, dict)] if isinstance(puts, list) else []


def _fault(code: str, seq: int, **params: Any) -> Fault:
    return Fault(code, msg(f"committee.verify.{code}", seq=seq, **params), seq)


def _digest(value: Any) -> str:
    """The digest, or empty for what JSON cannot carry exactly (and no honest chain has)."""
    try:
        return digest(value)
    except (ValueError, RecursionError):
        return ""


def _sha(value: Any) -> str:
    return value if isinstance(value, str) and _SHA.fullmatch(value) else ""


def _printable(text: str) -> str:
    """A text out of a file that may hold anything, fit for a screen."""
    return "".join(c if c.isprintable() else "?" for c in text[:80])


def _moment(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
