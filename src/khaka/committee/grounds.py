"""What is derived of claims and never stored: whether one stands, and which proposals and decisions lean on one that fell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from khaka.committee.news import (
    Claim,
    ClaimLink,
    ClaimState,
    ClaimUse,
    LinkState,
    NewsReport,
    NewsState,
    Relation,
    UseState,
)
from khaka.committee.outcomes import Decision, DecisionState
from khaka.committee.records import Records
from khaka.core.folding import stands_in
from khaka.core.message import Message, msg


class Ground(StrEnum):
    """Why a claim stands or does not."""

    STANDS = "stands"
    SUGGESTED = "suggested"  # nobody has confirmed it
    REPLACED = "replaced"  # a person corrected it
    DECLINED = "declined"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"  # its report was taken back
    REWRITTEN = "rewritten"  # its report was corrected, and the corrected text does not say it


_OF_STATE: Final = {
    ClaimState.SUGGESTED: Ground.SUGGESTED,
    ClaimState.CORRECTED: Ground.REPLACED,
    ClaimState.DECLINED: Ground.DECLINED,
    ClaimState.HIDDEN: Ground.HIDDEN,
}


def ground(records: Records, claim: Claim) -> Ground:
    """Whether a claim counts: confirmed by a person, in view, and still said by its report as that is now."""
    if claim.state in _OF_STATE:
        return _OF_STATE[claim.state]
    first = records.get(NewsReport, claim.report)
    if first is None:
        return Ground.STANDS
    last = latest(records, first)
    if NewsState.WITHDRAWN in (first.state, last.state):
        return Ground.WITHDRAWN
    if last is not first and not stands_in(claim.quote, last.archive):
        return Ground.REWRITTEN  # a paraphrase too: nothing shows that the corrected text still says it
    return Ground.STANDS


def latest(records: Records, report: NewsReport) -> NewsReport:
    """The last corrected version of a report; itself when there is none."""
    seen = {report.id}
    while report.replaced_by and report.replaced_by not in seen:
        after = records.get(NewsReport, report.replaced_by)
        if after is None:
            break
        report = after
        seen.add(report.id)
    return report


def newest(records: Records, claim: str) -> Claim | None:
    """The claim that stands in the place of a claim after all corrections; itself when there is none."""
    found = records.get(Claim, claim)
    while found is not None and found.replaced_by:
        found = records.get(Claim, found.replaced_by)
    return found


def versions(records: Records, claim: Claim) -> tuple[Claim, ...]:
    """Every version of a claim, corrected ones included, the first first."""
    first = claim
    while first.replaces and (before := records.get(Claim, first.replaces)) is not None:
        first = before
    found = [first]
    while found[-1].replaced_by and (after := records.get(Claim, found[-1].replaced_by)) is not None:
        found.append(after)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class FallenUse:
    """A use whose claim does not stand any more.

    Parameters
    ----------
    claim, why
        The claim that fell, and how: the used one, or one that it only repeats.
    instead
        The claim that corrects it, or empty.
    decisions
        Decisions on the proposal that last: they lean on it too.
    """

    use: ClaimUse
    claim: str
    why: Ground
    instead: str
    decisions: tuple[str, ...]


def fallen_uses(records: Records, body: str) -> tuple[FallenUse, ...]:
    """Uses in a body that lean on a claim that fell, each once, by proposal and claim."""
    found = []
    for use in records.find(ClaimUse, body=body, state=UseState.IN_USE):
        claim = records.get(Claim, use.claim)
        fallen = next(_fallen(records, claim), None) if claim is not None else None
        if fallen is not None:
            last = newest(records, fallen.id)
            instead = last.id if last is not None and last.id != fallen.id else ""
            found.append(FallenUse(use, fallen.id, ground(records, fallen), instead, _decisions(records, use.proposal)))
    return tuple(found)


def claim_reasons(records: Records, decision: Decision) -> tuple[Message, ...]:
    """Why a decision in force is due for review because of claims: the server adds them to ``review_reasons``."""
    if decision.state is not DecisionState.IN_FORCE:
        return ()
    fallen = (f for f in fallen_uses(records, decision.body) if f.use.proposal == decision.proposal)
    return tuple(msg("committee.review.claim", claim=f.claim, why=Message(f"committee.ground.{f.why}")) for f in fallen)


def _fallen(records: Records, claim: Claim) -> Iterator[Claim]:
    """The claim itself, and those that it only repeats (one agency's text), where they do not stand."""
    seen, todo = {claim.id}, [claim]
    while todo:
        at = todo.pop(0)
        if ground(records, at) is not Ground.STANDS:
            yield at
        for link in records.find(ClaimLink, source=at.id, relation=Relation.SUPPORTS, state=LinkState.DRAWN):
            other = newest(records, link.other)
            if other is not None and other.id not in seen and _one_agency(records, claim, other):
                if ground(records, other) not in (Ground.SUGGESTED, Ground.DECLINED):
                    seen.add(other.id)
                    todo.append(other)


def _one_agency(records: Records, a: Claim, b: Claim) -> bool:
    left, right = records.get(NewsReport, a.report), records.get(NewsReport, b.report)
    return left is not None and right is not None and bool(left.agency) and left.agency == right.agency


def _decisions(records: Records, proposal: str) -> tuple[str, ...]:
    lasting = (DecisionState.IN_FORCE, DecisionState.IN_REVIEW)
    return tuple(d.id for d in records.find(Decision, proposal=proposal) if d.state in lasting)
