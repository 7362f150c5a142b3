"""Detectors fire where they should and stay silent on flat results."""

from dataclasses import replace

import polars as pl
import pytest

from khaka.catalog import Election
from khaka.core.message import Name
from khaka.mission import Brief, HandFinding
from khaka.strategy import Strategy
from khaka.strategy.seatbook import seatbook
from khaka.strategy.weakness import DETECTORS
from tests.cases import CASES, CATALOG, brief_of, strategy_of

FIRES_FOR_INC = {
    "direct-contests": 175,
    "rival-majority": 153,
    "lost-deposits": 148,
    "third-above-margin": 43,
    "votes-not-seats": 44,
    "close-losses": 18,
    "weak-strongholds": 19,
    "nota-above-margin": 6,
    "falling-vote": 173,
    "slipping": 25,
    "no-presence": 25,
    "assembly-defeats": 97,
}


def flat(election: Election) -> Election:
    """The same contests in which ours wins every seat by the same wide margin, every time."""
    seats = election.results.select("seat_id", "state_code").unique(maintain_order=True)
    rows = [
        seats.with_columns(election=pl.lit(election.id), party=pl.lit(p), candidate=pl.lit(p), votes=pl.lit(v),
                           position=pl.lit(n))
        for n, (p, v) in enumerate((("INC", 60_000), ("BJP", 30_000), ("NOTA", 100)), 1)
    ]  # fmt: skip
    table = pl.concat(rows).with_columns(pl.col("votes").cast(pl.Int64), pl.col("position").cast(pl.Int64))
    return replace(election, results=table.select("election", "seat_id", "state_code", "party", "candidate", "votes",
                                                  "position"))  # fmt: skip


@pytest.fixture(scope="module")
def silent() -> Brief:
    brief = Brief(brief_of("mission-2024").mission, CATALOG)
    for name in list(brief.catalog.elections):
        if brief.catalog.has_results(name):
            brief.catalog._loaded[name] = flat(brief.catalog.election(name))
    return brief


def test_what_fires_for_a_party_in_trouble() -> None:
    assert {f.id: len(f.seats) for f in strategy_of("mission-2024").findings} == FIRES_FOR_INC


@pytest.mark.parametrize("name", DETECTORS.names)
def test_silent_on_flat_states(silent: Brief, name: str) -> None:
    assert list(DETECTORS[name].find(silent, seatbook(silent))) == []


def test_reserved_seats_fire_for_a_party_that_is_weak_there() -> None:
    assert "reserved-seats" in {f.id for f in strategy_of("mission-2024-aitc").findings}
    assert "reserved-seats" not in {f.id for f in strategy_of("mission-2024").findings}


def test_advice_differs_by_party() -> None:
    found = {(m, p): {f.id for f in strategy_of(m, p).findings} for m, p in CASES}
    assert "votes-not-seats" not in found["mission-2024-bjp", None]
    assert found["mission-2024", "AIMIM"] == set()
    assert "falling-vote" not in found["mission-2024-bjp", None]


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_a_finding_is_whole(mission: str, party: str | None) -> None:
    strategy = strategy_of(mission, party)
    for f in strategy.findings:
        assert f.seats == tuple(sorted(set(f.seats))) and f.at_stake.value == len(f.seats)
        assert f.remedy.finding == f.id and f.remedy.seats == f.seats
        assert all(e.value is not None for e in f.evidence)


def test_effects_can_be_recomputed() -> None:
    strategy = strategy_of("mission-2024")
    for f in strategy.findings:
        effect = f.remedy.effect
        if effect is not None:
            given = dict(effect.filters)
            elections, base = given.pop("elections"), given.pop("base_election", None)
            given["parties"] = (given["parties"],)
            value = strategy.brief.ask(effect.measure, elections, base_election=base, **given).value
            assert isinstance(value, int) and value > 0


def test_findings_by_hand_are_equal() -> None:
    text = Name("text", "x", (("en", "Posts are vacant"), ("hi", "पद खाली हैं")))
    note = HandFinding("vacant-posts", text, text, text, "State unit", states=("UP",))
    mission = replace(brief_of("mission-2024").mission, findings=(note,))
    found = {f.id: f for f in Strategy(Brief(mission, CATALOG)).findings}
    assert found["vacant-posts"].author == "State unit"
    assert len(found["vacant-posts"].seats) == 80
