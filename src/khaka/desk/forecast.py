"""The odds of a mission, and what changes when the country moves: `khaka forecast` and `khaka scenario`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.desk.guard import ensure_open
from khaka.forecast.odds import DRAWS, GoalOdds, Odds, odds_of
from khaka.mission import Brief, Mission, load_mission

if TYPE_CHECKING:
    from khaka.forecast.nouns import DrawSet
    from khaka.forecast.whatif import Scenario, WhatIf

_SWING = re.compile(r"^([A-Za-z0-9_()-]+)=([+-−]?\d+(?:\.\d+)?)$")
_TRANSFER = re.compile(r"^([A-Za-z0-9_()-]+)>([A-Za-z0-9_()-]+)=(\d+(?:\.\d+)?)$")


def forecast(
    catalog: Catalog,
    mission: str,
    *,
    party: str | None = None,
    as_of: date | None = None,
    draws: int = DRAWS,
    seed: int | None = None,
) -> Odds:
    """The odds of a mission.

    Raises
    ------
    MissionFault
        The mission has faults; with ``as_of`` also when the base election had not been counted then.
    KhakaError
        Draws below 1.
    """
    from khaka.forecast.field import outlook

    found = _mission(catalog, mission, party, as_of, seed)
    brief = Brief(found, catalog)
    return odds_of(brief, outlook(brief), draws)


def _mission(catalog: Catalog, name: str, party: str | None, as_of: date | None, seed: int | None) -> Mission:
    found = load_mission(name, catalog, party)
    if as_of is not None:
        counted = catalog.election(found.base).info.count_date
        target = catalog.elections.get(found.election)
        if as_of < counted:
            raise KhakaError(msg("error.catalog.later_election", election=found.base, day=as_of))
        if target is not None and target.count_date <= as_of:
            raise KhakaError(msg("mission.fault.already_counted", election=found.election, day=target.count_date))
        found = replace(found, as_of=as_of)
    ensure_open(found, catalog)
    return found if seed is None else replace(found, seed=seed)


# ---- what-ifs -----------------------------------------------------------------------------------------------------


def scenario(
    catalog: Catalog,
    mission: str,
    *,
    swings: Iterable[str] = (),
    taken_from: str | None = None,
    state: str | None = None,
    transfers: Iterable[str] = (),
    dropped: Iterable[str] = (),
    front: Iterable[str] = (),
    party: str | None = None,
    draws: int = DRAWS,
    seed: int | None = None,
) -> Scenario:
    """A mission's odds as they are and after a change.

    Parameters
    ----------
    swings
        ``PARTY=+2.5``, points of votes polled; taken from ``taken_from``, or pro rata from all others in the seat.
    state
        Where the swings apply; everywhere when None.
    transfers
        ``A>B=0.8``: the share of A's base that goes to B where A stands aside.
    dropped
        Partners that leave the alliance.
    front
        Parties that fight as one without us (a third front).

    Raises
    ------
    KhakaError
        Nothing to change, a text that is not of the form, an unknown party or state, a rate outside 0-1.
    """
    from khaka.forecast.field import outlook
    from khaka.forecast.whatif import WhatIf, scenario_of

    gone, together = tuple(dropped), tuple(front)
    what = WhatIf(
        {(p, state): x for p, x in (_swing(catalog, t) for t in swings)}, taken_from,
        dict(_transfer(catalog, t) for t in transfers), gone, together,
    )  # fmt: skip
    for code in (*gone, *together, *([taken_from] if taken_from else [])):
        catalog.require_party(code)
    if state is not None and state not in catalog.states:
        raise KhakaError(msg("error.catalog.state", state=state))
    if state is not None and not what.swings:
        raise KhakaError(msg("error.scenario.state"), msg("error.scenario.state_hint"))
    brief = Brief(_mission(catalog, mission, party, None, seed), catalog)
    ensure_sensible(brief, what)
    return scenario_of(odds_of(brief, outlook(brief), draws), what)


def ensure_sensible(brief: Brief, what: WhatIf) -> None:
    """Refuse what would change nothing, or not what was meant."""
    swung = {p for p, _ in what.swings}
    if what.taken_from in swung:
        raise KhakaError(msg("error.scenario.from_itself", party=what.taken_from), msg("error.scenario.from_hint"))
    if what.taken_from is not None and not swung:
        raise KhakaError(msg("error.scenario.from_alone"), msg("error.scenario.from_hint"))
    partners = brief.mission.partners
    for code in what.dropped:
        if code not in partners:
            hint = (
                msg("error.scenario.partners", partners=list(partners))
                if partners
                else msg("error.scenario.no_partners")
            )
            raise KhakaError(msg("error.scenario.no_partner", party=code), hint)
    for giver, heir in what.transfers:
        if giver == heir:
            raise KhakaError(msg("error.scenario.to_itself", party=giver), msg("error.scenario.transfer_hint"))
    if brief.rival is not None and brief.rival.code in what.front:
        raise KhakaError(msg("error.scenario.rival_front", party=brief.rival.code), msg("error.field.front_hint"))


def _swing(catalog: Catalog, text: str) -> tuple[str, float]:
    found = _SWING.match(text.strip())
    if found is None:
        raise KhakaError(msg("error.scenario.swing", text=text), msg("error.scenario.swing_hint"))
    catalog.require_party(found.group(1))
    points = float(found.group(2).replace("−", "-"))
    if abs(points) > 100:
        raise KhakaError(msg("error.scenario.swing", text=text), msg("error.scenario.swing_hint"))
    return found.group(1), points


def _transfer(catalog: Catalog, text: str) -> tuple[tuple[str, str], float]:
    found = _TRANSFER.match(text.strip())
    if found is None:
        raise KhakaError(msg("error.scenario.transfer", text=text), msg("error.scenario.transfer_hint"))
    for code in found.groups()[:2]:
        catalog.require_party(code)
    return (found.group(1), found.group(2)), float(found.group(3))


# ---- as plain values ----------------------------------------------------------------------------------------------


def document(found: Odds) -> dict[str, object]:
    """A forecast as the command-line contract writes it; probabilities to six digits.

    Raises
    ------
    Locked
        The law forbids predictions of the election now; as all that shows a forecast.
    """
    ensure_open(found.brief)
    return {
        "mission": found.brief.mission.id,
        "party": found.brief.mission.party,
        "basis": found.basis,
        "horizon": found.outlook.horizon,
        "goals": [_goal(g) for g in found.goals],
        "blocs": [
            {"bloc": name, "mean": round(r.mean, 4), "sd": round(r.sd, 4),
             "intervals": {str(level): list(ends) for level, ends in r.intervals.items()}}
            for name, r in found.blocs
        ],
        "seats": seat_chances(found.draws),
        "last_miss": _miss(found),
        "as_of": found.brief.mission.as_of.isoformat(),
        "draws": len(found.draws.totals),
        "seed": found.draws.seed,
        "data_version": found.brief.catalog.data_version,
    }  # fmt: skip


def _goal(found: GoalOdds) -> Mapping[str, object]:
    goal = found.goal
    bound = {"at_least": goal.at_least} if goal.at_least is not None else {"at_most": goal.at_most}
    return {"bloc": goal.bloc, **bound, "probability": round(found.probability, 6), "se": _finite(found.se)}


def basis_message(found: Odds) -> Message:
    """Whether polls stand behind it, as the blueprint says it."""
    from khaka.blueprint.chances import basis

    return basis(found)


def goal_message(found: Odds, number: int) -> Message:
    """A goal in words; ``number`` is its place in the mission, from 1."""
    from khaka.blueprint.chances import goal_text

    return goal_text(found.brief, found.goals[number - 1].goal, number)


def asked(what: WhatIf) -> dict[str, Any]:
    """What a scenario supposes, as plain values."""
    return {
        "swings": [{"party": p, "state": s, "points": x} for (p, s), x in what.swings.items()],
        "from": what.taken_from,
        "transfers": [{"from": a, "to": b, "rate": r} for (a, b), r in what.transfers.items()],
        "dropped": list(what.dropped),
        "front": list(what.front),
    }


def record_messages(found: Odds) -> list[Message]:
    """The last miss and how often earlier ranges held, as the blueprint says them."""
    from khaka.blueprint.chances import miss, record

    said = record(found)
    return [miss(found), *([said] if said else [])]


def _miss(found: Odds) -> dict[str, Any] | None:
    """How far off the last forecast of this kind was; null where none can be checked."""
    from khaka.blueprint.chances import looked_back

    miss = looked_back(found)
    if miss is None:
        return None
    return {
        "election": miss.election, "basis": miss.basis, "horizon": miss.horizon,
        "parties": [
            {"party": p.party, "mean": round(p.mean, 2), "interval_80": [p.low, p.high], "won": p.won, "off": p.off}
            for p in miss.parties
        ],
    }  # fmt: skip


def _finite(value: float) -> float | None:
    """Six digits, or None where one block of draws gives no spread."""
    return round(value, 6) if math.isfinite(value) else None


def seat_chances(draws: DrawSet) -> list[dict[str, Any]]:
    """Each seat's chances by party, those of one in a thousand or more."""
    found: list[dict[str, Any]] = []
    for i, seat in enumerate(draws.field.seats):
        order = np.argsort(-draws.win[i], kind="stable")
        win = {draws.field.parties[j]: round(float(draws.win[i, j]), 6) for j in order if draws.win[i, j] >= 0.001}
        found.append({"seat_id": seat, "win": win})
    return found


def export(found: Odds, path: Path) -> None:
    """Write the draws as Parquet, whole or not at all; refused while the law forbids predictions."""
    ensure_open(found.brief)
    from khaka.forecast.simulate import write_draws

    try:
        write_draws(found.draws, path)
    except OSError as error:
        why = error.strerror or str(error)
        raise KhakaError(
            msg("error.forecast.export", file=str(path), why=why), msg("error.forecast.export_hint")
        ) from error
