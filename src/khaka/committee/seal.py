"""The evidence that a body had before it when a decision was taken, sealed by its digest; and the file that carries it."""

from __future__ import annotations

from typing import Any, Final

from khaka.committee.advice import Dissent, Finding, Order, View, ViewState
from khaka.committee.codec import digest, to_json
from khaka.committee.grounds import ground
from khaka.committee.news import Claim, ClaimUse, UseState
from khaka.committee.noun import Json
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Blueprint, Clash, EffectRun, Proposal, ProposalText
from khaka.committee.readings import supported
from khaka.committee.records import Records
from khaka.committee.voting import Division

EVIDENCE_FORMAT: Final = "khaka-evidence/1"


def evidence_of(records: Records, proposal: Proposal, finding: Finding, settled: Order | Division) -> Json:
    """What is sealed: the text, its computed effects, finding, dissent, confirmed views, clashes, claims, order or division.

    Parameters
    ----------
    proposal, finding
        As they are before the decision.
    settled
        The order or the division that decides.
    """
    text = records.get(ProposalText, f"{proposal.id}:{proposal.text}")
    blueprint = records.get(Blueprint, proposal.blueprint) if proposal.blueprint else None
    clashes = [c for c in records.find(Clash, body=proposal.body) if proposal.id in c.proposals]
    return {
        "proposal": to_json(proposal),
        "text": to_json(text) if text else None,
        "blueprint": to_json(blueprint) if blueprint else None,
        "effects": [to_json(e) for e in latest_effects(records, proposal)],
        "finding": to_json(finding),
        "dissents": [to_json(d) for d in records.find(Dissent, finding=finding.id)],
        "views": [to_json(v) for v in records.find(View, proposal=proposal.id, state=ViewState.CONFIRMED)],
        "clashes": [to_json(c) for c in clashes],
        "claims": [_claim(records, u) for u in records.find(ClaimUse, proposal=proposal.id, state=UseState.IN_USE)],
        settled.KIND: to_json(settled),
    }


def _claim(records: Records, use: ClaimUse) -> Json:
    """A claim that the proposal rests on, by its digest: what the law hides later must not stand in a seal."""
    claim = records.get(Claim, use.claim)
    if claim is None:
        return {"claim": use.claim, "chosen_by": use.author, "sha256": "", "ground": ""}
    return {
        "claim": claim.id, "chosen_by": use.author, "sha256": claim.digest, "ground": ground(records, claim).value
    }  # fmt: skip


def latest_effects(records: Records, proposal: Proposal) -> tuple[EffectRun, ...]:
    """The latest run of each measure on the proposal's current text, by measure; none from a reading that is not verified."""
    newest: dict[str, EffectRun] = {}
    for run in records.find(EffectRun, proposal=proposal.id, text=proposal.text):
        old = newest.get(run.measure)
        if supported(records, run) and (old is None or (run.at, run.id) > (old.at, old.id)):
            newest[run.measure] = run
    return tuple(newest[m] for m in sorted(newest))


def evidence_file(decision: Decision, *, seq: int, hash_: str) -> dict[str, Any]:
    """The sealed evidence as a file that verifies by itself, and against the chain by ``seq`` and ``hash_``.

    Parameters
    ----------
    decision
        Whose evidence it is.
    seq, hash_
        Place and hash of the event that took the decision.
    """
    return {
        "format": EVIDENCE_FORMAT,
        "decision": decision.id,
        "evidence": decision.evidence,
        "seal": {"sha256": digest(decision.evidence), "seq": seq, "hash": hash_},
    }
