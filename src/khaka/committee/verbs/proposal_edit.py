"""The author writes the next version of a draft. Whoever edits an older version is told, and keeps the text."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.papers import Proposal, ProposalState, ProposalText
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._shared import PARAGRAPHS, SEATS, TITLE, paragraph_ids_once, paragraphs, text_of
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("proposal",),
    relation="author",
    relation_roles=WRITERS,
    before=(ProposalState.DRAFT, ProposalState.RETURNED),
    after=(ProposalState.DRAFT, ProposalState.RETURNED),
    fields=(TITLE, PARAGRAPHS, SEATS),
)
verb.check(paragraph_ids_once)


@verb.check
def something_new(call: Call) -> Iterator[Blocker]:
    """A version that differs."""
    p, data = call.on(Proposal), call.data
    text = text_of(call.records, p)
    if (text.title, text.paragraphs, p.seats) == (data["title"], paragraphs(data["paragraphs"]), data["seats"]):
        yield block("nothing_changed")


@verb.effect
def effect(call: Call) -> Puts:
    """The proposal at its next version."""
    p, data = call.on(Proposal), call.data
    yield changed(p, title=data["title"], seats=data["seats"], text=p.text + 1)
    yield ProposalText(
        id=f"{p.id}:{p.text + 1}",
        body=p.body,
        proposal=p.id,
        number=p.text + 1,
        base=p.text,
        title=data["title"],
        paragraphs=paragraphs(data["paragraphs"]),
        author=call.actor,
        at=call.now,
    )
