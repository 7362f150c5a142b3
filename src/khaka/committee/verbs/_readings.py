"""What the verbs about indicators and readings share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from khaka.committee.aggregate import person_like
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Id, Many
from khaka.committee.monitoring import FieldReport, Reading, ReadingState
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, changed
from khaka.core.message import Message
from khaka.core.units import Unit

#: Who verifies and disputes what others report.
CHECKERS: Final = frozenset({Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.AUDITOR})
#: The readings, and reports of counts from the field, that something was computed from.
READINGS: Final = Many("readings", Id("reading"), limit=200)


def verified_only(call: Call) -> Iterator[Blocker]:
    """Unverified values enter nothing that is computed, and no review of a decision."""
    for name in call.data["readings"]:
        reading = call.here(Reading, name) or call.here(FieldReport, name)
        if reading is None:
            yield block("refers_to_nothing", field="readings", id=name)
        elif reading.state is not ReadingState.VERIFIED:
            yield block("not_verified", field="readings", id=name)


def value_fits(value: float | None, unit: str, field: str) -> Iterator[Blocker]:
    """Shares from 0 to 1, counts whole and not below zero."""
    if value is None:
        return
    if unit in (Unit.SHARE, Unit.RATE, Unit.ODDS) and not 0 <= value <= 1:
        yield block("number_outside_share", field=field)
    elif Unit(unit).is_count and (value < 0 or value != int(value)):
        yield block("not_a_count", field=field)


def no_person(text: str, field: str) -> Iterator[Blocker]:
    """A text that looks like a person does not enter."""
    kind = person_like(text)
    if kind:
        yield block("looks_like_a_person", field=field, kind=Message(f"committee.person_like.{kind}"))


def not_ones_own(call: Call) -> Iterator[Blocker]:
    """Nobody checks what they reported themselves."""
    target = call.target
    if isinstance(target, Reading | FieldReport) and target.author == call.actor:
        yield block("reporter_cannot")


def checked(call: Call, state: ReadingState, **more: str) -> Reading | FieldReport:
    """The reading or field report in its next state."""
    by = {"checked_by": call.actor, "checked_at": call.now, "state": state}
    if isinstance(call.target, FieldReport):
        return changed(call.on(FieldReport), **by, **more)
    return changed(call.on(Reading), **by, **more)
