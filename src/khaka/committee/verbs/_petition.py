"""What a ruling on a petition does to the election, and who may give one."""

from __future__ import annotations

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.elections.relations import counts, is_candidate
from khaka.committee.people import Membership
from khaka.committee.polling import Election, ElectionState
from khaka.committee.tallying import Petition, PetitionState, Remedy, Ruling
from khaka.committee.verbs.base import Call, Puts, changed
from khaka.core.message import Message

DECIDED = (ElectionState.DECLARED, ElectionState.VACANT)


def unconcerned(call: Call, election: Election | None) -> Iterator[Blocker]:
    """The actor neither ran the election nor stood in it."""
    if election is not None and (
        counts(call.records, call.actor, election, call.now)
        or is_candidate(call.records, call.actor, election, call.now)
    ):
        yield block("judge_concerned")


def impartial(call: Call, election: Election, judge: str, author: str) -> Iterator[Blocker]:
    """Of the organisation; neither ran the election, nor stood in it, nor complains of it."""
    if not any(m.holds(call.now) for m in call.records.find(Membership, person=judge)):
        yield block("not_of_the_body", field="judge", id=judge)
    concerned = counts(call.records, judge, election, call.now) or is_candidate(call.records, judge, election, call.now)
    if concerned or judge == author:
        yield block("judge_concerned", field="judge")


def remedy_sound(call: Call, election: Election | None) -> Iterator[Blocker]:
    """A remedy with an upheld petition and with none else; a result to change."""
    upheld = call.data["ruling"] is Ruling.UPHELD
    if upheld != (call.data["remedy"] is not Remedy.NONE):
        yield block("remedy_and_ruling", field="remedy")
    if upheld and election is not None and election.state not in DECIDED:
        yield block(
            "wrong_state",
            state=Message(f"committee.state.election.{election.state}"),
            wanted=[Message(f"committee.state.election.{s}") for s in DECIDED],
        )
    if call.data["remedy"] is Remedy.RECOUNT and election is not None and not election.lines:
        yield block("nothing_to_recount", field="remedy")


def opposite(call: Call, petition: Petition, ruling: Ruling) -> tuple[Petition, ...]:
    """Rulings that stand on the same election and say the opposite; one that is appealed against stands no more."""
    found = call.records.find(Petition, election=petition.election)
    over = {p.against for p in found if p.state is PetitionState.RULED} | {petition.against, petition.id}
    return tuple(
        p for p in found if p.state is not PetitionState.FILED and p.id not in over and p.ruling not in (None, ruling)
    )


def remedied(election: Election, remedy: Remedy) -> Puts:
    """The election counted again, or polled again; those who were elected keep their seats until the new result."""
    if remedy is Remedy.RECOUNT:
        yield changed(election, state=ElectionState.LISTED, count=election.count + 1)
    elif remedy is Remedy.FRESH_POLL:
        yield changed(election, state=ElectionState.REPOLL, contenders=(), tied=(), order=(), poll_on=None)
