"""One bar in parts."""

from __future__ import annotations

from markupsafe import Markup

from khaka.render.html.charts.kit import SIZE, Plot, num, opened, rect, svg, text_width
from khaka.render.html.colours import shades

_HEIGHT = 40.0
_GAP = 2.0
#: A part narrower than this shows its number alone, without the category's mark.
_ROOM_FOR_MARK = 62.0


def stacked(plot: Plot, css: str, alt: str) -> Markup:
    """The bar; its legend stands beside it as text."""
    parts = [(c, c.figure) for c in plot.chart.categories if c.figure is not None and c.figure.value]
    total = sum(float(f.value or 0) for _, f in parts) or 1.0
    marks = shades(plot.chart.categories)
    drawn, x = [], 0.0
    for category, figure in parts:
        plot.ink.explanations.add(figure)
        width = float(figure.value or 0) / total * plot.width
        shade, words = marks[category.key], plot.ink.translator.figure(figure, "bare")
        drawn.append(rect(x, 0, width - _GAP, _HEIGHT, f"part {shade.css}"))
        middle = x + (width - _GAP) / 2
        if width >= _ROOM_FOR_MARK and shade.mark != "plain":
            drawn.append(
                Markup('<use href="#m-{}" class="{}" x="{}" y="{}"/>').format(
                    shade.mark, shade.css, num(middle - text_width(words, SIZE + 2) / 2 - 9), num(_HEIGHT / 2)
                )
            )
            middle += 6
        if width - _GAP >= text_width(words, SIZE + 2) + 4:
            drawn.append(opened(middle, _HEIGHT / 2 + 5, words, figure.id, "middle", f"on {shade.css}"))
        x += width
    return svg(drawn, plot.width, _HEIGHT, css, alt)
