"""A proposal's effects for its page: what was computed, in words, old beside new; what is missing; what the law shuts."""

from __future__ import annotations

from typing import Any

from khaka.committee.monitoring import Indicator
from khaka.committee.papers import Blueprint, Proposal
from khaka.committee.readings import supported
from khaka.committee.standing import EffectChange, effect_changes
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.desk import effect_runs
from khaka.desk import effects as spec
from khaka.desk.presented import source_of
from khaka.mission.windows import moment_text
from khaka.web.asked import Asked
from khaka.web.locks import lock_on


def effects(request: Asked, proposal: Proposal) -> dict[str, Any]:
    """What ``parts/effects.html`` asks for."""
    found: dict[str, Any] = {"effects": [], "effects_locked": None, "effect_lacks": False, "effect_fault": None}
    source = request.records.get(Blueprint, proposal.blueprint) if proposal.blueprint else None
    lock = lock_on(request.records, source) if source is not None else None
    if lock is not None:
        return found | {"effects_locked": msg("wiring.effect.locked", until=moment_text(lock.until))}
    found["effects"] = [_row(request, c) for c in effect_changes(request.records, proposal)]
    return found | _missing(request, proposal)


def label(request: Asked, measure: str) -> str:
    """What was computed: short words where there are some, the measure's definition, or an indicator's name."""
    indicator = request.records.get(Indicator, measure)
    if indicator is not None:
        return indicator.name.in_language(request.say.lang)
    key = f"wiring.effect.of.{measure}"
    return request.say.text(Message(key) if request.say.has(key) else spec.label(measure))


def _row(request: Asked, change: EffectChange) -> dict[str, Any]:
    run = change.now
    return {
        "change": change,
        "now": run,
        "before": change.before if change.moved else None,
        "same": change.before is not None and not change.moved,
        "label": label(request, run.measure),
        "ranged": run.low is not None and run.high is not None,
        "doubtful": not supported(request.records, run),
    }


def _missing(request: Asked, proposal: Proposal) -> dict[str, Any]:
    """Whether a run is lacking on the text and data of now, and why it could not be made when that is known."""
    try:
        lacks = effect_runs.wanted(request.records, proposal) is not None
    except KhakaError as error:
        return {"effect_fault": error.message, "effect_hint": error.hint}
    found = source_of(request.records, proposal)
    computable = found is not None and (found[1].remedy(proposal.origin) or {}).get("effect") is not None
    return {"effect_lacks": lacks, "effect_computable": computable}
