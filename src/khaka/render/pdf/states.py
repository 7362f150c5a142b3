"""A page for each state, put together from rows of the document's tables: no number here is new.

Where we stand, the seats on the list, the brief, the alliance, the next assembly election, and the state's own map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from khaka.blueprint.blocks import Blueprint, Cell, Column, Row, SeatMap, Table
from khaka.core.message import Message, Name
from khaka.core.nouns import Seat
from khaka.render.charts.shaping import advance
from khaka.render.pdf.maps import state_map
from khaka.render.pdf.speech import Data, Speech
from khaka.render.pdf.tables import HALF, PAGE, TableSetter

STANDING: Final = "s1.states"
SEATS: Final = "s7.seats"
TIERS: Final = "s7.states"
PLAN: Final = "s5.plan"
ASSEMBLIES: Final = "s13.assemblies"
#: Large numbers at the head of the page, as they follow each other in the table of states.
_PLACES: Final = ("seats_won", "second_places", "third_or_lower", "not_contested")
#: What a page says of each seat: short enough for half a page's width, and in full.
_NARROW: Final = ("seat", "tier", "chance", "gap_pp")
_FULL: Final = ("seat", "reserved", "tier", "winner", "chance", "likeliest", "gap_pp", "gap_votes")
#: Tables of states of which a page shows one row: its heading there, and columns.
_KEEP: Final = {
    STANDING: ("paper.state.base", ("seats_total", "seats_contested", "deposits_forfeited", "vote_share")),
    TIERS: ("paper.state.tiers", ("seats", "on_list", "hold", "reach", "stretch", "build", "partner", "out")),
    PLAN: ("paper.state.plan", ("stance", "partners", "basis")),
    ASSEMBLIES: ("paper.state.assembly", ("term_end", "term_basis", "assembly_seats", "assembly_won")),
}
#: More seats than this stand in two columns.
_ONE_COLUMN: Final = 16
#: A page that seems lower than this fits, and need not be set twice to find out (points).
_SURELY: Final = 660.0
#: Room beside the map.
_BESIDE: Final = 300.0


def brief_id(code: str) -> str:
    """The table of a state's brief."""
    return f"s9.{code.lower()}"


class StatePages:
    """Writes the pages of one document in one language.

    Parameters
    ----------
    tables
        The document's tables by id; what is absent is left out.
    """

    def __init__(self, blueprint: Blueprint, speech: Speech, tables: dict[str, Table]) -> None:
        self.blueprint = blueprint
        self.speech = speech
        self.tables = tables
        blocks = [b for s in blueprint.sections for b in s.blocks]
        self.maps = {b.id: b for b in blocks if isinstance(b, SeatMap)}
        self.seats: dict[str, list[Seat]] = {}
        for seat in blueprint.seats:
            self.seats.setdefault(seat.state_code, []).append(seat)

    @property
    def states(self) -> tuple[Name, ...]:
        """States with a page: those where ours stood or may stand, in the order of the table of states."""
        table = self.tables.get(STANDING)
        first = [row.cells[0] for row in table.rows if row.kind != "total"] if table else []
        return tuple(n for n in first if isinstance(n, Name))

    def pages(self) -> list[Data]:
        """All pages in order."""
        return [self._page(state) for state in self.states]

    def _page(self, state: Name) -> Data:
        code, speech = state.code, self.speech
        tables, seats, drawn = list(self._tables(code)), self._seats(code), self._map(code)
        beside = 50.0 + sum(_height(t, speech) for t in tables if not t["wide"])
        below = [t for t in tables if t["wide"]] + seats["parts"][:1]
        corner = drawn["height"] + 14.0 * len(drawn["legend"]) if drawn else 0.0
        return {
            "name": speech.name(state),
            "label": f"state-{code}",
            "figures": self._standing(code),
            "tables": tables,
            "seats": seats,
            "map": drawn,
            "fits": max(beside, corner) + sum(_height(t, speech) for t in below) < _SURELY,
        }

    def _standing(self, code: str) -> list[Data]:
        """Seats of each place, as the table of states has them."""
        table = self.tables[STANDING]
        row = _row(table, code)
        found = []
        for column in table.columns if row else ():
            figure = table.figure(row, column) if row and column.key in _PLACES else None
            if figure is not None:
                found.append({"label": speech_label(self.speech, column.key), "number": self.speech.figure(figure),
                              "r": self.speech.refs([figure])})  # fmt: skip
        return found

    def _tables(self, code: str) -> Iterator[Data]:
        """The small tables under the head, each a row or two of the document's own."""
        for table_id, (title, keys) in _KEEP.items():
            table = self.tables.get(table_id)
            row = _row(table, code) if table else None
            if table is not None and row is not None:
                part = part_of(table, [row], keys)
                if part.columns:
                    yield self._set(replace(part, title=Message(title)), _BESIDE)
        brief = self.tables.get(brief_id(code))
        if brief is not None:
            yield self._set(replace(brief, title=Message("paper.state.brief")), PAGE)

    def _seats(self, code: str) -> Data:
        """Seats of the state that are on the list, the first tier first, then by gap: a full page lacks the last ones."""
        table = self.tables.get(SEATS)
        mine = [s.id for s in self.seats.get(code, ())]
        if table is None:
            return {"given": False, "parts": [], "none": ""}
        wanted = set(mine)
        rows = [r for r in table.rows if r.key in wanted and _yes(_cell(table, r, "on_list"))]
        rows.sort(key=lambda r: (self._tier(r), _gap(_cell(table, r, "gap_pp")), r.key))
        place = [c.key for c in table.columns if c.key.startswith("place_")]
        if len(rows) <= _ONE_COLUMN:
            parts = [self._set(part_of(table, rows, (*_FULL, *place)), PAGE)] if rows else []
        else:
            half = -(-len(rows) // 2)
            parts = [
                self._set(replace(part_of(table, some, _NARROW), annex=True), HALF)
                for some in (rows[:half], rows[half:])
            ]
        return {"given": True, "parts": parts, "none": self.speech.say("paper.state.no_seats") if not rows else ""}

    def _tier(self, row: Row) -> int:
        block = self.maps.get("s7.map")
        order = [c.key for c in block.categories] if block is not None else []
        return order.index(row.kind) if row.kind in order else len(order)

    def _map(self, code: str) -> Data | None:
        block = self.maps.get("s7.map") or self.maps.get("s1.map")
        seats = tuple(s for s in self.seats.get(code, ()) if s.tile is not None)
        return state_map(block, seats, self.speech) if block is not None and seats else None

    def _set(self, table: Table, room: float) -> Data:
        return {**TableSetter(table, self.speech, room).data(), "annex": table.annex, "wide": room == PAGE}


def speech_label(speech: Speech, column: str) -> str:
    """The place's name under its number."""
    places = {"seats_won": "first", "second_places": "second", "third_or_lower": "third", "not_contested": "none"}
    return speech.text(Message(f"section.place.{places[column]}"))


def part_of(table: Table, rows: Iterable[Row], keys: Iterable[str]) -> Table:
    """Some rows and columns of a table; its cells keep their Figures' ids."""
    wanted = set(keys)
    at = [i for i, c in enumerate(table.columns) if c.key in wanted]
    columns = tuple(table.columns[i] for i in at)
    cut = tuple(replace(r, cells=tuple(r.cells[i] for i in at)) for r in rows)
    return replace(table, columns=tuple(_plain(c) for c in columns), rows=cut, note=None, annex=False)


def _plain(column: Column) -> Column:
    return replace(column, bar=False)


def _height(table: Data, speech: Speech) -> float:
    """A table's height with its heading, rather too large than too small."""
    size, line = table["size"], table["size"] * 1.4
    heads = zip(table["heads"], table["widths"], strict=True)
    high = max((_lines(advance(h["t"], size, 600, speech.lang) + 10.0, w - 9.0) for h, w in heads), default=1)
    total = 24.0 + min(high, 4) * line + 4.0
    for row in table["rows"]:
        cells = zip(row["cells"], table["widths"], strict=True)
        most = max((_lines(advance(c, size, 400, speech.lang), w - 9.0) for c, w in cells), default=1)
        total += most * line + (5.5 if table["annex"] else 8.0) - 0.65 * size
    return float(total)


def _lines(wide: float, room: float) -> int:
    """Lines of a text that is broken between words."""
    return 1 if wide <= room + 0.5 else int(wide * 1.1 / max(room, 1.0)) + 1


def _row(table: Table | None, code: str) -> Row | None:
    return next((r for r in table.rows if r.key == code and r.kind != "total"), None) if table else None


def _cell(table: Table, row: Row, key: str) -> Cell:
    return next((v for c, v in zip(table.columns, row.cells, strict=True) if c.key == key), None)


def _gap(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else float("inf")


def _yes(cell: Cell) -> bool:
    return isinstance(cell, Message) and cell.key == "section.yes"
