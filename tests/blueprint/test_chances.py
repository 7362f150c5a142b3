"""The forecast in the document: one draw set, the command's numbers, the basis and the last miss on every page."""

import pytest
from tests.cases import CASES, CATALOG, DRAWS, blueprint_of, strategy_of

from khaka.blueprint.blocks import SeatMap, Table
from khaka.blueprint.document import index, walk
from khaka.core.figure import Kind
from khaka.core.message import Message
from khaka.desk import forecast as desk
from khaka.locale import Translator

pytestmark = pytest.mark.slow

IDS = [f"{m}-{p or 'own'}" for m, p in CASES]
EVERY = pytest.mark.parametrize(("mission", "party"), CASES, ids=IDS)


@EVERY
def test_every_simulated_number_names_the_one_draw_set(mission: str, party: str | None) -> None:
    found = blueprint_of(mission, party)
    simulated = [f for f in index(found).values() if f.how.kind is Kind.SIMULATED]
    # two plans of effort are compared on draws that neither was made on, and say so
    simulated = [f for f in simulated if "fresh" not in f.how.formula]
    assert simulated
    assert {f.how.filters for f in simulated} == {(("draws", DRAWS), ("seed", found.seed))}


def test_the_documents_chances_are_the_commands() -> None:
    figures = index(blueprint_of("mission-2024"))
    again = desk.forecast(CATALOG, "mission-2024", draws=DRAWS)
    for number, goal in enumerate(again.goals, 1):
        assert figures[f"s8.goal.{number}.chance"].value == goal.probability
    seats = {s["seat_id"]: s["win"].get("INC", 0.0) for s in desk.seat_chances(again.draws)}
    table = next(t for t in walk(blueprint_of("mission-2024").sections, Table) if t.id == "s7.seats")
    column = [c.key for c in table.columns].index("chance")
    compared = 0
    for row in table.rows:
        if isinstance(row.cells[column], float):
            assert row.cells[column] == pytest.approx(seats[row.key], abs=0.001)
            compared += 1
    assert compared > 300


@EVERY
def test_the_page_says_its_basis_and_the_last_miss(mission: str, party: str | None) -> None:
    found = blueprint_of(mission, party)
    keys = [n.key for n in found.notices]
    basis = f"document.notice.{strategy_of(mission, party).odds.basis}"
    assert basis in keys
    assert any(k.startswith("s8.miss.") for k in keys) and found.leader.miss.key.startswith("s8.miss.")
    for section in found.sections:
        if section.number in (8, 14):
            said = [m.key for m in walk(section.blocks, Message)]
            assert basis in said and any(k.startswith("s8.miss.") for k in said)


@EVERY
def test_bands_cover_the_house_and_the_distribution_is_of_a_hundred(mission: str, party: str | None) -> None:
    found = blueprint_of(mission, party)
    bands = next(m for m in walk(found.sections, SeatMap) if m.id == "s8.map")
    assert sum(int(c.figure.value or 0) for c in bands.categories if c.figure) == 543
    table = next(t for t in walk(found.sections, Table) if t.id == "s8.distribution")
    assert 97 < sum(float(r.cells[1]) for r in table.rows) <= 100 + 1e-6  # type: ignore[arg-type]


@EVERY
def test_ranges_hold_their_mean_and_wider_ones_the_narrower(mission: str, party: str | None) -> None:
    table = next(t for t in walk(blueprint_of(mission, party).sections, Table) if t.id == "s8.blocs")
    for row in table.rows:
        mean, low50, high50, low80, high80, low90, high90 = (float(x) for x in row.cells[1:])  # type: ignore[arg-type]
        assert low90 <= low80 <= low50 <= high50 <= high80 <= high90
        assert low90 - 1 <= mean <= high90 + 1


def test_the_verdict_is_told_in_odds() -> None:
    verdict = blueprint_of("mission-2024").leader.verdict
    assert "of 100" in Translator("en").text(verdict) and "100 में" in Translator("hi").text(verdict)
    odds = strategy_of("mission-2024").odds
    ours = odds.seats_of("ours")
    assert ours is not None
    low, high = ours.intervals[80]
    assert f"{low} to {high} seats" in Translator("en").text(verdict)


@pytest.mark.parametrize(
    ("value", "en", "hi"),
    [
        (0.07, "7 of 100", "100 में 7 बार"),
        (0.004, "less than 1 of 100", "100 में 1 बार से कम"),
        (0.996, "more than 99 of 100", "100 में 99 बार से ज्यादा"),
        (0.0, "less than 1 of 100", "100 में 1 बार से कम"),
        (0.5, "50 of 100", "100 में 50 बार"),
    ],
)
def test_odds_in_both_languages(value: float, en: str, hi: str) -> None:
    from khaka.core.units import Unit

    assert Translator("en").number(value, Unit.ODDS) == en
    assert Translator("hi").number(value, Unit.ODDS) == hi
