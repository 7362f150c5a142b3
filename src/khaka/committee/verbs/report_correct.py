"""A report's publisher has put a corrected version in its place: both stay, and what the new text no longer says falls."""

from collections.abc import Iterator

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import NOTE, Id, Text
from khaka.committee.grounds import latest
from khaka.committee.news import NewsReport, NewsState
from khaka.committee.verbs._claims import CHECKERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("news_report",),
    roles=CHECKERS,
    before=(NewsState.CURRENT,),
    after=(NewsState.CORRECTED,),
    fields=(Id("corrected"), Text("note", NOTE, optional=True)),
)


@verb.check
def another_version(call: Call) -> Iterator[Blocker]:
    """A report that is here, not this one, nor one that this one corrects."""
    report = call.on(NewsReport)
    other = call.here(NewsReport, call.data["corrected"])
    if other is None:
        yield block("refers_to_nothing", field="corrected", id=call.data["corrected"])
    elif latest(call.records, other).id == report.id:
        yield block("corrects_itself", field="corrected")


@verb.effect
def effect(call: Call) -> Puts:
    """The report, corrected; its claims keep their state, and ``ground`` tells which still stand."""
    yield changed(
        call.on(NewsReport), state=NewsState.CORRECTED, replaced_by=call.data["corrected"], reason=call.data["note"]
    )
