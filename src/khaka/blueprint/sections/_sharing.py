"""Blocks of section 5: transfer as a distribution, seats won only together, who fights which seat at what price."""

from __future__ import annotations

from collections.abc import Mapping

from khaka.blueprint.base import counted, fid, words
from khaka.blueprint.blocks import Block, Notice, Row, Table
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.alliances.chances import Table as Chances
from khaka.strategy.alliances.chances import table_of
from khaka.strategy.alliances.ground import ground
from khaka.strategy.alliances.sharing import Deal, Price, share_seats
from khaka.strategy.alliances.transfer import TO_RIVALS, Rates, Transfer, handovers
from khaka.strategy.alliances.unity import won_together

TENTHS = (0.1, 0.9)


def allied(brief: Brief) -> dict[str, tuple[str, ...]]:
    """Ours and the partners by allied state of the plan."""
    plans = [p for p in brief.mission.states if p.stance == "allied" and p.partners]
    return {p.state: (brief.mission.party, *p.partners) for p in sorted(plans, key=lambda p: p.state)}


def blocks(strategy: Strategy) -> list[Block]:
    """Everything about seat sharing that the section prints; nothing where the plan has no partner."""
    brief, members = strategy.brief, allied(strategy.brief)
    if not members:
        return []
    rates = Rates(handovers(brief.catalog))
    chances, without = _chances(brief, members, rates)
    found: list[Block] = [_transfers(brief, members, rates)]
    found += _together(strategy, rates, chances)
    if chances:
        found.append(_sharing(brief, chances))
    if without:
        names = [brief.catalog.states[s] for s in without]
        found.append(Notice("empty", msg("s5.sharing.none", states=names)))
    return found


def _chances(
    brief: Brief, members: Mapping[str, tuple[str, ...]], rates: Rates
) -> tuple[dict[str, Chances], list[str]]:
    """Chances by state, and the states in which a party of the plan had no votes."""
    found, without = {}, []
    here = ground(brief, tuple(members), rates)
    for state, parties in members.items():
        try:
            found[state] = table_of(here, (state,), parties)
        except KhakaError:
            without.append(state)
    return found, without


def _transfers(brief: Brief, members: Mapping[str, tuple[str, ...]], rates: Rates) -> Table:
    sources = brief.sources_of(brief.base.id)
    columns = (
        words("gives"),
        words("takes"),
        *(
            counted(key, Unit.RATE, msg(f"s5.transfer.{name}"), rule, sources, title=key, digits=0, minor=minor)
            for key, name, rule, minor in (
                ("rate_mean", "mean", "mean of Beta(a, b), see docs/design/0015", False),
                ("rate_low", "low", "10th percentile of Beta(a, b)", False),
                ("rate_high", "high", "90th percentile of Beta(a, b)", False),
                ("leak_rivals", "rivals", f"{TO_RIVALS} (1 - mean)", True),
                ("leak_home", "home", f"{1 - TO_RIVALS} (1 - mean)", True),
            )
        ),
        words("basis"),
    )
    pairs = {p for parties in members.values() for q in parties[1:] for p in ((parties[0], q), (q, parties[0]))}
    known = [t for t in (rates.of(*p) for p in sorted(pairs)) if t.basis == "pair"]
    rows = [_transfer_row(brief, t) for t in known]
    if len(known) < len(pairs):  # all others share one distribution
        rows.append(
            _transfer_row(brief, rates.of("", ""), msg("s5.transfer.any_other" if known else "s5.transfer.any"))
        )
    day = brief.mission.as_of
    if not rates.lessons:
        return Table("s5.transfer", msg("s5.transfer.title"), columns, tuple(rows), msg("s5.transfer.none", day=day))
    count = brief.count(
        fid("s5", brief, "handovers"),
        [f"{h.target}:{h.state}:{h.giver}>{h.heir}" for h in rates.lessons],
        msg("s5.transfer.groups"),
        "giver stood and then stood aside for an ally, four seats of a state or more",
        unit=Unit.COUNT,
    )
    return Table(
        "s5.transfer", msg("s5.transfer.title"), columns, tuple(rows), msg("s5.transfer.note", n=count, day=day)
    )


def _transfer_row(brief: Brief, found: Transfer, anyone: Message | None = None) -> Row:
    low, high = (float(x) for x in found.quantile(TENTHS))
    who = (anyone, anyone) if anyone else (brief.catalog.party(found.giver), brief.catalog.party(found.heir))
    key = "any" if anyone else f"{found.giver}-{found.heir}"
    return Row(key, (*who, found.mean, low, high, found.leak_to_rivals, found.leak_home, _basis(brief, found, key)))


def _basis(brief: Brief, found: Transfer, key: str) -> Message:
    groups = brief.derive(
        f"s5.transfer.{key.lower()}.groups", found.groups, Unit.COUNT, msg("s5.transfer.groups"),
        "handovers behind the rate", (fid("s5", brief, "handovers"),),
    )  # fmt: skip
    return msg(f"sharing.basis.{found.basis}", n=groups)


def _together(strategy: Strategy, rates: Rates, chances: Mapping[str, Chances]) -> list[Block]:
    brief = strategy.brief
    best = {s: float(t.win[i].max()) for t in chances.values() for i, s in enumerate(t.seats)}
    sources = brief.sources_of(brief.base.id)
    columns = (
        words("seat"),
        words("stronger"),
        words("weaker"),
        counted("least_rate", Unit.RATE, msg("s5.together.least"), "(winner - stronger) / weaker", sources, digits=0),
        counted("rate_chance", Unit.ODDS, msg("s5.together.chance"), "1 - Beta(a, b) at the rate needed", sources),
        counted("joint_chance", Unit.ODDS, msg("s5.together.joint"), "largest chance of the alliance's parties", sources),
    )  # fmt: skip
    rows = [
        Row(
            f"{t.seat}-{t.partner}",
            (brief.catalog.seat(t.seat), brief.catalog.party(t.stronger), brief.catalog.party(t.weaker), t.least,
             t.chance, best.get(t.seat)),
        )
        for t in won_together(brief, strategy.partners, rates)
    ]  # fmt: skip
    if not rows:
        return []
    return [
        Table(
            "s5.together", msg("s5.together.title"), columns, tuple(rows), msg("s5.together.note"), annex=len(rows) > 40
        )
    ]


def _sharing(brief: Brief, chances: Mapping[str, Chances]) -> Table:
    sources = brief.sources_of(brief.base.id)
    rule = "largest sum of chances, see docs/design/0015"
    columns = (
        words("state"),
        words("partner"),
        *(counted(key, Unit.SEATS, msg(f"s5.sharing.{key}"), rule, sources) for key in ("our_fights", "their_fights")),
        *(
            counted(key, Unit.NUMBER, msg(f"s5.sharing.{key}"), "sum of the chances of its seats", sources, digits=1)
            for key in ("our_wins", "their_wins")
        ),
        *(
            counted(key, Unit.NUMBER, msg(f"s5.sharing.{key}"), f"{whose}: this deal less the best with n {step} 1", sources,
                    digits=2, signed=True, minor=step == "-")
            for key, whose, step in (("more_alliance", "alliance", "+"), ("more_ours", "ours", "+"),
                                     ("fewer_alliance", "alliance", "-"))
        ),
    )  # fmt: skip
    rows = []
    for state, table in chances.items():
        deal = share_seats(table, brief.mission.party)
        rows += [_deal_row(brief, state, deal, party) for party in table.members if party != deal.ours]
    return Table("s5.sharing", msg("s5.sharing.title"), columns, tuple(rows), msg("s5.sharing.note"), filter_by="state")


def _deal_row(brief: Brief, state: str, deal: Deal, partner: str) -> Row:
    prices: dict[str, Price] = {p.kind: p for p in deal.prices if p.member == partner}
    more, fewer = prices["more"], prices["fewer"]
    return Row(
        f"{state}-{partner}",
        (
            brief.catalog.states[state], brief.catalog.party(partner), deal.fought[deal.ours], deal.fought[partner],
            deal.expected[deal.ours], deal.expected[partner],
            *(None if v is None else round(v, 2) + 0.0 for v in (more.alliance, more.ours, fewer.alliance)),
        ),
    )  # fmt: skip
