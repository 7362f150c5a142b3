"""A meeting’s page: its agenda and minutes as a paper."""

from __future__ import annotations

from typing import Any

from khaka.committee.advice import Meeting
from khaka.committee.noun import Noun
from khaka.web.asked import Asked
from khaka.web.papers import Papers


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The meeting as a paper in the reader's language."""
    assert isinstance(noun, Meeting)
    return {"paper": Papers(request.records, request.say).minutes(noun)}
