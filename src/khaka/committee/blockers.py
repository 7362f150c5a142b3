"""The reasons against a verb, and what it writes when there are none: one function for pages, API, tests and the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from khaka.committee.blocker import Blocker, Refused, block
from khaka.committee.codec import digest_of, to_json
from khaka.committee.fields import read_all
from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun
from khaka.committee.people import Body, BodyState, Role
from khaka.committee.records import Records
from khaka.committee.roles import holds_relation, roles_at
from khaka.committee.verbs import VERBS, Call, Reveal, Verb
from khaka.core.message import Message

#: Fields whose text is the "why" of an event.
_WHY = ("reason", "why", "waiver", "reply", "note")


@dataclass(frozen=True, slots=True)
class Ask:
    """What someone wants to do.

    Parameters
    ----------
    verb
        Name of the verb.
    actor
        Id of the person, or ``system``.
    kind, object
        Kind and id of the record that it is done to.
    version
        The version of that record that the actor saw; None only where the verb adds beside it.
    data
        JSON as it came in; unread.
    now
        The server's clock, read inside the transaction; aware of its time zone.
    new_id, salt
        A fresh id and random characters, from the store.
    last_at
        When the chain's last event happened: time never runs backwards.
    """

    verb: str
    actor: str
    kind: str
    object: str
    now: datetime
    version: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    new_id: str = ""
    salt: str = ""
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What an allowed verb writes.

    Parameters
    ----------
    payload
        The event's data, JSON.
    puts
        Records to write: version 1 is new (insert), a later one replaces the one before it (compare and swap).
    """

    payload: dict[str, Any]
    puts: tuple[Noun, ...]


def blockers(ask: Ask, records: Records) -> tuple[Blocker, ...]:
    """Every reason against, the weightiest first; empty means allowed."""
    return tuple(_examine(ask, records)[0])


def decide(ask: Ask, records: Records) -> Done:
    """What the verb writes.

    Raises
    ------
    Refused
        There are reasons against it.
    """
    against, call = _examine(ask, records)
    if against or call is None:
        raise Refused(against)
    written = call.verb.puts(call)
    nouns = tuple(w for w in written if isinstance(w, Noun))
    _hold(call, nouns)
    shown = [w.noun if isinstance(w, Reveal) else w for w in written]
    revealed = {id(w.noun) for w in written if isinstance(w, Reveal)}
    payload = {
        "verb": call.verb.name,
        "actor": call.actor,
        "roles": sorted(call.roles),
        "kind": call.target.KIND,
        "object": call.target.id,
        "version": call.target.version,
        "body": call.target.body,
        "why": next((str(call.data[k]) for k in _WHY if isinstance(call.data.get(k), str) and call.data[k]), ""),
        "puts": [put_json(n, reveal=id(n) in revealed) for n in shown],
    }
    return Done(payload, nouns)


def put_json(noun: Noun, *, reveal: bool = False) -> dict[str, Any]:
    """A written record as the chain shows it; a hidden one by its digest."""
    if noun.HIDDEN and not reveal:
        return {"kind": noun.KIND, "id": noun.id, "version": noun.version, "sha256": digest_of(noun)}
    return to_json(noun)


def _examine(ask: Ask, records: Records) -> tuple[list[Blocker], Call | None]:
    """Reasons against, and the call when it could be made."""
    if ask.now.tzinfo is None:
        raise ValueError("the clock must know its time zone")
    if ask.verb not in VERBS:
        return [block("unknown_verb", verb=ask.verb[:40])], None
    verb = VERBS[ask.verb]
    target = records.get(KINDS[ask.kind], ask.object) if ask.kind in verb.on else None
    body = records.get(Body, target.body) if target is not None else None
    if target is None or body is None:
        return [block("not_found")], None
    roles = roles_at(records, ask.actor, body.id, ask.now)
    if not allowed(verb, roles, records, ask.actor, target, ask.now):
        return [_not_allowed(verb, roles)], None
    if not isinstance(ask.data, Mapping):
        return [block("not_group", name=Message(f"committee.verb.{verb.name}"))], None
    data, faults = read_all(verb.fields, ask.data)
    call = Call(verb, records, ask.actor, target, body, roles, ask.now, data, ask.new_id, ask.salt)
    against = [*_of_the_moment(ask, call), *faults]
    if not against:
        against = list(verb.reasons_against(call))
    return against, call


def allowed(verb: Verb, roles: frozenset[Role], records: Records, actor: str, target: Noun, now: datetime) -> bool:
    """Whether the actor's roles, or a relation to the record, allow the verb at all."""
    if roles & verb.roles:
        return True
    fits = not verb.relation_roles or bool(roles & verb.relation_roles)
    return bool(verb.relation) and fits and holds_relation(verb.relation, records, actor, target, now)


def _not_allowed(verb: Verb, roles: frozenset[Role]) -> Blocker:
    if verb.relation == "roll":
        return block("adviser_never_votes" if Role.ADVISER in roles else "not_on_roll")
    wanted = sorted(verb.roles or verb.relation_roles)
    return (
        block("not_your_role", roles=[Message(f"committee.role.{r}") for r in wanted]) if wanted else block("not_yours")
    )


def _of_the_moment(ask: Ask, call: Call) -> Iterator[Blocker]:
    """Clock, body, version and state."""
    verb, target = call.verb, call.target
    if ask.last_at is not None and ask.now < ask.last_at:
        yield block("clock_back")
    if call.body.state is BodyState.DISSOLVED and not verb.anywhere:
        yield block("body_dissolved")
    if ask.version is None and not verb.adds:
        yield block("version_missing")
    elif ask.version is not None and ask.version != target.version:
        yield block("stale", yours=ask.version, current=target.version)
    state = getattr(target, "state", None)
    if verb.before and state not in verb.before:
        yield block(
            "wrong_state",
            state=Message(f"committee.state.{target.KIND}.{state}"),
            wanted=[Message(f"committee.state.{target.KIND}.{s}") for s in verb.before],
        )


def _hold(call: Call, puts: tuple[Noun, ...]) -> None:
    """What every effect must keep, whatever its verb: a fault here is the program's, and nothing is written."""
    seen = set()
    for noun in puts:
        key = (noun.KIND, noun.id)
        old = call.records.get(type(noun), noun.id)
        if key in seen or noun.version != (old.version + 1 if old else 1):
            raise AssertionError(f"{call.verb.name} writes {key} twice or out of turn")
        if noun.id == call.target.id and noun.KIND == call.target.KIND and call.verb.after:
            if getattr(noun, "state", None) not in call.verb.after:
                raise AssertionError(f"{call.verb.name} leaves {key} in a state that it does not declare")
        seen.add(key)
