"""Template tags for a blueprint's document: its texts, cells and figures in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.locale import Translator

register = template.Library()


def _say(context: Context) -> Translator:
    found: Translator = context["request"].say
    return found


@register.simple_tag(takes_context=True)
def t(context: Context, pair: dict[str, Any] | None) -> str:
    """A text in two languages."""
    if not pair:
        return ""
    return str(pair.get(_say(context).lang) or pair.get("en") or "")


@register.simple_tag(takes_context=True)
def figure_value(context: Context, figure: dict[str, Any] | None) -> str:
    """A Figure's value; "not given" where there is none."""
    say = _say(context)
    if figure is None or figure["value"] is None:
        return say.text(msg("common.not_given"))
    return say.number(figure["value"], Unit(figure["unit"]))


@register.simple_tag(takes_context=True)
def doc_figure(context: Context, id_: str) -> dict[str, Any] | None:
    """A Figure of the page's document."""
    found: dict[str, Any] | None = context["doc"].figure(id_)
    return found


@register.simple_tag(takes_context=True)
def shown_cell(context: Context, cell: Any, column: dict[str, Any]) -> str:
    """A table's cell as text."""
    say, doc = _say(context), context["doc"]
    if cell is None:
        return say.text(msg("common.not_given"))
    if isinstance(cell, list):
        return ", ".join(shown_cell(context, c, column) for c in cell)
    if isinstance(cell, dict):
        return doc.name(cell["name"], say.lang) if "name" in cell else t(context, cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or column["unit"] is None:
        return str(cell)
    return say.number(cell, Unit(column["unit"]))


@register.simple_tag
def cell_id(table: dict[str, Any], row: dict[str, Any], column: dict[str, Any]) -> str:
    """The id of a cell's Figure; empty where the cell is no Figure."""
    return f"{table['id']}.{row['key'].lower()}.{column['key']}" if column["how"] else ""


@register.simple_tag
def cells(table: dict[str, Any], row: dict[str, Any]) -> list[tuple[dict[str, Any], Any]]:
    """A row's cells with their columns."""
    return list(zip(table["columns"], row["cells"], strict=True))


@register.filter
def get(mapping: dict[str, Any], key: str) -> Any:
    """An entry of a mapping by its key: a template's dot would find the mapping's method ``items`` instead."""
    return mapping.get(key)
