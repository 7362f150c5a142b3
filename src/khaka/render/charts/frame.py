"""What all charts share: configuration, labels, and the room that labels take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians, sin
from typing import Any, Final, TypeAlias

from khaka.blueprint.blocks import Cell, Chart, Column, Row, Table
from khaka.core.message import Message, Name
from khaka.core.nouns import is_election_id
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.render.charts.palette import SERIES, ink, role, roles_of
from khaka.render.charts.shaping import FAMILY, advance

Spec: TypeAlias = dict[str, Any]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
SIZE: Final = 8.5
LINE: Final = 11.5
INK: Final = role("ink")
SOFT: Final = role("quiet")
HAIR: Final = role("hair")
_ANGLE: Final = 40.0
#: Dashes tell series apart in grey printing.
DASHES: Final = ((), (5, 3), (1.5, 2.5), (7, 2, 1.5, 2))


@dataclass(frozen=True, slots=True)
class Series:
    """A column drawn as a series: its column, label, printed colour, dash, and the colour that a specification names."""

    column: Column
    label: str
    colour: str
    dash: tuple[float, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Labels under a chart, broken into lines or turned, and the height that they take."""

    labels: tuple[str, ...]
    angle: float
    depth: float


@dataclass(frozen=True, slots=True)
class Names:
    """Names before a lying chart, broken into lines: the width of the widest and the lines of the tallest."""

    labels: tuple[str, ...]
    width: float
    lines: int


def broken(labels: list[str], width: float, lang: str) -> Names:
    """Names broken at spaces into lines not wider than ``width``; a single word may be wider."""
    found = [wrap(text, width, lang) for text in labels]
    widest = max((advance(line, SIZE, 400, lang) for lines in found for line in lines), default=0.0)
    return Names(tuple("\n".join(lines) for lines in found), widest, max(map(len, found), default=1))


def names_of(labels: tuple[str, ...]) -> list[str]:
    """Labels made unique, so that two rows of one name stay two places on the axis."""
    seen: dict[str, int] = {}
    found = []
    for text in labels:
        seen[text] = seen.get(text, 0) + 1
        found.append(text + "\u200b" * (seen[text] - 1))
    return found


def rule_value(chart: Chart) -> float | None:
    """The number to compare with, where the chart has one."""
    return None if chart.rule is None or chart.rule.value is None else float(chart.rule.value)


def base(width: float, height: float, padding: dict[str, float], layers: list[Spec], alt: str) -> Spec:
    """A specification whose picture is exactly ``width`` wide; nothing is left to automatic sizing."""
    return {
        "$schema": SCHEMA,
        "description": alt,
        "width": round(width - padding["left"] - padding["right"], 2),
        "height": round(height, 2),
        "autosize": {"type": "none"},
        "padding": {side: round(room, 2) for side, room in padding.items()},
        "background": None,
        "layer": layers,
        "config": {
            "font": FAMILY,
            "view": {"stroke": None},
            "text": {"font": FAMILY, "fontSize": SIZE, "color": INK},
            "aria": False,
        },
    }


def cell(row: Row, table: Table, column: Column) -> Cell:
    """A row's cell of a column."""
    return row.cells[table.columns.index(column)]


def column_of(table: Table, key: str) -> Column:
    """The column of a key; a chart that names none is a fault of the section, and says so."""
    for column in table.columns:
        if column.key == key:
            return column
    raise KeyError(f"{table.id} has no column {key!r}")


def number(row: Row, table: Table, column: Column) -> float | None:
    """A cell's number, or None when it holds none."""
    value = cell(row, table, column)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def words(value: Cell, tr: Translator) -> str:
    """A cell of names or words as text."""
    if value is None:
        return tr.text(Message("common.not_given"))
    if isinstance(value, Message):
        return tr.text(value)
    if isinstance(value, Name):
        return tr.name(value)
    if isinstance(value, date):
        return tr.date(value, "short")
    if isinstance(value, tuple):
        return ", ".join(tr.name(n) for n in value)
    return str(value)


def label(value: float, column: Column, tr: Translator) -> str:
    """A number as a chart prints it: points without their word, large counts in lakh and crore."""
    style = "bare" if column.unit in (Unit.PP, Unit.ODDS) else "short"
    text = tr.number(value, column.unit or Unit.NUMBER, column.digits, style)
    return f"+{text}" if column.signed and value > 0 and any(c not in "0.०" for c in text) else text


def x_label(row: Row, table: Table, column: Column, tr: Translator) -> str:
    """The label of a row on the axis; a number is written as its unit is."""
    value = cell(row, table, column)
    if column.unit is not None and isinstance(value, int | float):
        return label(float(value), column, tr)
    return words(value, tr)


def plain_rows(table: Table) -> list[Row]:
    """The rows without sums."""
    return [row for row in table.rows if row.kind != "total"]


def is_time(table: Table, column: Column) -> bool:
    """True when the rows follow each other in time: they are drawn from left to right."""
    if column.unit is Unit.YEAR:
        return True
    rows = plain_rows(table)
    first = cell(rows[0], table, column) if rows else None
    named = isinstance(first, Name) and first.kind == "election"
    return named or isinstance(first, date) or (bool(rows) and is_election_id(rows[0].key.upper()))


def series(chart: Chart, table: Table, tr: Translator) -> list[Series]:
    """The columns of ``chart.y``; a category with a column's key gives its label and colour."""
    categories = {c.key: c for c in chart.categories}
    found = []
    for i, key in enumerate(chart.y):
        column = column_of(table, key)
        text, colour, named = tr.text(column.title), SERIES[i % len(SERIES)], role(f"s{i % len(SERIES) + 1}")
        if key in categories:
            name = categories[key].label
            text = tr.name(name) if isinstance(name, Name) else tr.text(name)
            colour, (named, _) = ink(categories[key].colour).fill, roles_of(categories[key].colour)
        found.append(Series(column, text, colour, DASHES[i % len(DASHES)], named))
    return found


def ticks(labels: list[str], step: float, lang: str) -> Ticks:
    """Labels that fit into ``step``: on one line, broken at spaces, or turned when a single word is too wide."""
    if all(advance(w, SIZE, 400, lang) <= step - 2 for text in labels for w in text.split()):
        lines = [wrap(text, step - 2, lang) for text in labels]
        return Ticks(tuple("\n".join(ls) for ls in lines), 0, max(map(len, lines), default=1) * LINE)
    widest = max(advance(text, SIZE, 400, lang) for text in labels)
    return Ticks(tuple(labels), -_ANGLE, widest * sin(radians(_ANGLE)) + SIZE)


def overhang(turned: Ticks, step: float, lang: str) -> float:
    """How far the first turned label reaches out to the left of the chart."""
    if not turned.angle or not turned.labels:
        return 0.0
    return max(0.0, advance(turned.labels[0], SIZE, 400, lang) * cos(radians(_ANGLE)) - step / 2)


def wrap(text: str, width: float, lang: str, size: float = SIZE, weight: int = 400) -> list[str]:
    """A text broken at spaces into lines not wider than ``width``.

    A line's width is that of its words and the spaces between them: the font moves no letter over a space.
    """
    lines: list[str] = []
    taken, space = 0.0, advance(" ", size, weight, lang)
    for word in text.split():
        wide = advance(word, size, weight, lang)
        if lines and taken + space + wide <= width:
            lines[-1] = f"{lines[-1]} {word}"
            taken += space + wide
        else:
            lines.append(word)
            taken = wide
    return lines or [""]


def texts(values: list[Spec], place: Spec, *, of: str = "n", **mark: Any) -> Spec:
    """A layer of words; the field ``id`` of a value, where there is one, is the number that the page opens there."""
    encoding = {**place, "text": {"field": of}}
    look: Spec = {"type": "text", "lineBreak": "\n", "lineHeight": LINE, **mark}
    if any(v.get("id") for v in values):
        look["aria"] = True
        encoding["description"] = {"field": "id"}
    return {"data": {"values": values}, "mark": look, "encoding": encoding}


def names_under(under: Ticks, names: list[str], x: Spec, height: float, width: float, title: str = "") -> list[Spec]:
    """The names of a standing chart's places, broken or turned, and under them what they are."""
    rows: list[Spec] = [{"x": name, "n": text} for name, text in zip(names, under.labels, strict=True)]
    how: Spec = {"align": "right", "baseline": "middle", "angle": under.angle} if under.angle else {"baseline": "top"}
    found = [texts(rows, {"x": x, "y": {"value": height + (5 if under.angle else 3)}}, **how)]
    if title:
        place = {"x": {"value": width / 2}, "y": {"value": height + under.depth + 6}}
        found.append(texts([{"n": title}], place, baseline="top", color=SOFT))
    return found


def names_before(labels: list[str], names: list[str], y: Spec, left: float = -6.0) -> list[Spec]:
    """The names of a lying chart's places; a name of several lines is centred on its place."""
    found = []
    for lines in sorted({text.count("\n") for text in labels}):
        rows: list[Spec] = [{"x": n, "n": t} for n, t in zip(names, labels, strict=True) if t.count("\n") == lines]
        place = {"y": {**y, "field": "x"}, "x": {"value": left}}
        found.append(texts(rows, place, align="right", baseline="middle", dy=-lines * LINE / 2))
    return found


def names_at(labels: Sequence[str], places: Sequence[float], left: float = -6.0) -> list[Spec]:
    """Names before rows whose middles lie at ``places``, in pixels; a name of several lines is centred on its place."""
    found = []
    for lines in sorted({text.count("\n") for text in labels}):
        rows: list[Spec] = [{"p": p, "n": t} for p, t in zip(places, labels, strict=True) if t.count("\n") == lines]
        place = {"x": {"value": left}, "y": pixel("p")}
        found.append(texts(rows, place, align="right", baseline="middle", dy=-lines * LINE / 2))
    return found


def zero_line(channel: str) -> Spec:
    """A fine line at zero, where bars and lines start."""
    return {
        "data": {"values": [{"v": 0}]},
        "mark": {"type": "rule", "color": SOFT, "strokeWidth": 0.8},
        "encoding": {channel: {"field": "v", "type": "quantitative", "axis": None}},
    }


def pixel(field: str) -> Spec:
    """An encoding that takes a field as a position on the picture."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
