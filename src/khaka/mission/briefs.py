"""State briefs written into the mission, and the national plan's targets: what they say, how they are read, and checked.

A state unit, or the nation for it, writes ``[[briefs]]``; what it leaves out is computed (``khaka.strategy.briefs``). Only
what is wrong by itself is a fault here; what contradicts another brief or the plan is a clash, found by rule there.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from khaka.core.errors import NotKnown, Problem
from khaka.core.message import Name, msg
from khaka.countries import COUNTRIES

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.mission.reading import Form
    from khaka.mission.spec import Mission

#: A written brief's stance; empty leaves it to the plan.
BRIEF_STANCES = ("alone", "allied")
#: A computed brief is a draft until somebody issues it.
STATUSES = ("draft", "issued", "accepted", "contested")
#: What effort is counted in.
EFFORT_UNITS = ("rupees", "hours", "days", "people", "units")
#: No effort of any unit is above this (a lakh crore): sums must stay finite.
MOST_EFFORT = 1e12
#: The id of a state's brief is this and the state's code.
BRIEF_ID = "B-"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A clash that somebody lets stand, in words; never the author of the brief."""

    clash: str
    words: Name
    by: str


@dataclass(frozen=True, slots=True)
class HandBrief:
    """A state's brief as its author wrote it. None and empty are "not given": the computed value stands.

    Parameters
    ----------
    target
        Seats of ours to be won in the state, those held included.
    hold, win
        Seat ids that the brief claims.
    focus
        The state unit's own list; None is "it has none".
    effort, effort_limit
        What the brief asks for, and the most that the unit can give, in ``effort_unit``.
    share
        Part of the whole country's effort that the brief claims, 0-1.
    in_charge, office
        An office-holder on record, and the office.
    assembly_promise, assembly_date
        What the unit promises for its own assembly election, and the day by which it is to be redeemed.
    conditional_on
        In force only if this is decided: the id of a proposal, of an option, or of another state's brief (``B-UP``).
    """

    state: str
    by: str
    day: date
    role: Name | None = None
    stance: str = ""
    partners: tuple[str, ...] = ()
    target: int | None = None
    hold: tuple[str, ...] | None = None
    win: tuple[str, ...] | None = None
    focus: tuple[str, ...] | None = None
    effort: float | None = None
    effort_limit: float | None = None
    effort_unit: str = "units"
    share: float | None = None
    in_charge: str = ""
    office: str = ""
    assembly_promise: Name | None = None
    assembly_date: date | None = None
    conditional_on: str = ""
    status: str = "draft"
    reasons: Name | None = None
    waived: tuple[Waiver, ...] = ()

    @property
    def id(self) -> str:
        """``B-UP``."""
        return BRIEF_ID + self.state


@dataclass(frozen=True, slots=True)
class StateTarget:
    """What the national plan asks of a state: seats, and its part (0-1) of the country's effort."""

    state: str
    seats: int | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """The national plan in numbers.

    Parameters
    ----------
    seats
        Seats of ours in the whole country; None is the mission's first upward goal.
    review
        The day of the national review by which assembly promises must be redeemed; None is the end of the house's term.
    """

    seats: int | None = None
    review: date | None = None
    states: tuple[StateTarget, ...] = ()

    def of(self, state: str) -> StateTarget:
        """A state's target; silence is all None."""
        return next((t for t in self.states if t.state == state), StateTarget(state))


# ---- reading ----------------------------------------------------------------------------------------------------


def read_brief(form: Form) -> HandBrief:
    """One entry of ``[[briefs]]``."""
    code = form.filled("state")
    made = HandBrief(
        state=code,
        by=form.filled("by"),
        day=form.take("date", date, date.min, required=True),
        role=form.name("role", f"brief.{code}.role"),
        stance=form.choice("stance", BRIEF_STANCES, ""),
        partners=form.words("partners"),
        target=form.maybe("target", int, 0),
        hold=_listed(form, "hold"),
        win=_listed(form, "win"),
        focus=_listed(form, "focus"),
        effort=_amount(form, "effort"),
        effort_limit=_amount(form, "effort_limit"),
        effort_unit=form.choice("effort_unit", EFFORT_UNITS, "units"),
        share=_share(form),
        in_charge=form.take("in_charge", str, "").strip(),
        office=form.take("office", str, "").strip(),
        assembly_promise=form.name("assembly_promise", f"brief.{code}.promise"),
        assembly_date=form.maybe("assembly_date", date, date.min),
        conditional_on=form.take("conditional_on", str, "").strip(),
        status=form.choice("status", STATUSES, "draft"),
        reasons=form.name("reasons", f"brief.{code}.reasons"),
        waived=form.each("waived", _waiver),
    )
    _agrees(form, made)
    return made


def read_targets(form: Form) -> Targets:
    """The table ``[targets]``."""
    states = form.inner("states")
    made = []
    for code in states.table:
        one = states.inner(code)
        made.append(StateTarget(code, one.maybe("seats", int, 0), _share(one)))
        one.close()
    found = Targets(form.maybe("seats", int, 1), form.maybe("review", date, date.min), tuple(made))
    form.close()
    return found


def _listed(form: Form, key: str) -> tuple[str, ...] | None:
    """A list of seats; an empty one is "none", an absent one "not given"."""
    form.asked.add(key)
    return form.words(key) if key in form.table else None


def _amount(form: Form, key: str) -> float | None:
    value = form.number(key)
    if value is None:
        return None
    if value < 0:
        form.fault(key, value, msg("mission.fault.negative", value=value))
        return None
    if value > MOST_EFFORT:
        form.fault(key, value, msg("briefs.fault.effort", value=value))
        return None
    return value + 0.0 if isinstance(value, float) else value  # no -0.0


def _share(form: Form) -> float | None:
    """Per cent in the file, a fraction here."""
    value = form.number("share")
    if value is not None and not 0 <= value <= 100:
        form.fault("share", value, msg("mission.fault.percent", value=value))
        return None
    return None if value is None else value / 100 + 0.0


def _waiver(form: Form) -> Waiver:
    clash = form.filled("clash")
    text = form.name("words", f"waiver.{clash}")
    if text is None and "words" not in form.table:
        form.fault("words", None, msg("mission.fault.missing"))
    elif text is not None and not any(t.strip() for _, t in text.texts):
        form.fault("words", "", msg("briefs.fault.waiver_words"))
    return Waiver(clash, text or Name("text", f"waiver.{clash}"), form.filled("by"))


def _agrees(form: Form, made: HandBrief) -> None:
    """Fields of one brief that contradict each other."""
    if made.stance == "allied" and not made.partners:
        form.fault("partners", None, msg("mission.fault.no_partners"))
    if made.partners and made.stance != "allied":
        stance = made.stance or "not given"
        form.fault("partners", list(made.partners), msg("mission.fault.partners_alone", stance=stance))
    if made.in_charge and not made.office:
        form.fault("office", "", msg("briefs.fault.office"))
    if made.status == "contested" and (made.reasons is None or not any(t.strip() for _, t in made.reasons.texts)):
        form.fault("reasons", None, msg("briefs.fault.reasons"))
    if made.assembly_date is not None and made.assembly_promise is None:
        form.fault("assembly_promise", None, msg("mission.fault.missing"))
    for seat in sorted(set(made.hold or ()) & set(made.win or ())):
        form.fault("win", seat, msg("briefs.fault.hold_and_win", seat=seat))
    for waiver in made.waived:
        if waiver.by and waiver.by.casefold() == made.by.casefold():
            form.fault("waived", waiver.clash, msg("briefs.fault.own_waiver", by=made.by))
    clashes = [w.clash for w in made.waived]
    for double in sorted({c for c in clashes if c and clashes.count(c) > 1}):
        form.fault("waived", double, msg("mission.fault.twice", value=double))


# ---- against the data -------------------------------------------------------------------------------------------


def faults(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    """Every fault of briefs and targets that only the data can tell."""
    briefs, targets = mission.hand.briefs, mission.hand.targets
    states = [b.state for b in briefs]
    for double in sorted({s for s in states if s and states.count(s) > 1}):
        yield Problem("briefs", double, msg("briefs.fault.two", state=double))
    for i, brief in enumerate(briefs):
        yield from _brief(f"briefs[{i + 1}]", brief, mission, catalog)
    house = COUNTRIES["india"].house_size
    if targets.seats is not None and not 1 <= targets.seats <= house:
        yield Problem("targets.seats", targets.seats, msg("mission.fault.house", seats=targets.seats, house=house))
    if targets.review is not None and mission.as_of != date.min and targets.review < mission.as_of:
        day = msg("briefs.fault.review", day=targets.review, as_of=mission.as_of)
        yield Problem("targets.review", targets.review, day)
    for target in targets.states:
        yield from _state(f"targets.states.{target.state}", target.state, catalog)
        yield from _target(f"targets.states.{target.state}.seats", target.seats, target.state, catalog)


def _brief(where: str, brief: HandBrief, mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    if brief.state:
        yield from _state(f"{where}.state", brief.state, catalog)
    for field in ("hold", "win", "focus"):
        for seat in getattr(brief, field) or ():
            if seat not in catalog.seats:
                yield Problem(f"{where}.{field}", seat, msg("mission.fault.seat", seat=seat))
    yield from _target(f"{where}.target", brief.target, brief.state, catalog)
    for partner in brief.partners:
        yield from _partner(f"{where}.partners", partner, mission, catalog)
    if mission.as_of != date.min and brief.day > mission.as_of:
        yield Problem(f"{where}.date", brief.day, msg("mission.fault.after_as_of", day=brief.day, as_of=mission.as_of))


def _state(where: str, state: str, catalog: Catalog) -> Iterator[Problem]:
    if state not in catalog.states:
        near = difflib.get_close_matches(state.upper(), list(catalog.states), n=3, cutoff=0.3)
        yield Problem(where, state, msg("mission.fault.state", state=state, near=", ".join(near) or "UP"))


def _target(where: str, target: int | None, state: str, catalog: Catalog) -> Iterator[Problem]:
    """A target that the state cannot give; a state without seats in the data has been named already."""
    seats = sum(row["state_code"] == state for row in catalog.seats.values())
    if target is not None and seats and not 0 <= target <= seats:
        yield Problem(where, target, msg("briefs.fault.target", target=target, seats=seats))


def _partner(where: str, code: str, mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    try:
        catalog.require_party(code)
    except NotKnown as error:
        names = error.hint.values.get("names") if error.hint else None
        near = ", ".join(str(n) for n in getattr(names, "items", ()))
        yield Problem(where, code, msg("mission.fault.party", party=code, near=near or "INC, BJP"))
    if code == mission.party:
        yield Problem(where, code, msg("mission.fault.own_partner"))
    if code and code == mission.rival:
        yield Problem(where, code, msg("mission.fault.rival_partner"))
