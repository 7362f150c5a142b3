"""Legends: squares and line samples with labels, placed by shaped widths and not by a tool's guess of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from khaka.render.charts.frame import LINE, SIZE, SOFT, Spec, pixel, texts
from khaka.render.charts.shaping import advance

#: Gives the layer when told where its top (and its left end) is, and the height that the rows take.
Legend: TypeAlias = tuple[Callable[..., Spec], float]


def squares(items: list[tuple[str, str]], width: float, lang: str) -> Legend:
    """Labels with their colour, in rows not wider than ``width``."""
    places, height = _places([text for text, _ in items], 13, width, lang)

    def layer(top: float, start: float = 0.0) -> Spec:
        rows = []
        for (left, down), (text, fill) in zip(places, items, strict=True):
            x, y = start + left, top + 6 + down
            rows.append({"x": x, "x2": x + 9, "y": y - 4.5, "y2": y + 4.5, "tx": x + 13, "ty": y, "n": text, "c": fill})
        box = {"x": pixel("x"), "x2": {"field": "x2"}, "y": pixel("y"), "y2": {"field": "y2"},
               "fill": {"field": "c", "type": "nominal", "scale": None}}  # fmt: skip
        mark = {"type": "rect", "stroke": SOFT, "strokeWidth": 0.5}
        return {"layer": [{"data": {"values": rows}, "mark": mark, "encoding": box}, _words(rows)]}

    return layer, height


def samples(items: list[tuple[str, str, tuple[float, ...]]], width: float, lang: str) -> Legend:
    """The same for lines: a short piece of each, with its colour and dash."""
    places, height = _places([text for text, _, _ in items], 22, width, lang)

    def layer(top: float, start: float = 0.0) -> Spec:
        marks: list[Spec] = []
        for (left, down), (text, colour, dash) in zip(places, items, strict=True):
            x, y = start + left, top + 6 + down
            row = {"x": x, "x2": x + 17, "y": y, "tx": x + 21, "ty": y, "n": text}
            line = {"type": "rule", "strokeWidth": 2, "color": colour, "strokeDash": list(dash)}
            place = {"x": pixel("x"), "x2": {"field": "x2"}, "y": pixel("y")}
            marks += [{"data": {"values": [row]}, "mark": line, "encoding": place}, _words([row])]
        return {"layer": marks}

    return layer, height


def points(items: list[tuple[str, str, str]], width: float, lang: str) -> Legend:
    """The same for points: label, colour and shape."""
    places, height = _places([text for text, _, _ in items], 12, width, lang)

    def layer(top: float, start: float = 0.0) -> Spec:
        marks: list[Spec] = []
        for (left, down), (text, colour, shape) in zip(places, items, strict=True):
            x, y = start + left, top + 6 + down
            row = {"x": x + 4, "y": y, "tx": x + 12, "ty": y, "n": text}
            dot = {"type": "point", "filled": True, "size": 34, "opacity": 1, "color": colour, "shape": shape}
            place = {"x": pixel("x"), "y": pixel("y")}
            marks += [{"data": {"values": [row]}, "mark": dot, "encoding": place}, _words([row])]
        return {"layer": marks}

    return layer, height


def _words(rows: list[Spec]) -> Spec:
    return texts(rows, {"x": pixel("tx"), "y": pixel("ty")}, align="left", baseline="middle")


def _places(labels: list[str], swatch: float, width: float, lang: str) -> tuple[list[tuple[float, float]], float]:
    """Where each label goes (from the left, from the top) in rows not wider than ``width``, and the rows' height."""
    places, x, y = [], 0.0, 0.0
    for text in labels:
        need = swatch + advance(text, SIZE, 400, lang)
        if x and x + need > width:
            x, y = 0.0, y + LINE + 2
        places.append((x, y))
        x += need + 14
    return places, y + LINE + 2
