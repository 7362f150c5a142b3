"""The document: every text in both languages, every number a Figure that its measure gives, nothing later than as-of."""

import json
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from tests.cases import CASES, DRAWS, blueprint_of, brief_of, forget

from khaka.blueprint.blocks import Chart, SeatMap, Table
from khaka.blueprint.document import SECTIONS, build, index, walk
from khaka.catalog import Catalog
from khaka.catalog.catalog import EMBEDDED
from khaka.core.figure import Kind
from khaka.core.finding import Finding
from khaka.core.message import Message
from khaka.locale import Translator
from khaka.mission import Brief, load_mission
from khaka.render.faces.json import document
from khaka.strategy import Strategy

IDS = [f"{m}-{p or 'own'}" for m, p in CASES]
EVERY = pytest.mark.parametrize(("mission", "party"), CASES, ids=IDS)
SCHEMA = json.loads((files("khaka.render") / "schema" / "blueprint.schema.json").read_text("utf-8"))


@EVERY
def test_every_text_is_in_both_languages(mission: str, party: str | None) -> None:
    found = blueprint_of(mission, party)
    parts = (found.title, found.subtitle, found.leader, found.sections, found.notices, found.proposals)
    for lang in ("en", "hi"):
        say = Translator(lang)
        for message in walk(parts, Message):
            assert say.has(message.key), message.key
            assert "{" not in say.text(message), message.key


@EVERY
def test_each_section_ends_in_its_decision(mission: str, party: str | None) -> None:
    sections = blueprint_of(mission, party).sections
    assert all(s.decision is not None for s in sections)
    numbers = [(s.number, s.part) for s in sections]
    assert numbers == sorted(numbers)
    assert {1, 2, 3, 5, 7, 13, 18} <= {n for n, _ in numbers}


@EVERY
def test_figures_are_whole(mission: str, party: str | None) -> None:
    for figure in index(blueprint_of(mission, party)).values():
        assert figure.sources, figure.id
        if figure.unit.value in ("share", "rate") and figure.value is not None:
            assert -1e-9 <= figure.value <= 1 + 1e-9, figure.id
        if figure.how.kind is Kind.COUNTED and not figure.id.startswith(("s0.path", "s1.places")):
            assert figure.how.rows or figure.how.formula
        if figure.how.kind is Kind.MEASURED:
            assert figure.how.measure and figure.how.filters


@pytest.mark.parametrize(("mission", "party"), [("mission-2024", None), ("mission-2024", "AIMIM")])
def test_measured_cells_are_what_the_measure_gives(mission: str, party: str | None) -> None:
    """Every measured number of the document, asked again one by one."""
    brief = brief_of(mission, party)
    asked = 0
    for table in walk(blueprint_of(mission, party).sections, Table):
        for row in table.rows:
            if row.kind == "total":
                continue
            for column in table.columns:
                figure = table.figure(row, column)
                if figure is None or figure.how.kind is not Kind.MEASURED or figure.how.measure is None:
                    continue
                filters = dict(figure.how.filters)
                elections = str(filters.pop("elections")).split(",")
                base = filters.pop("base_election", None)
                for key in ("parties", "states", "seats"):
                    if key in filters:
                        filters[key] = tuple(str(filters[key]).split(","))
                again = brief.ask(figure.how.measure, *elections, base_election=base, **filters).value
                assert figure.value == (pytest.approx(again) if again is not None else None), figure.id
                asked += 1
    assert asked > 100


@EVERY
def test_the_json_keeps_its_schema(mission: str, party: str | None) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(document(blueprint_of(mission, party)))


@EVERY
def test_maps_and_charts_have_their_twin(mission: str, party: str | None) -> None:
    found = blueprint_of(mission, party)
    tables = {t.id: t for t in walk((found.leader, found.sections), Table)}
    for drawn in (*walk(found.sections, SeatMap), *walk(found.sections, Chart)):
        assert drawn.twin in tables
    for seat_map in walk(found.sections, SeatMap):
        assert len(seat_map.classes) == 543
        assert sum(int(c.figure.value or 0) for c in seat_map.categories if c.figure) == 543


def test_a_party_of_few_seats_makes_a_short_document() -> None:
    small, large = blueprint_of("mission-2024", "AIMIM"), blueprint_of("mission-2024")
    rows = [sum(len(t.rows) for t in walk(b.sections, Table) if not t.annex) for b in (small, large)]
    assert rows[0] < rows[1] / 2
    assert {f.id for f in small.proposals} == set()
    states = next(t for t in walk(small.sections, Table) if t.id == "s1.states")
    assert len(states.rows) <= 6


def test_published_figures_stand_in_the_example() -> None:
    values = {i: f.value for i, f in index(blueprint_of("mission-2024")).items()}
    assert values["s1.inc.seats_won.ls2019"] == 52
    assert values["s1.inc.second_places.ls2019"] == 209
    assert values["s3.inc.direct_contests.ls2019"] == 190
    assert values["s7.inc.by_rule.ls2019"] == 382
    assert values["s1.states.up.deposits_forfeited"] == 63
    assert values["s4.classes.won-3.seats"] == 95


def altered(tmp_path: Path) -> Path:
    """A copy of the data in which everything later than 16 April 2022 is different."""
    root = tmp_path / "data"
    shutil.copytree(EMBEDDED, root)
    later = root / "lok_sabha" / "LS2024.results.parquet"
    pl.read_parquet(later).with_columns(votes=pl.col("votes") * 3).write_parquet(later)
    assemblies = root / "assemblies" / "results.parquet"
    frame = pl.read_parquet(assemblies)
    new = pl.col("election").is_in(["VS2022-GJ", "VS2022-HP"]) | pl.col("election").str.starts_with("VS2023")
    frame.with_columns(votes=pl.when(new).then(pl.col("votes") + 7).otherwise("votes")).write_parquet(assemblies)
    for name, day in (("polls/polls", "published_latest"), ("mission_2024/claims_2022", "report_date"),
                      ("parties/lineage", "date"), ("mission_2024/organisational_calendar_2022", "announced")):  # fmt: skip
        path = root / f"{name}.csv"
        table = pl.read_csv(path, infer_schema=False)
        text = next(c for c in table.columns if c not in (day, "poll_id", "claim_id", "party"))
        changed = pl.when(pl.col(day) > "2022-04-16").then(pl.lit("altered")).otherwise(text).alias(text)
        table.with_columns(changed).write_csv(path)
    elections = root / "calendar" / "elections.csv"
    table = pl.read_csv(elections, infer_schema=False)
    table.filter(pl.col("count_date") <= "2023-06-01").write_csv(elections)
    return root


@pytest.mark.slow
def test_later_data_change_no_byte(tmp_path: Path) -> None:
    catalog = Catalog(altered(tmp_path))
    forget()
    again = build(Brief(load_mission("mission-2024", catalog), catalog), DRAWS)
    texts = [json.dumps(document(b), ensure_ascii=False) for b in (blueprint_of("mission-2024"), again)]
    assert texts[0] == texts[1]


def test_earlier_data_do_change_it(tmp_path: Path) -> None:
    root = tmp_path / "data"
    shutil.copytree(EMBEDDED, root)
    claims = root / "mission_2024" / "claims_2022.csv"
    table = pl.read_csv(claims, infer_schema=False)
    table.with_columns(value=pl.when(pl.col("claim_id") == "C05").then(pl.lit("371")).otherwise("value")).write_csv(
        claims
    )
    catalog = Catalog(root)
    assert catalog.known_on(date(2022, 4, 16)).data_version != brief_of("mission-2024").catalog.data_version
    found = SECTIONS["sources"].build(Strategy(Brief(load_mission("mission-2024", catalog), catalog), DRAWS))
    assert found is not None and found not in blueprint_of("mission-2024").sections


def test_what_the_document_says_of_itself_is_true() -> None:
    """A later-reported plan is named beside the as-of sentence; a short count names its seat; one defeat, one figure."""
    found, say = blueprint_of("mission-2024"), Translator("en")
    keys = {m.key for m in walk(found.sections, Message)}
    assert "s18.as_of_plan" in keys and "s18.as_of" not in keys
    assert "s18.as_of" in {m.key for m in walk(blueprint_of("mission-2024-bjp").sections, Message)}
    calendar = next(s for s in found.sections if s.slug == "calendar")
    assert any("Kalol (VS2017-GJ)" in say.text(m) for m in walk(calendar.blocks, Message))
    risk = next(m for m in found.leader.risks if m.key == "s0.risk.assemblies")
    defeat = next(f for s in found.sections for f in walk(s, Finding) if f.id == "assembly-defeats")
    assert (risk.values["now"], risk.values["before"]) == (
        defeat.sentence.values["now"],
        defeat.sentence.values["before"],
    )


def test_a_seat_that_was_not_fought_is_not_an_empty_input() -> None:
    table = next(t for t in walk(blueprint_of("mission-2024").sections, Table) if t.id == "s7.seats")
    gap = [c.key for c in table.columns].index("gap_pp")
    unfought = [r for r in table.rows if isinstance(r.cells[gap], Message)]
    assert len(unfought) == 122
    assert {m.key for r in unfought for m in (r.cells[gap],) if isinstance(m, Message)} == {"section.not_fought"}
    assert not any(r.cells[gap] is None for r in table.rows)
