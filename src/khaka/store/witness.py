"""The witness file: how far each chain has gone, kept beside the database, so that an older copy put in its place is noticed.

It is no proof against the machine's owner, who can change it too: that is what an auditor's checkpoint is for.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from khaka.committee.voting import Division, DivisionState
from khaka.store import place
from khaka.store.halt import halt
from khaka.store.models import Event, Head, Record

NAME: Final = "witness.json"


@dataclass(frozen=True, slots=True)
class Witness:
    """A head that was seen, and the ballots of divisions that were open then.

    Parameters
    ----------
    ballots
        (seq, division, voter): that somebody voted, never how.
    """

    seq: int
    hash: str
    ballots: tuple[tuple[int, str, str], ...] = ()


def chain_name() -> str:
    """What tells one workspace's chain from another's: the hash of its first event; empty without one."""
    return Event.objects.filter(seq=1).values_list("hash", flat=True).first() or ""


def read(chain: str) -> Witness | None:
    """What the file says of a chain; None without a file, or for a chain that it does not know."""
    found = _all().get(chain)
    if not isinstance(found, dict):
        return None
    ballots = tuple((int(s), str(d), str(v)) for s, d, v in found.get("ballots", ()))
    return Witness(int(found["seq"]), str(found["hash"]), ballots)


def keep() -> bool:
    """Write how far the chain goes now; False when nothing has changed or the chain is behind what was witnessed."""
    head = Head.objects.get(pk=1)
    chain = chain_name()
    before = read(chain)
    if not chain or head.halted or (before is not None and before.seq >= head.seq):
        return False
    _write(_all() | {chain: {"seq": head.seq, "hash": head.hash, "ballots": ballots_open()}})
    return True


def check() -> bool:
    """Halt the workspace when its chain is behind, or not, what was witnessed; True when it is as it should be."""
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        seen = read(chain_name())
        if seen is None or head.halted:
            return not head.halted
        why = loss(seen, head.seq)
        if why:
            halt(head, seen.seq, why)
        return not why


def loss(seen: Witness, has: int) -> str:
    """``older`` when the chain here ends before what was witnessed, ``other`` when it has another event there."""
    if seen.seq > has:
        return "older"
    return "" if Event.objects.filter(seq=seen.seq, hash=seen.hash).exists() else "other"


def later_voters(has: int) -> tuple[tuple[str, str], ...]:
    """(division, voter) of ballots that the witness file knows and a chain that ends at ``has`` does not."""
    seen = read(chain_name())
    return tuple((d, v) for s, d, v in seen.ballots if s > has) if seen else ()


def ballots_open() -> list[list[Any]]:
    """Who has voted in divisions that are open, by the event."""
    divisions = Record.objects.filter(kind=Division.KIND, state=DivisionState.OPEN).values_list("key", flat=True)
    found: list[list[Any]] = []
    for division in sorted(divisions):
        for seq, data in Event.objects.filter(data__verb="ballot_cast", data__object=division).values_list(
            "seq", "data"
        ):
            found.append([seq, division, data["actor"]])
    return sorted(found)


def _all() -> dict[str, Any]:
    try:
        found = json.loads((place.home() / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(document: dict[str, Any]) -> None:
    handle, name = tempfile.mkstemp(dir=place.home(), prefix=".witness")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(document, file, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(place.home() / NAME)
