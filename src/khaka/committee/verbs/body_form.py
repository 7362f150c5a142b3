"""A body is formed for a unit, with its first chair, secretary and deciding authority: four eyes from the first day."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, Bilingual, Id, OneOf
from khaka.committee.people import Body, Membership, Role, Way
from khaka.committee.roles import APART
from khaka.committee.verbs.base import Call, Puts, Verb

_POSTS = {"chair": Role.CHAIR, "secretary": Role.SECRETARY, "authority": Role.AUTHORITY, "auditor": Role.AUDITOR}

verb = Verb(
    __name__,
    on=("unit",),
    roles=frozenset({Role.ADMINISTRATOR}),
    fields=(
        Bilingual("name", LINE),
        OneOf("way", Way),
        Id("chair"),
        Id("secretary"),
        Id("authority", optional=True),
        Id("auditor", optional=True),
    ),
    makes="body",
    adds=True,
)


@verb.check
def posts_apart(call: Call) -> Iterator[Blocker]:
    """No person in two posts that exclude each other; an advisory body has someone to advise."""
    named = [(role, call.data[field]) for field, role in _POSTS.items() if call.data[field]]
    for i, (role, person) in enumerate(named):
        if any(person == other and role in APART[post] for post, other in named[i + 1 :]):
            yield block("roles_apart")
    if call.data["way"] is Way.ADVISORY and not call.data["authority"]:
        yield block("authority_missing")


@verb.effect
def effect(call: Call) -> Puts:
    """The body and its first memberships."""
    new = call.new_id
    yield Body(id=new, body=new, unit=call.target.id, name=call.data["name"], way=call.data["way"])
    for field, role in _POSTS.items():
        if call.data[field]:
            yield Membership(id=f"{new}:{field}", body=new, person=call.data[field], role=role, start=call.now)
