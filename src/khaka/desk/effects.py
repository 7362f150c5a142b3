"""A remedy's effect computed again: from the blueprint's own spec, on the data that the mission may know, by the server.

A spec is ``{"kind", "measure", "filters"}`` as ``blueprint.json`` holds it. What cannot be computed is refused in words and
writes nothing: the runs that there are stay.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.desk.documents import Document
from khaka.desk.measure import ask
from khaka.measures import MEASURES, Filters

#: Kinds of effect that can be computed, as ``khaka.core.finding.Effect`` names them.
KINDS: Final = ("seats_after", "seats_at_stake")
#: Points by which the filter that is an assumption is moved for the range: one down, one up.
STEP: Final = 1.0
_ASSUMED: Final = ("swing", "below")
_LISTS: Final = ("parties", "states", "seats", "leave_out")
_NUMBERS: Final = ("below", "swing")
_FARTHEST: Final = 100.0


@dataclass(frozen=True, slots=True)
class Computed:
    """An effect on one state of data and assumptions.

    Parameters
    ----------
    low, high
        The value with the assumed points one lower and one higher, in order; None where nothing is assumed.
    data_version
        Digest of the data, a full stop, digest of the spec: either moving makes a new run.
    """

    measure: str
    unit: Unit
    value: float | None
    low: float | None
    high: float | None
    data_version: str


def recompute(document: Document, remedy: str, catalog: Catalog | None = None) -> Computed:
    """The effect of a remedy of a blueprint on the data known on the blueprint's date.

    Raises
    ------
    KhakaError
        No such remedy, none that can be computed, a spec that is not sound (NaN, infinity, unknown measure or filter),
        data that are not here.
    """
    found = document.remedy(remedy)
    if found is None:
        raise KhakaError(msg("error.effect.remedy", id=remedy), msg("error.effect.remedy_hint"))
    spec = found.get("effect")
    if spec is None:
        raise KhakaError(msg("error.effect.none"), msg("error.effect.none_hint"))
    mission = document.raw["mission"]
    datasets = tuple(str(d) for d in (mission.get("datasets") or ()))
    day = mission.get("as_of") or document.raw["as_of"]
    return compute(spec, view(catalog, _day(day), datasets))


def compute(spec: Any, known: Catalog) -> Computed:
    """A spec on a view of the data. Errors as ``recompute``."""
    measure, filters = _read(spec)
    value = _value(known, measure, filters)
    low = high = None
    moved = next((k for k in _ASSUMED if k in filters), None)
    if moved is not None:
        around = [_value(known, measure, filters | {moved: filters[moved] + s}) for s in (-STEP, STEP)]
        ends = [v for v in (*around, value) if v is not None]
        low, high = (min(ends), max(ends)) if ends else (None, None)
    return Computed(measure, MEASURES[measure].unit, value, low, high, f"{known.data_version}.{_digest(spec)}")


def version_of(document: Document, remedy: str, catalog: Catalog | None = None) -> str:
    """The data version that a run would carry now; empty where nothing can be computed."""
    found = document.remedy(remedy) or {}
    mission = document.raw["mission"]
    if not isinstance(found.get("effect"), dict):
        return ""
    datasets = tuple(str(d) for d in (mission.get("datasets") or ()))
    known = view(catalog, _day(mission.get("as_of") or document.raw["as_of"]), datasets)
    return f"{known.data_version}.{_digest(found['effect'])}"


def label(measure: str) -> Message:
    """What a measure is, for people; its own name where it is none of ours."""
    if measure in set(MEASURES):
        return MEASURES[measure].definition
    return msg("wiring.effect.other", name=measure)


def view(catalog: Catalog | None, day: date, datasets: tuple[str, ...]) -> Catalog:
    """The data as they were known on a day, with a mission's own datasets.

    Raises
    ------
    KhakaError
        A dataset is not here.
    """
    if catalog is not None:
        return catalog.known_on(day, datasets)
    return _here(day, datasets)


@lru_cache(maxsize=4)
def _here(day: date, datasets: tuple[str, ...]) -> Catalog:
    """The data of this installation: KHAKA_DATA names the folder of imported datasets."""
    folder = os.environ.get("KHAKA_DATA")
    if datasets and not folder:
        raise KhakaError(msg("error.effect.data", names=list(datasets)), msg("error.effect.data_hint"))
    found = Catalog(data_dir=Path(folder) if folder else None).known_on(day, datasets)
    found.imports  # noqa: B018  (a dataset that is missing is told here, in words)
    return found


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise KhakaError(msg("error.effect.spec", what="as_of"), msg("error.effect.hint")) from None


def _read(spec: Any) -> tuple[str, dict[str, Any]]:
    """Measure and filters of a spec, each of the type that the measure takes."""
    if not isinstance(spec, dict) or not isinstance(spec.get("filters"), dict):
        raise KhakaError(msg("error.effect.spec", what="effect"), msg("error.effect.hint"))
    if spec.get("kind") not in KINDS:
        raise KhakaError(
            msg("error.effect.spec", what=f"kind = {str(spec.get('kind'))[:40]}"), msg("error.effect.hint")
        )
    measure = str(spec.get("measure", ""))
    MEASURES[measure]  # NotKnown, with names that are near
    return measure, {k: _filter(str(k), v) for k, v in spec["filters"].items()}


def _filter(name: str, value: Any) -> Any:
    if name == "elections" or name in _LISTS:
        parts = value if isinstance(value, list) else str(value).split(",")
        return tuple(str(p).strip() for p in parts if str(p).strip())
    if name in _NUMBERS:
        return _points(name, value)
    if name == "times" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if name in ("rival", "base", "kind", "base_election") and isinstance(value, str):
        return value
    raise KhakaError(msg("error.effect.spec", what=f"{name[:30]} = {str(value)[:30]}"), msg("error.effect.hint"))


def _points(name: str, value: Any) -> float:
    sound = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not sound or abs(value) > _FARTHEST:
        raise KhakaError(msg("error.effect.number", name=name, value=str(value)[:20]), msg("error.effect.hint"))
    return float(value)


def _value(known: Catalog, measure: str, filters: Mapping[str, Any]) -> float | None:
    given = dict(filters)
    elections, base = given.pop("elections", ()), given.pop("base_election", None)
    found = ask(known, measure, elections, Filters(**given), base).measured.value
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        raise KhakaError(msg("error.effect.number", name=measure, value=str(found)[:20]), msg("error.effect.hint"))
    return float(found)


def _digest(spec: Any) -> str:
    return hashlib.sha256(json.dumps(spec, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:8]
