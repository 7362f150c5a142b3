"""Versions of a focus list: one of the mission's, one in a file, and the present list written down as a new one."""

from __future__ import annotations

import difflib
import json
import os
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from khaka.core.errors import KhakaError, NotKnown
from khaka.core.message import msg
from khaka.locale import Translator
from khaka.mission.focus_versions import FocusVersion, latest, read_version
from khaka.mission.reading import Form
from khaka.strategy import Strategy
from khaka.strategy.focus import FocusList, ListChange, Moved, since

FORMAT = "khaka-focus-list-1"


def against(strategy: Strategy, focus: FocusList, wanted: str) -> ListChange:
    """What a list changes of an earlier one.

    Parameters
    ----------
    wanted
        The name of one of the mission's versions, or a file that `khaka focus --save` wrote, a mission with versions (its
        latest counts), or any ``blueprint.json`` or its folder.

    Raises
    ------
    NotKnown
        Neither.
    KhakaError
        The file holds no list, or seats that do not exist.
    """
    return since(version_of(strategy, wanted), focus, strategy.brief)


def version_of(strategy: Strategy, wanted: str) -> FocusVersion:
    """The earlier list that ``wanted`` names; see ``against``."""
    stored = strategy.brief.mission.focus.versions
    named = next((v for v in stored if v.name == wanted), None)
    if named is not None:
        return named
    path = Path(wanted)
    if (path / "blueprint.json").is_file():
        path = path / "blueprint.json"
    if not path.is_file():
        names = [v.name for v in stored]
        near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.3) or names
        hint = msg("error.catalog.did_you_mean", names=near) if near else msg("error.lists.version_hint")
        raise NotKnown(msg("error.lists.version", name=wanted), hint)
    found = _read(path)
    unknown = [s for s in found.seats if s not in strategy.brief.catalog.seats]
    if unknown:
        raise KhakaError(msg("error.lists.seats", file=path.name, seats=unknown[:5]), msg("error.lists.seats_hint"))
    return found


def _read(path: Path) -> FocusVersion:
    """A list from a file, in TOML or JSON."""
    raw = _raw(path)
    if str(raw.get("format", "")).startswith("khaka-blueprint-"):
        from khaka.blueprint.differences import snapshot

        then = snapshot(raw, str(path))
        return FocusVersion(path.name, then.as_of, then.focus.chosen)
    focus = raw.get("focus")
    versions = focus.get("versions") if isinstance(focus, dict) else None
    tables = versions if isinstance(versions, list) else [{k: v for k, v in raw.items() if k in _FIELDS}]
    problems: list[Any] = []
    made = [read_version(Form(_dated(t), f"focus.versions[{i}].", problems)) for i, t in enumerate(tables, 1)]
    found = latest(tuple(made))
    if found is None or problems:
        where = f"{problems[0].field}" if problems else "focus.versions"
        raise KhakaError(msg("error.lists.file", file=path.name, field=where), msg("error.lists.file_hint"))
    return found


_FIELDS = ("name", "day", "by", "seats")


def _dated(table: Any) -> Any:
    """A table of JSON, where a day is a text."""
    day = table.get("day") if isinstance(table, dict) else None
    if not isinstance(day, str):
        return table
    try:
        return {**table, "day": date.fromisoformat(day)}
    except ValueError:
        return table


def _raw(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
        raw = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        why = str(error).partition("\n")[0]
        raise KhakaError(
            msg("error.lists.unreadable", file=path.name, why=why), msg("error.lists.file_hint")
        ) from error
    return raw


def save(strategy: Strategy, focus: FocusList, path: Path, name: str | None = None, by: str = "") -> None:
    """Write a list down as a version: ``.toml`` to be put under a mission, or ``.json``; whole or not at all.

    Parameters
    ----------
    name
        Of the version; None takes the mission's id and as-of date. Its day is the as-of date.

    Raises
    ------
    KhakaError
        Another ending, a file that holds something else already, or one that cannot be written.
    """
    mission = strategy.brief.mission
    day = mission.as_of.isoformat()
    version = {
        "name": f"{mission.id} {day}" if name is None else name, "day": day, "by": by,
        "seats": sorted(s.seat_id for s in focus.chosen),
    }  # fmt: skip
    if not str(version["name"]).strip():
        raise KhakaError(msg("error.lists.name"))
    if path.suffix == ".toml":
        text = _toml(version)
    elif path.suffix == ".json":
        whole = {"format": FORMAT, "mission": mission.id, "party": mission.party, "rule": focus.rule.name, **version}
        text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    else:
        raise KhakaError(msg("error.lists.ending", file=path.name), msg("error.lists.ending_hint"))
    _write(path, text)


def _toml(version: dict[str, Any]) -> str:
    """A version as a mission's file has it. JSON's strings are TOML's."""
    lines = ["[[focus.versions]]", f"name = {_quoted(version['name'])}", f"day = {version['day']}"]
    if version["by"]:
        lines.append(f"by = {_quoted(version['by'])}")
    seats = version["seats"]
    rows = [", ".join(_quoted(s) for s in seats[i : i + 10]) for i in range(0, len(seats), 10)]
    return "\n".join([*lines, "seats = [", *(f"  {r}," for r in rows), "]", ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(path: Path, text: str) -> None:
    try:
        if path.exists() and path.read_text("utf-8") == text:
            return
        if path.exists():
            raise KhakaError(msg("error.lists.exists", file=path.name), msg("error.lists.exists_hint"))
        handle, part = tempfile.mkstemp(prefix=".khaka-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        os.replace(part, path)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise KhakaError(msg("error.lists.write", file=str(path), why=why), msg("error.lists.write_hint")) from error


def change_document(change: ListChange, say: Translator) -> dict[str, Any]:
    """A difference of lists as plain values, with the reasons in the language of ``say``."""

    def moved(seats: tuple[Moved, ...]) -> list[dict[str, str]]:
        return [{"seat_id": m.seat_id, "why": say.text(m.reason)} for m in seats]

    return {
        "name": change.name, "day": change.day.isoformat(), "count": len(change.before), "kept": len(change.kept),
        "added": moved(change.added), "dropped": moved(change.dropped),
    }  # fmt: skip
