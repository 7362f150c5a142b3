"""Charts on the page: the drawings of ``render/charts`` with real text. The page calls ``draw`` and nothing else here."""

from khaka.render.html.charts.draw import ChartView, draw

__all__ = ["ChartView", "draw"]
