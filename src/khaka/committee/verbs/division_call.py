"""Chair or secretary call a division on a discussed proposal: text and rules are frozen, notice runs from now."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.codec import digest_of
from khaka.committee.fields import NOTE, Bilingual, Id, Moment, OneOf
from khaka.committee.papers import Proposal, ProposalState
from khaka.committee.people import Role
from khaka.committee.verbs._shared import finding_of, frozen_text, no_open_clash, text_of, waits_for
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Division, DivisionState, Method

verb = Verb(
    __name__,
    on=("proposal",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY}),
    before=(ProposalState.DISCUSSED,),
    after=(ProposalState.DISCUSSED,),
    fields=(
        Bilingual("question", NOTE),
        OneOf("method", Method),
        Moment("opens_from", optional=True),
        Moment("closes_at"),
        Id("repeats", optional=True),
    ),
    makes="division",
)
frozen_text(verb)


@verb.check
def in_order(call: Call) -> Iterator[Blocker]:
    """With full notice, not on something reported or waiting, and without an open clash."""
    p, data = call.on(Proposal), call.data
    earliest = call.now + call.body.rulebook.notice
    opens = data["opens_from"] or earliest
    if opens < earliest:
        yield block("notice_too_short", field="opens_from", day=call.day(earliest))
    if data["closes_at"] <= opens:
        yield block("closes_before_it_opens", field="closes_at")
    found = finding_of(call.records, p)
    if found is not None and found.report:
        yield block("reported_already")
    elif found is not None and found.division:
        yield block("found_by_division")
    old = call.here(Division, data["repeats"]) if data["repeats"] else None
    if data["repeats"] and (old is None or old.proposal != p.id or old.state is not DivisionState.VOID):
        yield block("repeats_nothing_void", field="repeats")
    for other in waits_for(call.records, p):
        yield block("waits_for", id=p.id, other=other.id)
    yield from no_open_clash(call.records, p)


@verb.effect
def effect(call: Call) -> Puts:
    """The division; the proposal, frozen."""
    p, data = call.on(Proposal), call.data
    rules = call.body.rulebook
    yield changed(p, division=call.new_id)
    yield Division(
        id=call.new_id,
        body=p.body,
        proposal=p.id,
        text=p.text,
        digest=digest_of(text_of(call.records, p)),
        rulebook=rules,
        called_by=call.actor,
        called_at=call.now,
        opens_from=data["opens_from"] or call.now + rules.notice,
        **{k: data[k] for k in ("question", "method", "closes_at", "repeats")},
    )
