"""What an id in a form of an election may be: its roll, its boxes, those who stand, the steps of its programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from khaka.committee.elections.calendar import name_of
from khaka.committee.elections.relations import election_of
from khaka.committee.elections.returns import standing_in
from khaka.committee.elections.roll import below, listed
from khaka.committee.noun import Noun
from khaka.committee.people import Membership, Unit
from khaka.committee.polling import Election, ElectionState, Nomination, NominationState, Programme
from khaka.committee.tallying import Petition, PetitionState
from khaka.committee.verbs import Verb
from khaka.core.message import Message
from khaka.store.models import Account
from khaka.web.asked import Asked
from khaka.web.seen import list_of, seen
from khaka.web.shown import day_and_time
from khaka.web.voters import names, title_in_election

Pairs: TypeAlias = list[tuple[str, str]]
#: More than so many are typed, not chosen: a page with every one of them would not load on a phone.
MANY: Final = 400
_MANY_UNITS: Final = 40


def election_options(request: Asked, verb: Verb, target: Noun, name: str) -> Pairs | None:
    """Pairs of id and label for a field of an election's verb; None where it is not one, or is typed."""
    find = _FIELDS.get((verb.name, name)) or _FIELDS.get(("", name)) if verb.name in _VERBS else None
    return find(request, target) if find is not None else None


def typed(request: Asked, verb: Verb, name: str) -> bool:
    """Whether an id is typed although it could be chosen: a delegate's number, a unit in each row of a large organisation."""
    if verb.name == "roll_enter" and name == "person":
        return True
    return verb.name in _UNITS and name == "unit" and len(request.records.find(Unit)) > _MANY_UNITS


def _named(request: Asked, ids: Iterable[str]) -> Pairs:
    found = names(ids, request.say.lang)
    return sorted(found.items(), key=lambda p: (p[1], p[0]))


def _accounts(request: Asked, target: Noun) -> Pairs:
    return _named(request, Account.objects.filter(is_active=True).values_list("id", flat=True))


def _judges(request: Asked, target: Noun) -> Pairs:
    """People of the body who neither ran the election nor stood in it, and are not the one who complains."""
    e = election_of(request.records, target)
    if e is None:
        return []
    stood = {n.person for n in request.records.find(Nomination, election=e.id)}
    out = {e.officer, *e.scrutineers, *stood, request.user.id}
    there = {m.person for m in request.records.find(Membership, body=e.body) if m.holds(request.moment)}
    return _named(request, there - out)


def _roll(request: Asked, target: Noun) -> Pairs | None:
    e = election_of(request.records, target)
    roll = [x for x in listed(request.records, e.id) if seen(request, x)] if e is not None else []
    return _named(request, (x.person for x in roll)) if 0 < len(roll) <= MANY else None


def _boxes(request: Asked, target: Noun) -> Pairs | None:
    e = election_of(request.records, target)
    return [(b, b) for b in e.boxes] if e is not None else None


def _standing(request: Asked, target: Noun) -> Pairs | None:
    e = election_of(request.records, target)
    stand = standing_in(request.records, e) if e is not None else ()
    live = [n for n in stand if n.state is not NominationState.VACATED]
    return [_candidate(request, n) for n in sorted(live, key=lambda n: n.number)]


def _tied(request: Asked, target: Noun) -> Pairs | None:
    e = election_of(request.records, target)
    found = (request.records.get(Nomination, n) for n in e.tied) if e is not None else ()
    return [_candidate(request, n) for n in found if n is not None]


def _candidate(request: Asked, n: Nomination) -> tuple[str, str]:
    apart = f" ({n.told_apart_by})" if n.told_apart_by else ""
    return n.id, f"{n.number}. {n.name.in_language(request.say.lang)}{apart}"


def _groups(request: Asked, target: Noun) -> Pairs | None:
    e = election_of(request.records, target)
    return [(r.group, r.group) for r in e.reserved] if e is not None else None


def _steps(request: Asked, target: Noun) -> Pairs | None:
    if not isinstance(target, Programme):
        return None
    return [(s.key, step_label(request, s)) for s in target.steps]


def step_label(request: Asked, step: object) -> str:
    """A step with its days, and the unit that it is for."""
    from khaka.committee.polling import Step

    assert isinstance(step, Step)
    say = request.say
    unit = request.records.get(Unit, step.unit) if step.unit else None
    of = f" ({unit.name.in_language(say.lang)})" if unit is not None else ""
    days = " – ".join(day_and_time(say, d, "UTC") for d in dict.fromkeys((step.first, step.last)))
    return f"{say.text(name_of(step))}{of}, {days}"


def _left_out(request: Asked, target: Noun) -> Pairs | None:
    """Elections below that are stayed."""
    if not isinstance(target, Election):
        return None
    under = [e for e in below(request.records, target) if e.state is ElectionState.STAYED and seen(request, e)]
    return [(e.id, title_in_election(request.records, e, request.say)) for e in under]


def _appealed(request: Asked, target: Noun) -> Pairs | None:
    e = election_of(request.records, target)
    found = list_of(request, Petition, election=e.id) if e is not None else ()
    say = request.say
    return [
        (p.id, f"{say.text(Message(f'committee.ruling.{p.ruling}'))}: {p.reason[:80]}")
        for p in found
        if p.state is PetitionState.RULED and p.ruling is not None
    ]


#: By verb and field; without a verb, for every verb of elections.
_FIELDS: Final[dict[tuple[str, str], Callable[[Asked, Noun], Pairs | None]]] = {
    ("election_call", "officer"): _accounts,
    ("election_call", "scrutineers"): _accounts,
    ("", "judge"): _judges,
    ("nomination_file", "candidate"): _roll,
    ("nomination_file", "proposer"): _roll,
    ("nomination_file", "seconder"): _roll,
    ("nomination_file", "group"): _groups,
    ("marked_roll_enter", "persons"): _roll,
    ("marked_roll_enter", "box"): _boxes,
    ("poll_return_enter", "box"): _boxes,
    ("poll_return_enter", "nomination"): _standing,
    ("lot_enter", "drawn"): _tied,
    ("programme_move", "step"): _steps,
    ("roll_finalise", "without"): _left_out,
    ("petition_file", "against"): _appealed,
}
_VERBS: Final = frozenset({v for v, _ in _FIELDS if v} | {"petition_file"})
#: Verbs whose rows each name a unit, and all in whose rows an id is chosen.
_UNITS: Final = frozenset({"programme_draft", "programme_extend"})
ROWS: Final = _UNITS | {"programme_move", "poll_return_enter"}
