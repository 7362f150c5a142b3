"""The path is the inverse of the swing measure; alliance arithmetic adds up; the post-mortem maps segments."""

import pytest
from tests.cases import CASES, brief_of, strategy_of

from khaka.strategy.alliances import added
from khaka.strategy.assemblies import post_mortem
from khaka.strategy.path import needed_swings, past_swings, path


@pytest.mark.parametrize(("mission", "party"), [c for c in CASES if c[1] != "AIMIM"])
@pytest.mark.parametrize("swing", [0.0, 1.0, 5.0, 10.0, 20.0])
def test_the_path_inverts_seats_after_swing(mission: str, party: str | None, swing: float) -> None:
    brief = brief_of(mission, party)
    assert brief.rival is not None
    reached = sum(1 for s in needed_swings(brief, brief.rival.code) if s <= swing)
    assert brief.ask("seats_after_swing", rival=brief.rival.code, swing=swing).value == reached


def test_staging_posts_of_the_example() -> None:
    posts = path(brief_of("mission-2024"), "BJP", (52, 90, 131, 500))
    assert [p.swing_pp is not None and p.swing_pp <= s for p, s in zip(posts, (0, 5, 10), strict=False)] == [True] * 3
    assert posts[3].swing_pp is None


def test_past_swings_are_half_the_change_of_the_lead() -> None:
    swings = {(a, b): s for a, b, s in past_swings(brief_of("mission-2024"), "BJP")}
    assert swings["LS2009", "LS2014"] == pytest.approx(-10.7, abs=0.1)
    assert max(swings.values()) == swings["LS2004", "LS2009"]


def test_partners_are_those_of_the_plan_and_bring_128_with_vellore() -> None:
    strategy = strategy_of("mission-2024")
    assert [p.code for p in strategy.partners] == ["DMK", "AITC", "NCP", "JMM", "YSRCP", "JKNC"]
    parties = ("INC", *(p.code for p in strategy.partners))
    assert strategy.brief.ask("seats_won", parties=parties).value == 129
    assert strategy.brief.ask("seats_won", parties=parties, leave_out=("TN-08",)).value == 128


def test_partner_claims_never_take_a_seat_that_ours_won() -> None:
    strategy = strategy_of("mission-2024")
    held = set(strategy.focus.of_tier("hold"))
    assert len(held) == 52 and not held & strategy.partner_claims


def test_addition_alone_is_the_result_and_more_transfer_never_loses() -> None:
    brief = brief_of("mission-2024")
    assert len(added(brief, {}, 1.0).seats) == 52
    members = {"UP": ("INC", "SP", "BSP", "RLD")}
    seats = [len(added(brief, members, rate).seats) for rate in (0.0, 0.5, 0.7, 1.0)]
    assert seats == sorted(seats)


def test_the_post_mortem_is_of_the_five_states() -> None:
    found = post_mortem(brief_of("mission-2024"))
    assert found is not None
    assert [s.state for s in found.states] == ["UP", "PB", "UK", "MN", "GA"]
    punjab = next(s for s in found.states if s.state == "PB")
    assert (punjab.before, punjab.governed_before, punjab.governed_after) == ("VS2017-PB", "INC", "AAP")
    assert found.seats.height == 102
    assert found.seats["segments"].sum() == 690
    assert int(found.seats["led"].sum()) == 2 + 18 + 19 + 5 + 11


def test_an_open_map_says_which_elections_are_missing() -> None:
    found = post_mortem(brief_of("mission-2029", "TDP"))
    assert found is not None and found.states == ()
    assert "VS2024-HR" in found.not_in_data
