"""A person on the roll votes. The server's clock inside the transaction decides: ``opened <= now < closes``."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Digest, OneOf
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Ballot, Choice, Division, DivisionState, Method, Recusal, RollEntry

verb = Verb(
    __name__,
    on=("division",),
    relation="roll",
    before=(DivisionState.OPEN,),
    fields=(OneOf("choice", Choice), Digest("digest")),
    makes="ballot",
    adds=True,
)


@verb.check
def may_vote(call: Call) -> Iterator[Blocker]:
    """In time, on the text that is voted on, not recused, once unless the rules allow another."""
    d = call.on(Division)
    name = f"{d.id}:{call.actor}"
    if Role.ADVISER in call.roles:
        # the verbs never bring an adviser onto an open roll; should a record say so all the same, the vote is refused
        yield block("adviser_never_votes")
    if d.method is Method.SECRET:
        yield block("secret_on_paper")
    if call.now >= d.closes_at:
        yield block("division_is_over")
    if d.opened_at is None or call.now < d.opened_at:
        yield block("clock_back")
    if call.data["digest"] != d.digest:
        yield block("other_text", field="digest")
    if call.records.get(Recusal, name) is not None:
        yield block("you_are_recused")
    if call.records.get(Ballot, name) is not None and not d.rulebook.revote:
        yield block("voted_already")
    if len(call.salt) < 16:
        raise ValueError("a ballot needs random characters: without them its digest would give the choice away")


@verb.effect
def effect(call: Call) -> Puts:
    """The ballot, or its replacement."""
    d = call.on(Division)
    name = f"{d.id}:{call.actor}"
    old = call.records.get(Ballot, name)
    if old is not None:
        yield changed(old, choice=call.data["choice"], salt=call.salt)
        return
    entry = call.need(RollEntry, name)
    yield Ballot(
        id=name,
        body=d.body,
        division=d.id,
        voter=call.actor,
        choice=call.data["choice"],
        weight=entry.weight,
        salt=call.salt,
    )
