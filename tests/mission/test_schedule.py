"""``[schedule]`` of a mission file: read, and every fault named."""

from datetime import date, time
from pathlib import Path

import pytest

from khaka.catalog import Catalog
from khaka.locale import Translator
from khaka.mission import load_mission
from khaka.mission.files import problems_of
from khaka.mission.schedule import Schedule

CATALOG = Catalog()
TOP = 'party = "INC"\nelection = "LS2029"\nbase = "LS2024"\nas_of = 2026-11-01\n'


def file_of(tmp_path: Path, text: str) -> str:
    path = tmp_path / "m.toml"
    path.write_text(TOP + text, "utf-8")
    return str(path)


def test_a_schedule_is_read(tmp_path: Path) -> None:
    text = """
[schedule]
phases = [2029-04-11, 2029-04-18]
opens = 06:30:00
closes = 19:00:00
announced = 2029-03-10
source = "the Commission's press note"
"""
    assert load_mission(file_of(tmp_path, text), CATALOG).schedule == Schedule(
        (date(2029, 4, 11), date(2029, 4, 18)), time(6, 30), time(19), date(2029, 3, 10), "the Commission's press note"
    )


def test_a_mission_without_one_has_none(tmp_path: Path) -> None:
    assert load_mission(file_of(tmp_path, ""), CATALOG).schedule is None


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("phases = []", "schedule.phases", "at least one"),
        ("", "schedule.phases", "missing"),
        ('phases = ["2029-04-11"]', "schedule.phases", "as dates"),
        ("phases = [2029-04-11T07:00:00]", "schedule.phases", "as dates"),
        ("phases = 2029-04-11", "schedule.phases", "not a list"),
        ("phases = [2029-04-18, 2029-04-11]", "schedule.phases", "in order"),
        ("phases = [2029-04-11, 2029-04-11]", "schedule.phases", "stands twice"),
        (f"phases = [{', '.join(f'2029-04-{d:02}' for d in range(1, 23))}]", "schedule.phases", "at most 20"),
        ("phases = [2029-01-11, 2029-12-18]", "schedule.phases", "too long"),
        ("phases = [2092-04-11]", "schedule.phases", "does not poll in that year"),
        ("phases = [2024-04-19]", "schedule.phases", "not after the base election"),
        ("phases = [2029-04-11]\ncloses = 06:00:00", "schedule.closes", "after it opens"),
        ('phases = [2029-04-11]\ncloses = "18:00"', "schedule.closes", "not a time of day"),
        ("phases = [2029-04-11]\nannounced = 2029-04-11", "schedule.announced", "not before the first phase"),
        ("phases = [2029-04-11]\nphase = 1", "schedule.phase", "phases"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, text: str, field: str, said: str) -> None:
    found = problems_of(file_of(tmp_path, f"[schedule]\n{text}\n"), CATALOG)
    assert field in [p.field for p in found]
    english = [Translator("en").text(p.message) for p in found if p.field == field]
    assert any(said in e for e in english), english
    assert all(Translator("hi").text(p.message) for p in found)


def test_a_schedule_that_is_no_table_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(TOP + "schedule = 2029-04-11\n", "utf-8")
    assert "schedule" in [p.field for p in problems_of(str(path), CATALOG)]


def test_29_february_is_a_day_only_in_a_leap_year(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(TOP.replace("LS2029", "LS2028") + "[schedule]\nphases = [2028-02-29]\n", "utf-8")
    assert problems_of(str(path), CATALOG) == []
