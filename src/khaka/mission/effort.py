"""The mission's ``[effort]``: what can be spent, what it is assumed to bring, and the limits on where; with its checks."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Final

from khaka.core.errors import Problem
from khaka.core.message import Name, msg
from khaka.countries import COUNTRIES
from khaka.mission.spec import TIERS, Mission

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.mission.reading import Form

#: What a budget is counted in: rupees, or a unit of the party's own (a worker's day, say).
UNITS: Final = ("inr", "units")
#: Leaders are offices, never persons; a state's office carries the state: ``chief-minister-RJ``.
OFFICES: Final = ("president", "working-president", "vice-president", "general-secretary", "house-leader",
                  "prime-minister", "union-minister", "campaigner")  # fmt: skip
STATE_OFFICES: Final = ("chief-minister", "state-president", "state-leader")
RESERVED: Final = ("GEN", "SC", "ST")
#: More than this no effort moves; a larger number is a slip of the unit.
MOST_PP: Final = 30.0
#: One lakh crore.
MOST_BUDGET: Final = 10.0**12
WEEKS: Final = 12


@dataclass(frozen=True, slots=True)
class ResponseSpec:
    """What effort is assumed to bring in one seat: ``max_pp * x / (x + half_at)`` points of share.

    Parameters
    ----------
    max_pp
        Points that no effort exceeds.
    half_at
        Effort that brings half of them, in the budget's unit (for leaders: days).
    low, high
        Range of ``max_pp``.
    source
        Where it comes from, or that it is an assumption.
    """

    max_pp: float
    half_at: float
    low: float
    high: float
    source: Name


@dataclass(frozen=True, slots=True)
class Limit:
    """Floors and ceilings of one group of seats; None is no limit.

    Parameters
    ----------
    group, code
        ``state`` and its code, ``tier`` and its name, or ``reserved`` and GEN, SC or ST.
    min_seats, max_seats
        Seats that get effort.
    min_share, max_share
        Share of the budget, 0 to 1.
    """

    group: str
    code: str
    min_seats: int | None = None
    max_seats: int | None = None
    min_share: float | None = None
    max_share: float | None = None


@dataclass(frozen=True, slots=True)
class LeaderDays:
    """Days of the campaign that an office gives; ``state`` is set for an office of a state."""

    office: str
    days: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class EffortSpec:
    """What can be spent and how.

    Parameters
    ----------
    budget
        In ``unit``.
    effective_min
        The least that is worth spending in a seat; None takes what brings a quarter of ``max_pp``.
    candidate_share
        Part of a seat's money that counts as its candidate's expense under the law's ceiling, 0 to 1.
    weeks
        Weeks before the first poll over which leaders' days are spread.
    """

    budget: float
    response: ResponseSpec
    unit: str = "inr"
    effective_min: float | None = None
    candidate_share: float = 1.0
    limits: tuple[Limit, ...] = ()
    leaders: tuple[LeaderDays, ...] = ()
    leader_response: ResponseSpec | None = None
    weeks: int = WEEKS

    @property
    def days(self) -> int:
        """Days of all leaders."""
        return sum(x.days for x in self.leaders)


# ---- reading ------------------------------------------------------------------------------------------------------


def read_effort(form: Form) -> EffortSpec | None:
    """The ``[effort]`` of a mission's top table; None when there is none ("not given")."""
    given = "effort" in form.table
    inner = form.inner("effort")
    if not given or not isinstance(form.table["effort"], Mapping):
        return None
    response = _response(inner, "response", required=True)
    leaders = _leaders(inner.inner("leader_days"))
    leader_response = _response(inner, "leader_response", required=bool(inner.table.get("leader_days")))
    made = EffortSpec(
        budget=_positive(inner, "budget", MOST_BUDGET, zero=True),
        response=response or _NONE,
        unit=inner.choice("unit", UNITS, "inr"),
        effective_min=_positive(inner, "effective_min", MOST_BUDGET) if "effective_min" in inner.table else None,
        candidate_share=_share(inner, "candidate_share", 1.0) or 0.0,
        limits=(*_by_state(inner), *inner.each("quotas", _quota)),
        leaders=leaders,
        leader_response=leader_response,
        weeks=_weeks(inner),
    )
    inner.asked.add("effective_min")
    inner.close()
    return made


#: Stands for a response that is missing; its fault is noted.
_NONE = ResponseSpec(1.0, 1.0, 1.0, 1.0, Name("text", "response", ()))


def _positive(form: Form, key: str, most: float, *, zero: bool = False) -> float:
    """A required number above 0 (or not below it) and at most ``most``; 1 stands for a faulty one."""
    value = form.number(key)
    if value is None:
        if key not in form.table:
            form.fault(key, None, msg("mission.fault.missing"))
        return 1.0
    if value < 0 or (value == 0 and not zero) or value > most:
        worst = "mission.fault.effort.positive" if value <= 0 else "mission.fault.effort.most"
        form.fault(key, value, msg(worst, value=_short(value), most=f"{most:,.0f}"))
        return 1.0
    return float(value)


def _short(value: float) -> str:
    """A number in a few letters; whole numbers of TOML may have no end."""
    text = str(value)
    return text if len(text) <= 20 else f"{text[:17]}..."


def _share(form: Form, key: str, default: float | None = None) -> float | None:
    value = form.number(key)
    if value is None:
        return default
    if not 0 <= value <= 1:
        form.fault(key, value, msg("mission.fault.effort.share", value=_short(value)))
        return default
    return float(value)


def _response(form: Form, key: str, *, required: bool) -> ResponseSpec | None:
    if key not in form.table:
        form.asked.add(key)
        if required:
            form.fault(key, None, msg("mission.fault.effort.response", key=key))
        return None
    inner = form.inner(key)
    top, half = _positive(inner, "max_pp", MOST_PP), _positive(inner, "half_at", MOST_BUDGET)
    low, high = _positive(inner, "low", MOST_PP, zero=True), _positive(inner, "high", MOST_PP)
    named = all(k in inner.table for k in ("max_pp", "low", "high"))
    if named and not low <= top <= high:
        inner.fault("", f"{low:g}-{top:g}-{high:g}", msg("mission.fault.effort.range", low=f"{low:g}", most=f"{top:g}",
                                                         high=f"{high:g}"))  # fmt: skip
    source = inner.name("source", f"effort.{key}.source")
    if source is None or not any(text.strip() for _, text in source.texts):
        if source is not None or "source" not in inner.table:
            inner.fault("source", None, msg("mission.fault.missing"))
    inner.close()
    return ResponseSpec(top, half, low, high, source or _NONE.source)


def _bound(form: Form, key: str) -> int | None:
    value = form.maybe(key, int, 0)
    if value is not None and value < 0:
        form.fault(key, value, msg("mission.fault.negative", value=value))
        return None
    return value


def _by_state(form: Form) -> tuple[Limit, ...]:
    """Floors and ceilings of each state, joined; states in the order in which the file first names them."""
    found: dict[str, dict[str, int | float | None]] = {}
    for table, side in (("floors", "min"), ("ceilings", "max")):
        states = form.inner(table)
        for state in states.table:
            one = states.inner(state)
            seats, share = _bound(one, "seats"), _share(one, "share")
            if not {"seats", "share"} & set(one.table):
                one.fault("", None, msg("mission.fault.effort.empty", allowed="seats, share"))
            found.setdefault(state, {}).update({f"{side}_seats": seats, f"{side}_share": share})
            one.close()
    return tuple(Limit("state", s, **v) for s, v in found.items())  # type: ignore[arg-type]


def _quota(form: Form) -> Limit:
    named = [g for g in ("tier", "reserved") if g in form.table]
    code = {"tier": form.choice("tier", TIERS, ""), "reserved": form.choice("reserved", RESERVED, "")}
    if len(named) != 1:
        form.fault("", None, msg("mission.fault.effort.quota"))
    group = named[0] if named else "tier"
    made = Limit(
        group, code[group], _bound(form, "min_seats"), _bound(form, "max_seats"), _share(form, "min_share"),
        _share(form, "max_share"),
    )  # fmt: skip
    keys = ("min_seats", "max_seats", "min_share", "max_share")
    if not set(keys) & set(form.table):
        form.fault("", None, msg("mission.fault.effort.empty", allowed=", ".join(keys)))
    return made


def _leaders(form: Form) -> tuple[LeaderDays, ...]:
    found = []
    for key in form.table:
        days = form.take(key, int, 0)
        office, _, state = key.rpartition("-")
        if key in OFFICES:
            office, state = key, ""
        elif office not in STATE_OFFICES:
            allowed = ", ".join((*OFFICES, *(f"{o}-UP" for o in STATE_OFFICES)))
            form.fault(key, key, msg("mission.fault.effort.office", value=key, allowed=allowed))
            continue
        if days < 0:
            form.fault(key, days, msg("mission.fault.negative", value=days))
            days = 0
        found.append(LeaderDays(office, days, state))
    return tuple(found)


def _weeks(form: Form) -> int:
    weeks = form.take("weeks", int, WEEKS)
    if not 1 <= weeks <= 104:
        form.fault("weeks", weeks, msg("mission.fault.effort.weeks", value=weeks))
        return WEEKS
    return weeks


# ---- checks against each other and the data -----------------------------------------------------------------------


def effort_faults(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    """Floors above ceilings or above the whole, states that do not exist, more days than there are."""
    spec = mission.effort
    if spec is None:
        return
    for limit in spec.limits:
        yield from _limit(limit, catalog)
    for group in ("state", "tier", "reserved"):
        share = sum(x.min_share or 0.0 for x in spec.limits if x.group == group)
        if share > 1 + 1e-9:
            where = "effort.floors" if group == "state" else "effort.quotas"
            yield Problem(where, share, msg("mission.fault.effort.over_whole", value=f"{100 * share:.0f}"))
    seen = [(x.group, x.code) for x in spec.limits if x.code]
    for group, code in sorted({s for s in seen if seen.count(s) > 1}):
        yield Problem("effort.quotas", code, msg("mission.fault.twice", value=f"{group} {code}"))
    yield from _days(mission, spec, catalog)


def _limit(limit: Limit, catalog: Catalog) -> Iterator[Problem]:
    where = f"effort.floors.{limit.code}" if limit.group == "state" else "effort.quotas"
    if limit.group == "state":
        if limit.code not in catalog.states:
            above = (limit.max_seats, limit.max_share) != (None, None)
            below = (limit.min_seats, limit.min_share) != (None, None)
            where = where.replace("floors", "ceilings") if above and not below else where
            yield _no_state(where, limit.code, catalog)
            return
        have = sum(1 for row in catalog.seats.values() if row["state_code"] == limit.code)
        if limit.min_seats is not None and limit.min_seats > have:
            yield Problem(where, limit.min_seats, msg("mission.fault.effort.over_state", n=limit.min_seats, have=have))
    elif max(limit.min_seats or 0, limit.max_seats or 0) > COUNTRIES["india"].house_size:
        most = max(limit.min_seats or 0, limit.max_seats or 0)
        yield Problem(where, most, msg("mission.fault.house", seats=most, house=COUNTRIES["india"].house_size))
    pairs = ((limit.min_seats, limit.max_seats), (limit.min_share, limit.max_share))
    for low, high in pairs:
        if low is not None and high is not None and low > high:
            yield Problem(where, low, msg("mission.fault.effort.floor_above", code=limit.code, floor=f"{low:g}",
                                          ceiling=f"{high:g}"))  # fmt: skip


def _no_state(where: str, code: str, catalog: Catalog) -> Problem:
    near = difflib.get_close_matches(code.upper(), list(catalog.states), n=3, cutoff=0.3)
    return Problem(where, code, msg("mission.fault.state", state=code, near=", ".join(near) or "UP"))


def _days(mission: Mission, spec: EffortSpec, catalog: Catalog) -> Iterator[Problem]:
    info = catalog.elections.get(mission.base)
    end = info.term_end if info is not None else None
    left = (end - mission.as_of).days if end is not None and mission.as_of != date.min else None
    for one in spec.leaders:
        key = f"effort.leader_days.{one.office}{'-' if one.state else ''}{one.state}"
        if one.state and one.state not in catalog.states:
            yield _no_state(key, one.state, catalog)
        if left is not None and one.days > max(left, 0):
            yield Problem(key, one.days, msg("mission.fault.effort.days", n=one.days, left=max(left, 0)))


def limits_of(limit: Limit) -> dict[str, int | float]:
    """The bounds of a limit that are set, by name."""
    values = {f.name: getattr(limit, f.name) for f in fields(limit) if f.name not in ("group", "code")}
    return {k: v for k, v in values.items() if v is not None}
