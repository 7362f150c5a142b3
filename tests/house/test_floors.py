"""Imports go down the floors of docs/design/0001-the-house.md only; lazy imports included."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "src" / "khaka"
FLOORS = {
    "core": 0,
    "countries": 1,
    "committee": 1,
    "sources": 2,
    "catalog": 3,
    "measures": 4,
    "claims": 4,
    "mission": 5,
    "forecast": 6,
    "strategy": 7,
    "backtest": 8,
    "blueprint": 9,
    "render": 10,
    "store": 11,
    "desk": 12,
    "cli": 13,
    "web": 13,
}
#: ``locale`` stands beside the floors: it reads core, and only renderers and doors read it.
MAY_READ_LOCALE = {"render", "store", "desk", "cli", "web", "locale"}


def imported_rooms(path: Path) -> set[str]:
    """Rooms that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{a.name}" for a in node.names]
        found |= {n.split(".")[1] for n in names if n.startswith("khaka.") and n.count(".")}
    return found


FILES = sorted(p for p in ROOT.rglob("*.py") if len(p.relative_to(ROOT).parts) > 1)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    for other in imported_rooms(path) - {room, "__version__"}:
        if other == "locale":
            assert room in MAY_READ_LOCALE, f"{room} must speak in message keys, not in a language"
        elif room == "locale":
            assert other == "core"
        else:
            assert FLOORS[other] < FLOORS[room], f"{room} (floor {FLOORS[room]}) imports {other} ({FLOORS[other]})"


def test_every_room_has_a_floor() -> None:
    rooms = {p.parent.name for p in ROOT.glob("*/__init__.py")} - {"locale"}
    assert rooms <= set(FLOORS)


def test_above_the_floors_stands_the_entry_alone_and_nothing_imports_it() -> None:
    assert {p.name for p in ROOT.glob("*.py")} == {"__init__.py", "serving.py"}
    assert not [p for p in FILES if "serving" in imported_rooms(p)]


def test_the_entry_names_the_doors_and_imports_neither() -> None:
    assert not imported_rooms(ROOT / "serving.py") & {"cli", "web"}
