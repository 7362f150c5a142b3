"""What changed between two blueprints: `khaka diff`, and the last section of a blueprint that has an earlier version."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from khaka.blueprint.blocks import Blueprint, Section
from khaka.blueprint.differences import Difference, Snapshot, comparable, difference, house_of, snapshot
from khaka.blueprint.differences.nouns import Found, Listed, Proposed, Setting
from khaka.blueprint.sections.changes import section_of, with_changes
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.guard import ensure_file_open
from khaka.locale import Translator
from khaka.mission import Mission
from khaka.render.faces.json import document as blueprint_document

FORMAT: Final = "khaka-difference-1"
#: What a folder is looked through for.
NAME: Final = "blueprint.json"


def read(path: Path) -> Snapshot:
    """A blueprint for comparison, from its file or from the folder that holds one.

    Raises
    ------
    KhakaError
        Nothing there, unreadable, no blueprint, another format version, or one with parts missing.
    Locked
        It holds a forecast that the law forbids to show now.
    """
    file = path / NAME if path.is_dir() else path
    if not file.is_file():
        key = "error.diff.no_blueprint" if path.is_dir() else "error.diff.no_file"
        raise KhakaError(msg(key, file=str(path)), msg("error.diff.no_file_hint"))
    try:
        raw = json.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise KhakaError(
            msg("error.diff.unreadable", file=str(file), why=why), msg("error.diff.not_blueprint_hint")
        ) from error
    found = snapshot(raw, str(path))
    ensure_file_open(raw)
    return found


def diff(old: Path, new: Path) -> Difference:
    """What changed from one blueprint to another.

    Raises
    ------
    KhakaError
        As ``read``; the same file twice; blueprints of two parties or houses.
    """
    a, b = (p / NAME if p.is_dir() else p for p in (old, new))
    if a.exists() and b.exists() and a.samefile(b):
        raise KhakaError(msg("error.diff.same_file", file=str(new)), msg("error.diff.same_file_hint"))
    return difference(read(old), read(new))


def earlier(path: Path, mission: Mission) -> Snapshot:
    """An earlier version of a mission's blueprint, looked at before the new one is computed; errors as ``diff``."""
    then = read(path)
    comparable(then, mission.party, house_of(mission.country, mission.election))
    return then


def since(blueprint: Blueprint, previous: Path | Snapshot) -> Blueprint:
    """A document that tells what changed since an earlier version of it; errors as ``diff``."""
    then = previous if isinstance(previous, Snapshot) else read(previous)
    now = json.loads(json.dumps(blueprint_document(blueprint)))
    return with_changes(blueprint, difference(then, snapshot(now, "blueprint")))


def section(found: Difference) -> Section:
    """The difference as the document's section."""
    return section_of(found)


def write_page(found: Difference, out: Path) -> list[Path]:
    """Write ``difference.<lang>.html`` and ``difference.json`` into a folder, whole or not at all.

    Raises
    ------
    KhakaError
        The folder cannot be written.
    """
    from khaka.desk.blueprint import staged
    from khaka.render.html.difference import page

    with staged(out) as (staging, move):
        for lang, other in (("en", "hi"), ("hi", "en")):
            path = staging / f"difference.{lang}.html"
            path.write_bytes(page(section_of(found), found.new, lang, other).encode("utf-8"))
        text = json.dumps(document(found, Translator("en")), ensure_ascii=False, indent=1, allow_nan=False)
        (staging / "difference.json").write_text(text + "\n", encoding="utf-8")
        return [move(staging / name) for name in ("difference.en.html", "difference.hi.html", "difference.json")]


def document(found: Difference, say: Translator) -> dict[str, Any]:
    """A difference as plain values, with words in the language of ``say``; docs/how-to/focus-lists.md has its form."""
    return {
        "format": FORMAT,
        "old": _which(found.old),
        "new": _which(found.new),
        "same": found.same,
        "data": [_setting(c) for c in found.data],
        "assumptions": [_setting(c) for c in found.settings],
        "findings": _split(found.findings, lambda x: _finding(x, say)),
        "focus": {
            "old_count": len(found.old.focus.chosen), "new_count": len(found.new.focus.chosen), "kept": len(found.kept),
            "added": [_listed(x, say) for x in found.added], "dropped": [_listed(x, say) for x in found.dropped],
        },
        "tiers": [{"seat_id": x.seat_id, "old": x.old, "new": x.new, "why": say.text(x.why)} for x in found.tiers],
        "proposals": _split(found.proposals, lambda x: _proposal(x, say)),
        "figures": [
            {"id": m.id, "definition": say.name(m.new.definition), "unit": m.new.unit.value, "old": m.old.value,
             "new": m.new.value, "difference": _ten(m.change), "key": m.key} for m in found.figures
        ],
        "chances": [
            {"seat_id": c.seat_id, "old": c.old, "new": c.new, "difference": _ten(c.change)} for c in found.chances
        ],
    }  # fmt: skip


def _which(s: Snapshot) -> dict[str, Any]:
    return {
        "mission": s.mission["id"], "party": s.party, "election": s.mission["election"], "as_of": s.as_of.isoformat(),
        "data_version": s.data_version, "khaka": s.khaka, "seed": s.seed, "draws": s.draws,
    }  # fmt: skip


def _setting(c: Setting) -> dict[str, Any]:
    old, new = (v.isoformat() if isinstance(v, date) else v for v in (c.old, c.new))
    return {"field": c.path, "old": old, "new": new}


def _listed(x: Listed, say: Translator) -> dict[str, str]:
    return {"seat_id": x.seat_id, "cause": x.cause, "why": say.text(x.why)}


def _split(items: tuple[Any, ...], make: Any) -> dict[str, list[dict[str, Any]]]:
    """New, gone and changed ones apart."""
    return {
        "new": [make(x) for x in items if x.old is None],
        "gone": [make(x) for x in items if x.new is None],
        "changed": [make(x) for x in items if x.old is not None and x.new is not None],
    }


def _seats(old: tuple[str, ...], new: tuple[str, ...]) -> dict[str, Any]:
    return {
        "old": len(old),
        "new": len(new),
        "added": sorted(set(new) - set(old)),
        "dropped": sorted(set(old) - set(new)),
    }


def _finding(x: Found, say: Translator) -> dict[str, Any]:
    shown = x.new or x.old
    return {
        "id": x.id,
        "title": say.name(shown.title) if shown else x.id,
        "seats": _seats(x.old.seats if x.old else (), x.new.seats if x.new else ()),
        "evidence": {
            "old": say.name(x.old.sentence) if x.old else None,
            "new": say.name(x.new.sentence) if x.new else None,
        },
        "strength": {"old": x.old.strength if x.old else None, "new": x.new.strength if x.new else None},
    }


def _proposal(x: Proposed, say: Translator) -> dict[str, Any]:
    return {
        "id": x.id,
        "text": {"old": say.name(x.old.text) if x.old else None, "new": say.name(x.new.text) if x.new else None},
        "number": {"old": x.old.number if x.old else None, "new": x.new.number if x.new else None},
        "seats": _seats(x.old.seats if x.old else (), x.new.seats if x.new else ()),
    }


def _ten(value: float | None) -> float | None:
    """Ten significant digits, as the documents have them."""
    return float(f"{value:.10g}") if isinstance(value, float) else value
