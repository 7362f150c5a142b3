"""The sample document on the whole house."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from khaka.blueprint import blocks as b
from khaka.blueprint.live import Live, LiveGrid
from khaka.catalog import Catalog
from khaka.core.message import Name, msg
from khaka.core.nouns import Seat
from khaka.forecast.grid import Grid, GridPoint
from khaka.forecast.simulate import SeatRange
from khaka.forecast.whatif import Change
from tests.render.sample import sample, text


def house() -> b.Blueprint:
    """The sample with all 543 seats in its map and its long table."""
    catalog = Catalog()
    seats = tuple(
        Seat(
            k,
            s["state_code"] or "",
            1,
            s["name_en"] or "",
            s["name_hi"] or "",
            "GEN",
            (int(s["tile_col"] or 0), int(s["tile_row"] or 0)),
        )
        for k, s in catalog.seats.items()
    )
    plan = sample()
    focus = plan.sections[-1]
    *others, tiles, table = focus.blocks
    assert isinstance(table, b.Table) and isinstance(tiles, b.SeatMap)
    rows = tuple(
        b.Row(s.id, (Name("seat", s.id, (("en", s.name_en), ("hi", s.name_hi))), catalog.states[s.state_code],
                     (plan.party,), i / 7 - 20), "tier-hold" if i % 2 else "tier-reach")
        for i, s in enumerate(seats)
    )  # fmt: skip
    tiles = replace(tiles, classes=tuple((r.key, r.kind) for r in rows))
    focus = replace(focus, blocks=(*others, tiles, replace(table, rows=rows)))
    return replace(plan, seats=seats, states=tuple(catalog.states.values()), sections=(*plan.sections[:-1], focus))


class Ready:
    """What-ifs that are there at once."""

    def __init__(self, grid: LiveGrid) -> None:
        self._grid = grid

    def grid(self) -> LiveGrid:
        return self._grid


def with_live() -> b.Blueprint:
    """The house with a section of scenarios and what-ifs of made-up numbers: seats rise with the votes."""
    plan = house()
    allies = {s.id for s in plan.seats if s.state_code == "TN"}
    points = []
    settings = [(0.0, 0.0, ())] + [(o, r, ()) for o in (-3.0, 0.0, 3.0) for r in (-4.0, 0.0, 4.0) if o or r]
    for ours, rival, gone in [*settings, (0.0, 0.0, ("DMK",))]:
        held = round(100 + 10 * ours - 5 * rival - len(gone) * 12)
        leaders = {s.id: "own" if i < held else "ally" if s.id in allies and not gone else "rival" if i % 3 else "other"
                   for i, s in enumerate(plan.seats)}  # fmt: skip
        ranges = tuple(
            (key, SeatRange(mean, 20.0, {80: (round(mean) - 30, round(mean) + 30)}))
            for key, mean in (("ours", held + 0.4), ("alliance", held + 30.0 - 20 * len(gone)), ("BJP", 300.0 - held))
        )
        points.append(
            GridPoint(ours, rival, gone, ranges, (held / 300, 0.5), leaders, (),
                      {"KL": (held / 10, 1.0, 0.0), "TN": (1.0, 20.0, 2.0)})
        )  # fmt: skip
    changed = [
        replace(p, changed=tuple(
            Change(s, s[:2], "", "", 0.5, 0.5, "swing", None, None)
            for s, side in p.leaders.items() if side != points[0].leaders[s]
        ))
        for p in points
    ]  # fmt: skip
    bjp = Name("party", "BJP", (("en", "BJP"), ("hi", "भाजपा")))
    dmk = Name("party", "DMK", (("en", "DMK"), ("hi", "द्रमुक")))
    live = LiveGrid(
        Grid(128, 7, tuple(changed)), plan.party, bjp,
        (("ours", plan.party), ("alliance", text("Ours and allies")), ("BJP", bjp)),
        (text("Ours at 150 or more"), text("The rival below 272")), ((("DMK",), (dmk,)),), "sample",
        msg("live.how", draws=128, seed=7),
    )  # fmt: skip
    scenarios = b.Section(14, "scenarios", text("Scenarios"), (b.Paragraph(text("Ranges, not points.")),))
    return replace(plan, sections=(*plan.sections, scenarios), live=cast(Live, Ready(live)))
