"""Laws that hold for any election: row order and names do not matter, shares sum to one, seats sum to the house."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaka.measures import Filters, compute

PARTIES = ("A", "B", "C", "D")


@st.composite
def elections(draw: st.DrawFn) -> pl.DataFrame:
    """A small house: each seat has two to four parties and NOTA, without a tie for first place."""
    rows = []
    for n in range(draw(st.integers(1, 6))):
        votes = draw(st.lists(st.integers(1, 10_000), min_size=2, max_size=4, unique=True))
        nota = draw(st.integers(0, 500))
        for party, count in zip(PARTIES, votes, strict=False):
            rows.append((f"S-{n:02d}", "XX" if n % 2 else "YY", party, count))
        rows.append((f"S-{n:02d}", "XX" if n % 2 else "YY", "NOTA", nota))
    table = pl.DataFrame(rows, schema=["seat_id", "state_code", "party", "votes"], orient="row")
    return table.with_columns(election=pl.lit("LS2019"), candidate=pl.col("party"), position=pl.lit(None, pl.Int64))


def value(name: str, table: pl.DataFrame, party: str, **more: object) -> float:
    found = compute(name, [table], Filters(parties=(party,), **more)).value  # type: ignore[arg-type]
    return float(found) if isinstance(found, int | float) else 0.0


@given(elections())
@settings(max_examples=60, deadline=None)
def test_seats_sum_to_the_house_and_shares_to_one(table: pl.DataFrame) -> None:
    house = table["seat_id"].n_unique()
    assert sum(value("seats_won", table, p) for p in PARTIES) == house
    assert sum(value("vote_share", table, p) for p in (*PARTIES, "NOTA")) == pytest.approx(1)
    assert sum(value("vote_share", table, p, base="valid") for p in PARTIES) == pytest.approx(1)
    for party in PARTIES:
        places = [value(m, table, party) for m in ("seats_won", "second_places", "third_or_lower", "not_contested")]
        assert sum(places) == house


@given(elections(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_row_order_and_names_do_not_matter(table: pl.DataFrame, random: object) -> None:
    order = list(range(table.height))
    random.shuffle(order)  # type: ignore[attr-defined]
    renamed = table[order].with_columns(party=pl.when(pl.col("party") == "NOTA").then("party").otherwise(
        pl.lit("Z") + pl.col("party")))  # fmt: skip
    for name in ("seats_won", "second_places", "votes", "vote_share", "deposits_forfeited", "majority_wins"):
        assert value(name, table, "A") == value(name, renamed, "ZA")
    assert value("direct_contests", table, "A", rival="B") == value("direct_contests", renamed, "ZA", rival="ZB")


@given(elections(), st.integers(1, 5_000))
@settings(max_examples=60, deadline=None)
def test_more_votes_never_lose_a_seat(table: pl.DataFrame, extra: int) -> None:
    more = table.with_columns(votes=pl.when(pl.col("party") == "A").then(pl.col("votes") * 10_000 + extra).otherwise(
        pl.col("votes") * 10_000))  # fmt: skip
    assert value("seats_won", more, "A") >= value("seats_won", table, "A")


@given(elections(), st.floats(0, 40), st.floats(0, 40))
@settings(max_examples=60, deadline=None)
def test_a_larger_swing_never_loses_a_seat(table: pl.DataFrame, one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert value("seats_after_swing", table, "A", rival="B", swing=low) <= value(
        "seats_after_swing", table, "A", rival="B", swing=high
    )


@given(elections())
@settings(max_examples=40, deadline=None)
def test_indices_stay_in_their_range(table: pl.DataFrame) -> None:
    unity = compute("opposition_unity", [table], Filters(parties=("A",))).value
    assert unity is None or 0 <= float(unity) <= 100  # type: ignore[arg-type]
    assert float(compute("enp_votes", [table], Filters()).value) >= 1 - 1e-9  # type: ignore[arg-type]
    assert 0 <= float(compute("gallagher", [table], Filters()).value) <= 100  # type: ignore[arg-type]
