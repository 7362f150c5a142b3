"""What a difference is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from khaka.blueprint.differences.snapshot import Number, Remedy, Snapshot, Weakness
from khaka.core.message import Message


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of the mission or of the run that differs; None is "not given".

    Parameters
    ----------
    path
        As in the mission's file: ``focus.seats``, ``states.UP.stance``.
    """

    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Listed:
    """A seat that came onto the focus list or left it.

    Parameters
    ----------
    cause
        ``hand``, ``rule``, ``elections``, ``place``, ``size``, ``order`` or ``value``.
    why
        The same in words.
    """

    seat_id: str
    cause: str
    why: Message


@dataclass(frozen=True, slots=True)
class Tiered:
    """A seat whose tier moved, and why."""

    seat_id: str
    old: str
    new: str
    why: Message


@dataclass(frozen=True, slots=True)
class Found:
    """A weakness that is new (``old`` None), gone (``new`` None) or changed."""

    id: str
    old: Weakness | None
    new: Weakness | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that is new, gone or changed; as ``Found``."""

    id: str
    old: Remedy | None
    new: Remedy | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that moved. ``key`` is True for the leader's page, chances of goals, and seats of blocs and tiers."""

    id: str
    old: Number
    new: Number
    key: bool

    @property
    def change(self) -> float | None:
        """New minus old; None where one of them is not given."""
        if self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value


@dataclass(frozen=True, slots=True)
class Chance:
    """A seat whose chance of being won by ours moved; None where ours does not stand."""

    seat_id: str
    old: float | None
    new: float | None

    @property
    def change(self) -> float | None:
        """New minus old, as a probability."""
        return None if self.old is None or self.new is None else self.new - self.old


@dataclass(frozen=True)
class Difference:
    """What changed between two blueprints of one party and house.

    Parameters
    ----------
    data
        The run: as-of date, version of the data, of Khaka, seed and draws, sources.
    settings
        The assumptions: every field of the mission that differs.
    added, dropped
        Seats of the focus list, by id; ``kept`` counts the rest of it.
    tiers, findings, proposals
        Those that moved or changed, in the order of seats, of the new document, of decisions.
    figures
        Numbers of running text under one id in both; key numbers first.
    chances
        Seats, the largest move first.
    """

    old: Snapshot
    new: Snapshot
    data: tuple[Setting, ...]
    settings: tuple[Setting, ...]
    kept: tuple[str, ...]
    added: tuple[Listed, ...]
    dropped: tuple[Listed, ...]
    tiers: tuple[Tiered, ...]
    findings: tuple[Found, ...]
    proposals: tuple[Proposed, ...]
    figures: tuple[Moved, ...]
    chances: tuple[Chance, ...]

    @property
    def same(self) -> bool:
        """True when nothing that is compared differs."""
        return not any(
            (self.data, self.settings, self.added, self.dropped, self.tiers, self.findings, self.proposals, self.figures,
             self.chances)
        )  # fmt: skip
