"""Opinion and exit polls in the catalogue's own layout."""

import polars as pl
import pytest

from khaka.catalog import Catalog
from khaka.sources import ImportFault
from tests.sources.shapes import Form

SMALL = """\
poll_id,election,kind,pollster,published,scope,alliance_or_party,vote_share_pct,seats_mid
MINE-1,LS2024,opinion,Own survey,2024-03,IN,NDA,44.5,
MINE-1,LS2024,opinion,Own survey,2024-03,IN,Indian National Congress,22,
MINE-1,LS2024,opinion,Own survey,2024-03,IN,OTHERS,33.5,१२
"""


def test_a_small_poll(read: Form) -> None:
    polls = read("polls", SMALL).frames["polls"]
    assert polls.columns == Catalog().table("polls").columns
    assert set(polls.schema.values()) == {pl.String}
    assert polls.select("alliance_or_party", "party_or_alliance_kind", "published_latest").rows() == [
        ("INC", "party", "2024-03-31"),
        ("NDA", "alliance", "2024-03-31"),
        ("OTHERS", "other", "2024-03-31"),
    ]
    assert polls["seats_mid"].to_list() == [None, None, "12"]


def test_the_catalogue_s_own_polls_come_through_unchanged(read: Form) -> None:
    table = Catalog().table("polls")
    got = read("polls", table.write_csv())
    assert got.report.rows_kept == table.height
    key = ["poll_id", "scope", "alliance_or_party"]
    assert got.frames["polls"].sort(table.columns).equals(table.sort(table.columns)), key


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("opinion,Own survey,2024-03,IN,NDA", "poll,Own survey,2024-03,IN,NDA", "poll_kind"),
        ("2024-03,IN,NDA", "03/2024,IN,NDA", "poll_date"),
        ("2024-03,IN,NDA", "2024-13,IN,NDA", "poll_date"),
        ("2024-03,IN,NDA", ",IN,NDA", "poll_blank"),
        ("IN,NDA", "Delhi,NDA", "poll_scope"),
        ("44.5", "144.5", "poll_share"),
        ("44.5", "-4", "poll_share"),
        ("१२", "many", "poll_seats"),
        ("44.5,", ",", "poll_empty"),
        ("LS2024,opinion,Own survey,2024-03,IN,NDA", "2024,opinion,Own survey,2024-03,IN,NDA", "election_cell"),
        ("Indian National Congress", "NDA", "poll_twice"),
        ("pollster", "agency", "columns_missing"),
    ],
)
def test_faults(old: str, new: str, key: str, read: Form) -> None:
    with pytest.raises(ImportFault) as caught:
        read("polls", SMALL.replace(old, new, 1))
    assert caught.value.faults[0].what.key == f"error.import.{key}"


@pytest.mark.parametrize(
    ("columns", "cells", "key"),
    [
        ("seats_low,seats_high", "10,5", "poll_range"),
        ("field_end", "2024-05-01", "poll_order"),
    ],
)
def test_a_poll_that_contradicts_itself(columns: str, cells: str, key: str, read: Form) -> None:
    blank = "," * cells.count(",")
    first, second, *rest = SMALL.splitlines()
    text = "\n".join([f"{first},{columns}", f"{second},{cells}", *(f"{r},{blank}" for r in rest)])
    with pytest.raises(ImportFault) as caught:
        read("polls", text + "\n")
    assert caught.value.faults[0].what.key == f"error.import.{key}"


def test_shares_above_a_hundred_are_warned_of(read: Form) -> None:
    keys = {w.key for w in read("polls", SMALL.replace("44.5", "64.5")).report.warnings}
    assert "cli.import.warn.poll_over" in keys
