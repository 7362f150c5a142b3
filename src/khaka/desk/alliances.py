"""Who fights which seat: a seat-sharing deal for a mission's alliance, with the price of each concession."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.forecast import _mission, _transfer
from khaka.desk.guard import ensure_open
from khaka.mission import Brief, Mission

if TYPE_CHECKING:
    from khaka.strategy.alliances.sharing import Deal, Must, Price, Quota
    from khaka.strategy.alliances.transfer import Transfer

_CODE = r"[A-Za-z0-9_()-]+"
_QUOTA = re.compile(rf"^({_CODE})=(?:(\d+)|(\d*)-(\d*))$")
_MUST = re.compile(rf"^([A-Za-z]{{2}}-\d{{2}})=({_CODE})(?::(.*))?$", re.DOTALL)
#: Digits of chances and of expected seats in JSON.
_DIGITS = 6
#: The range that is printed with a transfer rate.
TENTHS = (0.1, 0.9)


@dataclass(frozen=True)
class Sharing:
    """A deal with all that went into it.

    Parameters
    ----------
    against
        Parties that stand together on the other side; empty where the base election's alliances go on.
    transfers
        Rates between the members, giver by giver.
    """

    brief: Brief
    deal: Deal
    states: tuple[str, ...]
    members: tuple[str, ...]
    against: tuple[str, ...]
    quotas: Mapping[str, Quota]
    transfers: tuple[Transfer, ...]
    seed: int


def sharing(
    catalog: Catalog,
    mission: str,
    states: Sequence[str],
    *,
    members: Sequence[str] = (),
    against: Sequence[str] = (),
    quotas: Iterable[str] = (),
    musts: Iterable[str] = (),
    sitting: bool = False,
    objective: str = "expected",
    at_least: int | None = None,
    transfers: Iterable[str] = (),
    party: str | None = None,
    as_of: date | None = None,
    seed: int | None = None,
) -> Sharing:
    """The best deal between the members of an alliance over the seats of some states.

    Parameters
    ----------
    states
        State codes; several are shared out together.
    members
        Party codes, ours among them; ours and the partners of the mission's plan in these states when none is given.
    against
        Parties that stand together on the other side, for an alliance that the base election does not show yet.
    quotas
        ``NCP=10-22``, ``NCP=10-`` (at least), ``NCP=-22`` (at most), ``NCP=19`` (exactly).
    musts
        ``MH-33=NCP`` or ``MH-33=NCP:reason``.
    sitting
        Seats that a member won in the base election stay with it.
    objective, at_least
        See ``strategy.alliances.sharing.share_seats``.
    transfers
        ``A>B=0.8``: the mean share of A's vote that goes to B, instead of what earlier alliances say.

    Raises
    ------
    KhakaError
        A text that is not of its form, an unknown party, state or seat, a plan without a partner there, and what
        ``share_seats`` refuses.
    """
    from khaka.strategy.alliances.chances import table_of
    from khaka.strategy.alliances.ground import ground
    from khaka.strategy.alliances.sharing import share_seats
    from khaka.strategy.alliances.transfer import Rates, handovers

    brief = Brief(_mission(catalog, mission, party, as_of, seed), catalog)
    where = _states(catalog, states)
    inside = tuple(members) or planned(brief.mission, where, catalog)
    for code in (*inside, *against):
        catalog.require_party(code)
    if brief.mission.party not in inside:
        raise KhakaError(msg("error.sharing.ours", party=brief.mission.party, members=list(inside)))
    limits, promised = _quotas(quotas), tuple(_must(t) for t in musts)
    rates = Rates(handovers(brief.catalog), dict(_transfer(catalog, t) for t in transfers))
    table = table_of(ground(brief, where, rates), where, inside, tuple(against))
    deal = share_seats(
        table, brief.mission.party, quotas=limits, musts=promised, sitting=sitting,
        objective=objective, at_least=at_least, seed=brief.mission.seed,
    )  # fmt: skip
    pairs = tuple(rates.of(a, b) for a in inside for b in inside if a != b)
    return Sharing(brief, deal, where, inside, tuple(against), limits, pairs, brief.mission.seed)


def planned(mission: Mission, states: Sequence[str], catalog: Catalog) -> tuple[str, ...]:
    """Ours and the plan's partners in some states.

    Raises
    ------
    KhakaError
        The plan has no partner in one of them.
    """
    found = [mission.party]
    for state in states:
        plan = mission.plan(state)
        if plan.stance != "allied" or not plan.partners:
            raise KhakaError(
                msg("error.sharing.no_partner", mission=mission.name, state=catalog.states[state]),
                msg("error.sharing.no_partner_hint"),
            )
        found += plan.partners
    return tuple(dict.fromkeys(found))


def _states(catalog: Catalog, states: Sequence[str]) -> tuple[str, ...]:
    if not states:
        raise KhakaError(msg("error.sharing.which_state"), msg("error.sharing.which_state_hint"))
    for state in states:
        if state not in catalog.states:
            raise KhakaError(msg("error.catalog.state", state=state))
    return tuple(sorted(set(states)))


def _quotas(texts: Iterable[str]) -> dict[str, Quota]:
    from khaka.strategy.alliances.sharing import Quota

    found: dict[str, Quota] = {}
    for text in texts:
        hit = _QUOTA.match(text.strip())
        if hit is None or text.strip().endswith("=-"):
            raise KhakaError(msg("error.sharing.quota_form", text=text), msg("error.sharing.quota_form_hint"))
        party, exact, low, high = hit.groups()
        if party in found:
            raise KhakaError(msg("error.sharing.quota_twice", party=party))
        ends = (exact, exact) if exact is not None else (low, high)
        found[party] = Quota(*(int(e) if e else None for e in ends))
    return found


def _must(text: str) -> Must:
    from khaka.strategy.alliances.sharing import Must

    hit = _MUST.match(text.strip())
    if hit is None:
        raise KhakaError(msg("error.sharing.must_form", text=text), msg("error.sharing.must_form_hint"))
    return Must(hit.group(1).upper(), hit.group(2), (hit.group(3) or "").strip())


# ---- as plain values ----------------------------------------------------------------------------------------------


def document(found: Sharing) -> dict[str, Any]:
    """A deal as `khaka sharing --json` writes it; chances, expected seats and costs to six digits.

    Returns
    -------
    dict
        - ``mission``, ``party``, ``states``, ``members``, ``against``, ``for`` (the objective), ``at_least``,
          ``as_of``, ``data_version``, ``seed``.
        - ``transfers``: ``from``, ``to``, ``mean``, ``sd``, ``low``, ``high`` (tenth and ninetieth percentile),
          ``to_rivals``, ``home`` (mean parts of the vote that leak), ``basis`` (``estimated``, ``pair``, ``assumed``,
          ``given``), ``alliances`` (earlier ones behind it).
        - ``seats``: ``seat_id``, ``state``, ``member``, ``chance``, ``share_pp`` (expected, standing for all), ``own_pp``
          (its own support), ``other`` (the best other member), ``other_chance``, ``why`` (``best``, ``quota``, ``goal``,
          ``ours``, ``must``, ``sitting``), ``reason``.
        - ``parties``: ``party``, ``seats``, ``expected`` (wins), ``low``, ``high`` (its quota).
        - ``total``, ``free_total`` (the best deal without any condition), ``gap`` (the solver's).
        - ``goal``: None, or ``at_least``, ``probability``, ``se``, ``start`` (of the deal with the most expected seats),
          ``gain_se``, ``bound`` (no deal has more), ``steps``, ``kept_start``.
        - ``prices``: ``kind`` (``more``, ``fewer``, ``quota``, ``must``), ``member``, ``seat``, ``alliance``, ``ours``,
          ``partner``, ``goal`` (costs, positive is a loss; None where there is no such deal), ``seats`` (that change
          hands), ``ours_moves``.
    """
    deal, table = found.deal, found.deal.table
    brief = found.brief
    ensure_open(brief)
    return {
        "mission": brief.mission.id,
        "party": brief.mission.party,
        "states": list(found.states),
        "members": list(found.members),
        "against": list(found.against),
        "for": deal.objective,
        "at_least": deal.goal.at_least if deal.goal else None,
        "transfers": [_rate(t) for t in found.transfers],
        "seats": [
            {"seat_id": s.seat, "state": s.state, "member": s.member, "chance": _six(s.chance),
             "share_pp": _six(float(table.share[i, k])), "own_pp": _six(float(table.own[i, k])),
             "other": s.other, "other_chance": _six(s.other_chance), "why": s.why, "reason": s.reason}
            for i, (s, k) in enumerate(zip(deal.shares, deal.chosen, strict=True))
        ],
        "parties": [
            {"party": p, "seats": deal.fought[p], "expected": _six(deal.expected[p]),
             "low": found.quotas[p].low if p in found.quotas else None,
             "high": found.quotas[p].high if p in found.quotas else None}
            for p in found.members
        ],
        "total": _six(deal.total),
        "free_total": _six(deal.free_total),
        "gap": _six(deal.gap),
        "goal": _goal(deal),
        "prices": [_price(p) for p in deal.prices],
        "as_of": brief.mission.as_of.isoformat(),
        "seed": found.seed,
        "data_version": brief.catalog.data_version,
    }  # fmt: skip


def _rate(found: Transfer) -> dict[str, Any]:
    low, high = (float(x) for x in found.quantile(TENTHS))
    return {
        "from": found.giver, "to": found.heir, "mean": _six(found.mean), "sd": _six(found.sd), "low": _six(low),
        "high": _six(high), "to_rivals": _six(found.leak_to_rivals), "home": _six(found.leak_home),
        "basis": found.basis, "alliances": found.groups,
    }  # fmt: skip


def _goal(deal: Deal) -> dict[str, Any] | None:
    found = deal.goal
    if found is None:
        return None
    return {
        "at_least": found.at_least, "probability": _six(found.probability), "se": _six(found.se),
        "start": _six(found.start), "gain_se": _six(found.gain_se), "bound": _six(found.bound),
        "steps": found.steps, "kept_start": found.kept_start,
    }  # fmt: skip


def _price(found: Price) -> dict[str, Any]:
    costs = {k: None if v is None else _six(v) for k, v in
             (("alliance", found.alliance), ("ours", found.ours), ("partner", found.partner), ("goal", found.goal))}  # fmt: skip
    return {
        "kind": found.kind, "member": found.member, "seat": found.seat or None, **costs, "seats": list(found.seats),
        "ours_moves": found.ours_moves,
    }  # fmt: skip


def _six(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0
