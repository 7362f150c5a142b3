"""Every published figure is reproduced by its call, within its tolerance, over the embedded data."""

import shlex

import duckdb
import polars as pl
import pytest

from khaka.catalog import Catalog
from khaka.measures import MEASURES, Filters, compute

CATALOG = Catalog()
ROWS = CATALOG.table("published_figures").to_dicts()
PLURAL = {"party": "parties", "parties": "parties", "state": "states", "states": "states", "seat": "seats"}


def parse(call: str) -> tuple[str, list[str], Filters]:
    name, *rest = shlex.split(call)
    given = dict(zip([r[2:] for r in rest[::2]], rest[1::2], strict=True))
    elections = (given.pop("elections", None) or given.pop("election")).split(",")
    fields = {}
    for key, value in given.items():
        key = key.replace("-", "_")
        if key in PLURAL or key == "leave_out":
            fields[PLURAL.get(key, key)] = tuple(value.split(","))
        else:
            fields[key] = float(value) if key in ("below", "swing") else value
    return name, elections, Filters(**fields)


@pytest.mark.parametrize("row", ROWS, ids=[r["call"] for r in ROWS])
def test_published(row: dict[str, str]) -> None:
    name, elections, filters = parse(row["call"])
    found = compute(name, [CATALOG.election(e).results for e in elections], filters).value
    if isinstance(found, dict):
        found = next(iter(found.values()))
    assert found is not None
    scale = 100 if MEASURES[name].unit in ("share", "rate") else 1
    assert found * scale == pytest.approx(float(row["value"]), abs=float(row["tolerance"]) + 1e-9)


def test_any_dataframe_gives_the_same() -> None:
    table = CATALOG.election("LS2019").results
    relation = duckdb.from_arrow(table.to_arrow())
    values = {
        compute("second_places", [t], Filters(parties=("INC",))).value
        for t in (table, table.lazy(), table.to_pandas(), table.to_arrow(), relation)
    }
    assert values == {209}


def test_places_add_up_to_the_house() -> None:
    table = CATALOG.election("LS2019").results
    names = ("seats_won", "second_places", "third_or_lower", "not_contested")
    values = [compute(n, [table], Filters(parties=("INC",))).value for n in names]
    assert values == [52, 209, 160, 122]


def test_shares_sum_to_one_and_order_does_not_matter() -> None:
    table = CATALOG.election("LS2019").results
    parties = table["party"].unique().to_list()
    shuffled = table.sample(fraction=1.0, shuffle=True, seed=7)
    total = sum(compute("vote_share", [shuffled], Filters(parties=(p,))).value or 0 for p in parties[:5])
    same = sum(compute("vote_share", [table], Filters(parties=(p,))).value or 0 for p in parties[:5])
    assert total == pytest.approx(same)
    assert compute("vote_share", [table], Filters(parties=tuple(parties))).value == pytest.approx(1)


def test_renaming_parties_changes_nothing() -> None:
    table = CATALOG.election("LS2014").results
    other = table.with_columns(
        party=pl.when(pl.col("party").is_in(["NOTA", "OTH"])).then("party").otherwise(pl.lit("x") + pl.col("party"))
    )
    for name in ("seats_won", "second_places", "third_exceeds_margin", "majority_wins"):
        assert (
            compute(name, [table], Filters(parties=("BJP",))).value
            == compute(name, [other], Filters(parties=("xBJP",))).value
        )


@pytest.mark.parametrize("swing", [0.0, 2.5, 5.0, 10.0])
def test_more_votes_never_lose_a_seat(swing: float) -> None:
    table = CATALOG.election("LS2019").results
    seats = [
        compute("seats_after_swing", [table], Filters(parties=("INC",), rival="BJP", swing=s)).value
        for s in (swing, swing + 1)
    ]
    assert seats[0] is not None and seats[1] >= seats[0]
    if swing == 0:
        assert seats[0] == 52
