"""What a detector is, and how a Finding is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from khaka.core.figure import Figure
from khaka.core.finding import Effect, Finding, Proposal, Strength
from khaka.core.message import Name, msg
from khaka.mission import Brief

#: Share of the seats in our states at which a finding is high or middle; smaller is low.
HIGH, MIDDLE = 0.10, 0.04


class Stage(StrEnum):
    """When a remedy is to be decided, in the order of the members: what a later stage needs must stand first."""

    HOLD = "hold"  # keep what is held
    HOUSE = "house"  # the party's own house: who leads, which posts are filled
    PARTNERS = "partners"  # who fights where
    CANDIDATES = "candidates"  # who stands in the seats that are ours
    CAMPAIGN = "campaign"  # what is said there, and with what effort
    BUILD = "build"  # the election after next


@dataclass(frozen=True, slots=True)
class Detector:
    """A detector: yields what it finds, and nothing when there is nothing to say.

    Its texts are ``finding.<name>.title``, ``.sentence``, ``.remedy`` and ``.rule``; ``stage`` is where its remedy
    stands in the order of decisions.
    """

    name: str
    find: Callable[[Brief, pl.DataFrame], Iterable[Finding]]
    stage: Stage = Stage.BUILD


def figure_id(brief: Brief, name: str) -> str:
    """The id of a Figure of section 3: ``s3.inc.direct_contests.ls2019``."""
    return f"s3.{brief.mission.party.lower()}.{name}.{brief.base.id.lower()}"


def worst_states(brief: Brief, rows: pl.DataFrame, most: int = 5) -> tuple[Name, ...]:
    """States with most of the rows' seats, most first; ties by code."""
    counts = rows.group_by("state_code").len().sort("len", "state_code", descending=[True, False])
    return tuple(brief.catalog.states[s] for s in counts["state_code"].to_list()[:most] if s in brief.catalog.states)


def arena(brief: Brief) -> int:
    """Seats in the states where ours is at home."""
    states = [s.code for s in brief.states]
    return brief.house.seats.filter(pl.col("state_code").is_in(states)).height


def finding(
    brief: Brief,
    name: str,
    rows: pl.DataFrame,
    evidence: Iterable[Figure],
    *,
    effect: tuple[str, str, dict[str, Any]] | None = None,
    **params: Any,
) -> Finding:
    """A Finding of the detector ``name``.

    Parameters
    ----------
    rows
        Seats at stake: ``seat_id`` and ``state_code``.
    evidence
        Figures of the sentence.
    effect
        Kind, measure and filters of the remedy's computable consequence.
    params
        What the texts print; every text is given all of them, with ``stake``, ``states`` and ``party``.
    """
    rows = rows.sort("seat_id")
    seats = tuple(rows["seat_id"].to_list())
    slug = name.replace("_", "-")
    stake = brief.count(
        figure_id(brief, f"{name}.stake"),
        seats,
        msg("finding.stake", rule=msg(f"finding.{name}.rule")),
        f"finding.{name}.rule",
    )
    states = worst_states(brief, rows)
    said = {**params, "stake": stake, "states": list(states), "party": brief.party}
    share = len(seats) / max(arena(brief), 1)
    strength = Strength.HIGH if share >= HIGH else Strength.MIDDLE if share >= MIDDLE else Strength.LOW
    made = Effect(effect[0], effect[1], tuple(sorted(effect[2].items()))) if effect else None
    remedy = Proposal(f"P-{slug}", msg(f"finding.{name}.remedy", **said), slug, seats, made)
    return Finding(
        slug, name, msg(f"finding.{name}.title", **said), msg(f"finding.{name}.sentence", **said), tuple(evidence),
        seats, stake, states, remedy, msg(f"finding.{name}.rule"), strength,
    )  # fmt: skip
