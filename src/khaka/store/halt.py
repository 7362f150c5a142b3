"""Read-only after a loss: the database knows less than what was witnessed, until chair and auditor record that they saw it.

``Head.halted`` holds the loss as JSON: the head that was witnessed, the head that is here, and which keys were turned.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from khaka.committee.blocker import Blocker, block
from khaka.committee.people import Role
from khaka.core.message import Message, msg
from khaka.store.models import Event, Head

#: The verb that is allowed while the chain is halted: it records that a loss was seen.
VERB: Final = "checkpoint_witness"
#: Both must name a head of the chain as it is now; the rules keep the two roles with two people.
KEYS: Final = frozenset({Role.CHAIR.value, Role.AUDITOR.value})


def halt(head: Head, had: int, why: str = "older") -> None:
    """Make the workspace read-only; the caller holds the head's lock. One that is halted already keeps its farther loss."""
    if head.halted:
        had = max(had, int(json.loads(head.halted)["had"]))
    head.halted = json.dumps({"why": why, "had": had, "has": head.seq, "keys": []}, sort_keys=True)
    head.save(update_fields=["halted"])


def against(head: Head, verb: str, data: Mapping[str, Any]) -> tuple[Blocker, ...]:
    """Why a verb cannot be done now; nothing when writing is free, or for a witness of the head that is left."""
    if not head.halted:
        return ()
    if verb != VERB:
        return (block("halted", text=said(head.halted)),)
    seq, hash_ = data.get("seq"), data.get("hash")
    if isinstance(seq, int) and Event.objects.filter(seq=seq, hash=str(hash_)).exists():
        return ()
    return (block("not_this_chain", field="hash"),)


def turn(head: Head, roles: Iterable[str]) -> None:
    """Count a witness's key; with both, writing is free again. The caller holds the lock and saves nothing after it."""
    told = json.loads(head.halted)
    told["keys"] = sorted({*told["keys"], *(KEYS & set(roles))})
    head.halted = "" if set(told["keys"]) >= KEYS else json.dumps(told, sort_keys=True)
    head.save(update_fields=["halted"])


def said(halted: str) -> Message:
    """The loss in words, and whose key is still missing."""
    told = json.loads(halted)
    missing = [msg(f"committee.role.{k}") for k in sorted(KEYS - set(told["keys"]))]
    return msg(f"store.halted.{told['why']}", had=told["had"], has=told["has"], missing=missing)
