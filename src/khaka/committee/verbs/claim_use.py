"""A proposal rests on a claim: which one, and who chose it among those that disagree."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Id
from khaka.committee.grounds import Ground, ground
from khaka.committee.news import Claim, ClaimUse, UseState
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._shared import text_of
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.message import Message

_OVER = (ProposalState.DECIDED, ProposalState.WITHDRAWN)

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    relation="author",
    relation_roles=WRITERS,
    before=tuple(s for s in ProposalState if s not in _OVER),
    fields=(Id("claim"), Id("place", optional=True)),
    makes="claim_use",
    adds=True,
)


@verb.check
def a_claim_that_stands(call: Call) -> Iterator[Blocker]:
    """Of this body, confirmed, in view, still said; once, in a paragraph that is there, not in another's draft."""
    p, data = call.on(Proposal), call.data
    if p.state is ProposalState.DRAFT and p.author != call.actor:
        yield block("draft_of_another")
    if p.division:
        yield block("division_under_way")
    claim = call.here(Claim, data["claim"])
    if claim is None:
        yield block("refers_to_nothing", field="claim", id=data["claim"])
    elif (why := ground(call.records, claim)) is not Ground.STANDS:
        yield block("claim_has_no_ground", field="claim", id=claim.id, why=Message(f"committee.ground.{why}"))
    old = call.records.get(ClaimUse, f"{p.id}:{data['claim']}")
    if old is not None and old.state is UseState.IN_USE:
        yield block("used_already", field="claim")
    if data["place"] and data["place"] not in {x.id for x in text_of(call.records, p).paragraphs}:
        yield block("refers_to_nothing", field="place", id=data["place"])


@verb.effect
def effect(call: Call) -> Puts:
    """The use; one that was ended is taken up again."""
    name = f"{call.target.id}:{call.data['claim']}"
    chosen = {"author": call.actor, "at": call.now, "place": call.data["place"]}
    old = call.records.get(ClaimUse, name)
    if old is None:
        yield ClaimUse(id=name, body=call.body.id, proposal=call.target.id, claim=call.data["claim"], **chosen)
    else:
        yield changed(old, state=UseState.IN_USE, reason="", **chosen)
