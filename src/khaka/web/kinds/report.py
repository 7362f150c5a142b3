"""A report's page: the paper itself."""

from __future__ import annotations

from typing import Any

from khaka.committee.advice import Report
from khaka.committee.noun import Noun
from khaka.committee.papers import Attachment
from khaka.web.asked import Asked
from khaka.web.papers import Papers
from khaka.web.seen import list_of


def extra(request: Asked, noun: Noun) -> dict[str, Any]:
    """The report as a paper in the reader's language."""
    assert isinstance(noun, Report)
    attached = list_of(request, Attachment, on_kind="report", on=noun.id)
    return {"paper": Papers(request.records, request.say).report(noun), "attachments": attached}
