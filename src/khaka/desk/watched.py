"""The figures that decisions watch, as the data give them now: numbers of the blueprint measured again, indicators read."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from khaka.committee.outcomes import Decision
from khaka.committee.papers import Blueprint, Proposal
from khaka.committee.readings import figures_of
from khaka.committee.records import Records
from khaka.core.errors import KhakaError
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.desk import effects, presented
from khaka.desk.documents import Document
from khaka.desk.guard import Locked, ensure_figure_open

_LOG: Final = logging.getLogger("khaka.watched")


def figures(records: Records, decision: Decision) -> Mapping[str, Figure]:
    """The watched figures that can be had, by id; one that is gone is not in it.

    Notes
    -----
    A number is taken from the newest version of the blueprint that the proposal came from, else from the body's latest. A
    measured one is measured again on the data of this installation, known on the blueprint's date: a correction moves it.
    A forecast that the law shuts now is not compared: it stands at the lower end of what was seen until it opens again.
    """
    found = dict(figures_of(records, decision.body))
    noun = blueprint_of(records, decision)
    document = presented.document(noun)
    if noun is None or document is None:
        return found
    for watch in decision.watch:
        if watch.figure not in found:
            figure = _figure(noun.digest, watch.figure)
            if figure is not None:
                found[watch.figure] = replace(figure, value=watch.low) if _shut(document, watch.figure) else figure
    return found


def blueprint_of(records: Records, decision: Decision) -> Blueprint | None:
    """The presented blueprint whose numbers a decision watches."""
    proposal = records.get(Proposal, decision.proposal)
    chain = presented.versions(records, proposal.blueprint) if proposal is not None and proposal.blueprint else ()
    return chain[-1] if chain else presented.standing(records, decision.body)


def _shut(document: Document, id_: str) -> bool:
    raw = document.figure(id_)
    try:
        ensure_figure_open(document.raw, raw or {}, document.figure)
    except Locked:
        return True
    return False


@lru_cache(maxsize=256)
def _figure(digest: str, id_: str) -> Figure | None:
    document = presented.parsed(digest)
    raw = document.figure(id_) if document is not None else None
    if document is None or raw is None:
        return None
    value = raw["value"]
    how = raw.get("how") or {}
    if how.get("kind") == Kind.MEASURED.value and how.get("measure"):
        value = _again(document.raw, how, value)
    return Figure(id_, value, Unit(raw["unit"]), _words(id_, raw["definition"]), How(Kind.REPORTED))


def _again(raw: dict[str, Any], how: dict[str, Any], value: float | None) -> float | None:
    """The measure's value now; what stands in the document where it cannot be measured here."""
    mission = raw["mission"]
    spec = {"kind": "seats_at_stake", "measure": how["measure"], "filters": how.get("filters") or {}}
    try:
        day = date.fromisoformat(str(mission.get("as_of") or raw["as_of"]))
        known = effects.view(None, day, tuple(mission.get("datasets") or ()))
        return effects.compute(spec, known).value
    except (KhakaError, ValueError) as error:
        _LOG.info("not measured again: %s", error)
        return value


def _words(id_: str, definition: dict[str, str] | None) -> Message:
    texts = tuple((lang, str((definition or {}).get(lang, id_))) for lang in ("en", "hi"))
    return msg("committee.indicator_is", words=Name("text", id_, texts))
