"""Legends: squares and line samples with labels, placed by shaped widths and not by a tool's guess of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from khaka.render.charts.frame import LINE, SIZE, SOFT, Spec, pixel
from khaka.render.charts.shaping import advance

Legend: TypeAlias = tuple[Callable[[float], Spec], float]


def squares(items: list[tuple[str, str]], width: float, lang: str) -> Legend:
    """Labels with their colour, in rows not wider than ``width``.

    Returns
    -------
    layer
        Gives the layer when told where its top is.
    height
        The height that the rows take.
    """
    places, height = _places([text for text, _ in items], 13, width, lang)

    def layer(top: float) -> Spec:
        rows = []
        for (left, down), (text, fill) in zip(places, items, strict=True):
            y = top + 6 + down
            rows.append({"x": left, "x2": left + 9, "y": y - 4.5, "y2": y + 4.5, "tx": left + 13, "ty": y,
                         "text": text, "c": fill})  # fmt: skip
        return {
            "data": {"values": rows},
            "layer": [
                {
                    "mark": {"type": "rect", "stroke": SOFT, "strokeWidth": 0.5},
                    "encoding": {
                        "x": pixel("x"),
                        "x2": {"field": "x2"},
                        "y": pixel("y"),
                        "y2": {"field": "y2"},
                        "fill": {"field": "c", "type": "nominal", "scale": None},
                    },
                },
                {
                    "mark": {"type": "text", "align": "left", "baseline": "middle"},
                    "encoding": {"x": pixel("tx"), "y": pixel("ty"), "text": {"field": "text"}},
                },
            ],
        }

    return layer, height


def samples(items: list[tuple[str, str, tuple[float, ...]]], width: float, lang: str) -> Legend:
    """The same for lines: a short piece of each, with its colour and dash."""
    places, height = _places([text for text, _, _ in items], 22, width, lang)

    def layer(top: float) -> Spec:
        marks: list[Spec] = []
        for (left, down), (text, colour, dash) in zip(places, items, strict=True):
            row = {"x": left, "x2": left + 17, "tx": left + 21, "y": top + 6 + down, "text": text}
            line = {"type": "rule", "strokeWidth": 2, "color": colour, "strokeDash": list(dash)}
            words = {"type": "text", "align": "left", "baseline": "middle"}
            place = {"x": pixel("x"), "x2": {"field": "x2"}, "y": pixel("y")}
            marks.append({"data": {"values": [row]}, "mark": line, "encoding": place})
            place = {"x": pixel("tx"), "y": pixel("y"), "text": {"field": "text"}}
            marks.append({"data": {"values": [row]}, "mark": words, "encoding": place})
        return {"layer": marks}

    return layer, height


def _places(texts: list[str], swatch: float, width: float, lang: str) -> tuple[list[tuple[float, float]], float]:
    """Where each label goes (from the left, from the top) in rows not wider than ``width``, and the rows' height."""
    places, x, y = [], 0.0, 0.0
    for text in texts:
        need = swatch + advance(text, SIZE, 400, lang)
        if x and x + need > width:
            x, y = 0.0, y + LINE + 2
        places.append((x, y))
        x += need + 14
    return places, y + LINE + 2
