"""A setting of the mission as a reader sees it, in either language."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from khaka.blueprint.blocks import Cell
from khaka.core.message import Message, Name, msg

#: Members of a setting that a table shows; the rest stands in the JSON.
SHOWN: Final = 12
#: What a file enters by hand stands under one field of the mission; readers know it by what it is.
_HAND: Final = frozenset(
    {"options", "organisation_posts", "themes", "indicators", "briefs", "targets", "candidates", "party"}
)
_STANCES: Final = frozenset({"alone", "allied", "open", "not-reported"})


def field(path: str) -> Message:
    """What a field is about: ``states.UP.stance`` is the plan for a state."""
    top, _, rest = path.partition(".")
    below = rest.partition(".")[0]
    return msg(f"s19.field.hand.{below}" if top == "hand" and below in _HAND else f"s19.field.{top}")


def value(path: str, given: Any, code: str) -> Cell:
    """A field's value; ``code`` tells texts of two languages apart."""
    if given is None:
        return msg("common.not_given")
    if isinstance(given, bool):
        return msg("section.yes" if given else "section.no")
    if isinstance(given, date):
        return given
    if isinstance(given, dict):
        return _record(path, given, code)
    if path.endswith(".stance") and given in _STANCES:
        return msg(f"section.stance.{given}")
    return _plain(given)


def _record(path: str, given: dict[str, Any], code: str) -> Cell:
    """A table of the mission that one document has whole; the common ones as a sentence."""
    if set(given) <= {"en", "hi"}:
        return Name("text", f"s19.{code}", tuple(sorted((str(k), str(v)) for k, v in given.items())))
    parts = path.split(".")
    if parts[:2] == ["focus", "overrides"] and given.get("action") in ("add", "drop"):
        return msg(f"lists.why.{given['action']}", reason=str(given.get("reason")), by=str(given.get("by")))
    if parts[:2] == ["focus", "versions"] and isinstance(given.get("seats"), list):
        return msg("s19.value.version", day=str(given.get("day")), seats=_plain(given["seats"]))
    if parts[:2] == ["hand", "candidates"] and given.get("status") in ("named", "ticket-open"):
        return msg(f"lists.candidate.{given['status']}")
    if parts[0] == "states" and given.get("stance") in _STANCES:
        stance = msg(f"section.stance.{given['stance']}")
        partners = [str(p) for p in given.get("partners") or []]
        return msg("s19.value.plan", stance=stance, partners=partners) if partners else stance
    return _plain(given)


def _plain(given: Any) -> str:
    """A setting in one line, as near to the mission's file as a table can show."""
    if isinstance(given, dict):
        if given and set(given) <= {"en", "hi"}:
            return str(given.get("en") or given.get("hi"))
        return "; ".join(f"{k}: {_plain(v)}" for k, v in given.items() if v not in (None, "", [], {}))
    if isinstance(given, list):
        return ", ".join([_plain(v) for v in given[:SHOWN]] + (["…"] if len(given) > SHOWN else []))
    return str(given).lower() if isinstance(given, bool) else str(given)
