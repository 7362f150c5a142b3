"""An indicator's page: where it stands, and every reading."""

from __future__ import annotations

from typing import Any

from khaka.committee.monitoring import Indicator, Reading
from khaka.committee.noun import Noun
from khaka.web.asked import Asked
from khaka.web.monitoring import HIGH, WIDE, line
from khaka.web.seen import list_of, newest


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """Where it stands, and its readings with the latest first."""
    assert isinstance(noun, Indicator)
    return {
        "x": line(request, noun),
        "readings": newest(list_of(request, Reading, indicator=noun.id)),
        "here": f"/at/indicator/{noun.id}/",
        "wide": WIDE,
        "high": HIGH,
    }
