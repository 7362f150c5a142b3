"""An election's page: from the roll to the certificate, and what rests on it above."""

from __future__ import annotations

from typing import Any

from khaka.committee.noun import Noun
from khaka.committee.polling import Election
from khaka.web.asked import Asked


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The election as its page shows it, computed part by part when the template asks."""
    from khaka.web.electing import ElectionPage

    assert isinstance(noun, Election)
    box = request.GET.get("box", "") or request.POST.get("box", "") or (noun.boxes[0] if len(noun.boxes) == 1 else "")
    page = ElectionPage(request, noun)
    return {"page": page, "box": box, "sheet": page.sheet(box)}
