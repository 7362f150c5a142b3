"""A native chart before it is drawn: shape, names and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from khaka.blueprint.blocks import Column


@dataclass(frozen=True, slots=True)
class Values:
    """A series: its name, its numbers (None is a gap), how they are written and how they are inked."""

    name: str
    values: tuple[float | None, ...]
    format: str
    fill: str
    hatch: str = ""
    column: Column | None = None
    at: tuple[float, ...] = ()  # of points: where each lies across
    lined: bool = False  # of points: joined by a line, without marks
    name_each: bool = True  # numbers at the marks


@dataclass(frozen=True, slots=True)
class Plot:
    """One native chart.

    ``shape`` is ``stacked`` (one bar in parts), ``parts`` (one a row), ``line``, ``column``, ``bar``, ``scatter``,
    ``dumbbell``, ``pendulum`` or ``waterfall``; ``days`` says that a scatter's places across are days.
    """

    shape: str
    title: str
    names: tuple[str, ...]
    series: tuple[Values, ...]
    rule: Values | None = None
    most: float | None = None
    days: bool = False
