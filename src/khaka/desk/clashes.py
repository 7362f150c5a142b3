"""Clashes between a body's state briefs, the proposals that they rest on and the national plan, by named rules.

The rules over a blueprint's computed briefs are ``khaka.strategy.briefs.clashes``; these hold between briefs that were
issued. The server enters what they find and clears what they find no longer: ``settle``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import fsum
from typing import Any, Final, TypeAlias

from khaka.catalog import Catalog
from khaka.committee import Refused
from khaka.committee.directing import BriefPlan
from khaka.committee.outcomes import Decision
from khaka.committee.papers import BriefState, Clash, ClashState, StateBrief
from khaka.committee.people import SYSTEM, Body, BodyState, Level, Unit
from khaka.committee.records import Records
from khaka.committee.standing import Standing, standing
from khaka.core.message import Message, Name, msg
from khaka.desk import presented
from khaka.locale import Translator

LIVE: Final = (BriefState.ISSUED, BriefState.ACCEPTED, BriefState.CONTESTED)
#: Kinds of record on which the rules look: nothing else can make or mend a clash.
KINDS: Final = frozenset({"brief", "brief_plan", "proposal", "decision", "body", "blueprint", "unit"})
#: Seats named in a sentence; the rest are counted.
_NAMED: Final = 6
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Found:
    """A contradiction: the rule, the briefs in it, and what is wrong."""

    rule: str
    briefs: tuple[str, ...]
    what: Message


@dataclass(frozen=True)
class Room:
    """What the rules look at.

    Parameters
    ----------
    live
        Briefs in the body that are issued, accepted or contested, by id.
    plans
        What they ask for, by brief; an empty plan where nothing was given.
    national
        Section 9 of the body's latest blueprint by state; empty without one.
    """

    records: Records
    live: Mapping[str, StateBrief]
    every: Mapping[str, StateBrief]
    plans: Mapping[str, BriefPlan]
    units: Mapping[str, Unit]
    national: Mapping[str, presented.StateTask]

    def name(self, brief: str) -> Name:
        """The unit of a brief, by its name."""
        unit = self.units.get(self.every[brief].unit)
        texts = tuple((lang, unit.name.in_language(lang)) for lang in ("en", "hi")) if unit else ()
        return Name("unit", self.every[brief].unit, texts)

    def nation(self, brief: StateBrief) -> bool:
        """Whether it is the national unit's own."""
        unit = self.units.get(brief.unit)
        return unit is not None and unit.level is Level.NATION


Rule: TypeAlias = Callable[[Room], Iterator[Found]]


def find(records: Records, body: str) -> tuple[Found, ...]:
    """Every contradiction in a body, by rule and briefs; the order of records does not matter."""
    everything = {b.id: b for b in records.find(StateBrief, body=body)}
    live = {i: b for i, b in everything.items() if b.state in LIVE}
    plans = {i: records.get(BriefPlan, i) or BriefPlan(id=i, body=body, brief=i, unit=b.unit) for i, b in live.items()}
    units = {u.id: u for u in records.find(Unit)}
    room = Room(records, live, everything, plans, units, _national(records, body) if live else {})
    found: dict[tuple[str, tuple[str, ...]], Found] = {}
    for f in (f for rule in RULES for f in rule(room)):
        same = found.get((f.rule, f.briefs))  # two briefs may contradict each other in both directions: one clash
        found[f.rule, f.briefs] = replace(f, what=msg("clash.both", one=same.what, other=f.what)) if same else f
    return tuple(found[key] for key in sorted(found))


def settle(records: Records, body: str) -> int:
    """Enter clashes that are new and clear those that are gone, as the server; gives how many were changed.

    Notes
    -----
    A waiver holds for what was waived: when the words change (another seat, another sum), the clash is cleared and entered
    anew. Records are read as they are given: hand in fresh ones.
    """
    told = {_key(f.rule, _proposals(records, f), f.briefs): _data(records, f) for f in find(records, body)}
    standing_ = [c for c in records.find(Clash, body=body) if c.state is not ClashState.CLEARED and c.rule in NAMES]
    done = 0
    for c in standing_:
        data = told.get(_key(c.rule, c.proposals, c.briefs))
        if data is not None and (c.words.en, c.words.hi) == (data["words"]["en"], data["words"]["hi"]):
            del told[_key(c.rule, c.proposals, c.briefs)]
        else:
            done += _act("clash_clear", "clash", c.id, c.version, {})
    for _, data in sorted(told.items()):
        done += _act("clash_report", "body", body, None, data)
    return done


# ---- the rules --------------------------------------------------------------------------------------------------


def seat_opposite(room: Room) -> Iterator[Found]:
    """One brief works on a seat that another leaves to a partner."""
    for a in sorted(room.live):
        for b in sorted(room.live):
            seats = room.plans[a].worked & set(room.plans[b].left)
            if a != b and seats and not room.nation(room.live[b]):
                what = msg("clash.seat_opposite", one=room.name(a), other=room.name(b), seats=_seats(seats))
                yield Found("seat-opposite", tuple(sorted((a, b))), what)


def contest_against_leave(room: Room) -> Iterator[Found]:
    """A brief works on a seat that the national plan, written or in the blueprint, leaves to an ally."""
    leaving = {i: set(p.left) for i, p in room.plans.items() if room.nation(room.live[i])}
    planned = {s for t in room.national.values() for s in t.lists["left"]}
    for i in sorted(room.live):
        for other in sorted(leaving):
            if i != other and (seats := room.plans[i].worked & leaving[other]):
                what = msg("clash.national_leave", one=room.name(i), seats=_seats(seats))
                yield Found("contest-against-leave", tuple(sorted((i, other))), what)
        if seats := room.plans[i].worked & planned:
            what = msg("clash.plan_leave", one=room.name(i), seats=_seats(seats))
            yield Found("contest-against-leave", (i,), what)


def alone_or_allied(room: Room) -> Iterator[Found]:
    """A brief fights alone where its parent or the national plan is allied, or the other way about."""
    for i, b in sorted(room.live.items()):
        own = room.plans[i].fight
        if own is None:
            continue
        parent = room.plans.get(b.parent)
        if parent is not None and parent.fight is not None and parent.fight is not own:
            what = msg(f"clash.fight_parent.{own}", one=room.name(i), other=room.name(b.parent))
            yield Found("alone-or-allied", tuple(sorted((i, b.parent))), what)
        unit = room.units.get(b.unit)
        task = room.national.get(unit.code) if unit else None
        if task is not None and task.fight and task.fight != own.value:
            yield Found("alone-or-allied", (i,), msg(f"clash.fight_plan.{own}", one=room.name(i)))


def shares_over_whole(room: Room) -> Iterator[Found]:
    """Shares of the effort come to more than the whole: of the country, or of the brief that they are part of."""
    groups: dict[str, list[str]] = {}
    for i, b in sorted(room.live.items()):
        if room.plans[i].share is not None and not room.nation(b):
            groups.setdefault(b.parent if b.parent in room.live else "", []).append(i)
    for parent, members in groups.items():
        total = fsum(room.plans[i].share or 0 for i in members)
        whole = room.plans[parent].share if parent and room.plans[parent].share is not None else 1.0
        if total > (whole or 0) + _ROUNDING and (not parent or len(members) > 0):
            what = msg(
                "clash.shares", names=[room.name(i) for i in members], total=_percent(total), whole=_percent(whole)
            )
            yield Found("shares-over-whole", tuple(sorted({*members, parent} - {""})), what)


def hours_over_limit(room: Room) -> Iterator[Found]:
    """A unit is asked for more hours, in all its briefs, than it says that it can give."""
    by_unit: dict[str, list[str]] = {}
    for i, b in sorted(room.live.items()):
        by_unit.setdefault(b.unit, []).append(i)
    for briefs in by_unit.values():
        asked = [i for i in briefs if room.plans[i].hours is not None]
        limits = [n for i in briefs if (n := room.plans[i].hours_limit) is not None]
        total = sum(room.plans[i].hours or 0 for i in asked)
        if limits and total > min(limits):
            what = msg("clash.hours", one=room.name(briefs[0]), total=total, limit=min(limits))
            yield Found("hours-over-limit", tuple(briefs), what)


def later_than_parent(room: Room) -> Iterator[Found]:
    """A brief runs longer than the brief that it is part of."""
    for i, b in sorted(room.live.items()):
        parent = room.live.get(b.parent)
        if parent is not None and b.due > parent.due:
            what = msg("clash.later", one=room.name(i), due=b.due, other=room.name(b.parent), last=parent.due)
            yield Found("later-than-parent", tuple(sorted((i, b.parent))), what)


def parent_gone(room: Room) -> Iterator[Found]:
    """A brief is in force while the one that it is part of was replaced or withdrawn."""
    for i, b in sorted(room.live.items()):
        parent = room.every.get(b.parent)
        if parent is not None and parent.state not in LIVE:
            what = msg(f"clash.parent.{parent.state}", one=room.name(i), other=room.name(parent.id))
            yield Found("parent-gone", tuple(sorted((i, parent.id))), what)


def ground_fallen(room: Room) -> Iterator[Found]:
    """A brief is still issued while what it rests on was declined, withdrawn or ended."""
    for i, b in sorted(room.live.items()):
        if standing(room.records, b) is Standing.FALLEN:
            yield Found("ground-fallen", (i,), msg("clash.ground", one=room.name(i)))


def unit_without_body(room: Room) -> Iterator[Found]:
    """A brief to a unit whose committee was dissolved."""
    for i, b in sorted(room.live.items()):
        bodies = room.records.find(Body, unit=b.unit)
        if not any(x.state is BodyState.ACTIVE for x in bodies):
            yield Found("unit-without-body", (i,), msg("clash.unit", one=room.name(i)))


def parents_in_a_circle(room: Room) -> Iterator[Found]:
    """Briefs that are part of each other: none of them can be the higher one."""
    for start in sorted(room.every):
        chain, at = [start], room.every[start].parent
        while at in room.every and at not in chain:
            chain.append(at)
            at = room.every[at].parent
        if at == start and start == min(chain) and any(i in room.live for i in chain):
            names = [room.name(i) for i in chain]
            yield Found("parents-in-a-circle", tuple(sorted(chain)), msg("clash.circle", names=names))


RULES: Final[tuple[Rule, ...]] = (
    seat_opposite, contest_against_leave, alone_or_allied, shares_over_whole, hours_over_limit, later_than_parent,
    parent_gone, ground_fallen, unit_without_body, parents_in_a_circle,
)  # fmt: skip
#: Their names in records: a clash of another name was entered by somebody else and is left alone.
NAMES: Final = frozenset(rule.__name__.replace("_", "-") for rule in RULES)


# ---- the server's part ------------------------------------------------------------------------------------------


def _key(rule: str, proposals: Sequence[str], briefs: Sequence[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return rule, tuple(sorted(proposals)), tuple(sorted(briefs))


def _proposals(records: Records, found: Found) -> tuple[str, ...]:
    """Proposals that wait for the clash: those that its briefs rest on."""
    ids = set()
    for i in found.briefs:
        brief = records.get(StateBrief, i)
        decision = records.get(Decision, brief.decision) if brief is not None and brief.decision else None
        ids |= {brief.condition if brief is not None else "", decision.proposal if decision is not None else ""}
    return tuple(sorted(ids - {""}))


def _data(records: Records, found: Found) -> dict[str, Any]:
    words = {lang: Translator(lang).text(found.what)[:4000] for lang in ("en", "hi")}
    return {
        "rule": found.rule,
        "words": words,
        "proposals": list(_proposals(records, found)),
        "briefs": list(found.briefs),
    }


def _act(verb: str, kind: str, key: str, version: int | None, data: Mapping[str, object]) -> int:
    from khaka.store.door import Act, act, why_not

    wanted = Act(SYSTEM, verb, kind, key, version, dict(data))
    if why_not(wanted):
        return 0
    try:
        return 0 if act(wanted).repeated else 1
    except Refused:  # somebody was faster
        return 0


def _national(records: Records, body: str) -> dict[str, presented.StateTask]:
    found = presented.document(presented.standing(records, body))
    return {t.state: t for t in presented.tasks(found)} if found is not None else {}


@lru_cache(maxsize=1)
def _catalog() -> Catalog:
    return Catalog()


def _seats(ids: set[str] | frozenset[str]) -> Message:
    names = [_catalog().seat(s) for s in sorted(ids)[:_NAMED]]
    more = len(ids) - len(names)
    return msg("clash.seats_more", names=names, n=more, plural="n") if more else msg("clash.seats", names=names)


def _percent(share: float | None) -> str:
    return f"{100 * (share or 0):.4g}"
