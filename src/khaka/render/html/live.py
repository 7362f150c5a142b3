"""The page's what-if panel: the grid computed ahead, as compact data, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from khaka.blueprint.blocks import Blueprint
from khaka.core.message import Message, Name
from khaka.core.units import Unit
from khaka.render.html.colours import party_class
from khaka.render.html.ink import Ink

if TYPE_CHECKING:
    from khaka.blueprint.live import LiveGrid
    from khaka.forecast.grid import GridPoint

#: Letter and mark of the side that leads a seat; a capital letter where it is another than in the base.
_SIDES: Final = {"own": ("o", "dot"), "ally": ("a", "triangle"), "rival": ("r", "bar"), "other": ("x", "plain")}


@dataclass(frozen=True, slots=True)
class LivePanel:
    """What the panel's template needs; ``data`` is what its script reads."""

    swings: tuple[tuple[str, str, int, int], ...]
    partners: tuple[str, ...]
    note: str
    data: dict[str, Any]


def live_panel(blueprint: Blueprint, ink: Ink) -> LivePanel | None:
    """The panel of a document; None where there is no forecast."""
    if blueprint.live is None:
        return None
    found = blueprint.live.grid()
    points = found.grid.points
    steps = {"ours": sorted({p.ours for p in points}), "rival": sorted({p.rival for p in points})}
    swings = [("ours", _name(found.party, ink), len(steps["ours"]) - 1, steps["ours"].index(0.0))]
    if found.rival is not None:
        swings.append(("rival", _name(found.rival, ink), len(steps["rival"]) - 1, steps["rival"].index(0.0)))
    return LivePanel(
        tuple(swings),
        tuple(_partners(gone, names, found, ink) for gone, names in found.partners),
        ink.plain(found.note),
        _data(blueprint, found, steps, ink),
    )


def _data(blueprint: Blueprint, found: LiveGrid, steps: dict[str, list[float]], ink: Ink) -> dict[str, Any]:
    points = found.grid.points
    gone = [names for names, _ in found.partners]
    states = sorted(points[0].expected)
    return {
        "steps": {key: [int(v) if v == int(v) else v for v in values] for key, values in steps.items()},
        "codes": {"ours": found.party.code, "rival": found.rival.code if found.rival is not None else ""},
        "gone": [list(g) for g in gone],
        "command": f"khaka scenario {found.mission} --party {found.party.code}",
        "forecast": f"khaka forecast {found.mission} --party {found.party.code}",
        "draws": f"--draws {found.grid.draws} --seed {found.grid.seed}",
        "blocs": [[key, _name(name, ink)] for key, name in found.blocs],
        "goals": [ink.plain(goal) for goal in found.goals],
        "sides": [
            [_SIDES["own"][0], party_class(found.party.code), "dot", _name(found.party, ink)],
            [_SIDES["ally"][0], "k-tier-partner", "triangle", ink.label("live.allies")],
            [_SIDES["rival"][0], party_class(found.rival.code) if found.rival is not None else "k-none", "bar",
             _name(found.rival, ink) if found.rival is not None else ""],
            [_SIDES["other"][0], "k-none", "plain", ink.label("live.others")],
        ],
        "states": states,
        "points": [_point(p, blueprint, found, gone, states, ink) for p in points],
    }  # fmt: skip


def _point(
    point: GridPoint, blueprint: Blueprint, found: LiveGrid, gone: list[tuple[str, ...]], states: list[str], ink: Ink
) -> list[Any]:
    """Swing, swing, who has left, seats by bloc, chances, leaders, expected seats by state in thousandths."""
    ranges = dict(point.blocs)
    seats = [
        [round(r.mean, 3), *r.intervals[80]] if (r := ranges.get(key)) is not None else None for key, _ in found.blocs
    ]
    changed = {c.seat_id for c in point.changed}
    leaders = "".join(_letter(point, seat.id, changed) for seat in blueprint.seats)
    chances = [ink.translator.number(c, Unit.ODDS) for c in point.chances]
    expected = [round(1000 * x) for state in states for x in point.expected[state]]
    return [point.ours, point.rival, gone.index(point.gone) if point.gone else -1, seats, chances, leaders, expected]


def _letter(point: GridPoint, seat: str, changed: set[str]) -> str:
    if seat not in point.leaders:
        return " "
    letter = _SIDES[point.leaders[seat]][0]
    return letter.upper() if seat in changed else letter


def _partners(gone: tuple[str, ...], names: tuple[Name, ...], found: LiveGrid, ink: Ink) -> str:
    everyone = max(len(g) for g, _ in found.partners)
    if len(gone) == everyone and everyone > 1:
        return ink.label("live.without_all")
    return ink.label("live.without", parties=list(names))


def _name(name: Name | Message, ink: Ink) -> str:
    return ink.translator.name(name) if isinstance(name, Name) else ink.plain(name)


#: Labels that the panel's script and the linked views need.
LABELS: Final = (
    "live.points", "live.as_expected", "live.range", "live.change", "live.no_change", "live.changed", "live.curve",
    "live.curve_point", "live.said", "live.state", "live.linked", "live.link_failed", "live.now", "live.kept",
    "live.only_state", "live.showing", "live.all_shown", "live.place", "live.no_place", "live.chosen",
)  # fmt: skip


def digits(ink: Ink) -> str:
    """The ten digits as the page writes them."""
    return "".join(ink.translator.number(i, Unit.COUNT) for i in range(10))
