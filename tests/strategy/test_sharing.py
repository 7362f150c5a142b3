"""Seat sharing: laws against brute force on small tables, the real cases of 2019 and 2024, and what is refused."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.cases import CATALOG, brief_of, strategy_of

from khaka.core.errors import KhakaError
from khaka.forecast.nouns import Field, Scales
from khaka.forecast.simulate import simulate
from khaka.forecast.simulate.quadrature import win_probabilities
from khaka.locale import Translator
from khaka.mission import Brief, load_mission
from khaka.strategy.alliances.chances import Cases, Table, _first, table_of
from khaka.strategy.alliances.goal import exactly_without, reached
from khaka.strategy.alliances.ground import Ground, ground
from khaka.strategy.alliances.sharing import Deal, Must, Quota, share_seats
from khaka.strategy.alliances.unity import unity, won_together

#: Deals of real states rest on a forecast each.
pytestmark = pytest.mark.slow

MISSION = """
party = "{party}"
election = "{election}"
base = "{base}"
as_of = {day}
rival = "{rival}"
[name]
en = "Test"
hi = "परीक्षा"
[states.{state}]
stance = "allied"
partners = [{partners}]
"""
MVA, NDA, MGB = ("INC", "NCPSP", "SHSUBT"), ("BJP", "SHS", "NCP"), ("SP", "BSP", "RLD")


def _ground(folder: Path, name: str, state: str, **fields: str) -> Ground:
    path = folder / f"{name}.toml"
    path.write_text(MISSION.format(state=state, **fields), "utf-8")
    return ground(Brief(load_mission(str(path), CATALOG), CATALOG), (state,))


@pytest.fixture(scope="module")
def maharashtra(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return _ground(
        tmp_path_factory.mktemp("mh"), "mh", "MH", party="INC", election="LS2024", base="LS2019", day="2024-03-10",
        rival="BJP", partners='"NCPSP", "SHSUBT"',
    )  # fmt: skip


@pytest.fixture(scope="module")
def uttar_pradesh(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return _ground(
        tmp_path_factory.mktemp("up"), "up", "UP", party="SP", election="LS2019", base="LS2014", day="2019-03-01",
        rival="BJP", partners='"BSP", "RLD"',
    )  # fmt: skip


# ---- laws on small tables -----------------------------------------------------------------------------------------


def small(seed: int, n: int, m: int) -> Table:
    """Seats with random chances; no two deals have the same value but by accident."""
    rng = np.random.default_rng(seed)
    win = rng.random((n, m))
    return Table(
        tuple(f"XX-{i:02d}" for i in range(n)), ("XX",) * n, tuple("ABCD"[:m]), win, win * 40, win * 50,
        rng.integers(-1, m, n),
    )  # fmt: skip


def brute(table: Table, quotas: dict[str, Quota], fixed: dict[int, int]) -> float:
    """The best value of every deal that meets the quotas."""
    n, m = table.win.shape
    best = -1.0
    for deal in product(range(m), repeat=n):
        if all(deal[i] == k for i, k in fixed.items()) and all(
            (q.low or 0) <= deal.count(table.members.index(p)) <= (n if q.high is None else q.high)
            for p, q in quotas.items()
        ):
            best = max(best, sum(table.win[i, k] for i, k in enumerate(deal)))
    return best


tables = st.builds(small, st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(2, 3))
bounds = st.one_of(st.none(), st.integers(0, 6))


def _quotas(table: Table, low: int | None, high: int | None, other: int | None) -> dict[str, Quota]:
    return {"A": Quota(low, high), "B": Quota(None, other)}


@settings(max_examples=60, deadline=None)
@given(tables, bounds, bounds, bounds)
def test_the_deal_is_the_best_of_all_that_meet_the_quotas(
    table: Table, low: int | None, high: int | None, other: int | None
) -> None:
    quotas = _quotas(table, low, high, other)
    best = brute(table, quotas, {})
    if best < 0:
        with pytest.raises(KhakaError):
            share_seats(table, "A", quotas=quotas)
        return
    deal = share_seats(table, "A", quotas=quotas)
    assert deal.total == pytest.approx(best, abs=1e-5)
    assert deal.gap == 0
    assert [s.seat for s in deal.shares] == list(table.seats)  # each seat exactly once
    assert sum(deal.fought.values()) == len(table.seats)
    assert sum(deal.expected.values()) == pytest.approx(deal.total)
    n = len(table.seats)
    assert (low or 0) <= deal.fought["A"] <= (n if high is None else high)
    assert deal.fought["B"] <= (n if other is None else other)
    assert deal.free_total == pytest.approx(table.win.max(axis=1).sum(), abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(tables, st.integers(0, 5), st.integers(0, 5))
def test_a_looser_quota_never_lowers_the_optimum(table: Table, tight: int, slack: int) -> None:
    n = len(table.seats)
    assume(tight <= n)
    one = share_seats(table, "A", quotas={"A": Quota(tight, tight)}, prices=False).total
    two = share_seats(table, "A", quotas={"A": Quota(max(tight - slack, 0), tight + slack)}, prices=False).total
    assert two >= one - 1e-6


@settings(max_examples=30, deadline=None)
@given(tables, st.integers(0, 5), st.booleans())
def test_no_concession_is_free_and_the_price_is_the_difference(table: Table, seat: int, sitting: bool) -> None:
    assume(seat < len(table.seats))
    musts = [Must(table.seats[seat], "B", "promised")]
    deal = share_seats(table, "A", musts=musts, sitting=sitting)
    assert deal.shares[seat].member == "B" and deal.shares[seat].why == "must"
    held = {i: int(k) for i, k in enumerate(table.holder) if k >= 0 and sitting} | {seat: 1}
    for price in deal.prices:
        if price.alliance is None:
            continue
        assert price.alliance >= -2e-6
        if price.kind in ("more", "fewer"):
            count = deal.fought[price.member] + (1 if price.kind == "more" else -1)
            other = brute(table, {price.member: Quota(count, count)}, held)
            assert price.alliance == pytest.approx(deal.total - other, abs=1e-5)
        if price.kind == "must":
            free = {i: k for i, k in held.items() if table.seats[i] != price.seat}
            assert price.alliance == pytest.approx(brute(table, {}, free) - deal.total, abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(tables, st.randoms(use_true_random=False), st.integers(0, 4))
def test_order_and_names_do_not_matter(table: Table, rng: object, quota: int) -> None:
    n, m = table.win.shape
    quota = min(quota, n)
    rows = list(range(n))
    rng.shuffle(rows)  # type: ignore[attr-defined]
    columns = list(range(m))[::-1]
    names = {"A": "Z", "B": "Y", "C": "X"}
    other = Table(
        tuple(table.seats[i] for i in rows), table.states, tuple(names[table.members[k]] for k in columns),
        table.win[np.ix_(rows, columns)], table.own[np.ix_(rows, columns)], table.share[np.ix_(rows, columns)],
        np.full(n, -1),
    )  # fmt: skip
    one = share_seats(table, "A", quotas={"B": Quota(quota, quota)})
    two = share_seats(other, "Z", quotas={"Y": Quota(quota, quota)})
    assert {s.seat: names[s.member] for s in one.shares} == {s.seat: s.member for s in two.shares}
    assert one.total == pytest.approx(two.total)


def test_for_our_own_seats_ours_gains_and_all_may_lose() -> None:
    table, quotas = small(5, 6, 3), {"B": Quota(2, 2), "C": Quota(1, 1)}
    both, mine = (share_seats(table, "A", quotas=quotas, objective=o) for o in ("expected", "ours"))
    assert mine.expected["A"] >= both.expected["A"] and mine.total <= both.total
    assert mine.expected["A"] == pytest.approx(max(table.win[list(r), 0].sum() for r in _choose(6, 3)), abs=1e-3)


def _choose(n: int, k: int) -> list[tuple[int, ...]]:
    from itertools import combinations

    return list(combinations(range(n), k))


def test_where_quotas_leave_no_seat_ours_gives_it() -> None:
    deal = share_seats(small(3, 6, 3), "A", quotas={"A": Quota(2, 2), "B": Quota(2, 2), "C": Quota(2, 2)})
    more = [p for p in deal.prices if p.kind in ("more", "fewer")]
    assert len(more) == 4 and all(p.ours_moves and p.alliance is not None for p in more)


# ---- the goal -----------------------------------------------------------------------------------------------------


def cases(seed: int, n: int, m: int) -> Table:
    rng = np.random.default_rng(seed)
    shares = np.concatenate([rng.normal(38, 6, (1, n, m, 1)), np.full((1, n, m, 1), 40.0)], axis=3)
    party = np.zeros(shares.shape, dtype=np.int64)
    party[..., 0], party[..., 1] = np.arange(m), m
    made = Cases(shares, party, np.zeros(n, dtype=np.int64), m + 1, Scales(4, 5, 7, 6.0))
    win = made.marginal()
    return Table(tuple(f"XX-{i:02d}" for i in range(n)), ("XX",) * n, tuple("ABC"[:m]), win, win, win * 50,
                 np.full(n, -1), made)  # fmt: skip


def test_sums_of_chances_are_exact() -> None:
    chances = np.random.default_rng(1).random((3, 6))
    for need in range(8):
        outcomes = [(o, np.prod(np.where(o, chances, 1 - chances), axis=1)) for o in product((0, 1), repeat=6)]
        assert reached(chances, need) == pytest.approx(
            sum(p for o, p in outcomes if sum(o) >= need) if need <= 6 else 0
        )
        without = exactly_without(chances, need)
        for s in range(6):
            kept = np.delete(chances, s, axis=1)
            parts = [np.prod(np.where(o, kept, 1 - kept), axis=1) for o in product((0, 1), repeat=5) if sum(o) == need]
            assert without[:, s] == pytest.approx(sum(parts) if parts else np.zeros(3))


@pytest.mark.parametrize("seed", range(4))
def test_a_deal_for_a_goal_is_no_worse_and_within_its_bound(seed: int) -> None:
    table, quotas = cases(seed, 8, 3), {"A": Quota(2, 4), "B": Quota(3, 3)}
    deal = share_seats(table, "A", quotas=quotas, objective="goal", at_least=6)
    found = deal.goal
    assert found is not None
    assert found.start <= found.probability <= found.bound
    assert 2 <= deal.fought["A"] <= 4 and deal.fought["B"] == 3
    best = max(
        found.chance(np.array(d)) for d in product(range(3), repeat=8) if d.count(1) == 3 and 2 <= d.count(0) <= 4
    )
    assert best <= found.bound
    assert found.probability >= best - 0.02  # not proved; on small tables it is the best or next to it
    again = share_seats(table, "A", quotas=quotas, objective="goal", at_least=6)
    assert again.goal == found and (again.chosen == deal.chosen).all()


# ---- chances ------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(5, 60), min_size=2, max_size=6), st.floats(5, 15))
def test_the_first_place_is_that_of_the_simulator(shares: list[float], sigma: float) -> None:
    u = np.array([shares])
    mine = _first(u, np.full(u.shape, sigma))[0]
    assert mine == pytest.approx(win_probabilities(u, sigma)[0, 0], abs=2e-3)


def test_chances_are_those_of_the_simulator(uttar_pradesh: Ground) -> None:
    table = table_of(uttar_pradesh, ("UP",), MGB)
    made = table.cases
    assert made is not None
    one = Cases(made.shares[3:4], made.party[3:4], made.state, made.n_parties, made.scales)
    centre = np.full((80, made.n_parties), np.nan)
    places = made.shares[3, :, 0]
    for i in range(80):
        known = np.isfinite(places[i])
        centre[i, made.party[3, i, 0, known]] = places[i, known]
    field = Field(table.seats, table.states, tuple(f"P{j:03d}" for j in range(made.n_parties)), centre,
                  ("OTHER",) * made.n_parties)  # fmt: skip
    win = simulate(field, made.scales, 4096, 1).win[:, uttar_pradesh.column["SP"]]
    assert np.abs(one.marginal()[:, 0] - win).max() < 0.02
    given = one.given(448, 5)
    assert np.abs(given.mean(axis=0)[:, 0] - win).max() < 0.05


# ---- real cases ---------------------------------------------------------------------------------------------------


def _deal(found: Ground, state: str, members: tuple[str, ...], against: tuple[str, ...], quotas: str) -> Deal:
    limits = {p: Quota(int(n), int(n)) for p, n in (q.split("=") for q in quotas.split())}
    return share_seats(table_of(found, (state,), members, against), members[0], quotas=limits)


def test_up_2019_is_near_the_deal_that_was_made(uttar_pradesh: Ground) -> None:
    free = share_seats(table_of(uttar_pradesh, ("UP",), MGB), "SP")
    assert len(free.shares) == 80
    assert 25 <= free.fought["SP"] <= 50 and 25 <= free.fought["BSP"] <= 50 and free.fought["RLD"] <= 10
    deal = share_seats(table_of(uttar_pradesh, ("UP",), MGB), "SP", quotas={"RLD": Quota(3, 3), "BSP": Quota(38, 38)})
    assert (deal.fought["RLD"], deal.fought["BSP"], deal.fought["SP"]) == (3, 38, 39)
    assert {s.seat for s in deal.shares if s.member == "RLD"} & {"UP-03", "UP-11", "UP-17"}  # it fought these three
    assert {(p.kind, p.member) for p in deal.prices} == {
        ("more", "BSP"), ("fewer", "BSP"), ("more", "RLD"), ("fewer", "RLD"), ("quota", "BSP"), ("quota", "RLD")}  # fmt: skip
    assert all(p.alliance is not None and abs(p.alliance) < 1 for p in deal.prices)


def test_maharashtra_2024_with_its_splits(maharashtra: Ground) -> None:
    assert {s[1:3] for s in maharashtra.splits} == {("SHS", "SHSUBT"), ("NCP", "NCPSP")}
    deal = _deal(maharashtra, "MH", MVA, NDA, "INC=17 NCPSP=10 SHSUBT=21")
    assert deal.fought == {"INC": 17, "NCPSP": 10, "SHSUBT": 21}
    assert 0 < deal.total < deal.free_total <= 48
    member = {s.seat: s.member for s in deal.shares}
    assert member["MH-13"] == "INC" and member["MH-35"] == "NCPSP"  # Chandrapur, Baramati
    cost = {(p.kind, p.member): p for p in deal.prices}
    assert cost["more", "SHSUBT"].ours is not None and cost["more", "SHSUBT"].ours > 0
    assert cost["more", "SHSUBT"].ours_moves  # the three quotas leave no seat over


def test_the_other_side_of_maharashtra(maharashtra: Ground) -> None:
    theirs = _deal(maharashtra, "MH", NDA, MVA, "")
    ours = _deal(maharashtra, "MH", MVA, NDA, "")
    assert theirs.fought["BJP"] > theirs.fought["SHS"] >= theirs.fought["NCP"]
    assert 35 < theirs.total + ours.total < 55  # the rest goes to third parties; both sides choose the best


def test_a_seat_of_a_party_that_has_split_is_nobodys_sitting_seat(maharashtra: Ground) -> None:
    won = dict(zip(maharashtra.seats, maharashtra.winners, strict=True))
    held = dict(zip(maharashtra.seats, maharashtra.holders, strict=True))
    assert won["MH-33"] == "SHS" and held["MH-33"] == ""
    assert held["MH-13"] == "INC"
    deal = share_seats(table_of(maharashtra, ("MH",), MVA, NDA), "INC", sitting=True)
    assert {s.seat for s in deal.shares if s.why == "sitting"} == {"MH-13"}


def test_a_split_that_nobody_names_takes_nothing(uttar_pradesh: Ground) -> None:
    assert ("UP", "SP", "PSPL") in {s[:3] for s in uttar_pradesh.splits}
    assert uttar_pradesh.parted(MGB) == ()
    assert [s[2] for s in uttar_pradesh.parted(("SP", "PSPL"))] == ["PSPL"]


def test_several_states_are_shared_out_together() -> None:
    found = ground(brief_of("mission-2024"), ("JH", "MH"))
    table = table_of(found, ("JH", "MH"), ("INC", "NCP"))
    deal = share_seats(table, "INC", quotas={"NCP": Quota(20, 20)}, prices=False)
    assert len(deal.shares) == 62 and deal.fought["NCP"] == 20


# ---- unity --------------------------------------------------------------------------------------------------------


def test_unity_before_is_the_measure_and_after_rises_where_two_stood() -> None:
    strategy = strategy_of("mission-2024")
    brief = strategy.brief
    members = {p.state: (brief.mission.party, *p.partners) for p in brief.mission.states if p.partners}
    found = unity(brief, "BJP", members, ground(brief, ("MH",)).rates)
    before, after = found.whole
    assert before == pytest.approx(brief.ask("opposition_unity", parties=("BJP",)).value)
    assert after > before
    assert all(s.after == s.before for s in found.seats if not s.heir)
    assert {s.state for s in found.seats if s.heir} == {"AP", "JK", "WB"}
    bengal = [s for s in found.seats if s.state == "WB"]
    assert found.states["WB"][0] == pytest.approx(np.mean([s.before for s in bengal]))
    assert all(0 <= s.after <= 100 for s in found.seats)


def test_seats_won_only_together_name_the_rate_that_they_need() -> None:
    strategy = strategy_of("mission-2024")
    rates = ground(strategy.brief, ("MH",)).rates
    found = won_together(strategy.brief, strategy.partners, rates)
    assert [(t.seat, t.partner) for t in found] == sorted(
        (s, p.code) for p in strategy.partners for s in p.only_together
    )
    assert all(0 <= t.least <= 1 and 0 <= t.chance <= 1 for t in found)
    by_need = sorted(
        (t.least, t.chance) for t in found if {t.stronger, t.weaker} == {"AITC", "INC"} and t.weaker == "INC"
    )
    assert [c for _, c in by_need] == sorted((c for _, c in by_need), reverse=True)


# ---- what is refused ----------------------------------------------------------------------------------------------

WRONG = [
    ({"quotas": {"Q": Quota(1, 2)}}, "error.sharing.member"),
    ({"quotas": {"B": Quota(3, 2)}}, "error.sharing.quota"),
    ({"quotas": {"B": Quota(-1, 2)}}, "error.sharing.quota"),
    ({"quotas": {"B": Quota(9, None)}}, "error.sharing.quota_seats"),
    ({"quotas": {"A": Quota(4, 4), "B": Quota(4, 4)}}, "error.sharing.too_many"),
    ({"quotas": {"A": Quota(1, 1), "B": Quota(1, 1), "C": Quota(0, 1)}}, "error.sharing.too_few"),
    ({"musts": [Must("XX-99", "B")]}, "error.sharing.seat"),
    ({"musts": [Must("XX-01", "Q")]}, "error.sharing.member"),
    ({"musts": [Must("XX-01", "A"), Must("XX-01", "B")]}, "error.sharing.must_twice"),
    ({"musts": [Must("XX-01", "A"), Must("XX-02", "A")], "quotas": {"A": Quota(0, 1)}}, "error.sharing.quota_fixed"),
    ({"objective": "votes"}, "error.sharing.objective"),
    ({"objective": "goal"}, "error.sharing.goal"),
    ({"at_least": 3}, "error.sharing.goal"),
    ({"objective": "goal", "at_least": 7}, "error.sharing.at_least"),
    ({"objective": "goal", "at_least": 0}, "error.sharing.at_least"),
]


@pytest.mark.parametrize(("given", "key"), WRONG, ids=[f"{k}-{i}" for i, (_, k) in enumerate(WRONG)])
def test_wrong_terms_are_refused(given: dict[str, object], key: str) -> None:
    with pytest.raises(KhakaError) as error:
        share_seats(small(1, 6, 3), "A", **given)  # type: ignore[arg-type]
    assert error.value.message.key == key
    for lang in ("en", "hi"):
        assert "{" not in Translator(lang).text(error.value.message)


@pytest.mark.parametrize(
    ("members", "against", "key"),
    [
        (("INC",), (), "error.sharing.members"),
        (("INC", "INC"), (), "error.sharing.twice"),
        (("INC", "NCPSP"), ("INC",), "error.sharing.twice"),
        (("INC", "DMK"), (), "error.sharing.no_votes"),
        (("INC", "NCPSP"), ("AITC",), "error.sharing.no_votes"),
    ],
)
def test_wrong_parties_are_refused(
    maharashtra: Ground, members: tuple[str, ...], against: tuple[str, ...], key: str
) -> None:
    with pytest.raises(KhakaError) as error:
        table_of(maharashtra, ("MH",), members, against)
    assert error.value.message.key == key


def test_wrong_states_are_refused() -> None:
    for state in ("QQ", ""):
        with pytest.raises(KhakaError) as error:
            ground(brief_of("mission-2024"), (state,))
        assert error.value.message.key == "error.catalog.state"
