"""The chair or the authority waive a clash, in words; never the author of a proposal in it."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Text
from khaka.committee.papers import Clash, ClashState, Proposal
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("clash",),
    roles=frozenset({Role.CHAIR, Role.AUTHORITY}),
    before=(ClashState.OPEN,),
    after=(ClashState.WAIVED,),
    fields=(Text("waiver"),),
)


@verb.check
def not_the_author(call: Call) -> Iterator[Blocker]:
    """Nobody waives an objection to their own proposal."""
    for name in call.on(Clash).proposals:
        p = call.records.get(Proposal, name)
        if p is not None and p.author == call.actor:
            yield block("author_cannot")
            return


@verb.effect
def effect(call: Call) -> Puts:
    """The clash, waived."""
    yield changed(call.on(Clash), state=ClashState.WAIVED, waiver=call.data["waiver"], waived_by=call.actor)
