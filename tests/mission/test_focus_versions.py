"""Earlier lists, states of tickets, dated overrides and rules by value in a mission file."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import CATALOG

from khaka.locale import Translator
from khaka.mission import load_mission
from khaka.mission.candidates import Candidate
from khaka.mission.files import problems_of, template
from khaka.mission.focus_versions import FocusVersion, latest

HEAD = 'party = "INC"\nelection = "LS2024"\nbase = "LS2019"\nas_of = 2022-04-16\n'
VERSION = '[[focus.versions]]\nname = "first"\nday = 2022-03-01\nseats = ["UP-36"]\n'
OVERRIDE = '[[focus.overrides]]\nseat = "UP-36"\naction = "add"\nreason = "x"\nby = "A"\n'
EN, HI = Translator("en"), Translator("hi")


def write(folder: Path, text: str) -> str:
    path = folder / "mine.toml"
    path.write_text(HEAD + text, "utf-8")
    return str(path)


def test_lists_tickets_and_days_are_read(tmp_path: Path) -> None:
    text = OVERRIDE + "day = 2022-04-01\n" + VERSION + 'by = "Office"\n' + VERSION.replace("first", "second")
    text += '[candidates]\nUP-36 = "named"\nUP-37 = { status = "ticket-open", sitting_again = false }\n'
    found = load_mission(write(tmp_path, text), CATALOG)
    assert found.focus.versions[0] == FocusVersion("first", date(2022, 3, 1), ("UP-36",), "Office")
    assert found.focus.versions[1].by == ""
    assert found.focus.overrides[0].day == date(2022, 4, 1)
    assert found.hand.candidates == (Candidate("UP-36", "named"), Candidate("UP-37", "ticket-open", False))
    last = latest(found.focus.versions)
    assert last is not None and last.name == "second", "of two lists of one day the later in the file"


def test_another_party_has_none_of_them_and_no_rule_by_value(tmp_path: Path) -> None:
    text = '[focus]\nrule = "best-expected"\nseats = 100\n' + VERSION + '[candidates]\nUP-36 = "named"\n'
    assert load_mission(write(tmp_path, text), CATALOG).focus.rule == "best-expected"
    other = load_mission(write(tmp_path, text), CATALOG, "BJP")
    assert other.focus.versions == () and other.hand.candidates == ()
    assert (other.focus.rule, other.focus.seats) == ("ever-first-or-second", None)


def test_the_template_with_its_lists_uncommented_is_a_mission(tmp_path: Path) -> None:
    blocks = []
    for start, end in (("# [[focus.versions]]", "\n\n"), ("# [candidates]", "\n\n")):
        block = start + template().partition(start)[2].partition(end)[0]
        blocks.append("\n".join(line.removeprefix("# ") for line in block.splitlines()))
    assert problems_of(write(tmp_path, "\n".join(blocks)), CATALOG) == []


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (VERSION.replace("UP-36", "UP-99"), "focus.versions[1].seats", "UP-99"),
        (VERSION.replace('"UP-36"', '"UP-36", "UP-36"'), "focus.versions[1].seats", "twice"),
        (VERSION.replace('"UP-36"', ""), "focus.versions[1].seats", "missing"),
        (VERSION.replace('["UP-36"]', "12"), "focus.versions[1].seats", "list"),
        (VERSION.replace("2022-03-01", "2022-04-17"), "focus.versions[1].day", "as-of"),
        (VERSION.replace("2022-03-01", '"March"'), "focus.versions[1].day", "date"),
        (VERSION.replace('"first"', '" "'), "focus.versions[1].name", "missing"),
        (VERSION + VERSION, "focus.versions", "twice"),
        (VERSION + "count = 3\n", "focus.versions[1].count", "unknown"),
        (OVERRIDE + "day = 2022-05-01\n", "focus.overrides[1].day", "as-of"),
        (OVERRIDE + "day = 5\n", "focus.overrides[1].day", "date"),
        ('[candidates]\nUP-99 = "named"\n', "candidates.UP-99", "UP-99"),
        ('[candidates]\nUP-36 = "A. Person"\n', "candidates.UP-36", "named, ticket-open"),
        ('[candidates]\nUP-36 = { status = "named", name = "A" }\n', "candidates.UP-36.name", "never a name"),
        ("[candidates]\nUP-36 = { sitting_again = true }\n", "candidates.UP-36.status", "missing"),
        (
            '[candidates]\nUP-36 = { status = "named", sitting_again = "yes" }\n',
            "candidates.UP-36.sitting_again",
            "true",
        ),
        ("[candidates]\nUP-36 = 3\n", "candidates.UP-36", "table"),
        ('[focus]\nrule = "best-expected"\n', "focus.seats", "how many"),
        ('[focus]\nrule = "best-goal"\nseats = 50\n', "focus.rule", "goal"),
        ('[focus]\nrule = "best-expected"\nseats = 2024\n', "focus.seats", "543"),
    ],
)
def test_faults(tmp_path: Path, text: str, field: str, said: str) -> None:
    problems = problems_of(write(tmp_path, text), CATALOG)
    assert [p.field for p in problems] == [field], problems
    assert said in EN.text(problems[0].message)
    assert HI.has(problems[0].message.key)


@given(st.lists(st.dates(date(2020, 1, 1), date(2022, 1, 1)), min_size=1, max_size=6))
def test_the_latest_list_is_of_the_last_day(days: list[date]) -> None:
    versions = tuple(FocusVersion(str(i), day, ("UP-36",)) for i, day in enumerate(days))
    found = latest(versions)
    assert found is not None and found.day == max(days)
    assert found.name == str(max(i for i, d in enumerate(days) if d == max(days)))
