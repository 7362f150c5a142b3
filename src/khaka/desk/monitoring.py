"""Indicators of a blueprint's section 16 and counts of a field file, as the data that the committee's verbs take."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

from khaka.committee.aggregate import person_like, personal_column
from khaka.committee.text import latin_digits
from khaka.committee.verbs.field_report_import import LARGEST, MOST
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission.spec import Indicator
from khaka.sources._files import fold, open_sheet

#: Headings of the column that names the unit, folded.
_UNIT_HEADINGS: Final = frozenset(
    fold(h) for h in ("unit", "unit code", "code", "place", "इकाई", "इकाई कोड", "कोड", "स्थान")
)
#: Digits, or digits in groups as English and Hindi papers part them.
_WHOLE: Final = re.compile(r"\d+|\d{1,3}(,\d{2,3})+")


def indicator_data(indicator: Indicator, number: int, blueprint: str = "") -> dict[str, Any]:
    """What ``indicator_set`` takes, for an indicator of a mission's section 16.

    Parameters
    ----------
    number
        Its place in the mission, from 1: its Figures are ``s16.indicator-<number>.last`` and ``.target``.
    blueprint
        Id of the presented Blueprint that it is taken from; empty when it is none.

    Notes
    -----
    A mission's targets are reached from below, as section 16 prints them. Its last value does not come along: it is a
    reading, and someone reports it.
    """
    percent = indicator.unit == "percent"
    target = indicator.target if indicator.target is None or not percent else indicator.target / 100
    return {
        "name": _both(indicator),
        "definition": _both(indicator),
        "unit": (Unit.SHARE if percent else Unit.COUNT).value,
        "source": indicator.source,
        "direction": "at_least",
        **({} if target is None else {"target": target}),
        **({"figure": f"s16.indicator-{number}.last", "blueprint": blueprint} if blueprint else {}),
    }


def _both(indicator: Indicator) -> dict[str, str]:
    known = {lang: text for lang, text in indicator.name.texts if lang in ("en", "hi") and text}
    return known or {"en": indicator.name.code}


def field_report_data(
    path: Path, *, title: str, as_of: date, source: str, unit_column: str = "", note: str = ""
) -> dict[str, Any]:
    """What ``field_report_import`` takes, for a file of counts: one row a unit, one column a count.

    Parameters
    ----------
    path
        CSV, in any encoding and with any delimiter that imports read.
    unit_column
        Heading of the column with the units' codes; found by its name when empty.

    Raises
    ------
    KhakaError
        No table; no column of units; a column or cell that looks like a person (which is named, never repeated); a cell
        that is no whole number; more cells than one import takes. An empty cell is "not given" and left out.
    """
    wanted = {fold(unit_column)} if unit_column else _UNIT_HEADINGS
    sheet = open_sheet(path, lambda h: fold(h) in wanted)
    units = [h for h in sheet.headers if fold(h) in wanted]
    if len(units) != 1:
        raise KhakaError(msg("error.field.unit_column", file=sheet.file), msg("error.field.unit_column_hint"))
    columns = [h for h in sheet.headers if h != units[0]]
    for name in columns:
        if personal_column(name):
            raise KhakaError(
                msg("error.field.personal_column", file=sheet.file, text=name), msg("error.field.personal_hint")
            )
    counts = [
        {"place": _place(sheet.file, row["row"], row[units[0]]), "column": c, "count": n}
        for row in sheet.rows.iter_rows(named=True)
        for c in columns
        if (n := _count(sheet.file, row["row"], c, row[c])) is not None
    ]
    if not counts:
        raise KhakaError(msg("error.field.nothing", file=sheet.file), msg("error.field.unit_column_hint"))
    if len(counts) > MOST:
        raise KhakaError(
            msg("error.field.large", file=sheet.file, n=len(counts)), msg("error.field.large_hint", n=MOST)
        )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    known = {"title": title, "as_of": as_of.isoformat(), "source": source, "file": digest, "counts": counts}
    return known | ({"note": note} if note else {})


def _place(file: str, row: int, text: str | None) -> str:
    if not text:
        raise KhakaError(msg("error.field.no_unit", file=file, row=row), msg("error.field.unit_column_hint"))
    _nobody(file, row, text)
    return text


def _count(file: str, row: int, column: str, text: str | None) -> int | None:
    if text is None:
        return None
    plain = latin_digits(text)
    if _WHOLE.fullmatch(plain) and int(plain.replace(",", "")) <= LARGEST:
        return int(plain.replace(",", ""))
    _nobody(file, row, text)
    raise KhakaError(msg("error.field.not_count", file=file, row=row, column=column), msg("error.field.not_count_hint"))


def _nobody(file: str, row: int, text: str) -> None:
    kind = person_like(text)
    if kind:
        what = msg(f"committee.person_like.{kind}")
        raise KhakaError(msg("error.field.person", file=file, row=row, kind=what), msg("error.field.personal_hint"))
