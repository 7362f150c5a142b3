"""The page of a kept what-if: computed anew, from its settings."""

from __future__ import annotations

from typing import Any

from khaka.committee.noun import Noun
from khaka.web.asked import Asked


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The answer as of now."""
    from khaka.web.views.live import kept_page

    return kept_page(request, noun)
