"""What is derived and never stored: whether a brief binds its unit yet, and how a proposal's effect has moved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khaka.committee.advice import Outcome
from khaka.committee.outcomes import Decision, DecisionState
from khaka.committee.papers import BriefState, EffectRun, Proposal, ProposalState, StateBrief
from khaka.committee.records import Records


class Standing(StrEnum):
    """How a brief stands."""

    CONDITIONAL = "conditional"  # the decision that it waits for has not been taken
    BINDING = "binding"
    FALLEN = "fallen"  # what it rested on was declined, withdrawn, ended, or it was itself replaced


def standing(records: Records, brief: StateBrief) -> Standing:
    """Whether a brief binds: through its decision while that lasts, or through its condition once that is accepted.

    Whether the unit has accepted or contests it is another question; see ``brief.state``.
    """
    if brief.state in (BriefState.SUPERSEDED, BriefState.WITHDRAWN):
        return Standing.FALLEN
    if brief.decision:
        decision = records.get(Decision, brief.decision)
        if decision is None or not _lasts(decision):
            return Standing.FALLEN
    if brief.condition:
        return _of_condition(records, brief.condition)
    return Standing.BINDING


def _of_condition(records: Records, proposal: str) -> Standing:
    p = records.get(Proposal, proposal)
    if p is None or p.state is ProposalState.WITHDRAWN:
        return Standing.FALLEN
    if p.state is not ProposalState.DECIDED:
        return Standing.CONDITIONAL
    taken = [d for d in records.find(Decision, proposal=proposal) if d.outcome in (Outcome.ACCEPT, Outcome.AMEND)]
    return Standing.BINDING if any(_lasts(d) for d in taken) else Standing.FALLEN


def _lasts(decision: Decision) -> bool:
    return decision.state in (DecisionState.IN_FORCE, DecisionState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class EffectChange:
    """The last two runs of one measure of a proposal; ``before`` is None for a first run."""

    before: EffectRun | None
    now: EffectRun

    @property
    def moved(self) -> bool:
        """True when value or range differ."""
        b, n = self.before, self.now
        return b is not None and (b.value, b.low, b.high) != (n.value, n.low, n.high)


def effect_changes(records: Records, proposal: Proposal) -> tuple[EffectChange, ...]:
    """Each measure's latest run beside the one before it, by measure; runs on older texts are compared too."""
    runs: dict[str, list[EffectRun]] = {}
    for run in sorted(records.find(EffectRun, proposal=proposal.id), key=lambda r: (r.at, r.id)):
        runs.setdefault(run.measure, []).append(run)
    return tuple(EffectChange(r[-2] if len(r) > 1 else None, r[-1]) for _, r in sorted(runs.items()))
