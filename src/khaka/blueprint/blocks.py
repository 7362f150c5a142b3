"""What a section is made of. Blocks hold Figures, rows and message keys; renderers decide how they look.

A table's cells are Figures without the weight: the column carries unit, definition, base, sources and processing, the
row carries the key, and ``Table.figure(row, column)`` puts them together under the id ``{table}.{row}.{column}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from khaka.core.figure import Figure, How, Kind
from khaka.core.finding import Finding, Proposal
from khaka.core.message import Message, Name
from khaka.core.nouns import Seat
from khaka.core.source import Source
from khaka.core.units import Unit

if TYPE_CHECKING:
    from khaka.blueprint.live import Live

#: A number of the column's unit, a name, a text, a date, several names, or None for "not given".
Cell: TypeAlias = "int | float | str | Name | Message | date | tuple[Name, ...] | None"

#: In a column's ``how.filters`` this value stands for the row's key.
ROW_KEY = "{row}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: either numbers (``unit`` is set; then ``definition`` and ``how`` are too) or names and words.

    ``share_of_max`` asks the renderer for a small bar behind the number; ``minor`` columns may go when space is short.
    """

    key: str
    title: Message
    unit: Unit | None = None
    definition: Message | None = None
    how: How | None = None
    base: Message | None = None
    sources: tuple[str, ...] = ()
    digits: int | None = None
    signed: bool = False
    bar: bool = False
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: key (stable, part of the figure ids), cells in column order, and an optional class for colouring."""

    key: str
    cells: tuple[Cell, ...]
    kind: str = ""  # "total" for a sum row; a tier or party code for rows that a map colours


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its definition. ``filter_by`` names a column (a Name of kind state) that readers may filter on."""

    id: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Message | None = None
    annex: bool = False  # long: print gives it its own pages, a page gives it search
    filter_by: str | None = None

    def figure(self, row: Row, column: Column) -> Figure | None:
        """The Figure behind one cell, or None when the column holds words."""
        if column.unit is None or column.how is None or column.definition is None:
            return None
        value = row.cells[self.columns.index(column)]
        if value is not None and not isinstance(value, int | float):
            return None
        how = column.how
        filters = tuple((k, row.key if v == ROW_KEY else v) for k, v in how.filters)
        rows = how.rows or ((row.key,) if how.kind is not Kind.MEASURED else ())
        return Figure(
            id=self.cell_id(row, column),
            value=value,
            unit=column.unit,
            definition=column.definition,
            how=replace(how, filters=filters, rows=rows),
            base=column.base,
            sources=column.sources,
            digits=column.digits,
        )

    def cell_id(self, row: Row, column: Column) -> str:
        """The id of a cell's Figure."""
        return f"{self.id}.{row.key.lower()}.{column.key}"

    def figures(self) -> Iterator[Figure]:
        """Every Figure of the table."""
        for row in self.rows:
            for column in self.columns:
                found = self.figure(row, column)
                if found is not None:
                    yield found


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; ``slug`` is its anchor."""

    slug: str
    text: Message


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of text."""

    text: Message


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts; ``ordered`` numbers them."""

    items: tuple[Message, ...]
    title: Message | None = None
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Large numbers with a label each."""

    items: tuple[tuple[Message, Figure], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed remark. ``kind`` is ``caution``, ``reported``, ``method`` or ``empty``."""

    kind: str
    text: Message


@dataclass(frozen=True, slots=True)
class Category:
    """A class of a map or bar: key (as in ``Row.kind``), label, colour token (``first``, ``tier-hold``) or #hex."""

    key: str
    label: Message | Name
    colour: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class SeatMap:
    """The seat tile map. ``twin`` is the id of the table that says the same; ``classes`` maps seat id to category."""

    id: str
    title: Message
    alt: Message
    categories: tuple[Category, ...]
    classes: tuple[tuple[str, str], ...]
    twin: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart drawn from a table's columns. ``twin`` is that table's id; rows of kind ``total`` are not drawn.

    Parameters
    ----------
    kind
        ``stacked``: one bar in parts (``categories`` with their figures).
        ``parts``: such a bar for each row (``y``; categories with the columns' keys name and colour them).
        ``lines``: ``x`` against each of ``y``; the parameter ``notes`` names a column of words about some places.
        ``bars``: ``x`` names against ``y[0]``, ``y[1]`` as a second series when given.
        ``ladder``: steps of a swing; categories are swings that have been, drawn on the same scale.
        ``pendulum``: rows in the order of ``y[0]``, the gap to the winner (below zero: ours); ``row.kind`` colours them.
        ``spread``: ranges of seats; parameters ``first`` and ``bin`` say where they begin and how wide they are.
        ``dumbbell``: ``y[0]`` (before) and ``y[1]`` (now) of each row.
        ``waterfall``: ``y[0]`` (change, none for a count alone) and ``y[1]`` (the count after it).
        ``polls``: days ``x``, shares ``y``; parameters ``house`` (a column) and ``average`` (columns, in the order of y).
        ``scatter``, ``calibration``: ``x`` against ``y[0]``; ``row.kind`` gives the category.
    categories
        Parts, series or classes; for a series the key is its column's, the colour a token, ``s1`` to ``s4`` or #hex.
    rule
        A line to compare with: a goal, the majority.
    """

    id: str
    kind: str
    title: Message
    alt: Message
    twin: str
    x: str = ""
    y: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    rule: Figure | None = None
    params: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Weaknesses, each with evidence and remedy."""

    items: tuple[Finding, ...]


Block: TypeAlias = "Heading | Paragraph | Bullets | KeyFigures | Notice | Table | SeatMap | Chart | Findings"


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section that ends in the decision that it asks for.

    ``part`` tells apart sections that share a number (2, 2A); ``summary`` is one sentence under the heading.
    """

    number: int
    slug: str
    title: Message
    blocks: tuple[Block, ...]
    decision: Message | None = None
    summary: Message | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """Section 0, one phone screen and one A4 page (about 250 words): the parts in the order in which they are read.

    Parameters
    ----------
    verdict
        One sentence.
    changed
        What changed since the last version.
    standing
        Where we stand: a label and a number each (held, second, third or lower, not fought).
    standing_note
        One sentence under the numbers (votes against seats).
    hold
        What to hold first.
    path
        Staging posts, and what each needs; at most five rows.
    decisions
        Five decisions.
    allies
        Alone or allied, in one or two sentences.
    states
        Five states, one line each.
    risks
        Three risks.
    miss
        How wrong the last forecast was, or that there is none.
    disputed
        Counts that sources dispute.
    bar
        The standing as one bar.
    """

    verdict: Message
    changed: Message
    standing: tuple[tuple[Message, Figure], ...]
    standing_note: Message
    hold: Message
    path: Table | None
    decisions: tuple[Message, ...]
    allies: Message
    states: tuple[Message, ...]
    risks: tuple[Message, ...]
    miss: Message
    disputed: tuple[Message, ...]
    bar: Chart | None = None


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The whole document, ready to be written in any form and language.

    Parameters
    ----------
    title, subtitle
        Printed on the cover.
    party
        "Ours".
    mission
        The mission's id, name and every setting, as written in JSON.
    as_of
        Nothing later was used.
    data_version
        Digest of all data that the mission may see.
    seed, draws
        Of the one draw set behind every simulated number.
    leader
        Section 0.
    sections
        Sections in order; those that do not apply are absent.
    notices
        Sentences that every page carries.
    embargo
        "Not for publication from ... to ...", also the first of the notices; None while the target election's dates are
        not announced.
    proposals
        Every remedy, in the order in which they should be decided.
    sources
        Sources of the figures.
    seats, states
        Names, reservation and tile of each seat and name of each state, for maps and search.
    colours
        Party code and media colour (#RRGGBB) of each party that the document names.
    version
        Of Khaka.
    live
        What-ifs that a page can answer by itself, computed when first asked for; None where there is no forecast.
    """

    title: Message
    subtitle: Message
    party: Name
    mission: dict[str, Any]
    as_of: date
    data_version: str
    seed: int
    draws: int
    leader: LeaderPage
    sections: tuple[Section, ...]
    notices: tuple[Message, ...]
    proposals: tuple[Proposal, ...]
    sources: tuple[Source, ...]
    seats: tuple[Seat, ...]
    states: tuple[Name, ...]
    colours: tuple[tuple[str, str], ...] = ()
    version: str = ""
    live: Live | None = field(default=None, compare=False, repr=False)
    embargo: Message | None = None
