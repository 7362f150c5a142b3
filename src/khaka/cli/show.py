"""A section of the document in the terminal."""

from __future__ import annotations

from datetime import date

import typer
from rich.console import Console
from rich.table import Table as RichTable

from khaka.blueprint import blocks as b
from khaka.core.message import Message, Name
from khaka.locale import Translator


def show_section(section: b.Section, say: Translator) -> None:
    """Print a section: texts as lines, tables as tables."""
    console = Console()
    typer.echo(f"{section.number}{section.part}. {say.text(section.title)}\n")
    if section.summary:
        typer.echo(say.text(section.summary) + "\n")
    for block in section.blocks:
        match block:
            case b.Table():
                console.print(table(block, say))
            case b.Findings():
                for f in block.items:
                    typer.echo(f"\n{say.text(f.title)}\n  {say.text(f.sentence)}\n  -> {say.text(f.remedy.text)}")
            case b.Bullets():
                for item in block.items:
                    typer.echo(f"- {say.text(item)}")
            case b.Paragraph() | b.Notice() | b.Heading():
                typer.echo(say.text(block.text))
            case _:
                pass  # maps and charts have a table twin
    if section.decision:
        typer.echo(f"\n? {say.text(section.decision)}")


def table(block: b.Table, say: Translator) -> RichTable:
    """A table of the document; long ones show their first forty rows."""
    shown = RichTable(*(say.text(c.title) for c in block.columns), title=say.text(block.title))
    for row in block.rows[:40]:
        shown.add_row(*(_cell(c, v, say) for c, v in zip(block.columns, row.cells, strict=True)))
    return shown


def _cell(column: b.Column, value: b.Cell, say: Translator) -> str:
    if value is None:
        return say.text(Message("common.not_given")) if column.unit else ""
    if column.unit is not None and isinstance(value, int | float):
        style = "signed" if column.signed else "bare"
        return say.number(value, column.unit, column.digits, style)
    if isinstance(value, tuple):
        return ", ".join(say.name(n) for n in value)
    if isinstance(value, Name):
        return say.name(value)
    if isinstance(value, Message):
        return say.text(value)
    return say.date(value, "short") if isinstance(value, date) else str(value)
