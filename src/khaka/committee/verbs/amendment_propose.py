"""An amendment to one paragraph, made on the version of the text that its author read."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LONG, Bilingual, Id, OneOf, Text, Whole
from khaka.committee.papers import Amendment, Change, Proposal, ProposalState
from khaka.committee.roles import WRITERS
from khaka.committee.texts import amendment_faults
from khaka.committee.verbs._shared import frozen_text, text_of
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("proposal",),
    roles=WRITERS,
    before=(ProposalState.ADMITTED, ProposalState.DISCUSSED),
    fields=(
        Whole("base", 1, 10_000),
        OneOf("change", Change),
        Id("paragraph"),
        Bilingual("words", LONG, optional=True),
        Text("why"),
    ),
    makes="amendment",
    adds=True,
)
frozen_text(verb)


@verb.check
def fits_the_text(call: Call) -> Iterator[Blocker]:
    """On a version that exists and a paragraph that has not moved since; neither empty nor the same."""
    p, data = call.on(Proposal), call.data
    if data["base"] > p.text:
        yield block("refers_to_nothing", field="base", id=str(data["base"]))
        return
    base = text_of(call.records, p, data["base"])
    now = text_of(call.records, p)
    yield from amendment_faults(base, now, data["change"], data["paragraph"], data["words"])


@verb.effect
def effect(call: Call) -> Puts:
    """The amendment."""
    data = call.data
    yield Amendment(
        id=call.new_id,
        body=call.body.id,
        proposal=call.target.id,
        author=call.actor,
        **{k: data[k] for k in ("base", "change", "paragraph", "words", "why")},
    )
