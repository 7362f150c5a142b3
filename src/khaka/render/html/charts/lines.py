"""Lines over elections or years. Series of different units get a panel each, so that no axis lies."""

from __future__ import annotations

from markupsafe import Markup

from khaka.blueprint.blocks import Column
from khaka.core.units import Unit
from khaka.render.html.charts.kit import (
    SHAPES,
    Plot,
    Point,
    Scale,
    line,
    nice_ticks,
    num,
    opened,
    pairs,
    rule_figure,
    shape,
    svg,
    text,
    text_width,
)

_PANEL = 210.0
_BELOW = 26.0
#: Up to this many points of one or two series every point carries its number.
_FEW = 10


def lines(plot: Plot, css: str, alt: str) -> Markup:
    """The chart: one panel for each unit."""
    series = plot.series()
    if not any(plot.point(r, c) for r in plot.rows() for c in series):
        return Markup("")
    panels: dict[Unit | None, list[Column]] = {}
    for column in series:
        panels.setdefault(column.unit, []).append(column)
    drawn: list[Markup] = []
    top = 0.0
    for columns in panels.values():
        drawn += _panel(plot, columns, series, top, named=len(panels) > 1)
        top += _PANEL + _BELOW + 16
    return svg(drawn, plot.width, top - 12, css, alt)


def _panel(plot: Plot, columns: list[Column], series: list[Column], top: float, named: bool) -> list[Markup]:
    """Axes, then each series."""
    rows = plot.rows()
    points = {c.key: [plot.point(r, c) for r in rows] for c in columns}
    values = [p.value for run in points.values() for p in run if p is not None]
    if not values:
        return []
    rule = rule_figure(plot) if columns[0].key == series[0].key else None
    ceiling = [*values, float(rule[0].value or 0)] if rule else values
    ticks = nice_ticks(min(0.0, *ceiling), max(0.0, *ceiling) * 1.04, 5)
    left = max(text_width(plot.tick_text(t, columns[0]), 12) for t in ticks) + 10
    head = 22.0 if named else 12.0
    y = Scale(ticks[0], ticks[-1], top + _PANEL, top + head)
    room = max(text_width(p.text) for run in points.values() for p in run if p is not None) / 2
    x = Scale(0, max(1, len(rows) - 1), left + room + 4, plot.width - room)
    title = ", ".join(plot.ink.plain(c.title) for c in columns)
    drawn = [text(0, top + 12, title, css="strong")] if named else []
    for tick in ticks:
        drawn.append(line(left, y(tick), plot.width, y(tick), "axis" if tick == 0 else "grid"))
        drawn.append(text(left - 6, y(tick) + 4, plot.tick_text(tick, columns[0]), "end", "tick"))
    drawn += _names(plot, x, top + _PANEL + 18)
    if rule is not None:
        at = y(float(rule[0].value or 0))
        drawn.append(line(left, at, plot.width, at, "rule"))
        drawn.append(opened(plot.width - 2, at - 5, rule[1], rule[0].id, "end", "strong"))
    numbered = len(columns) <= 2 and len(rows) <= (_FEW if plot.width > 500 else 6)
    for column in columns:
        index = series.index(column)
        run = points[column.key]
        others = [points[c.key] for c in columns if c is not column]
        last = max((i for i, p in enumerate(run) if p is not None), default=-1)
        drawn += _path(run, x, y, plot.series_class(index, column), SHAPES[index % len(SHAPES)])
        for i, point in enumerate(run):
            if point is not None and (numbered or i in (0, last)):
                lift = -9 if _above(run, others, i) else 18
                drawn.append(opened(x(i), y(point.value) + lift, point.text, point.id, "middle"))
    return drawn


def _path(points: list[Point | None], x: Scale, y: Scale, css: str, sign: str) -> list[Markup]:
    """A series' line, broken where a number is not given, and the signs of its points."""
    drawn = []
    for run in pairs(points):
        path = " ".join(f"{num(x(i))},{num(y(p.value))}" for i, p in run)
        drawn.append(Markup('<polyline points="{}" class="line {}"/>').format(path, css))
    drawn += [shape(sign, x(i), y(p.value), css) for i, p in enumerate(points) if p is not None]
    return drawn


def _above(run: list[Point | None], others: list[list[Point | None]], index: int) -> bool:
    """A number stands above its point when its series is the upper one there, or its line bends down there."""
    point = run[index]
    assert point is not None
    beside = [o.value for other in others if (o := other[index]) is not None]
    if beside:
        return point.value >= max(beside)
    near = [p.value for p in (*run[max(0, index - 1) : index], *run[index + 1 : index + 2]) if p is not None]
    return not near or point.value >= sum(near) / len(near)


def _names(plot: Plot, x: Scale, y: float) -> list[Markup]:
    """Names under the axis, as many as there is room for, the last one always."""
    labels = [plot.label(r) for r in plot.rows()]
    step = (x(1) - x(0)) if len(labels) > 1 else plot.width
    every = max(1, -(-int(max(text_width(w, 12) for w in labels) + 10) // max(1, int(step))))
    drawn = []
    for i, words in enumerate(labels):
        if (len(labels) - 1 - i) % every == 0:
            at = min(x(i), plot.width - text_width(words, 12) / 2)
            drawn.append(text(at, y, words, "middle", "tick"))
    return drawn
