"""[effort] of a mission: read whole, every fault at once, dropped with another party, in every built-in example."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases import CATALOG

from khaka.locale import Translator
from khaka.mission import load_mission, template
from khaka.mission.effort import MOST_BUDGET, STATE_OFFICES, EffortSpec, LeaderDays, Limit, limits_of
from khaka.mission.effort import OFFICES as ALL
from khaka.mission.files import problems_of

GOOD = 'party = "INC"\nelection = "LS2024"\nbase = "LS2019"\nas_of = 2022-04-16\n'
RESPONSE = "max_pp = 3.0\nlow = 1.5\nhigh = 6.0\nhalf_at = 5_000_000\nsource = 's'\n"
EFFORT = f"[effort]\nbudget = 1_000_000_000\n[effort.response]\n{RESPONSE}"
WHOLE = f"""
[effort]
budget = 400
unit = "units"
effective_min = 2.5
candidate_share = 0.5
weeks = 8
[effort.response]
{RESPONSE}
[effort.floors]
KL = {{ seats = 10 }}
UP = {{ share = 0.1, seats = 2 }}
[effort.ceilings]
UP = {{ share = 0.2 }}
[[effort.quotas]]
tier = "build"
min_share = 0.1
[[effort.quotas]]
reserved = "ST"
max_seats = 20
[effort.leader_days]
president = 60
chief-minister-RJ = 20
[effort.leader_response]
{RESPONSE}
"""


def effort_of(tmp_path: Path, text: str) -> EffortSpec | None:
    path = tmp_path / "m.toml"
    path.write_text(GOOD + text, "utf-8")
    return load_mission(str(path), CATALOG).effort


def faults(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "m.toml"
    path.write_text(GOOD + text, "utf-8")
    found = problems_of(str(path), CATALOG)
    for lang in ("en", "hi"):
        for problem in found:
            assert Translator(lang).has(problem.message.key), problem.message.key
            assert "{" not in Translator(lang).text(problem.message)
    return [(p.field, p.message.key.removeprefix("mission.fault.")) for p in found]


def test_everything_that_can_be_given(tmp_path: Path) -> None:
    found = effort_of(tmp_path, WHOLE)
    assert found is not None
    assert (found.budget, found.unit, found.effective_min, found.candidate_share, found.weeks) == (
        400,
        "units",
        2.5,
        0.5,
        8,
    )
    assert found.limits == (
        Limit("state", "KL", min_seats=10),
        Limit("state", "UP", min_seats=2, min_share=0.1, max_share=0.2),
        Limit("tier", "build", min_share=0.1),
        Limit("reserved", "ST", max_seats=20),
    )
    assert limits_of(found.limits[1]) == {"min_seats": 2, "min_share": 0.1, "max_share": 0.2}
    assert found.leaders == (LeaderDays("president", 60), LeaderDays("chief-minister", 20, "RJ")) and found.days == 80
    assert found.response.half_at == 5_000_000 and found.leader_response is not None


def test_without_the_table_nothing_is_given(tmp_path: Path) -> None:
    assert effort_of(tmp_path, "") is None


def test_the_least_that_must_be_given(tmp_path: Path) -> None:
    found = effort_of(tmp_path, EFFORT)
    assert found is not None and found.unit == "inr" and found.effective_min is None and not found.leaders


@pytest.mark.parametrize("mission", ["mission-2024", "mission-2024-bjp", "mission-2024-aitc"])
def test_built_in_examples_name_their_assumption_and_leave_with_the_party(mission: str) -> None:
    found = load_mission(mission, CATALOG)
    assert found.effort is not None and found.effort.leader_response is not None
    for made in (found.effort.response, found.effort.leader_response):
        assert made.low < made.max_pp < made.high
        assert "ssumption" in made.source.in_language("en") and "मान्यता" in made.source.in_language("hi")
    assert load_mission(mission, CATALOG, "AIMIM").effort is None


def test_the_template_shows_it(tmp_path: Path) -> None:
    lines = template().splitlines()
    start = lines.index("# [effort]")
    block = lines[start : lines.index("", start)]
    assert faults(tmp_path, "\n".join(x.removeprefix("# ") for x in block)) == []
    assert {x.split()[1] for x in block if x.startswith("# [")} >= {"[effort]", "[effort.floors]", "[[effort.quotas]]"}


@pytest.mark.parametrize(
    ("text", "field", "fault"),
    [
        ("effort = 3\n", "effort", "table"),
        ("[effort]\nbudget = 1\n", "effort.response", "effort.response"),
        (EFFORT.replace("1_000_000_000", "-1"), "effort.budget", "effort.positive"),
        (EFFORT.replace("1_000_000_000", "1e13"), "effort.budget", "effort.most"),
        (EFFORT.replace("1_000_000_000", "9" * 400), "effort.budget", "effort.most"),
        (EFFORT.replace("1_000_000_000", "inf"), "effort.budget", "number"),
        (EFFORT.replace("1_000_000_000", "nan"), "effort.budget", "number"),
        (EFFORT.replace("1_000_000_000", "'a lot'"), "effort.budget", "number"),
        (EFFORT.replace("budget = 1_000_000_000\n", ""), "effort.budget", "missing"),
        (EFFORT.replace("budget", "buget"), "effort.buget", "unknown"),
        (EFFORT.replace("[effort]\n", "[effort]\nunit = 'hours'\n"), "effort.unit", "choice"),
        (EFFORT.replace("[effort]\n", "[effort]\neffective_min = 0\n"), "effort.effective_min", "effort.positive"),
        (EFFORT.replace("[effort]\n", "[effort]\ncandidate_share = 1.5\n"), "effort.candidate_share", "effort.share"),
        (EFFORT.replace("[effort]\n", "[effort]\nweeks = 0\n"), "effort.weeks", "effort.weeks"),
        (EFFORT.replace("max_pp = 3.0", "max_pp = 0"), "effort.response.max_pp", "effort.positive"),
        (EFFORT.replace("max_pp = 3.0", "max_pp = 80"), "effort.response.max_pp", "effort.most"),
        (EFFORT.replace("half_at = 5_000_000", "half_at = -5"), "effort.response.half_at", "effort.positive"),
        (EFFORT.replace("low = 1.5\n", ""), "effort.response.low", "missing"),
        (EFFORT.replace("low = 1.5", "low = 5"), "effort.response", "effort.range"),
        (EFFORT.replace("source = 's'", "source = ' '"), "effort.response.source", "missing"),
        (EFFORT.replace("source = 's'\n", ""), "effort.response.source", "missing"),
        (EFFORT.replace("source = 's'", "source = 4"), "effort.response.source", "text"),
        (EFFORT + "cost = 3\n", "effort.response.cost", "unknown"),
        (EFFORT + "[effort.floors]\nXX = { seats = 1 }\n", "effort.floors.XX", "state"),
        (EFFORT + "[effort.ceilings]\nXX = { seats = 1 }\n", "effort.ceilings.XX", "state"),
        (EFFORT + "[effort.floors]\nKL = 5\n", "effort.floors.KL", "table"),
        (EFFORT + "[effort.floors]\nKL = {}\n", "effort.floors.KL", "effort.empty"),
        (EFFORT + "[effort.floors]\nKL = { seats = 21 }\n", "effort.floors.KL", "effort.over_state"),
        (EFFORT + "[effort.floors]\nKL = { seats = -1 }\n", "effort.floors.KL.seats", "negative"),
        (EFFORT + "[effort.floors]\nKL = { share = 1.2 }\n", "effort.floors.KL.share", "effort.share"),
        (EFFORT + "[effort.floors]\nKL = { seat = 2 }\n", "effort.floors.KL.seat", "unknown"),
        (EFFORT + "[effort.floors]\nKL = { share = 0.7 }\nUP = { share = 0.6 }\n", "effort.floors", "effort.over_whole"),
        (EFFORT + "[effort.floors]\nKL = { seats = 9 }\n[effort.ceilings]\nKL = { seats = 8 }\n", "effort.floors.KL",
         "effort.floor_above"),
        (EFFORT + "[[effort.quotas]]\nmin_seats = 2\n", "effort.quotas[1]", "effort.quota"),
        (EFFORT + "[[effort.quotas]]\ntier = 'hold'\nreserved = 'SC'\nmin_seats = 2\n", "effort.quotas[1]", "effort.quota"),
        (EFFORT + "[[effort.quotas]]\ntier = 'best'\nmin_seats = 2\n", "effort.quotas[1].tier", "choice"),
        (EFFORT + "[[effort.quotas]]\ntier = 'hold'\n", "effort.quotas[1]", "effort.empty"),
        (EFFORT + "[[effort.quotas]]\ntier = 'hold'\nmin_seats = 2024\n", "effort.quotas", "house"),
        (EFFORT + "[[effort.quotas]]\ntier = 'hold'\nmin_share = 0.5\nmax_share = 0.4\n", "effort.quotas",
         "effort.floor_above"),
        (EFFORT + 2 * "[[effort.quotas]]\ntier = 'hold'\nmin_seats = 2\n", "effort.quotas", "twice"),
        (EFFORT + "[effort.leader_days]\npresident = 5\n", "effort.leader_response", "effort.response"),
        (EFFORT + f"[effort.leader_days]\n'A. Person' = 5\n[effort.leader_response]\n{RESPONSE}",
         "effort.leader_days.A. Person", "effort.office"),
        (EFFORT + f"[effort.leader_days]\npresident = -5\n[effort.leader_response]\n{RESPONSE}",
         "effort.leader_days.president", "negative"),
        (EFFORT + f"[effort.leader_days]\npresident = 2.5\n[effort.leader_response]\n{RESPONSE}",
         "effort.leader_days.president", "kind.int"),
        (EFFORT + f"[effort.leader_days]\npresident = 9000\n[effort.leader_response]\n{RESPONSE}",
         "effort.leader_days.president", "effort.days"),
        (EFFORT + f"[effort.leader_days]\nchief-minister-XX = 9\n[effort.leader_response]\n{RESPONSE}",
         "effort.leader_days.chief-minister-XX", "state"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_field(tmp_path: Path, text: str, field: str, fault: str) -> None:
    assert (field, fault) in faults(tmp_path, text)


def test_every_fault_is_found_in_one_pass(tmp_path: Path) -> None:
    text = (
        "[effort]\nbudget = -4\nunit = 'x'\nwrong = 1\n[effort.response]\nmax_pp = -1\nsource = ''\n"
        "[effort.floors]\nZZ = { share = 3 }\n[effort.leader_days]\nfriend = 3\n"
    )
    found = {field for field, _ in faults(tmp_path, text)}
    assert {
        "effort.budget", "effort.unit", "effort.wrong", "effort.response.max_pp", "effort.response.half_at",
        "effort.response.low", "effort.response.high", "effort.response.source", "effort.floors.ZZ",
        "effort.floors.ZZ.share", "effort.leader_days.friend", "effort.leader_response",
    } <= found  # fmt: skip


def test_offices_have_words_in_both_languages() -> None:
    for office in (*ALL, *STATE_OFFICES):
        for lang in ("en", "hi"):
            assert Translator(lang).has(f"effort.office.{office}")
    assert MOST_BUDGET == 10**12
