"""A claim supports, contradicts or comments on another. Neither is changed by it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Id, OneOf, Text
from khaka.committee.news import Claim, ClaimLink, ClaimState, LinkState, Relation
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._claims import link_faults, make_link
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("claim",),
    roles=WRITERS,
    before=(ClaimState.SUGGESTED, ClaimState.CONFIRMED),
    fields=(Id("other"), OneOf("relation", Relation), Text("note", NOTE, optional=True)),
    makes="claim_link",
    adds=True,
)


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """To a claim that is here; see ``link_faults``."""
    other = call.here(Claim, call.data["other"])
    if other is None:
        yield block("refers_to_nothing", field="other", id=call.data["other"])
    else:
        yield from link_faults(call, call.on(Claim), other, call.data["relation"])


@verb.effect
def effect(call: Call) -> Puts:
    """The link; one that was ended is drawn anew."""
    data = call.data
    made = make_link(call, call.target.id, data["other"], data["relation"], data["note"])
    old = call.records.get(ClaimLink, made.id)
    if old is None:
        yield made
    else:
        fresh = {k: getattr(made, k) for k in ("relation", "author", "at", "note", "reason")}
        yield changed(old, state=LinkState.DRAWN, **fresh)
