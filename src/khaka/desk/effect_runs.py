"""Runs of effects in the workspace: the server computes what is missing, and what a newer blueprint or newer data moved."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from khaka.catalog import Catalog
from khaka.committee import Refused
from khaka.committee.papers import EffectRun, Proposal, ProposalState
from khaka.committee.people import SYSTEM
from khaka.committee.records import Records
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk import effects, presented
from khaka.desk.documents import Document
from khaka.store.door import Act, Taken, act, why_not

_LOG: Final = logging.getLogger("khaka.effects")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A run that is missing: the proposal, and the remedy of the document that it is computed from."""

    proposal: Proposal
    source: Document
    version: str


def wanted(records: Records, proposal: Proposal, catalog: Catalog | None = None) -> Wanted | None:
    """The run that a proposal lacks on its present text; None when it has it, or nothing can be computed for it.

    Raises
    ------
    KhakaError
        The data are not here, or the spec is not sound.
    """
    found = presented.source_of(records, proposal)
    if found is None or proposal.state is ProposalState.WITHDRAWN:
        return None
    version = effects.version_of(found[1], proposal.origin, catalog)
    have = records.find(EffectRun, proposal=proposal.id, text=proposal.text)
    if not version or any(r.data_version == version for r in have):
        return None
    return Wanted(proposal, found[1], version)


def run(records: Records, proposal: Proposal, catalog: Catalog | None = None) -> Taken:
    """Compute a proposal's effect and enter it, as the server.

    Raises
    ------
    KhakaError
        It was written by hand, its blueprint computes no effect, the spec or the data do not allow it; the runs stay.
    Refused
        It stands on these data already.
    """
    found = presented.source_of(records, proposal)
    if found is None:
        raise KhakaError(msg("error.effect.none"), msg("error.effect.none_hint"))
    return _enter(proposal, effects.recompute(found[1], proposal.origin, catalog))


def catch_up(records: Records, body: str, catalog: Catalog | None = None) -> int:
    """Enter every run that a body's proposals lack; what cannot be computed is logged and left as it is."""
    done = 0
    for proposal in records.find(Proposal, body=body):
        try:
            lacking = wanted(records, proposal, catalog)
            if lacking is not None:
                computed = effects.recompute(lacking.source, proposal.origin, catalog)
                done += 0 if _enter(proposal, computed).repeated else 1
        except Refused:  # somebody was faster
            continue
        except KhakaError as error:
            _LOG.warning("no effect for %s: %s", proposal.id, error)
    return done


def _enter(proposal: Proposal, computed: effects.Computed) -> Taken:
    data: dict[str, object] = {
        "measure": computed.measure, "unit": computed.unit.value, "value": computed.value, "low": computed.low,
        "high": computed.high, "data_version": computed.data_version, "readings": [],
    }  # fmt: skip
    given = {k: v for k, v in data.items() if v is not None}
    wanted = Act(SYSTEM, "effect_recompute", "proposal", proposal.id, None, given)
    against = why_not(wanted)
    if against:  # asked first: what the server tries by itself must not fill the auditor's list of refusals
        raise Refused(against)
    return act(wanted)
