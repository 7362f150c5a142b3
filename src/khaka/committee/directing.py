"""What a state brief asks for in a form that rules can compare: seats, alone or allied, share of the effort, hours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from khaka.committee.noun import Noun

#: Lists of a plan whose seats the unit works on.
WORKED: Final = ("hold", "win", "build")


class Fight(StrEnum):
    """Whether the party fights a state alone or with partners."""

    ALONE = "alone"
    ALLIED = "allied"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPlan(Noun):
    """The plan of a StateBrief; its id is the brief's, and it never changes.

    Parameters
    ----------
    hold, win, build, left
        Seat ids to hold, to win, to build for later, and to leave to a partner.
    share
        Share of the whole effort, 0 to 1.
    hours, hours_limit
        Hours asked of the unit, and the most that it says it can give. None is "not given".
    """

    KIND: ClassVar[str] = "brief_plan"
    brief: str
    unit: str
    hold: tuple[str, ...] = ()
    win: tuple[str, ...] = ()
    build: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    fight: Fight | None = None
    share: float | None = None
    hours: int | None = None
    hours_limit: int | None = None

    @property
    def worked(self) -> frozenset[str]:
        """Every seat that the unit is to work on."""
        return frozenset(s for name in WORKED for s in getattr(self, name))
