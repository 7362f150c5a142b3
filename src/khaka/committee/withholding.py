"""Which events an export withholds: those that hold a text which has been taken from view since, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from khaka.committee.chain import Event
from khaka.committee.news import Claim, ClaimState, NewsReport
from khaka.committee.papers import Comment
from khaka.committee.records import Records


def withheld(events: Iterable[Event], records: Records) -> tuple[Event, ...]:
    """The events, each without its data where these hold a hidden comment, claim or report; the chain still verifies.

    Parameters
    ----------
    events
        The whole chain.
    records
        As they are now.
    """
    return tuple(replace(e, data=None, withheld=why) if (why := _reason(e, records)) else e for e in events)


def _reason(event: Event, records: Records) -> str:
    puts = (event.data or {}).get("puts", ())
    return next((why for put in puts if (why := _hidden(put, records))), event.withheld)


def _hidden(put: dict[str, Any], records: Records) -> str:
    """Why what was written is hidden now; empty when it is not, or when this writing holds nothing of it."""
    name, kind = str(put.get("id")), put.get("kind")
    if kind == Claim.KIND:
        claim = records.get(Claim, name)
        told = put.get("state") != ClaimState.HIDDEN
        return claim.reason if claim is not None and claim.state is ClaimState.HIDDEN and told else ""
    if kind == NewsReport.KIND:
        report = records.get(NewsReport, name)
        return report.hidden if report is not None and not put.get("hidden") else ""
    if kind == Comment.KIND:
        comment = records.get(Comment, name)
        return comment.hidden if comment is not None and not put.get("hidden") else ""
    return ""
