"""When a decision is due for review: its day has come, or a figure that it rests on has left the range that was seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from khaka.committee.outcomes import Decision, DecisionState
from khaka.core.figure import Figure
from khaka.core.message import Message, msg


def review_reasons(decision: Decision, today: date, figures: Mapping[str, Figure]) -> tuple[Message, ...]:
    """Why a decision in force is due for review; empty when it is not.

    Parameters
    ----------
    today
        In the body's time zone.
    figures
        The watched figures as the data give them now, by id. One that is gone, or has no value any more, is a reason too.
    """
    if decision.state is not DecisionState.IN_FORCE:
        return ()
    reasons = []
    if decision.review_on is not None and today >= decision.review_on:
        reasons.append(msg("committee.review.day", day=decision.review_on))
    for watch in decision.watch:
        now = figures.get(watch.figure)
        if now is None or now.value is None:
            reasons.append(msg("committee.review.gone", figure=watch.figure))
        elif not watch.low <= now.value <= watch.high:
            reasons.append(msg("committee.review.moved", what=now.definition, now=now))
    return tuple(reasons)
