"""A division's page: what is voted on and by which rules; before the close no total of any kind, after it the result in words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import SimpleLazyObject

from khaka.committee.counting import count
from khaka.committee.noun import Noun
from khaka.committee.papers import ProposalText
from khaka.committee.pending import suggested_recusals
from khaka.committee.people import Role
from khaka.committee.result_words import in_words, rule_in_words
from khaka.committee.roles import roles_at
from khaka.committee.voting import Ballot, Division, DivisionState, Recusal, RollEntry
from khaka.web.asked import Asked
from khaka.web.seen import list_of

_COUNTED = (DivisionState.CLOSED, DivisionState.TIED)


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """What the template asks for."""
    assert isinstance(noun, Division)
    records, person = request.records, request.user.id
    counted = noun.state in _COUNTED and noun.tally is not None
    office = roles_at(records, person, noun.body, request.moment) & {Role.CHAIR, Role.SECRETARY, Role.AUDITOR}
    # a ballot's form does not show the roll: of a thousand names it is most of the page's cost
    roll: Any = SimpleLazyObject(lambda: _roll(request, noun))
    return {
        "text": records.get(ProposalText, f"{noun.proposal}:{noun.text}"),
        "rules": rule_in_words(noun.rulebook),
        "mine": records.get(Ballot, f"{noun.id}:{person}"),
        "on_roll": records.get(RollEntry, f"{noun.id}:{person}"),
        "result": in_words(noun, count(noun.tally, noun.rulebook, noun.casting)) if counted and noun.tally else (),
        "votes": _votes(request, noun, roll) if counted else [],
        "roll": roll,
        "recusals": list_of(request, Recusal, division=noun.id),
        "suggested": suggested_recusals(records, noun) if office or person in suggested_recusals(records, noun) else (),
        "over": noun.closes_at <= request.moment,
    }


def _roll(request: Asked, d: Division) -> tuple[RollEntry, ...]:
    """The roll, its names fetched at once."""
    roll = list_of(request, RollEntry, division=d.id)
    request.people.load(e.person for e in roll)
    return roll


def _votes(request: Asked, d: Division, roll: tuple[RollEntry, ...]) -> list[dict[str, Any]]:
    """Names and votes of a closed recorded division, in the order of names."""
    ballots = {b.voter: b for b in list_of(request, Ballot, division=d.id)}
    recused = {r.person for r in list_of(request, Recusal, division=d.id)}
    rows = [
        {
            "entry": e,
            "ballot": ballots.get(e.person),
            "name": request.people.name(e.person),
            "recused": e.person in recused,
        }
        for e in roll
    ]
    return sorted(rows, key=lambda r: (str(r["name"]), str(r["entry"])))
