"""A field report's page: its counts by unit."""

from __future__ import annotations

from typing import Any

from khaka.committee.monitoring import FieldReport
from khaka.committee.noun import Noun
from khaka.web.asked import Asked
from khaka.web.monitoring import field_rows


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The counts."""
    assert isinstance(noun, FieldReport)
    return {"rows": field_rows(request, noun)}
