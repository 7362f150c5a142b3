"""Native charts: editable in PowerPoint, drawn from the same columns as the page's and the print's."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.util import Pt

from khaka.render.charts.palette import INK, PAPER, RULE, SOFT, ink
from khaka.render.slides.ink import describe, emu, rgb, set_fonts
from khaka.render.slides.nouns import Plot, Values
from khaka.render.workbook.sheet import Formats, Page

#: Hatches of the print palette as the file's own patterns.
PATTERNS: Final = {
    "rising": MSO_PATTERN.LIGHT_UPWARD_DIAGONAL,
    "falling": MSO_PATTERN.LIGHT_DOWNWARD_DIAGONAL,
    "dots": MSO_PATTERN.PERCENT_10,
    "level": MSO_PATTERN.LIGHT_HORIZONTAL,
}
_DASHES: Final = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)


def add_chart(shapes: Any, plot: Plot, place: Sequence[float], alt: str, lang: str) -> Any:
    """Draw a plot into a slide; its numbers go with it as a small workbook."""
    kind, data = _data(plot)
    graphic = shapes.add_chart(kind, *(emu(v) for v in place), data)
    graphic.name = plot.title
    describe(graphic, alt)
    chart = graphic.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(plot))
    chart.font.size, chart.font.color.rgb = Pt(11), rgb(INK)
    set_fonts(chart.font._rPr, lang)
    _name(chart, plot, lang)
    _axes(chart, plot)
    _paint(chart, plot)
    return graphic


def _data(plot: Plot) -> tuple[Any, Any]:
    if plot.shape == "scatter":
        data: Any = XyChartData()
        for one in plot.series:
            points = data.add_series(one.name, one.format)
            for x, y in zip(one.at, one.values, strict=True):
                if y is not None:
                    points.add_data_point(x, y)
        return XL_CHART_TYPE.XY_SCATTER, data
    data = CategoryChartData()
    data.categories = plot.names
    lined = (*plot.series, plot.rule) if plot.rule is not None and plot.shape == "line" else plot.series
    for one in lined:
        data.add_series(one.name, one.values, one.format)
    kinds = {"stacked": XL_CHART_TYPE.BAR_STACKED, "line": XL_CHART_TYPE.LINE_MARKERS,
             "column": XL_CHART_TYPE.COLUMN_CLUSTERED, "bar": XL_CHART_TYPE.BAR_CLUSTERED,
             "parts": XL_CHART_TYPE.BAR_STACKED, "waterfall": XL_CHART_TYPE.BAR_STACKED,
             "dumbbell": XL_CHART_TYPE.LINE_MARKERS, "pendulum": XL_CHART_TYPE.COLUMN_STACKED}  # fmt: skip
    return kinds[plot.shape], data


def _workbook(plot: Plot) -> bytes:
    """The numbers behind a chart where its references expect them. The library's own workbook would carry the clock
    and take a name that begins with "=" for a formula."""
    from datetime import datetime

    import xlsxwriter

    from khaka.render.workbook.book import OPTIONS

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"created": datetime(2000, 1, 1)})
    page = Page(book.add_worksheet("Sheet1"), Formats(book))
    if plot.shape == "scatter":
        top = 0
        for one in plot.series:
            page.text(top, 1, one.name)
            known = [(x, y) for x, y in zip(one.at, one.values, strict=True) if y is not None]
            for line, (x, y) in enumerate(known, top + 1):
                page.number(line, 0, x, "General")
                page.number(line, 1, y, one.format)
            top += len(known) + 2
    else:
        for line, name in enumerate(plot.names, 1):
            page.text(line, 0, name)
        lined = (*plot.series, plot.rule) if plot.rule is not None and plot.shape == "line" else plot.series
        for column, one in enumerate(lined, 1):
            page.text(0, column, one.name)
            for line, value in enumerate(one.values, 1):
                if value is not None:
                    page.number(line, column, value, one.format)
    page.finish()
    book.close()
    return buffer.getvalue()


def _name(chart: Any, plot: Plot, lang: str) -> None:
    """Title and legend."""
    chart.has_title = True
    frame = chart.chart_title.text_frame
    frame.text = plot.title
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold, run.font.color.rgb = Pt(12), True, rgb(SOFT)
    set_fonts(run._r.get_or_add_rPr(), lang)
    chart.has_legend = plot.shape != "waterfall" and (len(plot.series) > 1 or plot.rule is not None)
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(12)
        set_fonts(chart.legend.font._rPr, lang)


def _axes(chart: Any, plot: Plot) -> None:
    """Numbers stand at the marks, so the value axis goes; what the axis names stays."""
    values, names = chart.value_axis, chart.category_axis
    values.has_major_gridlines = plot.shape == "scatter"
    values.visible = plot.shape == "scatter"
    if plot.shape == "scatter":
        _scattered(names, values, plot)
        return
    names.format.line.color.rgb = rgb(RULE)
    names.tick_labels.font.size = Pt(9 if len(plot.names) > 12 else 10)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    known = [v for one in plot.series for v in one.values if v is not None] or [0.0]
    top = max(0.0, *known, *(plot.rule.values[:1] if plot.rule else ()))  # type: ignore[type-var]
    if plot.shape == "pendulum":
        names.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        values.visible = True
        values.tick_labels.font.size = Pt(10)
    elif plot.shape == "dumbbell":
        values.visible = values.has_major_gridlines = True
        values.major_gridlines.format.line.color.rgb = rgb(RULE)
        values.tick_labels.font.size = Pt(10)
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = plot.series[0].format, False
    elif plot.shape == "parts":
        values.minimum_scale, values.maximum_scale = 0, max(map(sum, _columns(plot))) or 1
    elif plot.shape == "stacked":
        names.visible = False
        values.minimum_scale, values.maximum_scale = 0, sum(known) or 1
    else:
        values.minimum_scale = 0 if min(known) >= 0 else None
        if plot.most is not None:
            values.maximum_scale = (plot.most or 1) * 1.15
        elif plot.shape == "line" and top:
            values.maximum_scale = top * 1.12
    if plot.shape in ("bar", "parts", "waterfall"):
        names.reverse_order = True


def _columns(plot: Plot) -> list[list[float]]:
    """The numbers of each name."""
    return [[one.values[i] or 0.0 for one in plot.series] for i in range(len(plot.names))] or [[0.0]]


def _scattered(across: Any, up: Any, plot: Plot) -> None:
    """Both axes of points; days as days."""
    for axis in (across, up):
        axis.tick_labels.font.size = Pt(10)
        axis.format.line.color.rgb = rgb(RULE)
        axis.major_gridlines.format.line.color.rgb = rgb(RULE)
    known = [one.column for one in plot.series if one.column is not None]
    if known:
        up.tick_labels.number_format, up.tick_labels.number_format_is_linked = plot.series[0].format, False
    if plot.days:
        across.tick_labels.number_format, across.tick_labels.number_format_is_linked = "mmm yyyy", False


def _paint(chart: Any, plot: Plot) -> None:
    part = chart.plots[0]
    if plot.shape in ("bar", "column"):
        part.gap_width, part.overlap = 45, 0
    elif plot.shape in ("stacked", "parts", "waterfall"):
        part.gap_width, part.overlap = 20 if plot.shape == "stacked" else 35, 100
    elif plot.shape == "pendulum":
        part.gap_width, part.overlap = 0, 100
    elif plot.shape == "dumbbell":
        _ways(part)
    for index, (one, drawn) in enumerate(zip(plot.series, part.series, strict=False)):
        if plot.shape == "scatter":
            _point(drawn, one, index)
        elif plot.shape == "dumbbell":
            _dot(drawn, one.fill, 8)
            drawn.format.line.fill.background()
        elif not one.fill:
            drawn.format.fill.background()
            drawn.format.line.fill.background()
        elif plot.shape == "pendulum":
            paint(drawn.format.fill, one.fill, "")
        elif plot.shape == "line":
            _line(drawn, one.fill, _DASHES[index % len(_DASHES)])
        else:
            paint(drawn.format.fill, one.fill, one.hatch)
            drawn.format.line.color.rgb = rgb(SOFT)
            drawn.format.line.width = Pt(0.5)
        if plot.shape not in ("scatter", "dumbbell") and one.name_each:
            _labels(drawn, one, plot)
    if plot.rule is not None and plot.shape == "line":
        rule = list(part.series)[-1]
        _line(rule, SOFT, MSO_LINE.SQUARE_DOT, marked=False)
    elif plot.rule is not None and plot.shape == "column":
        _rule_line(chart, plot)


def paint(fill: Any, colour: str, hatch: str) -> None:
    """A plain or hatched fill: the hatch tells classes apart where colours cannot."""
    if hatch in PATTERNS:
        fill.patterned()
        fill.pattern = PATTERNS[hatch]
        fill.fore_color.rgb = rgb(PAPER if ink(colour).upon == PAPER else "#6b4a2b")
        fill.back_color.rgb = rgb(colour)
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(colour)


def _line(drawn: Any, colour: str, dash: Any, marked: bool = True) -> None:
    drawn.smooth = False
    drawn.format.line.color.rgb = rgb(colour)
    drawn.format.line.width = Pt(2.25 if marked else 1.5)
    drawn.format.line.dash_style = dash
    _dot(drawn, colour, 7 if marked else 2)


def _dot(drawn: Any, colour: str, size: int = 8) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE

    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, size
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = rgb(colour)
    drawn.marker.format.line.color.rgb = rgb(colour)


def _point(drawn: Any, one: Values, index: int) -> None:
    """Points in a shape of their own, or a line through its places."""
    from pptx.enum.chart import XL_MARKER_STYLE as STYLE

    if one.lined:
        drawn.marker.style = STYLE.NONE
        drawn.format.line.color.rgb = rgb(one.fill)
        drawn.format.line.width = Pt(1.75)
        drawn.smooth = False
        return
    drawn.format.line.fill.background()
    _dot(drawn, one.fill)
    drawn.marker.style = (STYLE.CIRCLE, STYLE.DIAMOND, STYLE.TRIANGLE, STYLE.SQUARE)[index % 4]


def _ways(part: Any) -> None:
    """Lines from the lower to the higher number of each name, which the library does not offer."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    line = parse_xml(
        f'<c:hiLowLines {nsdecls("c", "a")}><c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{SOFT[1:]}"/>'
        "</a:solidFill></a:ln></c:spPr></c:hiLowLines>"
    )
    part._element.find(qn("c:marker")).addprevious(line)


def _labels(drawn: Any, one: Values, plot: Plot) -> None:
    """Numbers at the marks, written as the unit is."""
    labels = drawn.data_labels
    labels.show_value = True
    crowded = len(plot.names) * len(plot.series) > 8
    written = "0.0%" if crowded and one.format == "0.00%" else one.format  # the cell keeps all its digits
    labels.number_format, labels.number_format_is_linked = written, False
    labels.font.size, labels.font.bold = Pt(10 if len(plot.names) * len(plot.series) <= 16 else 8.5), True
    if plot.shape in ("stacked", "parts", "waterfall"):
        labels.font.size = Pt(16 if plot.shape == "stacked" else 11)
        labels.font.color.rgb = rgb(INK if one.hatch else ink(one.fill).upon)
    else:
        labels.font.color.rgb = rgb(one.fill if plot.shape == "line" else INK)
        labels.position = XL_LABEL_POSITION.ABOVE if plot.shape == "line" else XL_LABEL_POSITION.OUTSIDE_END


def _rule_line(chart: Any, plot: Plot) -> None:
    """A line across the columns: a second chart kind on the same axes, which the library does not offer."""
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    rule = plot.rule
    assert rule is not None
    data = CategoryChartData()
    data.categories = plot.names
    data.add_series(rule.name, rule.values, rule.format)
    made = parse_xml(ChartXmlWriter(XL_CHART_TYPE.LINE, data).xml.encode("utf-8"))
    line = made.find(".//" + qn("c:lineChart"))
    drawn = line.find(qn("c:ser"))
    for tag in ("c:idx", "c:order"):
        drawn.find(qn(tag)).set("val", str(len(plot.series)))
    for reference in drawn.iter(qn("c:f")):  # the rule is no column of the workbook: its cached numbers stand alone
        reference.text = reference.text.replace("$B", "$" + chr(ord("B") + len(plot.series)))
    bars = chart._chartSpace.find(".//" + qn("c:barChart"))
    for mine, theirs in zip(line.findall(qn("c:axId")), bars.findall(qn("c:axId")), strict=True):
        mine.set("val", theirs.get("val"))
    bars.addnext(line)
    _line(chart.plots[1].series[0], SOFT, MSO_LINE.SQUARE_DOT, marked=False)
