"""Chair and secretary each turn a key; with the second, the division opens and the roll is frozen."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Flag
from khaka.committee.papers import Proposal
from khaka.committee.people import Membership, Role
from khaka.committee.roles import VOTERS, roles_at
from khaka.committee.rulebook import Tie
from khaka.committee.verbs._shared import no_open_clash
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.committee.voting import Division, DivisionState, Key, Method, Recusal, RollEntry

_KEYS = (Role.CHAIR, Role.SECRETARY)
#: Below this many voters a secret division tells how each of them voted.
_SECRET_FEW = 3

verb = Verb(
    __name__,
    on=("division",),
    roles=frozenset(_KEYS),
    before=(DivisionState.CALLED,),
    after=(DivisionState.CALLED, DivisionState.OPEN),
    fields=(Flag("aware"),),
)


def _own_key(call: Call) -> Key:
    return Key(next(r for r in _KEYS if r in call.roles), call.actor, call.now)


def _other_key(call: Call) -> Key | None:
    """The other key, if it was turned in time by another person who still holds its role."""
    d, own = call.on(Division), _own_key(call)
    for key in d.keys:
        fresh = call.now - key.at < d.rulebook.key_life
        held = key.role in roles_at(call.records, key.person, d.body, call.now)
        if key.role is not own.role and key.person != own.person and fresh and held:
            return key
    return None


def roll(call: Call) -> tuple[RollEntry, ...]:
    """Who votes: chair and members at this moment, each once; the chair not where the chair has the casting vote only."""
    d = call.on(Division)
    entries: dict[str, RollEntry] = {}
    for role in sorted(VOTERS):
        for m in call.records.find(Membership, body=d.body, role=role):
            if m.holds(call.now) and m.person not in entries:
                entry = RollEntry(
                    id=f"{d.id}:{m.person}", body=d.body, division=d.id, person=m.person, role=m.role, weight=m.weight
                )
                entries[m.person] = entry
    if d.rulebook.tie is Tie.CASTING:
        entries = {p: e for p, e in entries.items() if e.role is not Role.CHAIR}
    return tuple(entries[p] for p in sorted(entries))


@verb.check
def in_its_time(call: Call) -> Iterator[Blocker]:
    """After the notice, before the close; a key once while it is good."""
    d = call.on(Division)
    if call.now < d.opens_from:
        yield block("notice_runs", day=call.day(d.opens_from))
    if call.now >= d.closes_at:
        yield block("close_has_passed")
    own = _own_key(call)
    if any(k.role is own.role and k.person == own.person and call.now - k.at < d.rulebook.key_life for k in d.keys):
        yield block("key_turned")
    yield from no_open_clash(call.records, call.need(Proposal, d.proposal))


@verb.check
def a_roll(call: Call) -> Iterator[Blocker]:
    """Somebody votes; a secret division hides something."""
    d = call.on(Division)
    entries = roll(call)
    if not entries:
        yield block("empty_roll")
    if d.method is Method.SECRET:
        out = {r.person for r in call.records.find(Recusal, division=d.id)}
        if any(e.weight != 1 for e in entries):
            yield block("secret_with_weights")
        if len([e for e in entries if e.person not in out]) < _SECRET_FEW and not call.data["aware"]:
            yield block("secret_few", field="aware")


@verb.effect
def effect(call: Call) -> Puts:
    """One key, or the open division with its roll."""
    d, own, other = call.on(Division), _own_key(call), _other_key(call)
    if other is None:
        yield changed(d, keys=(own,))
        return
    yield changed(d, keys=(other, own), state=DivisionState.OPEN, opened_at=call.now)
    yield from roll(call)
