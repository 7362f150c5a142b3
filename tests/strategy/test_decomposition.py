"""Why a lost seat was lost: five parts that add up exactly, for every party, election and seat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import CASES, CATALOG, brief_of, strategy_of

from khaka.mission import Brief, Mission
from khaka.strategy.decomposition import PARTS, SLOPE_SEATS, Decomposition, decompose, split

#: party, base election, elections on the map up to it, a day after the count
MORE = (
    ("INC", "LS2014", ("LS2009", "LS2014"), date(2015, 1, 1)),
    ("BSP", "LS2014", ("LS2009", "LS2014"), date(2015, 1, 1)),
    ("BJP", "LS2024", ("LS2009", "LS2014", "LS2019", "LS2024"), date(2025, 1, 1)),
    ("SP", "LS2024", ("LS2019", "LS2024"), date(2025, 1, 1)),
    ("INC", "LS1999", ("LS1998", "LS1999"), date(2000, 1, 1)),
    ("CPIM", "LS1991", ("LS1989", "LS1991"), date(1992, 1, 1)),
)
EXACT = 1e-9


@cache
def found(party: str, base: str, history: tuple[str, ...], day: date) -> tuple[Brief, Decomposition]:
    mission: Mission = replace(
        brief_of("mission-2024").mission, party=party, base=base, history=history, as_of=day, rival="", states=(),
        goals=(), claims="", organisation="",
    )  # fmt: skip
    brief = Brief(mission, CATALOG)
    made = decompose(brief)
    assert made is not None
    return brief, made


def worst_error(seats: pl.DataFrame) -> float:
    total = pl.sum_horizontal("lead_before", *PARTS)
    return float(seats.select((total - pl.col("lead_now")).abs().max()).item() or 0.0)


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_the_parts_add_up_for_the_missions(mission: str, party: str | None) -> None:
    made = decompose(brief_of(mission, party))
    assert made is not None and worst_error(made.seats) < EXACT


@pytest.mark.parametrize("case", MORE, ids=lambda c: f"{c[0]}-{c[1]}")
def test_the_parts_add_up_for_other_parties_and_elections(case: tuple[str, str, tuple[str, ...], date]) -> None:
    _, made = found(*case)
    assert made.seats.height > 20 and worst_error(made.seats) < EXACT


def lead(results: pl.DataFrame, seat: str, party: str) -> float:
    """Our lead by plain arithmetic on the rows of one seat."""
    rows = list(results.filter(pl.col("seat_id") == seat).iter_rows(named=True))
    polled = sum(r["votes"] for r in rows)
    own = sum(r["votes"] for r in rows if r["party"] == party)
    other = max((r["votes"] for r in rows if r["party"] not in (party, "NOTA")), default=0)
    return (own - other) / polled * 100


@settings(max_examples=60, deadline=None)
@given(case=st.sampled_from(MORE), pick=st.integers(min_value=0, max_value=10_000))
def test_a_seats_leads_are_those_of_its_rows(case: tuple[str, str, tuple[str, ...], date], pick: int) -> None:
    brief, made = found(*case)
    row = made.seats.row(pick % made.seats.height, named=True)
    before, now = (lead(e.results, row["seat_id"], case[0]) for e in brief.history[-2:])
    assert row["lead_before"] == pytest.approx(before, abs=EXACT)
    assert row["lead_now"] == pytest.approx(now, abs=EXACT)
    assert row["lead_before"] + sum(row[p] for p in PARTS) == pytest.approx(now, abs=EXACT)


@st.composite
def contests(draw: st.DrawFn) -> pl.DataFrame:
    """Comparable seats of a few states, walkover-like and thin ones among them, turnout sometimes not known."""
    share = st.floats(min_value=0, max_value=100)
    rows = []
    for n in range(draw(st.integers(min_value=1, max_value=60))):
        row: dict[str, object] = {"seat_id": f"S-{n:02d}", "state_code": draw(st.sampled_from("ABC")), "rank": 2}
        for mark in ("", "0"):
            own = draw(share)
            row[f"share{mark}"] = own
            row[f"lead{mark}"] = own - draw(st.floats(min_value=0, max_value=1)) * (100 - own)
            row[f"turnout{mark}"] = draw(st.none() | st.floats(min_value=20, max_value=95))
        rows.append(row)
    numbers = {f"{k}{m}": pl.Float64 for k in ("share", "lead", "turnout") for m in ("", "0")}
    return pl.DataFrame(rows, schema_overrides=numbers)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(contests())
def test_any_seats_add_up(both: pl.DataFrame) -> None:
    seats, _, _ = split(both)
    assert seats.null_count().select(PARTS).row(0) == (0, 0, 0, 0, 0)
    assert worst_error(seats) < EXACT


@settings(max_examples=50, deadline=None)
@given(contests(), st.randoms(use_true_random=False))
def test_the_order_of_seats_does_not_matter(both: pl.DataFrame, random: object) -> None:
    shuffled = both.sample(fraction=1.0, shuffle=True, seed=random.randint(0, 999))  # type: ignore[attr-defined]
    for a, b in zip(split(both)[0].iter_rows(named=True), split(shuffled)[0].sort("seat_id").iter_rows(named=True),
                    strict=True):  # fmt: skip
        assert all(a[p] == pytest.approx(b[p], abs=1e-8) for p in PARTS)


def seats_of(own: list[tuple[str, float, float, float, float]]) -> pl.DataFrame:
    """Seats from (state, share before, share now, best other before, best other now); turnout the same everywhere."""
    return pl.DataFrame(
        [{"seat_id": f"S-{n:02d}", "state_code": s, "rank": 2, "share": b, "lead": b - y, "turnout": 60.0, "share0": a,
          "lead0": a - x, "turnout0": 60.0} for n, (s, a, b, x, y) in enumerate(own)]
    )  # fmt: skip


def test_no_change_has_no_parts() -> None:
    seats, slope, _ = split(seats_of([("A", 30, 30, 40, 40), ("B", 20, 20, 50, 50)]))
    assert slope == 0 and all(seats[p].to_list() == [0, 0] for p in PARTS) and seats["worst"].to_list() == [None, None]


def test_the_same_fall_everywhere_is_the_nations() -> None:
    # the others keep their parts of the rest (half each), so that only our own vote moves
    seats, _, _ = split(seats_of([(s, 40, 30, 30, 35) for s in "AAABBB"]))
    assert seats["nation"].to_list() == pytest.approx([-15] * 6)
    assert set(seats["worst"].to_list()) == {"nation"}


def test_a_rest_that_gathers_is_the_contest() -> None:
    seats, _, _ = split(seats_of([("A", 40, 40, 30, 50)] * 3))
    assert seats["contest"].to_list() == pytest.approx([-20] * 3) and seats["lead_now"].to_list() == [-10] * 3


def test_a_state_that_falls_alone_is_the_states() -> None:
    seats, _, _ = split(seats_of([("A", 40, 20, 30, 40)] * 3 + [("B", 40, 40, 30, 30)] * 3))
    assert set(seats.filter(pl.col("state_code") == "A")["state"].sign()) == {-1}
    assert seats["local"].to_list() == pytest.approx([0] * 6)


def test_a_state_of_two_seats_has_no_part_of_its_own() -> None:
    seats, _, _ = split(seats_of([("A", 40, 20, 30, 40)] * 2 + [("B", 40, 40, 30, 30)] * 3))
    assert seats.filter(pl.col("state_code") == "A")["state"].to_list() == [0, 0]


def test_turnout_speaks_only_when_it_can_be_told_from_chance() -> None:
    rows = seats_of([("A", 40, 40, 30, 30)] * SLOPE_SEATS)
    up = pl.int_range(pl.len()).cast(pl.Float64)
    _, slope, error = split(rows.with_columns(turnout=60 + up, share=40 + up / 10, lead=10 + up / 10))
    assert slope == pytest.approx(0.1) and error == pytest.approx(0, abs=1e-9)
    seats, none, _ = split(rows.with_columns(turnout=60 + up, share=40 + up % 2, lead=10 + up % 2))
    assert none == 0 and seats["turnout"].to_list() == [0] * SLOPE_SEATS
    few, none, error = split(rows.head(10).with_columns(turnout=60 + up))
    assert none == 0 and error is None and few.height == 10


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_every_lost_seat_is_split_or_named_with_a_reason(mission: str, party: str | None) -> None:
    made = decompose(brief_of(mission, party))
    assert made is not None
    lost = strategy_of(mission, party).book.filter(pl.col("rank") > 1).select("seat_id", "gap_pp")
    split_up, named = set(made.lost["seat_id"]), {s for s, _ in made.undivided}
    assert split_up | named == set(lost["seat_id"]) and not split_up & named
    both = made.lost.join(lost, on="seat_id")
    assert both.select((pl.col("lead_now") + pl.col("gap_pp")).abs().max()).item() in (
        None,
        pytest.approx(0, abs=EXACT),
    )


def test_reasons_are_told() -> None:
    made = decompose(brief_of("mission-2029", "INC"))
    assert made is not None
    reasons = dict(made.undivided)
    assert reasons["AS-01"] == "redrawn" and set(reasons.values()) == {"redrawn", "not-fought"}
    assert "GJ-24" not in set(made.seats["seat_id"])  # Surat 2024: no poll


def test_a_first_election_on_its_map_has_none() -> None:
    mission = replace(brief_of("mission-2024").mission, base="LS2009", history=("LS2009",), as_of=date(2010, 1, 1))
    assert decompose(Brief(mission, CATALOG)) is None
