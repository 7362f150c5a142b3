"""A meeting’s page: its agenda and minutes as a paper."""

from __future__ import annotations

from typing import Any

from khaka.committee.advice import Meeting
from khaka.committee.noun import Noun
from khaka.committee.papers import Attachment
from khaka.web.asked import Asked
from khaka.web.papers import Papers
from khaka.web.seen import list_of


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The meeting as a paper in the reader's language."""
    assert isinstance(noun, Meeting)
    attached = list_of(request, Attachment, on_kind="meeting", on=noun.id)
    return {"paper": Papers(request.records, request.say).minutes(noun), "attachments": attached}
