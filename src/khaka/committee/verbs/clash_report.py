"""The server enters a clash that the rules over briefs and proposals found; it blocks tabling until waived or gone."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Bilingual, Id, Many
from khaka.committee.papers import Clash, ClashState, Proposal
from khaka.committee.people import BodyState, Role
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.SYSTEM}),
    before=(BodyState.ACTIVE,),
    fields=(
        Id("rule"), Bilingual("words", NOTE), Many("proposals", Id("proposal")), Many("briefs", Id("brief"))
    ),
    makes="clash",
    adds=True,
)  # fmt: skip


@verb.check
def new_and_about_something(call: Call) -> Iterator[Blocker]:
    """About proposals that are here, and not on record already."""
    data = call.data
    for name in data["proposals"]:
        if call.here(Proposal, name) is None:
            yield block("refers_to_nothing", field="proposals", id=name)
    if not data["proposals"] and not data["briefs"]:
        yield block("clash_about_nothing")
    same = (data["rule"], data["proposals"], data["briefs"])
    live = call.records.find(Clash, body=call.body.id)
    if any((c.rule, c.proposals, c.briefs) == same and c.state is not ClashState.CLEARED for c in live):
        yield block("reported_clash_already")


@verb.effect
def effect(call: Call) -> Puts:
    """The clash."""
    data = {k: call.data[k] for k in ("rule", "words", "proposals", "briefs")}
    yield Clash(id=call.new_id, body=call.body.id, **data)
