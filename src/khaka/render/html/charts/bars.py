"""Horizontal bars: names on the left, one or two series of numbers."""

from __future__ import annotations

from markupsafe import Markup

from khaka.render.html.charts.kit import (
    Plot,
    Point,
    Scale,
    line,
    opened,
    rect,
    rule_figure,
    svg,
    text,
    text_width,
    wrapped,
)
from khaka.render.html.colours import shades

_LINE = 16.0
_BAR = 14.0


def bars(plot: Plot, css: str, alt: str) -> Markup:
    """One row of bars for each row of the table."""
    series = plot.series()[:2]
    rows = plot.rows()
    points = [[plot.point(r, c) for c in series] for r in rows]
    values = [p.value for line_ in points for p in line_ if p is not None]
    if not values:
        return Markup("")
    left = min(plot.width * 0.36, max(text_width(plot.label(r)) for r in rows)) + 10
    labels = [wrapped(plot.label(r), left - 8) for r in rows]
    number = max(text_width(p.text) for line_ in points for p in line_ if p is not None) + 8
    scale = _scale(plot, values, left, number)
    marks = shades(plot.chart.categories)
    drawn, y = [], _rule_room(plot)
    top = y
    for row, words, numbers in zip(rows, labels, points, strict=True):
        height = max(_LINE * len(words), (_BAR + 3) * len(series)) + 7
        for i, word in enumerate(words):
            drawn.append(text(left - 8, y + height / 2 - _LINE * len(words) / 2 + 12 + _LINE * i, word, "end"))
        for i, point in enumerate(numbers):
            at = y + height / 2 - (_BAR + 3) * len(series) / 2 + 1.5 + (_BAR + 3) * i
            shade = marks.get(row.kind)
            colour = f"part {shade.css}" if shade else plot.series_class(i, series[i])
            drawn += _bar(plot, scale, at, point, colour)
        y += height
    drawn.append(line(scale(0), top, scale(0), y, "axis"))
    drawn += _rule(plot, scale, top, y)
    return svg(drawn, plot.width, y + 4, css, alt)


def _scale(plot: Plot, values: list[float], left: float, number: float) -> Scale:
    """From the lowest (or zero) to the highest (or the rule), with room for the numbers at both ends."""
    rule = plot.chart.rule.value if plot.chart.rule is not None else None
    extremes = [0.0, *values, *([float(rule)] if rule is not None else [])]
    low, high = min(extremes), max(extremes)
    return Scale(low, high, left + (number if low < 0 else 0), plot.width - number)


def _bar(plot: Plot, scale: Scale, y: float, point: Point | None, css: str) -> list[Markup]:
    if point is None:
        return [text(scale(0) + 6, y + 11, plot.ink.label("common.not_given"), css="quiet")]
    start, end = sorted((scale(0), scale(point.value)))
    anchor, at = ("end", start - 5) if point.value < 0 else ("start", end + 5)
    return [rect(start, y, end - start, _BAR, css), opened(at, y + 11.5, point.text, point.id, anchor)]


def _rule_room(plot: Plot) -> float:
    return 22.0 if rule_figure(plot) else 4.0


def _rule(plot: Plot, scale: Scale, top: float, bottom: float) -> list[Markup]:
    """The line to compare with, its number on top."""
    found = rule_figure(plot)
    if found is None:
        return []
    figure, words = found
    x = scale(float(figure.value or 0))
    half = text_width(words) / 2
    at = min(max(x, half), plot.width - half)
    return [line(x, top - 4, x, bottom, "rule"), opened(at, top - 8, words, figure.id, "middle", "strong")]


def ladder(plot: Plot, css: str, alt: str) -> Markup:
    """Steps: each rung starts where the one before ended, so that what a step adds is seen."""
    series = plot.series()[:1]
    rows = plot.rows()
    rungs = [(r, p) for r in rows for c in series if (p := plot.point(r, c)) is not None]
    if not rungs:
        return Markup("")
    left = min(plot.width * 0.36, max(text_width(plot.label(r)) for r in rows)) + 10
    number = max(text_width(p.text) for _, p in rungs) + 10
    scale = _scale(plot, [p.value for _, p in rungs], left, number)
    top = _rule_room(plot)
    drawn, y, before = [], top, 0.0
    height = 30.0
    for index, (row, point) in enumerate(rungs):
        lines = wrapped(plot.label(row), left - 8)
        for i, word in enumerate(lines):
            drawn.append(text(left - 8, y + height / 2 + 4.5 - _LINE * (len(lines) - 1) / 2 + _LINE * i, word, "end"))
        start, end = sorted((scale(before), scale(point.value)))
        drawn.append(rect(scale(0), y + height / 2 - 3, start - scale(0), 6, "ghost"))
        drawn.append(rect(start, y + 7, end - start, height - 14, "s1" if index else "s4"))
        if index:
            drawn.append(line(scale(before), y - height / 2, scale(before), y + height / 2, "riser"))
        drawn.append(opened(end + 6, y + height / 2 + 4.5, point.text, point.id, css="strong"))
        before, y = point.value, y + height
    drawn.append(line(scale(0), top, scale(0), y, "axis"))
    drawn += _rule(plot, scale, top, y)
    return svg(drawn, plot.width, y + 4, css, alt)
