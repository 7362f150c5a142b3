"""The whole table of role x verb x state: what the declarations say is what `blockers` does, and nothing is missing."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from khaka.committee import VERBS, Ask, blockers
from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun, Words
from khaka.committee.people import Membership, Role
from khaka.committee.reading import READERS
from khaka.committee.roles import RELATIONS, May, may
from khaka.committee.table import as_markdown
from tests.committee.room import BODY, PEOPLE, Room

WHO = {**PEOPLE, "member": "m1", "system": "system"}
ROOM = Room()


def sample(kind: str, state: StrEnum | None) -> Noun:
    """A record of a kind in a state, every field filled with the plainest value of its type."""
    cls = KINDS[kind]
    hints = get_type_hints(cls)
    values: dict[str, Any] = {}
    for f in dataclasses.fields(cls):
        if f.default is dataclasses.MISSING:
            values[f.name] = plain_value(hints[f.name])
    values |= {"id": f"x-{kind}", "body": BODY}
    if state is not None:
        values["state"] = state
    return cls(**values)


def plain_value(hint: Any) -> Any:
    options = {str: "nobody-in-particular", int: 1, float: 1.0, Words: Words("x"), dict[str, Any]: {}}
    if hint in options:
        return options[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint()
    if getattr(hint, "__origin__", None) is tuple:
        return ()
    if getattr(hint, "__name__", "") == "datetime":
        return ROOM.now
    if getattr(hint, "__name__", "") == "date":
        return ROOM.now.date()
    return None if type(None) in get_args(hint) else pytest.fail(f"no value for {hint}")


def states(kind: str) -> list[StrEnum | None]:
    hint = get_type_hints(KINDS[kind]).get("state")
    return list(hint) if hint is not None else [None]


def cells() -> Iterator[tuple[str, str]]:
    for verb in VERBS:
        for kind in verb.on:
            yield verb.name, kind


for _kind, _id in (("proposal", "nobody-in-particular"), ("proposal_text", "nobody-in-particular:1")):
    ROOM.records.put(dataclasses.replace(sample(_kind, states(_kind)[0]), id=_id))


@pytest.mark.parametrize(("name", "kind"), list(cells()))
def test_role_by_verb_by_state(name: str, kind: str) -> None:
    """Allowed roles meet only the state; other roles are refused for their role, in every state; nobody else gets in."""
    verb = VERBS[name]
    for state in states(kind):
        ROOM.records.put(target := sample(kind, state))
        if kind == "body":  # a body is its own: the sample stands in the real one's place
            ROOM.records.put(target := dataclasses.replace(ROOM.get(KINDS["body"], BODY), state=state))
        for role in Role:
            ask = Ask(name, WHO[role], kind, target.id, ROOM.now, target.version, {}, "new", "0" * 32)
            codes = {b.code for b in blockers(ask, ROOM.records)}
            refused = bool(codes & {"not_your_role", "not_yours", "not_on_roll", "adviser_never_votes"})
            assert refused == (may(role, verb) is not May.YES), (name, role, state)
            if not refused:
                in_state = not verb.before or state in verb.before
                assert ("wrong_state" in codes) == (not in_state), (name, role, state, codes)
    if kind == "body":
        ROOM.records.put(dataclasses.replace(ROOM.get(KINDS["body"], BODY), state=states("body")[0]))


def test_what_an_adviser_may_never_do() -> None:
    never = {"ballot_cast", "division_open", "division_call", "casting_vote", "finding_record", "order_give", "report_deliver",
             "decision_record", "dissent_note", "proposal_admit", "clash_waive", "meeting_call", "return_enter"}  # fmt: skip
    assert {n for n in never if may(Role.ADVISER, VERBS[n]) is May.YES} == set()
    assert may(Role.ADVISER, VERBS["comment_add"]) is May.YES
    assert may(Role.ADVISER, VERBS["proposal_submit"]) is May.OWN


def test_an_administrator_handles_accounts_only() -> None:
    own = {v.name for v in VERBS if may(Role.ADMINISTRATOR, v) is May.YES}
    assert own == {"unit_make", "body_form", "offer_make", "offer_withdraw", "member_end"}


def test_observers_change_nothing_but_their_own_membership() -> None:
    assert {v.name for v in VERBS if may(Role.OBSERVER, v) is May.YES} == set()


def test_every_verb_is_whole() -> None:
    for verb in VERBS:
        assert set(verb.on) <= set(KINDS), verb.name
        assert verb.roles or verb.relation, verb.name
        assert not verb.relation or verb.relation in RELATIONS, verb.name
        assert not verb.makes or verb.makes in KINDS, verb.name
        for kind in verb.on:
            known = set(states(kind))
            assert len(verb.on) > 1 or set(verb.before) | set(verb.after) <= known, verb.name
        assert len({f.name for f in verb.fields}) == len(verb.fields), verb.name
        assert verb.schema()["additionalProperties"] is False


def test_every_kind_has_its_readers() -> None:
    from khaka.committee import reading

    assert set(READERS) | set(reading._FOLLOWS) == set(KINDS)
    for kind, by_state in READERS.items():
        assert set(by_state) - {""} <= {str(s) for s in states(kind) if s}


def test_roles_by_date_and_back() -> None:
    """adviser, then member, then adviser again: each date answers for itself."""
    from khaka.committee.roles import roles_at

    room = Room()
    days = []
    for role in ("member", "adviser"):
        days.append(room.now)
        room.wait(days=10)
        room.join("strategist", role)
    days.append(room.now)
    found = [roles_at(room.records, "strategist", BODY, d) for d in days]
    assert found == [{Role.ADVISER}, {Role.MEMBER}, {Role.ADVISER}]
    held = room.records.find(Membership, person="strategist")
    assert sorted((m.role, m.end is None) for m in held) == [("adviser", False), ("adviser", True), ("member", False)]
    assert roles_at(room.records, "strategist", BODY, days[0] - timedelta(days=9)) == frozenset()


def test_the_table_in_the_design_note_is_the_verbs_own() -> None:
    note = (Path(__file__).parents[2] / "docs" / "design" / "0021-committee-rules.md").read_text("utf-8")
    assert as_markdown() in note, "print it anew: see khaka.committee.table"
