"""What follows from what was done: clashes entered and cleared, effects computed, by the server itself.

After an act in this process at once (``after``); for what another door or process did, in the server's loop (``tick``).
Everything is derived from the records as they stand, so doing it twice or late changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Final

from khaka.committee.noun import Noun
from khaka.committee.people import Body, BodyState
from khaka.desk import clashes, effect_runs
from khaka.store.models import Event, Head
from khaka.store.records import Stored

_LOG: Final = logging.getLogger("khaka.upkeep")
#: Kinds whose change may leave a proposal without a run on its text and data.
_COMPUTED: Final = frozenset({"proposal", "blueprint"})
_SEEN: Final = {"seq": -1}


def after(puts: Iterable[Noun]) -> None:
    """Right after an act: what its records make necessary in their bodies. Never stands in the act's way."""
    changed: dict[str, set[str]] = {}
    for noun in puts:
        changed.setdefault(noun.body, set()).add(noun.KIND)
    _follow(changed)


def tick() -> int:
    """In the server's loop: the same for every event since the last look; all bodies at the first."""
    head = Head.objects.filter(pk=1).values_list("seq", "halted").first()
    if head is None or head[1] or head[0] == _SEEN["seq"]:
        return 0
    before, _SEEN["seq"] = _SEEN["seq"], head[0]
    if before < 0:
        everything = clashes.KINDS | _COMPUTED
        return _follow({b.id: set(everything) for b in Stored().find(Body, state=BodyState.ACTIVE)})
    changed: dict[str, set[str]] = {}
    for data, body in Event.objects.filter(seq__gt=before).order_by("seq").values_list("data", "body"):
        kinds = {str(put.get("kind", "")) for put in (data or {}).get("puts", ())}
        changed.setdefault(body, set()).update(kinds)
    return _follow(changed)


def _follow(changed: dict[str, set[str]]) -> int:
    done = 0
    bodies = set(changed)
    if any({"body", "unit"} & kinds for kinds in changed.values()):  # a unit's body may be another than its briefs'
        bodies |= {b.id for b in Stored().find(Body, state=BodyState.ACTIVE)}
    for body in sorted(bodies):
        kinds = changed.get(body, {"unit"})
        if kinds & clashes.KINDS:
            done += _quietly(lambda b=body: clashes.settle(Stored(), b))  # type: ignore[misc]
        if kinds & _COMPUTED:
            done += _quietly(lambda b=body: effect_runs.catch_up(Stored(), b))  # type: ignore[misc]
    return done


def _quietly(work: Callable[[], int]) -> int:
    try:
        return work()
    except Exception:  # what was asked for is done; this is tried again at the next change or in the server's loop
        _LOG.exception("what follows could not be done")
        return 0
