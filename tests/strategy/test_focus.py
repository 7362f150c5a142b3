"""Focus rules, the list and its order, tiers, overrides."""

from dataclasses import replace

import polars as pl
import pytest
from tests.cases import CASES, CATALOG, strategy_of

from khaka.core.errors import KhakaError, NotKnown
from khaka.mission import Brief, Override
from khaka.mission.spec import FOCUS_RULES
from khaka.strategy import Strategy
from khaka.strategy.focus import RULES, focus_list

MINE = strategy_of("mission-2024")


def test_the_rule_gives_382_and_the_list_370() -> None:
    focus = MINE.focus
    assert (len(focus.by_rule), len(focus.chosen), len(focus.left_out)) == (382, 370, 12)
    rows = MINE.book.filter(pl.col("seat_id").is_in(focus.by_rule))
    counts = [rows.filter(c).height for c in (pl.col("rank") == 1, pl.col("rank") == 2, pl.col("rank") > 2)]
    assert counts == [52, 209, 89]
    assert rows.filter(pl.col("rank").is_null()).height == 32


def test_the_left_out_are_the_last_of_the_order_and_say_why() -> None:
    assert [x.seat_id for x in MINE.focus.left_out] == list(MINE.focus.by_rule[370:])
    assert {x.reason.key for x in MINE.focus.left_out} == {"focus.left.not_fought"}


def test_rule_names_are_the_missions() -> None:
    assert tuple(RULES) == FOCUS_RULES


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_every_seat_has_one_tier(mission: str, party: str | None) -> None:
    found = strategy_of(mission, party)
    assert len(found.focus.seats) == 543 == len({s.seat_id for s in found.focus.seats})
    assert sum(len(found.focus.of_tier(t)) for t in ("hold", "reach", "stretch", "build", "partner", "out")) == 543


def test_tiers_without_partners_are_those_of_the_gap_bands() -> None:
    bare = focus_list(MINE.brief, MINE.book, frozenset(), "ever-first-or-second")
    counts = {t: len(bare.of_tier(t)) for t in ("hold", "reach", "stretch")}
    assert counts == {"hold": 52, "reach": 44, "stretch": 50}


def test_overrides_survive_recomputation() -> None:
    spec = MINE.brief.mission.focus
    first, last = MINE.focus.by_rule[0], next(s.seat_id for s in MINE.focus.seats if s.order is None)
    changes = (Override(first, "drop", "given up", "A"), Override(last, "add", "by-election won", "B"))
    mission = replace(MINE.brief.mission, focus=replace(spec, overrides=changes))
    seats = {s.seat_id: s for s in Strategy(Brief(mission, CATALOG)).focus.seats}
    assert not seats[first].chosen and seats[last].chosen
    assert seats[last].override == "add: by-election won (B)"


def test_wrong_counts_and_rules_are_refused() -> None:
    for wanted in (0, 2024, -1):
        with pytest.raises(KhakaError):
            focus_list(MINE.brief, MINE.book, frozenset(), None, wanted)
    with pytest.raises(NotKnown):
        focus_list(MINE.brief, MINE.book, frozenset(), "best")


def test_the_bjp_rule_counts_second_and_third() -> None:
    found = strategy_of("mission-2024-bjp")
    ranks = set(found.book.filter(pl.col("seat_id").is_in(found.focus.by_rule))["rank"].to_list())
    assert ranks == {2, 3} and len(found.focus.by_rule) == 103
