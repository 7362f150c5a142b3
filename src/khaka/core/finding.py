"""What is weak, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from khaka.core.figure import Figure
from khaka.core.message import Message, Name


class Strength(StrEnum):
    """How serious a finding is, by the share of the house at stake."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Effect:
    """A computable consequence of a proposal, so that it can be recomputed when data move.

    ``measure`` and ``filters`` name a measure; ``kind`` says how the result reads
    (``seats_at_stake`` or ``seats_after``).
    """

    kind: str
    measure: str
    filters: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A remedy put to the committee.

    Parameters
    ----------
    id
        ``P-`` and a slug; stable while the finding behind it stands.
    text
        What is proposed.
    finding
        The id of the Finding that it answers.
    seats
        Seat ids that it touches.
    effect
        How its consequence is computed, or None when it cannot be.
    """

    id: str
    text: Message
    finding: str
    seats: tuple[str, ...]
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A weakness with its evidence.

    Parameters
    ----------
    id
        Slug of the detector and what it found.
    title, sentence
        A headline, and one line that carries its Figures.
    evidence
        Figures that the sentence rests on.
    seats
        Seat ids at stake (a seat may stand in several findings: they do not add up).
    at_stake
        The Figure that counts ``seats``.
    where
        States in which it is worst, most first.
    remedy
        The Proposal that would mend it.
    threshold
        The rule that made it speak, in words.
    author
        Empty when computed; a name when entered by hand.
    """

    id: str
    detector: str
    title: Message
    sentence: Message
    evidence: tuple[Figure, ...]
    seats: tuple[str, ...]
    at_stake: Figure
    where: tuple[Name, ...]
    remedy: Proposal
    threshold: Message
    strength: Strength
    author: str = ""
