"""A published timetable, as rows of text, read into steps: for looking at a calendar that has been, not for making one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from khaka.committee.people import Level
from khaka.committee.polling import Step, StepKind

_LEVELS: Final = {"national": Level.NATION, **{level.value: level for level in Level}}
#: Beginnings and parts of a row's text by the kind that they name; the first that fits counts.
_KINDS: Final = (
    ("enrolment", StepKind.ENROL),
    ("preliminary list", StepKind.ROLL),
    ("nominations", StepKind.NOMINATE),
    ("scrutiny", StepKind.SCRUTINY),
    ("withdrawal", StepKind.WITHDRAW),
    ("poll", StepKind.POLL),
    ("count", StepKind.COUNT),
    ("election of", StepKind.ELECT),
)


def steps_of(rows: Iterable[Mapping[str, str]], *, announced_by: date | None = None) -> tuple[Step, ...]:
    """Steps of a published timetable; rows that are no step (statements, resolutions) are left out.

    Parameters
    ----------
    rows
        With ``level``, ``step``, ``from_date``, ``to_date``, ``reported_or_actual`` and ``announced``; planned rows only
        are read.
    announced_by
        Leaves out what was announced later.

    Returns
    -------
    tuple
        Keys are the row's level and kind, numbered where there are several.
    """
    found: list[Step] = []
    for row in rows:
        kind = _kind(row["step"])
        late = announced_by is not None and date.fromisoformat(row["announced"]) > announced_by
        if kind is None or late or row["reported_or_actual"] != "reported":
            continue
        level = _LEVELS[row["level"]]
        same = sum((s.level, s.kind) == (level, kind) for s in found)
        key = f"{level}_{kind}" + (f"_{same + 1}" if same else "")
        first, last = (date.fromisoformat(row[name]) for name in ("from_date", "to_date"))
        found.append(Step(key, level, kind, first, last))
    return tuple(found)


def _kind(text: str) -> StepKind | None:
    plain = text.lower().removeprefix("new timetable: ")
    if ":" in plain:
        return None  # a place's own news
    return next((kind for words, kind in _KINDS if words in plain.split(",")[0] and not plain.startswith("no ")), None)
