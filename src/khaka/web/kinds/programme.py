"""A programme's page: its calendar."""

from __future__ import annotations

from typing import Any

from khaka.committee.noun import Noun
from khaka.committee.polling import Programme
from khaka.web.asked import Asked


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The calendar, computed when the template asks for it."""
    from khaka.web.programmes import Calendar

    assert isinstance(noun, Programme)
    return {"calendar": Calendar(request, noun)}
