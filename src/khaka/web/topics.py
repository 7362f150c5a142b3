"""What claims are about and what they say, in a reader's words: ``focus_seats`` and ``370-400`` as a newspaper would print them."""

from __future__ import annotations

import re
from functools import cache

from khaka.catalog import Catalog
from khaka.core.message import Message, msg
from khaka.locale import Translator

_YEAR = re.compile(r"(.+)_(\d{4})$")
_ELECTION = re.compile(r"(LS|VS)(\d{4})(?:-([A-Z]{2}))?")
_PLAN = re.compile(r"\s*(alone|allied|not_allied):([A-Z+|]+)\s*")


@cache
def catalogue() -> Catalog:
    """The embedded data, read once a process."""
    return Catalog()


def topic_text(say: Translator, about: str) -> str:
    """A claim's topic in words; one that nobody has translated as it was typed."""
    if not about:
        return say.text(msg("ledger.topic.none"))
    key = f"ledger.topic.{about}"
    if say.has(key):
        return say.text(Message(key))
    year = _YEAR.fullmatch(about)
    if year and say.has(f"ledger.topic.{year[1]}"):
        topic = say.text(Message(f"ledger.topic.{year[1]}"))
        return say.text(msg("ledger.topic.year", topic=topic, year=year[2]))
    return about.replace("_", " ")


def value_text(say: Translator, value: str, unit: str) -> str:
    """A claim's figure with what it counts; codes of states and elections as their names; nothing is rounded."""
    if not value:
        return say.text(msg("ledger.value.none"))
    election = _ELECTION.fullmatch(value)
    if unit == "election" and election:
        return _election(say, election)
    if unit == "state_code" or (unit == "states" and ":" in value):
        return _plan(say, value)
    said = f"ledger.said.{value.replace(' ', '_').replace('-', '_')}"
    if say.has(said):
        return say.text(Message(said))
    key = f"ledger.unit.{unit}"
    return say.text(msg(key, value=value)) if unit and say.has(key) else " ".join(filter(None, (value, unit)))


def _election(say: Translator, found: re.Match[str]) -> str:
    if found[1] == "LS":
        return say.text(msg("claims.election.lok_sabha", year=found[2]))
    return say.text(msg("claims.election.assembly", year=found[2], state=_state(say, found[3] or "")))


def _state(say: Translator, code: str) -> str:
    name = catalogue().states.get(code)
    return say.name(name) if name is not None else code


def _plan(say: Translator, value: str) -> str:
    """ "alone:UP|BR; allied:AP+YSRCP" as a sentence; what is written otherwise stays as it is."""
    if value in catalogue().states:
        return _state(say, value)
    parts = [_PLAN.fullmatch(p) for p in value.split(";")]
    told = [(p[1], p[2]) for p in parts if p is not None]
    if len(told) < len(parts):
        return value
    return "; ".join(
        say.text(msg(f"ledger.plan.{kind}", states=", ".join(_with(say, s) for s in codes.split("|"))))
        for kind, codes in told
    )


def _with(say: Translator, text: str) -> str:
    state, _, party = text.partition("+")
    if not party:
        return _state(say, state)
    name = catalogue().party(party)
    return f"{_state(say, state)} ({say.name(name) if not isinstance(name, str) else name})"
