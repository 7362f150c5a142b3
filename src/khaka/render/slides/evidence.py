"""The speaker's notes: what was counted and how, with the id of each Figure on the slide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from khaka.blueprint.blocks import Chart, Column, Row, Table
from khaka.core.figure import Figure, Kind
from khaka.core.finding import Finding
from khaka.render.charts.frame import plain_rows
from khaka.render.slides.plan import Scene
from khaka.render.slides.tables import Setting
from khaka.render.slides.voice import Voice

_MARKED: Final = {Kind.GIVEN: "pdf.definition.given", Kind.REPORTED: "pdf.definition.reported"}


def notes(
    scene: Scene,
    voice: Voice,
    figures: Iterable[Figure],
    tables: dict[str, Table],
    shown: Setting | None,
    more: list[str],
) -> str:
    """The notes of a slide.

    Parameters
    ----------
    figures
        Figures of the slide's texts.
    tables
        Tables by id, for the columns behind charts.
    shown
        The table's part on the slide, when it shows one.
    more
        Texts that the slide had to cut, in full.
    """
    parts = list(more)
    parts += [voice.text(text) for text in scene.method]
    visual = scene.visual
    if isinstance(visual, Finding):
        parts.append(f"{voice.say('office.finding.rule')}: {voice.text(visual.threshold)}")
    if isinstance(visual, Table) and visual.note is not None:
        parts.append(voice.text(visual.note))
    lines = [*_texts(figures, voice)]
    if isinstance(visual, Table) and shown is not None:
        lines += _cells(visual, shown.columns, shown.rows, voice)
    if isinstance(visual, tuple):
        for chart in visual:
            lines += _points(chart, tables.get(chart.twin), voice)
    if lines:
        parts += [voice.say("office.notes.figures"), *lines, voice.say("office.notes.explain")]
    return "\n".join(parts)


def _texts(figures: Iterable[Figure], voice: Voice) -> list[str]:
    found: dict[str, str] = {}
    for f in figures:
        said = [voice.tr.figure(f), voice.tr.text(f.definition)]
        if f.base is not None:
            said.append(voice.say("pdf.definition.base", base=voice.tr.text(f.base)))
        if f.how.kind in _MARKED:
            said.append(voice.say(_MARKED[f.how.kind]))
        found.setdefault(f.id, f"{f.id} = {said[0]} – {' '.join(said[1:])}")
    return list(found.values())


def _points(chart: Chart, table: Table | None, voice: Voice) -> list[str]:
    if table is None or not chart.y or chart.kind == "stacked":
        return []
    keys = {chart.x, *chart.y}
    columns = [c for c in table.columns if c.key in keys]
    return _cells(table, columns, plain_rows(table), voice)


def _cells(table: Table, columns: Iterable[Column], rows: Sequence[Row], voice: Voice) -> list[str]:
    """One line a column: its definition, then the ids of its cells."""
    found = []
    for column in columns:
        if column.unit is None or column.definition is None:
            continue
        ids = ", ".join(f.id for row in rows if (f := table.figure(row, column)) is not None)
        base = " " + voice.say("pdf.definition.base", base=voice.tr.text(column.base)) if column.base else ""
        found.append(f"{voice.tr.text(column.title)} – {voice.tr.text(column.definition)}{base}\n{ids}")
    return found
