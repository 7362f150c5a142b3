"""Units of the organisation, bodies, dated memberships, and offers to join with their reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from khaka.committee.noun import Noun, Words
from khaka.committee.rulebook import SIMPLE_MAJORITY, Rulebook

#: The body of the whole workspace: its administrators and auditors count in every body.
WORKSPACE: Final = "workspace"
#: The actor of what the server does by itself (a close by the clock, a recomputation).
SYSTEM: Final = "system"


class Level(StrEnum):
    """Levels of the organisation, the widest first."""

    NATION = "nation"
    STATE = "state"
    DISTRICT = "district"
    BLOCK = "block"
    BOOTH = "booth"


class Role(StrEnum):
    """What a person is in a body. ``system`` is the server's own and is never granted."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    ADVISER = "adviser"
    OBSERVER = "observer"
    AUDITOR = "auditor"
    AUTHORITY = "authority"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Way(StrEnum):
    """How a body comes to a decision: by a report to an authority, or by its own division."""

    ADVISORY = "advisory"
    DIVISION = "division"


class BodyState(StrEnum):
    """States of a body."""

    ACTIVE = "active"
    DISSOLVED = "dissolved"


class OfferState(StrEnum):
    """States of an offer to join."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Noun):
    """A unit of the organisation. ``code`` is a state's or a name of the organisation's own; ``parent`` a Unit or empty."""

    KIND: ClassVar[str] = "unit"
    level: Level
    code: str
    name: Words
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Noun):
    """A committee, or another group with rules. ``zone`` is the time zone in which its days begin."""

    KIND: ClassVar[str] = "body"
    unit: str
    name: Words
    way: Way = Way.ADVISORY
    rulebook: Rulebook = SIMPLE_MAJORITY
    zone: str = "Asia/Kolkata"
    state: BodyState = BodyState.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Noun):
    """One role of one person over ``start <= moment < end``; never changed but for its end.

    Parameters
    ----------
    weight
        Votes in a division; 1 unless the body's rules say otherwise.
    offer
        The Offer that led to it.
    """

    KIND: ClassVar[str] = "membership"
    person: str
    role: Role
    start: datetime
    end: datetime | None = None
    weight: int = 1
    offer: str = ""
    reason: str = ""

    def holds(self, moment: datetime) -> bool:
        """True when the role is held at that moment."""
        return self.start <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Noun):
    """An invitation to a role, with terms and the person's reply."""

    KIND: ClassVar[str] = "offer"
    person: str
    role: Role
    terms: str
    made_by: str
    made_at: datetime
    valid_until: datetime
    weight: int = 1
    reply: str = ""
    state: OfferState = OfferState.OPEN
