"""Charts as inline SVG with real text, which the browser shapes. The page calls ``draw`` and nothing else here."""

from khaka.render.html.charts.draw import ChartView, draw

__all__ = ["ChartView", "draw"]
