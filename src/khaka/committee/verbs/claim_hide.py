"""A claim is taken from view by law: its stub, the reason and the digest stay, and the chain still verifies."""

from typing import Any

from khaka.committee.fields import NOTE, Text
from khaka.committee.grounds import versions
from khaka.committee.news import Claim, ClaimState, NewsReport
from khaka.committee.noun import NO_WORDS
from khaka.committee.people import Role
from khaka.committee.verbs._claims import report_of
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.folding import stands_in

verb = Verb(
    __name__,
    on=("claim",),
    roles=frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY}),
    before=tuple(s for s in ClaimState if s is not ClaimState.HIDDEN),
    after=(ClaimState.HIDDEN,),
    fields=(Text("reason", NOTE),),
    anywhere=True,
)


@verb.effect
def effect(call: Call) -> Puts:
    """Every version of the claim without its content, and the report without the text that the quote stands in.

    Earlier events hold the content: they are exported withheld.
    """
    reason = call.data["reason"]
    empty: dict[str, Any] = dict.fromkeys(("speaker", "quote", "about", "value", "unit"), "")
    empty |= {"words": NO_WORDS, "flags": (), "checked_by": call.actor, "checked_at": call.now, "reason": reason}
    said = [c for c in versions(call.records, call.on(Claim)) if c.state is not ClaimState.HIDDEN]
    for claim in said:
        yield changed(claim, state=ClaimState.HIDDEN, **empty)
    report = report_of(call, call.on(Claim))
    if report is not None and not report.hidden:
        yield _without_text(report, [c.quote for c in said if c.quote], reason)


def _without_text(report: NewsReport, quotes: list[str], reason: str) -> NewsReport:
    title = "" if any(stands_in(q, report.title) for q in quotes) else report.title
    return changed(report, archive="", title=title, hidden=reason)
