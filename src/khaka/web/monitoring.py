"""Whether the plan moves, for pages: indicators with their trend, what section 16 proposes, counts of a field file as a form's data."""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.http import Http404

from khaka.committee.monitoring import FieldReport, Indicator, IndicatorState, Reading, ReadingState
from khaka.committee.papers import Blueprint
from khaka.committee.people import Unit as OrganisationUnit
from khaka.committee.readings import Move, trend, usable
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.desk.documents import Document
from khaka.desk.guard import Locked
from khaka.desk.monitoring import field_report_data
from khaka.web.asked import Asked
from khaka.web.filetypes import fault, media_of
from khaka.web.given import DATA, HIDDEN, Added, adds
from khaka.web.ledger import may
from khaka.web.seen import list_of, newest, seen
from khaka.web.uploads import clean_name, read_upload

#: Bytes of a file of counts: 600 cells need a thousandth of it.
LARGEST: Final = 2_000_000
#: The trend's drawing, in its own units.
WIDE: Final = 120
HIGH: Final = 32


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as the page shows it.

    Parameters
    ----------
    verified
        The latest reading that counts; None when there is none.
    pending
        Readings that count for nothing: reported or disputed ones that are not older than the verified one.
    reached
        None without a target or a verified reading.
    points
        The verified readings as a drawing's points; empty when there are fewer than two.
    values
        The same in words.
    """

    indicator: Indicator
    verified: Reading | None
    pending: tuple[Reading, ...]
    move: Move
    reached: bool | None
    points: str
    values: str
    may_report: bool
    may_verify: bool
    once: str


def lines(request: Asked, body: str) -> tuple[Line, ...]:
    """The indicators that a body follows, as the reader sees them, by name."""
    found = [line(request, i) for i in list_of(request, Indicator, body=body, state=IndicatorState.ACTIVE)]
    lang = request.say.lang
    return tuple(sorted(found, key=lambda x: (x.indicator.name.in_language(lang), x.indicator.id)))


def line(request: Asked, indicator: Indicator) -> Line:
    """Where one indicator stands, as the reader sees it."""
    now = trend(request.records, indicator)
    verified = now.verified if now.verified is not None and seen(request, now.verified) else None
    readings = list_of(request, Reading, indicator=indicator.id)
    since = verified.as_of if verified is not None else date.min
    pending = [r for r in readings if r.state is not ReadingState.VERIFIED and r.as_of >= since]
    good = usable(request.records, indicator.id)
    unit = Unit(indicator.unit)
    values = ", ".join(f"{request.say.date(r.as_of, 'short')}: {request.say.number(r.value, unit)}" for r in good)
    return Line(
        indicator, verified, tuple(newest(pending)), now.move, now.reached, drawing([(r.as_of, r.value) for r in good]),
        values if len(good) > 1 else "", may(request, "reading_report", indicator),
        any(may(request, "reading_verify", r) for r in pending), secrets.token_urlsafe(18),
    )  # fmt: skip


def drawing(readings: list[tuple[date, float]]) -> str:
    """Readings as the points of a polyline in a box of ``WIDE`` by ``HIGH``: days to the right, values up."""
    if len(readings) < 2:
        return ""
    days, values = [d.toordinal() for d, _ in readings], [v for _, v in readings]
    span, height = days[-1] - days[0], max(values) - min(values)
    return " ".join(
        f"{2 + (WIDE - 4) * (d - days[0]) / span:.1f},"
        f"{HIGH - 3 - (HIGH - 6) * (v - min(values)) / height if height else HIGH / 2:.1f}"
        for d, v in zip(days, values, strict=True)
    )


# ---- section 16 ---------------------------------------------------------------------------------------------------


def proposed(request: Asked, body: str) -> list[dict[str, Any]]:
    """Indicators of the latest presented blueprint's section 16 that are not followed yet."""
    presented = newest(list_of(request, Blueprint, body=body))
    document = _document(presented[0]) if presented else None
    if document is None:
        return []
    taken = {i.figure for i in list_of(request, Indicator, body=body) if i.blueprint == presented[0].id}
    rows = [_of_section(document, n, presented[0].id) for n in range(1, len(_rows(document)) + 1)]
    return [
        {"blueprint": presented[0], "n": n, "name": r["name"]}
        for n, r in enumerate(rows, 1)
        if r["figure"] not in taken
    ]


def _document(blueprint: Blueprint) -> Document | None:
    from khaka.web.views.documents import document_of

    try:
        return document_of(blueprint)
    except (Locked, Http404):
        return None


def _rows(document: Document) -> list[dict[str, Any]]:
    table = document.table("s16.indicators")
    return list(table["rows"]) if table else []


def _of_section(document: Document, number: int, blueprint: str) -> dict[str, Any]:
    """What ``indicator_set`` takes, for the nth row of section 16: the same as ``desk.monitoring.indicator_data`` gives."""
    cells = _rows(document)[number - 1]["cells"]
    name = {lang: document.name(cells[0]["name"], lang)[:200] for lang in ("en", "hi")}
    target, last = (document.raw["figures"].get(f"s16.indicator-{number}.{k}") for k in ("target", "last"))
    unit = next((f["unit"] for f in (target, last) if f), Unit.COUNT.value)
    return {
        "name": name, "definition": name, "unit": unit, "source": str(cells[-1])[:200], "direction": "at_least",
        **({"target": target["value"]} if target else {}), "figure": f"s16.indicator-{number}.last", "blueprint": blueprint,
    }  # fmt: skip


def _from_section(request: Asked, body: Any) -> dict[str, Any]:
    """A form's first values from ``?blueprint=ID&row=N``."""
    blueprint = request.records.get(Blueprint, request.GET.get("blueprint", ""))
    row = request.GET.get("row", "")
    if blueprint is None or blueprint.body != body.id or not seen(request, blueprint) or not row.isdecimal():
        return {}
    document = _document(blueprint)
    if document is None or len(row) > 4 or not 1 <= int(row) <= len(_rows(document)):
        return {}
    return _of_section(document, int(row), blueprint.id)


DATA["indicator_set"] = _from_section
HIDDEN["indicator_set"] = frozenset({"figure", "blueprint"})


# ---- counts from the field ----------------------------------------------------------------------------------------


@adds("field_report_import", "counts_file")
def _counts(request: Asked, body: Any) -> Added:
    """Counts and digest out of a CSV file. Its bytes are not kept: small counts are left out before anything is written."""
    upload = request.FILES.get("counts_file")
    if upload is None:
        raise KhakaError(msg("error.field.no_file"), msg("error.field.unit_column_hint"))
    data, name = read_upload(upload, LARGEST), clean_name(upload.name or "", 40)
    if media_of(data, name) not in ("text/csv", "text/plain"):
        raise fault("not_its_kind", kind="CSV")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{Path(name).stem or 'counts'}.csv"
        path.write_bytes(data)
        found = field_report_data(path, title="", as_of=request.moment.date(), source="")
    return Added({"counts": found["counts"], "file": found["file"]})


HIDDEN["field_report_import"] = frozenset({"counts", "file"})


def field_rows(request: Asked, report: FieldReport) -> list[dict[str, Any]]:
    """A field report's counts with the names of their units; None where a count was too small to keep."""
    lang = request.say.lang
    return [
        {"place": unit.name.in_language(lang) if unit is not None else c.place, "column": c.column, "count": c.count}
        for c in report.counts
        for unit in (request.records.get(OrganisationUnit, c.place),)
    ]
