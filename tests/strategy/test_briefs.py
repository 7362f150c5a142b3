"""State briefs: computed for every state, overridden by field; each clash by its rule, and by that rule only."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import CASES, CATALOG, brief_of

from khaka.blueprint.blocks import Paragraph, Table
from khaka.blueprint.document import walk
from khaka.blueprint.sections.briefs import build, plan_of, section_of
from khaka.blueprint.sections.calendar import assemblies_due
from khaka.core.errors import KhakaError
from khaka.core.figure import Figure
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.mission import Brief, load_mission
from khaka.mission.briefs import HandBrief
from khaka.strategy import Strategy
from khaka.strategy.briefs import (
    RULES,
    Clash,
    Condition,
    StateBrief,
    StateEffort,
    clashes,
    idle_waivers,
    list_difference,
    state_briefs,
)
from khaka.strategy.weakness import steps

pytestmark = pytest.mark.slow

EN, HI = Translator("en"), Translator("hi")
GOOD = 'party = "INC"\nelection = "LS2024"\nbase = "LS2019"\nas_of = 2022-04-16\nrival = "BJP"\n'
PLAN = '[states.UP]\nstance = "alone"\n[states.TN]\nstance = "allied"\npartners = ["DMK"]\n'


def hand(state: str, more: str = "", by: str = "") -> str:
    return f'[[briefs]]\nstate = "{state}"\nby = "{by or state} unit"\ndate = 2022-04-10\n{more}\n'


def strategy(text: str) -> Strategy:
    """The example's strategy with ``text`` in its mission; weaknesses, which no brief moves, are found once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_text(GOOD + text, "utf-8")
        made = Strategy(Brief(load_mission(str(path), CATALOG), CATALOG))
    if text:
        vars(made)["findings"] = plain().findings
    return made


@cache
def plain() -> Strategy:
    return strategy("")


@cache
def plain_briefs() -> tuple[StateBrief, ...]:
    return plain().briefs


def found(text: str) -> tuple[Clash, ...]:
    made = strategy(text)
    return clashes(made.briefs, plan_of(made))


def ids(text: str) -> list[str]:
    return [c.id for c in found(text)]


def one(text: str, state: str) -> StateBrief:
    return next(b for b in strategy(text).briefs if b.state.code == state)


# ---- briefs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_every_state_of_ours_has_one_brief_and_no_seat_two(mission: str, party: str | None) -> None:
    made = Strategy(brief_of(mission, party))
    briefs = made.briefs
    assert [b.state for b in briefs] == list(made.brief.states)
    for tier, field in (("hold", "hold"), ("partner", "left")):
        assert sorted(s for b in briefs for s in getattr(b, field)) == sorted(made.focus.of_tier(tier))
    assert all(b.status == "draft" and b.given == () for b in briefs)
    assert clashes(briefs, plan_of(made)) == (), "a plan that nobody has changed does not contradict itself"


def test_the_example_of_the_guide() -> None:
    """Gujarat: 26 seats, none won, its assembly first."""
    gujarat = one("", "GJ")
    assert (gujarat.seats_total, gujarat.hold, len(gujarat.win)) == (26, (), 5)
    assert gujarat.due is not None and gujarat.due.before_general and gujarat.due.day == date(2023, 2, 18)


def test_advice_differs_by_what_the_party_is() -> None:
    """A party ahead holds, one behind wins, one without a seat has none to hold."""
    ahead, behind, small = (Strategy(brief_of(*c)).briefs for c in
                            (("mission-2024-bjp", None), ("mission-2024", None), ("mission-2024", "RLD")))  # fmt: skip
    roles = {b.state.code: b.role.key for b in ahead}
    assert roles["GJ"] == "briefs.role.hold"
    assert {b.state.code: b.role.key for b in behind}["GJ"] == "briefs.role.win"
    assert all(b.hold == () for b in small)
    assert sum(len(b.hold) for b in ahead) == 303 and sum(len(b.hold) for b in behind) == 52


def test_dates_are_the_calendars() -> None:
    for mission, party in CASES:
        brief = brief_of(mission, party)
        due = {i.house for i in assemblies_due(brief)}
        assert {b.state.code for b in Strategy(brief).briefs if b.due and b.due.before_general} == due


def test_a_written_brief_overrides_field_by_field_with_its_author() -> None:
    plain = one("", "UP")
    made = one(hand("UP", 'target = 8\nwin = ["UP-37"]\nstatus = "contested"\nreasons = "no workers"'), "UP")
    assert (made.target, made.win, made.hold, made.stance) == (8, ("UP-37",), plain.hold, plain.stance)
    assert set(made.given) == {"target", "win", "reasons", "status"}
    assert made.status == "contested" and made.due == plain.due and made.condition == plain.condition
    assert made.hand is not None and (made.hand.by, made.hand.day) == ("UP unit", date(2022, 4, 10))
    assert EN.text(made.author) == "UP unit, 10 Apr 2022"


def test_marks_of_the_plan_are_kept() -> None:
    briefs = {b.state.code: b for b in Strategy(brief_of("mission-2024")).briefs}
    assert briefs["AP"].plan.reported and briefs["AP"].plan.disputed and briefs["AP"].partners == ("YSRCP",)
    assert not briefs["GJ"].plan.reported and briefs["GJ"].stance == "not-reported"


def test_in_force_only_if_the_first_proposal_on_who_fights_where_is_decided() -> None:
    made = strategy("")
    order = {s.finding.remedy.id: s for s in steps(made.brief, made.findings)}
    conditions = {b.state.code: b.condition for b in made.briefs}
    waiting = conditions["UP"]
    assert waiting is not None and waiting.id in order and waiting.number == str(order[waiting.id].number)
    assert one(hand("UP", 'conditional_on = "none"'), "UP").condition is None


def test_effort_of_the_allocation_stands_until_somebody_writes_another() -> None:
    made = strategy(hand("UP", "effort = 5"))
    planned = {"UP": StateEffort(9, "days"), "GJ": StateEffort(7, "days")}
    found_ = {b.state.code: b.effort for b in
              state_briefs(made.brief, made.focus, steps(made.brief, made.findings), planned)}  # fmt: skip
    assert (found_["UP"], found_["GJ"]) == (StateEffort(5, "units"), StateEffort(7, "days"))
    assert found_["KL"].amount is None


# ---- clashes ----------------------------------------------------------------------------------------------------


def test_exactly_those_clashes() -> None:
    """Two briefs on one seat, shares over 100 %, and a state plan that contradicts the national one."""
    text = PLAN + hand("UK", 'win = ["UK-01"]\nshare = 60') + hand(
        "UP", 'win = ["UP-37", "UK-01"]\nshare = 50\nstance = "allied"\npartners = ["SP"]'
    )  # fmt: skip
    made = found(text)
    assert [c.id for c in made] == ["seat-twice-uk-up-uk-01", "alone-or-allied-up", "shares-over-whole"]
    twice, stance, shares = made
    assert (twice.states, twice.seats) == (("UK", "UP"), ("UK-01",))
    assert EN.text(stance.ours) == "The brief of Uttar Pradesh (UP unit, 10 Apr 2022): With SP."
    assert EN.text(stance.theirs) == "The national plan: Alone."
    assert "110.0%" in EN.text(shares.ours) and shares.states == ("UK", "UP")
    assert all(c.open for c in made)


@pytest.mark.parametrize(
    ("text", "clash"),
    [
        (hand("UP", 'win = ["UK-01"]'), "seat-twice-uk-up-uk-01"),
        (hand("UP", 'focus = ["GJ-01"]'), "seat-twice-gj-up-gj-01"),
        (PLAN + hand("KL", 'win = ["TN-05"]'), "seat-elsewhere-kl-tn-05"),
        (PLAN + hand("TN", 'win = ["TN-05"]'), "partner-seat-tn-tn-05"),
        (PLAN + hand("TN", 'stance = "alone"'), "alone-or-allied-tn"),
        (PLAN + hand("UP", 'stance = "allied"\npartners = ["SP"]'), "alone-or-allied-up"),
        (PLAN + hand("TN", 'stance = "allied"\npartners = ["CPI"]'), "other-partners-tn"),
        ("[targets]\nseats = 543\n", "sum-of-targets"),
        ('[[goals]]\nbloc = "ours"\nat_least = 300\n' + hand("UP", "target = 3"), "sum-of-targets"),
        (hand("UP", "target = 3") + "[targets.states.UP]\nseats = 4\n", "target-against-plan-up"),
        (hand("UP", "share = 3") + "[targets.states.UP]\nshare = 4\n", "share-against-plan-up"),
        ("[targets.states.UP]\nshare = 60\n[targets.states.GJ]\nshare = 40.1\n", "shares-over-whole"),
        (hand("UP", "effort = 5.5\neffort_limit = 5"), "effort-over-limit-up"),
        (hand("UP", 'assembly_promise = "x"'), "assembly-promise-up"),
        (hand("GJ", 'assembly_promise = "x"\nassembly_date = 2023-02-19'), "assembly-promise-gj"),
        (hand("GJ", 'assembly_promise = "x"\nassembly_date = 2023-02-18') + "[targets]\nreview = 2023-01-31\n",
         "assembly-promise-gj"),
        (hand("JK", 'assembly_promise = "x"\nassembly_date = 2024-05-24'), "assembly-promise-jk"),
        (hand("UP", 'conditional_on = "P-none-such"'), "condition-unknown-up"),
        (hand("UP", 'conditional_on = "B-ZZ"'), "condition-unknown-up"),
        (hand("UP", 'conditional_on = "B-UP"'), "condition-cycle-up"),
        (hand("UP", 'conditional_on = "B-BR"') + hand("BR", 'conditional_on = "B-UP"'), "condition-cycle-br-up"),
        (hand("UP", 'conditional_on = "B-BR"') + hand("BR", 'conditional_on = "B-GJ"')
         + hand("GJ", 'conditional_on = "B-BR"'), "condition-cycle-br-gj"),
    ],
)  # fmt: skip
def test_each_rule_speaks_alone(text: str, clash: str) -> None:
    made = [c for c in found(text) if c.rule != "own-list"]
    assert [c.id for c in made] == [clash]
    assert made[0].rule in RULES
    for say in (EN, HI):
        assert (
            say.text(made[0].ours) and say.text(made[0].theirs) and say.text(made[0].ours) != say.text(made[0].theirs)
        )


@pytest.mark.parametrize(
    "text",
    [
        hand(
            "UP",
            'win = ["UP-37"]\nhold = ["UP-36"]\nstance = "alone"\ntarget = 2\nshare = 100\neffort = 5\neffort_limit = 5',
        ),
        PLAN + hand("TN", 'stance = "allied"\npartners = ["DMK"]'),
        '[states.UP]\nstance = "open"\n' + hand("UP", 'stance = "alone"'),
        '[[goals]]\nbloc = "BJP"\nat_most = 271\n' + hand("UP", "target = 0"),
        '[[goals]]\nbloc = "ours"\nat_least = 300\n',
        "[targets.states.UP]\nshare = 33.3\n[targets.states.GJ]\nshare = 33.3\n[targets.states.KL]\nshare = 33.4\n",
        hand("GJ", 'assembly_promise = "x"\nassembly_date = 2023-02-18'),
        hand("UP", 'conditional_on = "P-lost-deposits"'),
        hand("UP", 'conditional_on = "B-BR"') + hand("BR", 'conditional_on = "P-lost-deposits"'),
        hand("UP", 'conditional_on = "fill"') + '[[options]]\nid = "fill"\ntitle = "t"\n',
    ],
)
def test_what_agrees_is_silent(text: str) -> None:
    assert ids(text) == []


def test_an_alliances_goal_counts_the_partners_seats() -> None:
    made = Strategy(brief_of("mission-2024"))
    paragraph = build(made).blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert "seats left to partners" in EN.text(paragraph.text) and "below the national target of 272" in EN.text(
        paragraph.text
    )


def test_own_list_against_the_national_one() -> None:
    text = hand("UP", 'focus = ["UP-36", "UP-01", "UP-02"]')
    made = strategy(text + '[[focus.overrides]]\nseat = "UP-37"\naction = "add"\nreason = "why"\nby = "who"\n')
    brief = next(b for b in made.briefs if b.state.code == "UP")
    national = {s.seat_id for s in made.focus.chosen if s.state == "UP"}
    lists = list_difference(brief, made.focus, made.brief)
    assert lists is not None and not lists.same
    here, there = {s.seat_id for s in lists.only_here}, {s.seat_id for s in lists.only_there}
    assert set(lists.both) | there == national and not here & national
    assert here | set(lists.both) == {"UP-36", "UP-01", "UP-02"}
    reasons = {s.seat_id: EN.text(s.reason) for s in (*lists.only_here, *lists.only_there)}
    assert reasons["UP-37"] == "added to the national list by who: why"
    assert all("rule" in reasons[s] for s in here)
    assert [c.id for c in clashes(made.briefs, plan_of(made))] == ["own-list-up"]
    same = hand("UP", f"focus = {sorted(national)}".replace("'", '"'))
    assert [c for c in ids(same) if c.startswith("own-list")] == []


def test_a_list_that_size_cut_says_so() -> None:
    made = strategy("[focus]\nseats = 100\n" + hand("AP", 'focus = ["AP-01"]'))
    lists = list_difference(next(b for b in made.briefs if b.state.code == "AP"), made.focus, made.brief)
    assert lists is not None
    assert lists.only_here[0].reason in {x.reason for x in made.focus.left_out}


def test_the_order_of_briefs_changes_nothing() -> None:
    made = strategy(
        PLAN + hand("UK", 'win = ["UK-01"]\nshare = 60') + hand("UP", 'win = ["UK-01"]\nshare = 50\nfocus = []')
    )
    briefs, plan = list(made.briefs), plan_of(made)
    first = clashes(briefs, plan)
    for seed in range(5):
        random.Random(seed).shuffle(briefs)
        assert clashes(briefs, plan) == first
    assert len({c.id for c in first}) == len(first)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(("UP", "BR", "GJ", "KL", "TN")), st.integers(0, 100), min_size=1))
def test_shares_clash_exactly_above_the_whole(shares: dict[str, int]) -> None:
    made = plain()
    briefs = [replace(b, share=shares[b.state.code] / 100) if b.state.code in shares else b for b in plain_briefs()]
    over = [c for c in clashes(briefs, plan_of(made)) if c.rule == "shares-over-whole"]
    assert bool(over) == (sum(shares.values()) > 100)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("UP", "BR", "GJ", "KL")), st.sampled_from(("B-UP", "B-BR", "B-GJ", "B-KL"))),
                unique_by=lambda p: p[0]))  # fmt: skip
def test_every_cycle_is_told_once(waits: list[tuple[str, str]]) -> None:
    made, chosen = plain(), dict(waits)
    known = {b.id: b for b in plain_briefs()}
    briefs = []
    for b in known.values():
        condition = None
        if b.state.code in chosen:
            first = known[chosen[b.state.code]]
            condition = Condition(first.id, first.state)
        briefs.append(replace(b, condition=condition))
    told = [set(c.states) for c in clashes(briefs, plan_of(made)) if c.rule == "condition-cycle"]
    on_cycle = {s for s in chosen if _returns(s, {k: v[2:] for k, v in chosen.items()})}
    assert set().union(*told) == on_cycle and sum(map(len, told)) == len(on_cycle)


def _returns(start: str, waits: dict[str, str]) -> bool:
    at = waits.get(start)
    for _ in waits:
        if at == start:
            return True
        at = waits.get(at or "")
    return False


# ---- waivers ----------------------------------------------------------------------------------------------------


def test_a_clash_is_let_stand_in_words_by_somebody_else() -> None:
    text = hand("UP", 'focus = []\nwaived = [{ clash = "own-list-up", words = "agreed", by = "Office" }]')
    (clash,) = found(text)
    assert not clash.open and [(w.by, w.words.in_language("en")) for w in clash.waived] == [("Office", "agreed")]


def test_no_author_waives_a_clash_of_a_brief_of_his_own_by_way_of_another() -> None:
    waiver = 'waived = [{ clash = "own-list-up", words = "agreed", by = "UP unit" }]'
    made = strategy(hand("UP", "focus = []") + hand("BR", waiver))
    briefs = made.briefs
    (clash,) = clashes(briefs, plan_of(made))
    assert clash.open
    assert [w.clash for _, w in idle_waivers(briefs, (clash,))] == ["own-list-up"]
    assert "own-list-up (UP unit, brief of Bihar)" in " ".join(EN.text(m) for m in walk(build(made), Message))


# ---- the section ------------------------------------------------------------------------------------------------

FULL = PLAN + '[targets]\nseats = 400\nreview = 2023-12-01\n[targets.states.UP]\nseats = 6\nshare = 60\n' + hand(
    "UP",
    'role = { en = "Hold.", hi = "बचाना।" }\nstance = "allied"\npartners = ["SP"]\ntarget = 8\nhold = ["UP-36"]\n'
    'win = ["UP-37", "UK-01", "KL-01"]\nfocus = ["UP-36", "UP-02"]\neffort = 400\neffort_limit = 350\neffort_unit = "days"\n'
    'share = 61\nin_charge = "A Name"\noffice = "State president"\nconditional_on = "B-BR"\nstatus = "contested"\n'
    'reasons = { en = "Few workers.", hi = "कार्यकर्ता कम।" }\nassembly_promise = "x"\n'
    'waived = [{ clash = "own-list-up", words = "agreed", by = "Office" }, { clash = "nope", words = "x", by = "B" }]',
) + hand("BR", 'conditional_on = "B-UP"\nshare = 50\neffort = 1e7\neffort_unit = "rupees"') + hand(
    "GJ", 'conditional_on = "P-nothing"\nassembly_promise = "y"\nassembly_date = 2024-01-01'
) + hand("TN", 'win = ["TN-05"]\nstance = "allied"\npartners = ["CPI"]')  # fmt: skip


def test_every_rule_and_text_in_both_languages() -> None:
    made = strategy(FULL)
    assert {c.rule for c in clashes(made.briefs, plan_of(made))} == set(RULES) - {"seat-elsewhere"}
    section = build(made)
    for say in (EN, HI):
        for message in walk(section, Message):
            assert say.has(message.key), message.key
            assert "{" not in say.text(message), message.key
    values: dict[str, Figure] = {}
    for figure in walk(section, Figure):
        assert figure.sources, figure.id
        assert values.setdefault(figure.id, figure).value == figure.value, figure.id


def test_a_page_says_whose_word_each_line_is() -> None:
    section = build(strategy(FULL))
    tables = {t.id: t for t in walk(section.blocks, Table)}
    lines = {r.key: [EN.text(c) if isinstance(c, Message) else c for c in r.cells[1:]] for r in tables["s9.up"].rows}
    assert lines["target"] == ["8 seats", "UP unit, 10 Apr 2022"]
    assert lines["assembly"][1] == "computed"
    assert lines["in_charge"][0] == "A Name (State president)"
    assert lines["effort"][0] == "400 days; the unit can give 350 days"
    assert [c.key for c in tables["s9.gj"].columns][-1] == "whose"
    assert len(tables["s9.kl"].columns) == 2
    empty = {r.key: r.cells[1] for r in tables["s9.kl"].rows}
    assert all(isinstance(m := empty[k], Message) and m.key == "common.not_given" for k in ("effort", "in_charge"))


def test_idle_states_stand_in_one_line() -> None:
    section = build(Strategy(brief_of("mission-2024-aitc")))
    pages = {t.id for t in walk(section.blocks, Table)} - {"s9.briefs", "s9.clashes", "s9.lists"}
    overview = next(t for t in walk(section.blocks, Table) if t.id == "s9.briefs")
    assert len(pages) < len(overview.rows)
    assert any(m.key == "briefs.absent" for m in walk(section, Message))


def test_one_state_alone() -> None:
    made = strategy(FULL)
    section = section_of(made, "gj")
    tables = {t.id: t for t in walk(section.blocks, Table)}
    assert [r.key for r in tables["s9.briefs"].rows] == ["GJ"] and "s9.up" not in tables
    assert {r.key for r in tables["s9.clashes"].rows} == {"assembly-promise-gj", "condition-unknown-gj"}
    with pytest.raises(KhakaError):
        section_of(made, "ZZ")
    with pytest.raises(KhakaError) as none:
        section_of(Strategy(brief_of("mission-2024", "RLD")), "KL")
    assert "no brief" in EN.text(none.value.message)


def test_markup_in_a_brief_stays_text() -> None:
    made = strategy(hand("UP", 'role = "<script>alert(1)</script>"'))
    messages = [EN.text(m) for m in walk(build(made), Message)]
    assert "<script>alert(1)</script>" in messages, "kept as written; pages escape every text"


def test_a_written_brief_of_a_state_where_ours_never_stood_counts() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "m.toml"
        path.write_text(GOOD.replace('"INC"', '"RLD"') + hand("KL", 'win = ["KL-01"]'), "utf-8")
        made = Strategy(Brief(load_mission(str(path), CATALOG), CATALOG))
    briefs = {b.state.code: b for b in made.briefs}
    assert briefs["KL"].win == ("KL-01",) and not briefs["KL"].idle
    assert isinstance(briefs["KL"].hand, HandBrief)


def test_an_older_seat_map() -> None:
    """Seats of the map before 2008 have their own ids; a written brief names seats of the present one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "m.toml"
        head = 'party = "INC"\nelection = "LS2009"\nbase = "LS2004"\nas_of = 2008-04-16\n'
        path.write_text(head + hand("UP", 'win = ["UK-01"]').replace("2022", "2008"), "utf-8")
        made = Strategy(Brief(load_mission(str(path), CATALOG), CATALOG))
    briefs = made.briefs
    states = {b.state.code for b in briefs}
    assert sum(b.seats_total for b in briefs) == sum(s.state in states for s in made.focus.seats) > 500
    assert [c.id for c in clashes(briefs, plan_of(made))] == ["seat-elsewhere-up-uk-01"]
    assert build(made).blocks
