"""Explaining numbers: in running text, in cells and totals, with the measure asked again."""

import json
from pathlib import Path

import pytest

from khaka.core.errors import KhakaError, NotKnown
from khaka.desk import explain as desk
from khaka.render.faces.json import document
from tests.cases import CATALOG, blueprint_of

pytestmark = pytest.mark.slow

DOCUMENT = json.loads(json.dumps(document(blueprint_of("mission-2024"))))


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("s1.inc.second_places.ls2019", 209),
        ("s1.states.up.deposits_forfeited", 63),
        ("s1.states.all.seats_won", 52),
        ("s2.trend.LS1984.seats_won".lower(), 414),
        ("s7.inc.by_rule.ls2019", 382),
        ("s2a.states.vs2022-up.won_now", 2),
    ],
)
def test_a_number_and_its_rows(figure: str, value: int) -> None:
    found = desk.explain(CATALOG, DOCUMENT, figure)
    assert found.figure["value"] == value
    if found.figure["how"]["measure"]:
        assert found.again == value and found.command is not None and found.command.startswith("khaka measure ")
    assert found.rows is not None and found.rows.height >= 1


def test_every_number_of_the_document_can_be_explained() -> None:
    """All running figures, and a cell of every column of every table."""
    ids = list(DOCUMENT["figures"])
    for table in desk.tables(DOCUMENT).values():
        if table["rows"]:
            ids += [f"{table['id']}.{table['rows'][0]['key'].lower()}.{c['key']}" for c in table["columns"] if c["how"]]
    for figure in ids:
        found = desk.explain(CATALOG, DOCUMENT, figure)
        if found.again is not None and not isinstance(found.again, dict):
            assert found.again == pytest.approx(found.figure["value"]), figure


def test_derived_numbers_show_their_parts() -> None:
    found = desk.explain(CATALOG, DOCUMENT, "s4.inc.half_median.ls2019")
    assert list(found.parts.values()) == [pytest.approx(2 * found.figure["value"])]


def test_near_ids_are_offered() -> None:
    with pytest.raises(NotKnown) as caught:
        desk.explain(CATALOG, DOCUMENT, "s1.inc.second_place.ls2019")
    assert caught.value.hint is not None and caught.value.hint.key == "error.catalog.did_you_mean"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "other"}'])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "blueprint.json"
    path.write_text(text, "utf-8")
    with pytest.raises(KhakaError):
        desk.load(path)


def test_the_newest_blueprint_is_found(tmp_path: Path) -> None:
    with pytest.raises(NotKnown):
        desk.newest_blueprint(tmp_path)
    for i, name in enumerate(("a", "b")):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "blueprint.json"
        path.write_text("{}", "utf-8")
        import os

        os.utime(path, (i, i))
    assert desk.newest_blueprint(tmp_path).parent.name == "b"


def test_a_cell_is_found_by_its_rows_key_as_the_file_writes_it() -> None:
    assert desk.explain(CATALOG, DOCUMENT, "s1.states.AS.seats_won").figure["value"] == 3
