"""A version of the blueprint is laid before the body, held fast by its digest."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, Bilingual, Day, Digest, Id
from khaka.committee.papers import Blueprint
from khaka.committee.people import BodyState
from khaka.committee.roles import WRITERS
from khaka.committee.verbs.base import Call, Puts, Verb

verb = Verb(
    __name__,
    on=("body",),
    roles=WRITERS,
    before=(BodyState.ACTIVE,),
    fields=(
        Bilingual("title", LINE), Digest("digest"), Id("data_version"), Day("as_of"), Id("replaces", optional=True)
    ),
    makes="blueprint",
    adds=True,
)  # fmt: skip


@verb.check
def once(call: Call) -> Iterator[Blocker]:
    """The same document once; a next version of one that is here."""
    if call.records.find(Blueprint, body=call.body.id, digest=call.data["digest"]):
        yield block("presented_already")
    if call.data["replaces"] and call.here(Blueprint, call.data["replaces"]) is None:
        yield block("refers_to_nothing", field="replaces", id=call.data["replaces"])


@verb.effect
def effect(call: Call) -> Puts:
    """The blueprint."""
    data = call.data
    yield Blueprint(
        id=call.new_id,
        body=call.body.id,
        title=data["title"],
        digest=data["digest"],
        data_version=data["data_version"],
        as_of=data["as_of"],
        presented_by=call.actor,
        presented_at=call.now,
        replaces=data["replaces"],
    )
