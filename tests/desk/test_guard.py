"""The lock of the law on every door of the desk, with the clock moved."""

import ast
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from khaka.core.clock import moved
from khaka.desk import alliances, diff, effort, explain, forecast, polls, sections
from khaka.desk.blueprint import blueprint_of, write_blueprint
from khaka.desk.guard import POLLS, Locked, ensure_figure_open, ensure_file_open, lock_now, locked
from khaka.mission.schedule import Schedule
from khaka.strategy import Strategy
from tests.cases import CATALOG, brief_of, strategy_of

pytestmark = pytest.mark.slow

IST = ZoneInfo("Asia/Kolkata")
#: In the window of LS2024, and in the 48 hours before its fourth phase.
BETWEEN, SILENT = datetime(2024, 5, 1, 12, tzinfo=IST), datetime(2024, 5, 12, 12, tzinfo=IST)
OPEN = datetime(2024, 6, 1, 18, 30, tzinfo=IST)
SOURCE = Path(__file__).parents[2] / "src" / "khaka"
M = "mission-2024"

DOORS: dict[str, Callable[[], Any]] = {
    "forecast": lambda: forecast.forecast(CATALOG, M, draws=64),
    "forecast as of another day": lambda: forecast.forecast(CATALOG, M, as_of=date(2021, 1, 1), draws=64),
    "scenario": lambda: forecast.scenario(CATALOG, M, swings=["INC=+2"], draws=64),
    "sharing": lambda: alliances.sharing(CATALOG, M, ["MH"]),
    "effort": lambda: effort.effort(CATALOG, M, draws=64),
    "section of the goal": lambda: sections.section(Strategy(brief_of(M), 64), "path_to_goal"),
    "section of scenarios": lambda: sections.section(Strategy(brief_of(M), 64), "scenarios"),
    "list by value": lambda: sections.focus(Strategy(brief_of(M), 64), 50, "best-expected"),
    "odds": lambda: Strategy(brief_of(M), 64).odds,
    "values": lambda: Strategy(brief_of(M), 64).values,
}


@pytest.mark.parametrize("moment", [BETWEEN, SILENT, OPEN - timedelta(seconds=1)], ids=["between", "silent", "last"])
@pytest.mark.parametrize("name", list(DOORS))
def test_no_door_of_the_desk_gives_a_forecast_in_a_window(name: str, moment: datetime) -> None:
    with moved(moment), pytest.raises(Locked) as caught:
        DOORS[name]()
    assert caught.value.message.key == "error.windows.forecast" and caught.value.hint is not None


def test_a_replay_after_the_window_is_open() -> None:
    with moved(OPEN):
        assert len(forecast.document(forecast.forecast(CATALOG, M, draws=64))["seats"]) == 543


def test_a_forecast_made_before_is_shut_when_the_window_opens(tmp_path: Path) -> None:
    found = forecast.forecast(CATALOG, M, draws=64)
    strategy = strategy_of(M)
    assert strategy.odds.goals
    with moved(BETWEEN):
        for door in (
            lambda: forecast.document(found),
            lambda: forecast.export(found, tmp_path / "d.parquet"),
            lambda: strategy.odds,
            lambda: strategy.values,
        ):
            with pytest.raises(Locked):
                door()
    assert not list(tmp_path.iterdir())


def test_the_list_goes_on_without_its_odds() -> None:
    strategy = Strategy(brief_of(M), 64)
    with moved(BETWEEN):
        rows = sections.focus_rows(strategy, strategy.focus, {s.seat_id: [] for s in strategy.focus.seats})
        assert sections.regime(strategy) == "locked"
    assert len(rows) == 543
    odds = ("win_probability", "value_expected", "value_goal", "se", "stability", "survival")
    assert {r[k] for r in rows for k in odds} == {None}
    assert sum(r["chosen"] for r in rows) == len(strategy.focus.chosen)


def test_polls_are_shut_in_the_48_hours_before_a_phase_only() -> None:
    day = date(2024, 4, 10)
    target = {"election": "LS2024", "as_of": day}
    with moved(SILENT), pytest.raises(Locked) as caught:
        polls.polled(CATALOG, M, **target)
    assert caught.value.lock.window.kind == "silence"
    with moved(BETWEEN):
        found = polls.polled(CATALOG, M, **target)
    assert not found.average.empty
    with moved(SILENT), pytest.raises(Locked):
        polls.document(found, {})
    with moved(SILENT):  # polls of another election
        assert not polls.polled(CATALOG, M, election="LS2019").average.empty


def test_a_schedule_of_the_mission_locks_too() -> None:
    target = replace(brief_of("mission-2029", "TDP").mission, schedule=Schedule((date(2029, 4, 11), date(2029, 5, 19))))
    with moved(datetime(2029, 5, 1, tzinfo=IST)):
        assert locked(target, CATALOG) and not locked(target, CATALOG, POLLS)
        assert not locked(replace(target, schedule=None), CATALOG)
    assert lock_now(target, CATALOG) is None


# ---- documents and files ------------------------------------------------------------------------------------------


def test_a_document_in_a_window_has_no_forecast_and_says_so(tmp_path: Path) -> None:
    with moved(BETWEEN):
        paths = write_blueprint(CATALOG, M, tmp_path, formats=["json"], draws=64)
    text = paths[0].read_text("utf-8")
    document = json.loads(text)
    assert '"simulated"' not in text
    by_slug = {s["slug"]: s for s in document["sections"]}
    assert len(by_slug) == 19
    for slug in ("path", "scenarios", "alliances"):
        assert [b["type"] for b in by_slug[slug]["blocks"]] == ["notice"]
        assert "1 June 2024, 18:30 IST" in by_slug[slug]["blocks"][0]["text"]["en"]
    for slug in ("state", "weaknesses", "briefs", "focus"):
        assert len(by_slug[slug]["blocks"]) > 4
    seats = next(b for b in by_slug["focus"]["blocks"] if b.get("id") == "s7.seats")
    at = [c["key"] for c in seats["columns"]].index("chance")
    assert {json.dumps(r["cells"][at], ensure_ascii=False) for r in seats["rows"]} == {'{"en": "locked", "hi": "बंद"}'}
    assert "locked until 1 June 2024" in document["leader"]["verdict"]["en"]
    with moved(BETWEEN):  # such a file may be read, compared and explained
        assert diff.read(paths[0]).mission["id"] == M
        assert explain.explain(CATALOG, document, "s1.inc.seats_won.ls2019").again == 52


@pytest.mark.slow
def test_a_file_from_before_the_window_is_shut_in_it(tmp_path: Path) -> None:
    path = write_blueprint(CATALOG, M, tmp_path, formats=["json"], draws=64)[0]
    document = explain.load(path)
    assert explain.explain(CATALOG, document, "s8.goal.1.chance").figure["unit"] == "odds"
    with moved(BETWEEN):
        for door in (
            lambda: explain.explain(CATALOG, document, "s8.goal.1.chance"),
            lambda: explain.explain(CATALOG, document, "s7.seats.up-36.chance"),
            lambda: diff.read(path),
            lambda: diff.diff(path, path.with_name("other.json")),
            lambda: blueprint_of(CATALOG, M, draws=64, previous=path),
        ):
            with pytest.raises(Locked):
                door()
        assert explain.explain(CATALOG, document, "s1.inc.seats_won.ls2019").again == 52


def _file(kind: str, **mission: Any) -> dict[str, Any]:
    figures = {"a": {"how": {"kind": kind, "of": []}}, "b": {"how": {"kind": "derived", "of": ["a"]}},
               "c": {"how": {"kind": "derived", "of": ["b", "c"]}}}  # fmt: skip
    return {"figures": figures, "mission": {"election": "LS2024", **mission}}


def test_what_rests_on_a_forecast_is_shut_with_it() -> None:
    for kind, shut in (("simulated", True), ("measured", False)):
        document = _file(kind)
        for figure in document["figures"].values():
            with moved(BETWEEN):
                if shut:
                    with pytest.raises(Locked):
                        ensure_figure_open(document, figure, document["figures"].get)
                else:
                    ensure_figure_open(document, figure, document["figures"].get)


def test_polls_in_a_file_are_shut_in_the_48_hours_before_a_phase() -> None:
    document = _file("measured")
    document["figures"]["a"]["sources"] = ["polls"]
    for check in (
        lambda: ensure_file_open(document),
        lambda: ensure_figure_open(document, document["figures"]["b"], document["figures"].get),
    ):
        with moved(BETWEEN):
            check()
        with moved(SILENT), pytest.raises(Locked) as caught:
            check()
        assert caught.value.gives == POLLS


def test_a_files_own_schedule_counts() -> None:
    document = _file("simulated", election="LS2029", schedule={"phases": ["2029-04-11"], "closes": "19:00:00"})
    with moved(datetime(2029, 4, 11, 19, 29, 59, tzinfo=IST)), pytest.raises(Locked):
        ensure_file_open(document)
    with moved(datetime(2029, 4, 11, 19, 30, tzinfo=IST)):
        ensure_file_open(document)


@pytest.mark.parametrize("schedule", [{"phases": ["2029-13-01"]}, {"phases": 3}, {}])
def test_a_files_unreadable_schedule_is_said(schedule: Any) -> None:
    from khaka.core.errors import KhakaError

    with pytest.raises(KhakaError) as caught:
        ensure_file_open(_file("simulated", election="LS2029", schedule=schedule))
    assert caught.value.message.key == "error.windows.schedule"


# ---- the narrowest places -----------------------------------------------------------------------------------------


def test_every_forecast_starts_where_the_lock_is() -> None:
    """An expectation is made in one function, which asks the lock first; no other room makes one."""
    makers = {
        str(p.relative_to(SOURCE))
        for p in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(p.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Outlook"
    }
    assert makers == {"forecast/field.py"}
    tree = ast.parse((SOURCE / "forecast" / "field.py").read_text("utf-8"))
    outlook = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "outlook")
    first = next(n for n in outlook.body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)))
    assert ast.unparse(first) == "ensure_open(brief)"
