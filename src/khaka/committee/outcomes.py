"""What follows: decisions with their sealed evidence, tasks, checkpoints of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from khaka.committee.advice import Outcome
from khaka.committee.noun import Json, Noun


class DecisionState(StrEnum):
    """States of a decision."""

    IN_FORCE = "in_force"
    IN_REVIEW = "in_review"
    SUPERSEDED = "superseded"
    ENDED = "ended"


class TaskState(StrEnum):
    """States of a task."""

    GIVEN = "given"
    DONE = "done"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Watch:
    """A figure that the decision rests on; outside ``low`` to ``high`` the decision is due for review."""

    figure: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Noun):
    """A decision on a proposal, with the evidence that was before the body sealed in it.

    Parameters
    ----------
    order, division
        The authority's Order or the Division that took it.
    evidence, seal
        What was seen, and the SHA-256 of its canonical form.
    review_on, watch
        When it is due for review: on a date, or when a figure leaves its range.
    """

    KIND: ClassVar[str] = "decision"
    proposal: str
    text: int
    outcome: Outcome
    conditions: tuple[str, ...]
    finding: str
    evidence: Json
    seal: str
    at: datetime
    order: str = ""
    division: str = ""
    review_on: date | None = None
    watch: tuple[Watch, ...] = ()
    replaces: str = ""
    reason: str = ""
    state: DecisionState = DecisionState.IN_FORCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Noun):
    """Something that a decision asks of a person, verified by another."""

    KIND: ClassVar[str] = "task"
    decision: str
    words: str
    owner: str
    due: date
    given_by: str
    done_note: str = ""
    done_at: datetime | None = None
    verified_by: str = ""
    verify_note: str = ""
    state: TaskState = TaskState.GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint(Noun):
    """A head of the chain that an auditor has seen and keeps outside."""

    KIND: ClassVar[str] = "checkpoint"
    seq: int
    hash: str
    by: str
    at: datetime
