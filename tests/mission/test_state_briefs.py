"""State briefs in a mission file: read with author and day, every fault told at once, left out for another party."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import CATALOG

from khaka.locale import Translator
from khaka.mission import load_mission
from khaka.mission.briefs import HandBrief, Targets
from khaka.mission.files import problems_of, template
from khaka.mission.reading import read

GOOD = 'party = "INC"\nelection = "LS2024"\nbase = "LS2019"\nas_of = 2022-04-16\nrival = "BJP"\n'
BRIEF = '[[briefs]]\nstate = "UP"\nby = "State unit"\ndate = 2022-04-10\n'
EN, HI = Translator("en"), Translator("hi")


def write(folder: Path, text: str) -> str:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_brief_is_read_with_author_and_day(tmp_path: Path) -> None:
    text = GOOD + BRIEF + 'hold = []\nfocus = ["UP-36"]\nshare = 12.5\noffice = "State president"\n'
    hand = load_mission(write(tmp_path, text), CATALOG).hand
    (found,) = hand.briefs
    assert (found.by, found.day, found.id, found.status) == ("State unit", date(2022, 4, 10), "B-UP", "draft")
    assert found.share == 0.125
    assert found.hold == () and found.win is None, "an empty list is none; an absent one is not given"
    assert hand.targets == Targets()


def test_the_template_with_its_brief_uncommented_is_a_mission(tmp_path: Path) -> None:
    start, end = "# [[briefs]]", "# share = 10\n"
    block = template().partition(start)[2].partition(end)[0]
    lines = [line.removeprefix("# ") for line in (start + block + end).splitlines()]
    kept = "\n".join(line for line in lines if not line.startswith("The national plan"))
    assert problems_of(write(tmp_path, GOOD + kept), CATALOG) == []


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ('state = "ZZ"', "briefs[1].state", "ZZ"),
        ("target = 81", "briefs[1].target", "80 seats"),
        ("target = -1", "briefs[1].target", "80 seats"),
        ("target = 2.5", "briefs[1].target", "whole number"),
        ('target = "४"', "briefs[1].target", "whole number"),
        ('win = ["UP-99"]', "briefs[1].win", "UP-99"),
        ('hold = ["UP-36"]\nwin = ["UP-36"]', "briefs[1].win", "once"),
        ('win = ["UP-36", "UP-36"]', "briefs[1].win", "twice"),
        ('stance = "open"', "briefs[1].stance", "alone, allied"),
        ('stance = "allied"', "briefs[1].partners", "partners"),
        ('partners = ["SP"]', "briefs[1].partners", "not given"),
        ('stance = "allied"\npartners = ["INC"]', "briefs[1].partners", "own"),
        ('stance = "allied"\npartners = ["BJP"]', "briefs[1].partners", "rival"),
        ('stance = "allied"\npartners = ["NOPE9"]', "briefs[1].partners", "NOPE9"),
        ("share = 101", "briefs[1].share", "0 to 100"),
        ("share = -1", "briefs[1].share", "0 to 100"),
        ("share = nan", "briefs[1].share", "number"),
        ("effort = inf", "briefs[1].effort", "number"),
        ("effort = 1e308", "briefs[1].effort", "more than any effort"),
        ("effort = -5", "briefs[1].effort", "below zero"),
        ('effort_unit = "euros"', "briefs[1].effort_unit", "rupees"),
        ('in_charge = "A Name"', "briefs[1].office", "office"),
        ('status = "contested"', "briefs[1].reasons", "reasons"),
        ('status = "contested"\nreasons = " "', "briefs[1].reasons", "reasons"),
        ('status = "signed"', "briefs[1].status", "accepted"),
        ('assembly_date = "2022-12-01"\nassembly_promise = "x"', "briefs[1].assembly_date", "date"),
        ("assembly_date = 2022-12-01", "briefs[1].assembly_promise", "missing"),
        ('waived = [{ clash = "x", by = "B" }]', "briefs[1].waived[1].words", "missing"),
        ('waived = [{ clash = "x", words = " ", by = "B" }]', "briefs[1].waived[1].words", "words"),
        ('waived = [{ clash = "x", words = "y", by = "state UNIT" }]', "briefs[1].waived", "somebody else"),
        ('voter_list = ["x"]', "briefs[1].voter_list", "unknown"),
        ('role = "a\\u202Eb"', "briefs[1].role", "direction"),
        (f'office = "{"x" * 3000}"', "briefs[1].office", "too long"),
    ],
)
def test_faults(tmp_path: Path, line: str, field: str, said: str) -> None:
    text = (BRIEF.replace('state = "UP"\n', "") if line.startswith("state") else BRIEF) + line + "\n"
    problems = problems_of(write(tmp_path, GOOD + text), CATALOG)
    assert [p.field for p in problems] == [field] * len(problems) and problems
    assert said in EN.text(problems[0].message)
    assert HI.has(problems[0].message.key)


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (BRIEF + BRIEF, "briefs", "two briefs"),
        (BRIEF.replace("2022-04-10", "2022-05-01"), "briefs[1].date", "after the as-of date"),
        (BRIEF.replace("date = 2022-04-10\n", ""), "briefs[1].date", "missing"),
        ("[targets]\nseats = 2024\n", "targets.seats", "543"),
        ("[targets]\nreview = 2021-01-01\n", "targets.review", "before the as-of date"),
        ("[targets.states.GJ]\nseats = 27\n", "targets.states.GJ.seats", "26 seats"),
        ("[targets.states.QQ]\nseats = 2\n", "targets.states.QQ", "QQ"),
        ("[targets.states.GJ]\nshare = 60000\n", "targets.states.GJ.share", "0 to 100"),
        ("[targets.states.GJ]\nseat = 2\n", "targets.states.GJ.seat", "seats"),
        ("targets = 3\n", "targets", "table"),
    ],
)
def test_faults_of_the_whole(tmp_path: Path, text: str, field: str, said: str) -> None:
    problems = problems_of(write(tmp_path, GOOD + text), CATALOG)
    assert [p.field for p in problems] == [field]
    assert said in EN.text(problems[0].message)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD + BRIEF + 'target = 99\nshare = 120\nwin = ["UP-99"]\n[targets]\nseats = 999\n'
    fields = {p.field for p in problems_of(write(tmp_path, text), CATALOG)}
    assert fields == {"briefs[1].target", "briefs[1].share", "briefs[1].win", "targets.seats"}


def test_another_party_leaves_the_briefs_out(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD + BRIEF + "target = 4\n[targets]\nseats = 100\n")
    hand = load_mission(path, CATALOG, "BJP").hand
    assert hand.briefs == () and hand.targets == Targets()


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.lists(st.integers(), max_size=2)
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*HandBrief.__dataclass_fields__, "date", "xyz"]), VALUES, max_size=6))
def test_no_value_of_any_field_breaks_the_reading(fields: dict[str, object]) -> None:
    raw = {k: v for k, v in fields.items() if v is not None}
    mission, problems = read({"briefs": [raw]}, "m")
    assert len(mission.hand.briefs) == 1
    assert any(p.field.startswith("briefs[1]") for p in problems)
