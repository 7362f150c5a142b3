"""A report's page: the paper itself."""

from __future__ import annotations

from typing import Any

from khaka.committee.advice import Report
from khaka.committee.noun import Noun
from khaka.web.asked import Asked
from khaka.web.papers import Papers


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The report as a paper in the reader's language."""
    assert isinstance(noun, Report)
    return {"paper": Papers(request.records, request.say).report(noun)}
