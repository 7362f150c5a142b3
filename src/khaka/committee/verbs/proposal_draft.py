"""A proposal is drafted: a remedy taken over from a presented blueprint, or written by hand."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Id, Many
from khaka.committee.papers import Blueprint, Proposal, ProposalState, ProposalText
from khaka.committee.people import BodyState
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._shared import PARAGRAPHS, SEATS, TITLE, paragraph_ids_once, paragraphs
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("body",),
    roles=WRITERS,
    before=(BodyState.ACTIVE,),
    fields=(
        TITLE,
        PARAGRAPHS,
        SEATS,
        Id("blueprint", optional=True),
        Id("origin", optional=True),
        Many("concerns", Id("person"), limit=50),
    ),
    makes="proposal",
    adds=True,
)
verb.check(paragraph_ids_once)


@verb.check
def taken_over_once(call: Call) -> Iterator[Blocker]:
    """A remedy of a blueprint that was presented here, and not here already."""
    blueprint, origin = call.data["blueprint"], call.data["origin"]
    if bool(blueprint) != bool(origin):
        yield block("origin_needs_both", field="origin")
    elif blueprint and call.here(Blueprint, blueprint) is None:
        yield block("refers_to_nothing", field="blueprint", id=blueprint)
    elif origin and any(
        p.state is not ProposalState.WITHDRAWN for p in call.records.find(Proposal, body=call.body.id, origin=origin)
    ):
        yield block("taken_over_already", field="origin")


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal and version 1 of its text."""
    data, new = call.data, call.new_id
    yield Proposal(
        id=new,
        body=call.body.id,
        author=call.actor,
        **{k: data[k] for k in ("title", "origin", "blueprint", "seats", "concerns")},
    )
    yield ProposalText(
        id=f"{new}:1",
        body=call.body.id,
        proposal=new,
        number=1,
        base=0,
        title=data["title"],
        paragraphs=paragraphs(data["paragraphs"]),
        author=call.actor,
        at=call.now,
    )
