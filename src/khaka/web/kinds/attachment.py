"""A file's page: to save it, and the record that it goes with."""

from __future__ import annotations

from typing import Any

from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun
from khaka.committee.papers import Attachment
from khaka.web.asked import Asked


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The record that the file goes with."""
    assert isinstance(noun, Attachment)
    return {"holder": request.records.get(KINDS[noun.on_kind], noun.on)}
