"""A nomination is handed in: by the candidate, the proposer or the seconder, or entered by the returning officer."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, Bilingual, Id, Text
from khaka.committee.polling import Election, ElectionState, Nomination, NominationState, Programme, StepKind
from khaka.committee.verbs._election import in_time, on_roll
from khaka.committee.verbs.base import Call, Puts, Verb
from khaka.core.message import Message

_SIGN = ("candidate", "proposer", "seconder")
_LIVE = (NominationState.FILED, NominationState.ACCEPTED)

verb = Verb(
    __name__,
    on=("election",),
    relation="nominator",
    before=(ElectionState.ROLL_FINAL,),
    fields=(
        Id("candidate"),
        Bilingual("name", LINE),
        Text("told_apart_by", LINE, optional=True),
        Id("group", optional=True),
        Id("proposer"),
        Id("seconder"),
    ),
    makes="nomination",
    adds=True,
)


@verb.check
def in_time_and_of_the_roll(call: Call) -> Iterator[Blocker]:
    """By the server's clock; candidate, proposer and seconder are three electors."""
    e = call.on(Election)
    data = call.data
    yield from in_time(call, e, StepKind.NOMINATE)
    yield from on_roll(call, e, *_SIGN)
    if len({data[k] for k in _SIGN}) < len(_SIGN):
        yield block("three_persons")
    if call.actor not in (e.officer, *(data[k] for k in _SIGN)):
        yield block("paper_of_others")
    if data["candidate"] in (e.officer, *e.scrutineers):
        yield block("officer_stands", field="candidate")
    if data["group"] and data["group"] not in {r.group for r in e.reserved}:
        yield block("refers_to_nothing", field="group", id=data["group"])


@verb.check
def within_the_limits(call: Call) -> Iterator[Blocker]:
    """One live nomination a candidate; each elector proposes or seconds as often as the rules say."""
    e = call.on(Election)
    live = [n for n in call.records.find(Nomination, election=e.id) if n.state in _LIVE]
    if any(n.person == call.data["candidate"] for n in live):
        yield block("nominated_already", field="candidate")
    programme = call.records.get(Programme, e.programme)
    limit = programme.rules.seconds_limit if programme is not None else 1
    for name in ("proposer", "seconder"):
        signed = sum(call.data[name] in (n.proposer, n.seconder) for n in live)
        if signed >= limit:
            yield block("signed_too_often", field=name, name=Message(f"committee.field.{name}"), limit=limit)


@verb.effect
def effect(call: Call) -> Puts:
    """The nomination, with the next number."""
    e = call.on(Election)
    number = len(call.records.find(Nomination, election=e.id)) + 1
    kept = {k: call.data[k] for k in ("proposer", "seconder", "name", "told_apart_by", "group")}
    kept["person"] = call.data["candidate"]
    yield Nomination(
        id=f"{e.id}:{number}", body=e.body, election=e.id, number=number, filed_by=call.actor, filed_at=call.now, **kept
    )
