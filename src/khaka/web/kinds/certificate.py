"""A certificate's page: the paper, whether its seal fits, and what has replaced it."""

from __future__ import annotations

from typing import Any

from khaka.committee.elections.certificate import genuine
from khaka.committee.noun import Noun
from khaka.committee.polling import Election
from khaka.committee.tallying import Certificate
from khaka.web.asked import Asked


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The certificate as a paper in the reader's language."""
    from khaka.web.certificates import certificate_paper, later

    assert isinstance(noun, Certificate)
    known = bool(noun.document)
    return {
        "paper": certificate_paper(request.records, request.say, noun) if known else None,
        "genuine": known and genuine(noun.document, noun.seal),
        "later": later(request.records, noun),
        "election": request.records.get(Election, noun.election),
    }
