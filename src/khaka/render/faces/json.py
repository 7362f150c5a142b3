"""blueprint.json: the whole document for programs; its schema is ``khaka/render/schema/blueprint.schema.json``.

Both languages stand in one file. A text is ``{"en", "hi", "figures": [ids]}``; a name in a cell is ``{"name":
"party:INC"}`` and its spellings stand once under ``names``; a table's column holds definition, unit, sources and
processing for all its cells, and a cell's id is ``<table>.<row, lower case>.<column>``.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from khaka.blueprint import blocks as b
from khaka.blueprint.document import index, walk
from khaka.core.figure import Figure, How
from khaka.core.finding import Finding, Proposal
from khaka.core.message import Message, Name
from khaka.locale import COMPLETE, Translator
from khaka.render.base import Face

FORMAT = "khaka-blueprint-1"


def write(blueprint: b.Blueprint, languages: tuple[str, ...], folder: Path) -> list[Path]:
    """Write ``blueprint.json``; it always holds every language."""
    path = folder / "blueprint.json"
    text = json.dumps(document(blueprint), ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
    return [path]


def document(blueprint: b.Blueprint) -> dict[str, Any]:
    """The document as plain values."""
    names = {f"{n.kind}:{n.code}": n for n in walk((blueprint.leader, blueprint.sections), Name)}
    return {
        "format": FORMAT,
        "khaka": blueprint.version,
        "title": _text(blueprint.title),
        "subtitle": _text(blueprint.subtitle),
        "party": blueprint.party.code,
        "as_of": blueprint.as_of.isoformat(),
        "data_version": blueprint.data_version,
        "seed": blueprint.seed,
        "draws": blueprint.draws,
        "mission": blueprint.mission,
        "notices": [_text(n) for n in blueprint.notices],
        "leader": _leader(blueprint.leader),
        "sections": [_section(s) for s in blueprint.sections],
        "proposals": [_proposal(p) for p in blueprint.proposals],
        "figures": {i: _figure(f) for i, f in sorted(_running(blueprint).items())},
        "names": {k: dict(n.texts) for k, n in sorted(names.items())},
        "sources": {s.id: {"title": s.title, "title_hi": s.title_hi, "publisher": s.publisher, "url": s.url,
                           "attribution": s.attribution, "confidence": s.confidence} for s in blueprint.sources},
    }  # fmt: skip


def section_document(section: b.Section) -> dict[str, Any]:
    """One section as plain values, with the Figures and names that it uses."""
    cells = {f.id for t in walk(section, b.Table) for f in t.figures()}
    figures = {f.id: f for f in walk(section, Figure) if f.id not in cells}
    names = {f"{n.kind}:{n.code}": n for n in walk(section, Name)}
    proposals = [f.remedy for f in walk(section, Finding)]
    return {
        **_section(section),
        "proposals": [_proposal(p) for p in proposals],
        "figures": {i: _figure(f) for i, f in sorted(figures.items())},
        "names": {k: dict(n.texts) for k, n in sorted(names.items())},
    }


def _running(blueprint: b.Blueprint) -> dict[str, Figure]:
    """Figures of running text; those of table cells are put together from their columns."""
    cells = {f.id for t in walk((blueprint.leader, blueprint.sections), b.Table) for f in t.figures()}
    return {i: f for i, f in index(blueprint).items() if i not in cells}


@cache
def _translators() -> dict[str, Translator]:
    return {lang: Translator(lang) for lang in COMPLETE}


def _text(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    found: dict[str, Any] = {lang: say.text(message) for lang, say in _translators().items()}
    ids = list(dict.fromkeys(f.id for f in walk(message, Figure)))
    return found | ({"figures": ids} if ids else {})


def _number(value: float | None) -> int | float | None:
    """Ten significant digits: the last bits of a sum may depend on the number of threads."""
    return float(f"{value:.10g}") if isinstance(value, float) else value


def _how(how: How) -> dict[str, Any]:
    return {
        "kind": how.kind.value,
        "measure": how.measure,
        "filters": dict(how.filters),
        "formula": how.formula,
        "of": list(how.of),
        "rows": list(how.rows),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    interval = figure.interval
    return {
        "value": _number(figure.value),
        "unit": figure.unit.value,
        "definition": _text(figure.definition),
        "base": _text(figure.base),
        "how": _how(figure.how),
        "sources": list(figure.sources),
        "interval": {"low": _number(interval.low), "high": _number(interval.high), "level": interval.level}
        if interval
        else None,
        "note": _text(figure.note),
    }


def _proposal(p: Proposal) -> dict[str, Any]:
    effect = (
        {"kind": p.effect.kind, "measure": p.effect.measure, "filters": dict(p.effect.filters)} if p.effect else None
    )
    return {"id": p.id, "text": _text(p.text), "finding": p.finding, "seats": list(p.seats), "effect": effect}


def _finding(f: Finding) -> dict[str, Any]:
    return {
        "id": f.id,
        "detector": f.detector,
        "title": _text(f.title),
        "sentence": _text(f.sentence),
        "evidence": [e.id for e in f.evidence],
        "seats": list(f.seats),
        "seats_at_stake": f.at_stake.id,
        "states": [n.code for n in f.where],
        "remedy": f.remedy.id,
        "rule": _text(f.threshold),
        "strength": f.strength.value,
        "author": f.author or None,
    }


def _leader(page: b.LeaderPage) -> dict[str, Any]:
    return {
        "verdict": _text(page.verdict),
        "changed": _text(page.changed),
        "standing": [{"label": _text(label), "figure": f.id} for label, f in page.standing],
        "standing_note": _text(page.standing_note),
        "hold": _text(page.hold),
        "path": _table(page.path) if page.path else None,
        "decisions": [_text(m) for m in page.decisions],
        "allies": _text(page.allies),
        "states": [_text(m) for m in page.states],
        "risks": [_text(m) for m in page.risks],
        "miss": _text(page.miss),
        "disputed": [_text(m) for m in page.disputed],
    }


def _section(s: b.Section) -> dict[str, Any]:
    return {
        "number": s.number,
        "part": s.part,
        "slug": s.slug,
        "title": _text(s.title),
        "summary": _text(s.summary),
        "blocks": [_block(block) for block in s.blocks],
        "decision": _text(s.decision),
    }


def _block(block: b.Block) -> dict[str, Any]:
    match block:
        case b.Heading():
            return {"type": "heading", "slug": block.slug, "text": _text(block.text)}
        case b.Paragraph():
            return {"type": "paragraph", "text": _text(block.text)}
        case b.Notice():
            return {"type": "notice", "kind": block.kind, "text": _text(block.text)}
        case b.Bullets():
            return {
                "type": "bullets",
                "title": _text(block.title),
                "ordered": block.ordered,
                "items": [_text(m) for m in block.items],
            }
        case b.KeyFigures():
            return {"type": "key_figures", "items": [{"label": _text(m), "figure": f.id} for m, f in block.items]}
        case b.Table():
            return _table(block)
        case b.SeatMap():
            return {
                "type": "seat_map",
                "id": block.id,
                "title": _text(block.title),
                "twin": block.twin,
                "categories": [_category(c) for c in block.categories],
                "classes": dict(block.classes),
            }
        case b.Chart():
            return {
                "type": "chart",
                "id": block.id,
                "kind": block.kind,
                "title": _text(block.title),
                "twin": block.twin,
                "x": block.x,
                "y": list(block.y),
                "categories": [_category(c) for c in block.categories],
            }
        case b.Findings():
            return {"type": "findings", "items": [_finding(f) for f in block.items]}


def _category(c: b.Category) -> dict[str, Any]:
    label = dict(c.label.texts) if isinstance(c.label, Name) else _text(c.label)
    return {"key": c.key, "label": label, "figure": c.figure.id if c.figure else None}


def _table(table: b.Table) -> dict[str, Any]:
    return {
        "type": "table",
        "id": table.id,
        "title": _text(table.title),
        "note": _text(table.note),
        "columns": [_column(c) for c in table.columns],
        "rows": [{"key": r.key, "kind": r.kind, "cells": [_cell(c) for c in r.cells]} for r in table.rows],
    }


def _column(c: b.Column) -> dict[str, Any]:
    return {
        "key": c.key,
        "title": _text(c.title),
        "unit": c.unit.value if c.unit else None,
        "definition": _text(c.definition),
        "base": _text(c.base),
        "how": _how(c.how) if c.how else None,
        "sources": list(c.sources),
    }


def _cell(cell: b.Cell) -> Any:
    match cell:
        case Name():
            return {"name": f"{cell.kind}:{cell.code}"}
        case Message():
            return _text(cell)
        case tuple():
            return [_cell(n) for n in cell]
        case date():
            return cell.isoformat()
        case float():
            return _number(cell)
        case _:
            return cell


face = Face("json", write)
