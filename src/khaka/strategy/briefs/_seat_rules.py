"""Clashes over seats: named twice, in another state, a partner's, or on one list only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khaka.core.message import msg
from khaka.strategy.briefs import figures
from khaka.strategy.briefs.brief import StateBrief
from khaka.strategy.briefs.clash import Clash, NationalPlan, clash
from khaka.strategy.briefs.lists import list_difference


def seat_twice(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """Two briefs name one seat, written or computed."""
    names, homes = plan.brief.catalog, _homes(plan)
    claimed: dict[str, list[StateBrief]] = {}
    for b in briefs:
        for seat in b.claims:
            claimed.setdefault(seat, []).append(b)
    for seat, several in claimed.items():
        if len(several) < 2:
            continue
        home = homes[seat]
        first, *rest = sorted(several, key=lambda b: (b.state.code == home, b.state.code))
        yield clash(
            "seat-twice",
            msg("briefs.clash.seat_twice.ours", state=first.state, who=first.author, seat=names.seat(seat)),
            msg("briefs.clash.seat_twice.theirs", states=[b.state for b in rest], who=rest[0].author,
                seat=names.seat(seat)),
            [b.state.code for b in several], [seat],
        )  # fmt: skip


def seat_elsewhere(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """A brief names a seat of another state, and that state's brief does not: else the seat is named twice."""
    homes = _homes(plan)
    claims = {b.state.code: b.claims for b in briefs}
    for b in briefs:
        for seat in b.claims:
            home = homes[seat]
            if home != b.state.code and seat not in claims.get(home, ()):
                names = plan.brief.catalog
                yield clash(
                    "seat-elsewhere",
                    msg("briefs.clash.seat_elsewhere.ours", state=b.state, who=b.author, seat=names.seat(seat)),
                    msg("briefs.clash.seat_elsewhere.theirs", seat=names.seat(seat), home=names.states[home]),
                    [b.state.code], [seat],
                )  # fmt: skip


def partner_seat(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """A written brief wants a seat of its state that the plan leaves to a partner."""
    names, homes = plan.brief.catalog, _homes(plan)
    for b in briefs:
        wanted = {s for field in ("hold", "win") if field in b.given for s in getattr(b, field)}
        for seat in (s for s in wanted & plan.partner_seats if homes[s] == b.state.code):
            partners = b.plan.partners
            yield clash(
                "partner-seat",
                msg("briefs.clash.partner_seat.ours", state=b.state, who=b.author, seat=names.seat(seat)),
                msg("briefs.clash.partner_seat.theirs", partners=[names.party(p) for p in partners],
                    seat=names.seat(seat)),
                [b.state.code], [seat],
            )  # fmt: skip


def own_list(briefs: Sequence[StateBrief], plan: NationalPlan) -> Iterator[Clash]:
    """A state unit's own list is not the national one for its state."""
    for b in briefs:
        found = list_difference(b, plan.focus, plan.brief)
        if found is None or found.same:
            continue
        here, there = ([s.seat_id for s in part] for part in (found.only_here, found.only_there))
        yield clash(
            "own-list",
            msg("briefs.clash.own_list.ours", state=b.state, who=b.author,
                seats=figures.named(plan.brief, figures.listed(plan.brief, b, "here", here), here)),
            msg("briefs.clash.own_list.theirs",
                seats=figures.named(plan.brief, figures.listed(plan.brief, b, "there", there), there)),
            [b.state.code], [*here, *there], slug=b.state.code,
        )  # fmt: skip


def _homes(plan: NationalPlan) -> dict[str, str]:
    """The state of every seat: of the base election's map, and of the present one for seats written by hand."""
    present = {s: row["state_code"] or "" for s, row in plan.brief.catalog.seats.items()}
    return present | {s.seat_id: s.state for s in plan.focus.seats}
