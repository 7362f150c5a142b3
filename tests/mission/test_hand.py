"""What a mission enters by hand: checked all at once, printed as given, never taken for zero, never used unverified."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from tests.blueprint.test_document import SCHEMA
from tests.cases import CASES, CATALOG, DRAWS, blueprint_of

from khaka.blueprint.blocks import Blueprint, Notice, Section, Table
from khaka.blueprint.document import build, index, walk
from khaka.core.figure import Kind
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.mission import Brief, load_mission, template
from khaka.mission.files import problems_of
from khaka.mission.spec import TIERS
from khaka.render.faces.json import document
from khaka.strategy.focus import tiers

pytestmark = pytest.mark.slow

GOOD = 'party = "INC"\nelection = "LS2024"\nbase = "LS2019"\nas_of = 2022-04-16\n'
EN, HI = Translator("en"), Translator("hi")
OPTION = '[[options]]\nid = "x"\ntitle = "t"\n'
POSTS = '[[organisation_posts]]\nlevel = "block"\ndate = 2022-04-01\nsource = "unit"\n'
INDICATOR = '[[indicators]]\nname = "n"\nsource = "s"\n'
HAND = """
[[findings]]
id = "vacant-posts"
title = { en = "Posts are vacant", hi = "पद खाली हैं" }
text = { en = "A third of the block posts are vacant.", hi = "ब्लॉक के एक तिहाई पद खाली हैं।" }
remedy = { en = "Fill them.", hi = "भरे जाएं।" }
author = "State unit"
states = ["UP"]
kind = "organisation"
evidence = "letter"

[[options]]
id = "fill-posts"
title = { en = "Fill the posts first", hi = "पहले पद भरें" }
text = { en = "Before any list.", hi = "किसी भी सूची से पहले।" }
finding = "vacant-posts"
scores = [{ by = "A", impact = 5, viability = 2 }, { by = "B", impact = 2, viability = 2 }]

[[options]]
id = "wait"
title = { en = "Wait", hi = "रुकें" }

[[organisation_posts]]
level = "block"
state = "UP"
total = 800
filled = 530
verified = 60
date = 2022-04-01
source = "State unit"

[[organisation_posts]]
level = "national"
total = 10
filled = 10
verified = 10
date = 2022-04-01
source = "Office"

[[themes]]
title = { en = "Prices", hi = "महंगाई" }
text = { en = "What a household pays.", hi = "घर का खर्च।" }
states = ["GJ"]
seats = ["GJ-01", "UP-37"]
tiers = ["hold"]

[[themes]]
title = { en = "Work", hi = "रोजगार" }

[[indicators]]
name = { en = "Candidates named", hi = "तय उम्मीदवार" }
source = "Office"
last = 12
target = 52
date = 2022-04-10
verified = true
by = "Secretary"

[[indicators]]
name = { en = "Share in polls", hi = "सर्वेक्षण में वोट शेयर" }
source = "State unit"
unit = "percent"
last = 22.5
target = 20
date = 2022-04-10

[[indicators]]
name = { en = "Visits", hi = "दौरे" }
source = "Office"
target = 100
"""


def write(folder: Path, text: str) -> str:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return str(path)


@cache
def by_hand() -> Blueprint:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return build(Brief(load_mission(write(Path(folder), GOOD + HAND), CATALOG), CATALOG), DRAWS)


def section(blueprint: Blueprint, number: int) -> Section:
    return next(s for s in blueprint.sections if s.number == number)


def table(blueprint: Blueprint, name: str) -> Table:
    return next(t for t in walk(blueprint.sections, Table) if t.id == name)


def shown(blueprint: Blueprint, name: str, row: str, column: str, say: Translator = EN) -> str:
    """A cell as a reader sees it."""
    found = table(blueprint, name)
    cells = next(r for r in found.rows if r.key == row).cells
    cell = cells[[c.key for c in found.columns].index(column)]
    if isinstance(cell, Message):
        return say.text(cell)
    return say.text(Message("common.not_given")) if cell is None else str(cell)


# ---- the mission file -------------------------------------------------------------------------------------------


def test_what_the_mission_holds() -> None:
    mission = by_hand().mission
    assert [o["id"] for o in mission["hand"]["options"]] == ["fill-posts", "wait"]
    assert mission["findings"][0]["kind"] == "organisation"


def test_the_examples_of_the_template_hold(tmp_path: Path) -> None:
    head, _, hand = template().partition("# A weakness that no result shows")
    opened = "".join(
        re.sub(r"^# ", "", line) + "\n" for line in hand.splitlines()[1:] if "=" in line or line.startswith("# [")
    )
    assert opened.count("[[") == 6
    assert problems_of(write(tmp_path, head + opened), CATALOG) == []


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ('[[findings]]\nid = "x"\nkind = "caste"', "findings[1].kind", "not allowed"),
        ("[[findings]]\nid = 'x'\nkind = 3", "findings[1].kind", "text in quotes"),
        ("[[options]]\nid = 'x'", "options[1].title", "missing"),
        (OPTION + "scores = [{ impact = 1, viability = 1 }]", "options[1].scores[1].by", "missing"),
        (OPTION + "scores = [{ by = ' ', impact = 1, viability = 1 }]", "options[1].scores[1].by", "missing"),
        (OPTION + "scores = [{ by = 'A', impact = 6, viability = 1 }]", "options[1].scores[1].impact", "1 to 5"),
        (OPTION + "scores = [{ by = 'A', impact = 1, viability = 0 }]", "options[1].scores[1].viability", "1 to 5"),
        (OPTION + "scores = [{ by = 'A', impact = 2.5, viability = 1 }]", "options[1].scores[1].impact", "whole"),
        (OPTION + "scores = [{ by = 'A', impact = true, viability = 1 }]", "options[1].scores[1].impact", "whole"),
        (OPTION + "scores = [{ by = 'A', impact = 1 }]", "options[1].scores[1].viability", "missing"),
        (OPTION + "scores = 4", "options[1].scores", "list"),
        (OPTION, "", ""),
        (OPTION + OPTION, "options", "twice"),
        (OPTION + "mean = 3", "options[1].mean", "unknown"),
        (POSTS.replace("block", "ward"), "organisation_posts[1].level", "not allowed"),
        (POSTS.replace('level = "block"\n', ""), "organisation_posts[1].level", "missing"),
        (POSTS + "state = 'ZZ'", "organisation_posts[1].state", "ZZ"),
        (POSTS.replace("2022-04-01", "2022-05-01"), "organisation_posts[1].date", "after the as-of date"),
        (POSTS.replace("date = 2022-04-01\n", ""), "organisation_posts[1].date", "missing"),
        (POSTS.replace('"unit"', '""'), "organisation_posts[1].source", "missing"),
        (POSTS + "total = 5\nfilled = 6", "organisation_posts[1].filled", "more than total"),
        (POSTS + "filled = 6\nverified = 7", "organisation_posts[1].verified", "more than filled"),
        (POSTS + "filled = 6\ntrained = 7", "organisation_posts[1].trained", "more than filled"),
        (POSTS + "total = -1", "organisation_posts[1].total", "below zero"),
        (POSTS + "total = 'many'", "organisation_posts[1].total", "whole number"),
        (POSTS + POSTS, "organisation_posts", "twice"),
        ("[[themes]]\ntext = 't'", "themes[1].title", "missing"),
        ("[[themes]]\ntitle = 't'\nstates = ['ZZ']", "themes[1].states", "ZZ"),
        ("[[themes]]\ntitle = 't'\nseats = ['UP-99']", "themes[1].seats", "UP-99"),
        ("[[themes]]\ntitle = 't'\ntiers = ['far']", "themes[1].tiers", "not allowed"),
        ("[[themes]]\ntitle = 't'\npersons = ['x']", "themes[1].persons", "unknown"),
        ("[[themes]]\ntitle = 't'\nstates = 'UP'", "themes[1].states", "list"),
        (INDICATOR + "last = 3", "indicators[1].date", "date"),
        (INDICATOR + "last = 'few'\ndate = 2022-04-01", "indicators[1].last", "not a number"),
        (INDICATOR + "last = nan\ndate = 2022-04-01", "indicators[1].last", "not a number"),
        (INDICATOR + "last = 2.5\ndate = 2022-04-01", "indicators[1].last", "whole"),
        (INDICATOR + "target = 120\nunit = 'percent'", "indicators[1].target", "0 to 100"),
        (INDICATOR + "unit = 'seats'", "indicators[1].unit", "not allowed"),
        (INDICATOR + "last = 3\ndate = 2022-06-01", "indicators[1].date", "after the as-of date"),
        (INDICATOR + "verified = true", "indicators[1].by", "who checked"),
        (INDICATOR + "verified = 'yes'", "indicators[1].verified", "true or false"),
        (INDICATOR + INDICATOR, "indicators", "twice"),
        ("[indicators]\nname = 'x'", "indicators", "list"),
    ],
)
def test_a_fault_is_told_with_its_field(tmp_path: Path, text: str, field: str, said: str) -> None:
    found = {p.field: p for p in problems_of(write(tmp_path, GOOD + text), CATALOG)}
    if not field:
        assert found == {}
        return
    assert field in found
    assert said in EN.text(found[field].message)
    assert HI.text(found[field].message) != found[field].message.key


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = (
        GOOD + OPTION
        + "scores = [{ by = 'A', impact = 9, viability = 'x' }, { by = 'A', impact = 1, viability = 1 }]\n"
        + POSTS + "state = 'ZZ'\ntotal = 1\nfilled = 2\n"
        + "[[themes]]\ntitle = 't'\nstates = ['YY']\nseats = ['UP-99']\ntiers = ['far']\n"
        + INDICATOR + "last = 1\nunit = 'x'\n"
    )  # fmt: skip
    fields = {p.field for p in problems_of(write(tmp_path, text), CATALOG)}
    assert fields == {
        "options[1].scores[1].impact", "options[1].scores[1].viability", "options[1].scores",
        "organisation_posts[1].state", "organisation_posts[1].filled", "themes[1].states", "themes[1].seats",
        "themes[1].tiers", "indicators[1].date", "indicators[1].unit",
    }  # fmt: skip


def test_tiers_are_those_of_the_list() -> None:
    assert TIERS == tiers.TIERS


def test_another_party_takes_over_nothing(tmp_path: Path) -> None:
    found = load_mission(write(tmp_path, GOOD + HAND), CATALOG, "SP")
    assert found.findings == () and found.hand.options == () and found.hand.organisation_posts == ()


# ---- the sections -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_sections_stand_in_every_document(mission: str, party: str | None) -> None:
    found = blueprint_of(mission, party)
    assert {10, 11, 15, 16, 17} <= {s.number for s in found.sections}
    for number in (10, 11, 16):
        blocks = section(found, number).blocks
        assert [type(b) for b in blocks] == [Notice] and "not given" in EN.text(blocks[0].text)  # type: ignore[union-attr]
    assert "not given" in " ".join(EN.text(n.text) for n in walk(section(found, 17), Notice))
    assert bool(list(walk(section(found, 17), Table))) is bool(found.proposals)


def test_risks_are_those_of_the_mission() -> None:
    keys = {c: [r.key for t in walk(section(blueprint_of(*c), 15), Table) for r in t.rows] for c in CASES}
    assert keys["mission-2024", None][0] == "thin-holds" and "reports" in keys["mission-2024", None]
    assert [k for k in keys["mission-2024", None] if k.startswith("ally-")] == [
        "ally-dmk", "ally-aitc", "ally-ncp", "ally-jmm", "ally-ysrcp", "ally-jknc"
    ]  # fmt: skip
    assert not any(k.startswith("ally-") or k == "reports" for k in keys["mission-2024-bjp", None])
    assert "open-map" in keys["mission-2029", "TDP"] and "open-map" not in keys["mission-2024", None]
    assert shown(blueprint_of("mission-2024"), "s15.risks", "ally-dmk", "seats") == "24"
    assert shown(blueprint_of("mission-2029", "TDP"), "s15.risks", "open-map", "seats") == "not given"


def test_every_proposal_stands_once_in_its_order_as_a_draft() -> None:
    for case in CASES:
        found = blueprint_of(*case)
        for t in (t for t in walk(found.sections, Table) if t.id == "s17.proposals"):
            assert {r.key for r in t.rows} == {p.id for p in found.proposals}
            assert [r.cells[0] for r in t.rows] == [str(n) for n in range(1, len(t.rows) + 1)]
            assert {shown(found, t.id, r.key, "status") for r in t.rows} == {"draft"}
            assert {shown(found, t.id, r.key, "cost") for r in t.rows} == {"not given"}
    assert "90 seats" in shown(blueprint_of("mission-2024"), "s17.proposals", "P-direct-contests", "effect")


def test_texts_are_whole_in_both_languages() -> None:
    for message in walk((by_hand().sections, by_hand().proposals), Message):
        for say in (EN, HI):
            assert say.has(message.key) and "{" not in say.text(message), message.key
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(document(by_hand()))))


def test_scores_are_shown_with_mean_spread_and_scorers() -> None:
    found = by_hand()
    row = next(r for r in table(found, "s17.options").rows if r.key == "fill-posts")
    assert row.cells[1:] == ("A, B", "vacant-posts", 3.5, 2, 5, 2.0, 2, 2)
    assert next(r for r in table(found, "s17.options").rows if r.key == "wait").cells[1:] == (None,) * 8
    assert [r.cells[1:] for r in table(found, "s17.scores").rows] == [("A", 5, 2), ("B", 2, 2)]
    assert shown(found, "s17.proposals", "P-vacant-posts", "impact") == "3.5 (2 to 5)"
    assert shown(found, "s17.proposals", "P-direct-contests", "impact") == "not given"


@pytest.mark.slow
def test_two_options_for_one_weakness_are_not_merged(tmp_path: Path) -> None:
    second = (
        OPTION.replace('"x"', '"y"') + "finding = 'vacant-posts'\nscores = [{ by = 'A', impact = 1, viability = 1 }]"
    )
    found = build(Brief(load_mission(write(tmp_path, GOOD + HAND + second), CATALOG), CATALOG), DRAWS)
    assert "several options" in shown(found, "s17.proposals", "P-vacant-posts", "impact")


def test_posts_are_as_given_and_marked() -> None:
    found = by_hand()
    row = next(r for r in table(found, "s10.posts").rows if r.key == "block-UP-2022-04-01")
    assert row.cells[2:7] == (800, 530, 270, None, 60)
    assert shown(found, "s10.posts", row.key, "check") == "verified in part"
    assert shown(found, "s10.posts", "national-all-2022-04-01", "check") == "verified"
    assert "caution" in {n.kind for n in walk(section(found, 10), Notice)}


def test_no_figure_of_the_document_rests_on_posts() -> None:
    """Counts that the party reports of itself stand in section 10 and nowhere else."""
    found = by_hand()
    for i, figure in index(found).items():
        used = any("organisation_posts" in o or o.startswith("s10.") for o in figure.how.of)
        assert not used or i.startswith("s10.posts."), i
    assert all(p.effect is None for p in found.proposals if p.finding == "vacant-posts")


def test_themes_have_places_and_seats() -> None:
    found = by_hand()
    rows = {r.key: r.cells for r in table(found, "s11.themes").rows}
    assert rows["theme-1"][2] == 52 + 26 + 1  # held (none in Gujarat), Gujarat with GJ-01 counted once, UP-37
    assert "tier: Hold" in shown(found, "s11.themes", "theme-1", "places")
    assert shown(found, "s11.themes", "theme-2", "places") == "everywhere that ours stands"


def test_indicators_count_only_when_verified() -> None:
    found = by_hand()
    reached = {f"indicator-{n}": shown(found, "s16.indicators", f"indicator-{n}", "reached") for n in (1, 2, 3)}
    assert reached == {"indicator-1": "not yet", "indicator-2": "not counted", "indicator-3": "not given"}
    assert shown(found, "s16.indicators", "indicator-2", "last") == "22.5%"
    assert shown(found, "s16.indicators", "indicator-3", "last") == "not given"
    figure = index(found)["s16.indicator-2.last"]
    assert figure.how.kind is Kind.GIVEN and figure.value == pytest.approx(0.225)
