"""A what-if that a person kept: its settings, to be computed again by anyone; never its numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from khaka.committee.noun import Noun, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition(Noun):
    """A kept what-if.

    Parameters
    ----------
    mission
        Whose odds it changes.
    settings
        Swings, transfers, partners that leave, as the live page's address writes them (``swing=INC,UP,2.5``).
    draws, seed
        With them ``khaka scenario`` gives the same numbers.
    proposal
        The proposal that it was attached to, or empty.
    """

    KIND: ClassVar[str] = "supposition"

    title: Words
    mission: str
    settings: str
    draws: int
    seed: int
    author: str
    at: datetime
    proposal: str = ""
