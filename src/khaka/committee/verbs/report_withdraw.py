"""A report's publisher has taken it back: it stays in the archive, and none of its claims stands."""

from khaka.committee.fields import NOTE, Text
from khaka.committee.news import NewsReport, NewsState
from khaka.committee.verbs._claims import CHECKERS
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("news_report",),
    roles=CHECKERS,
    before=(NewsState.CURRENT, NewsState.CORRECTED),
    after=(NewsState.WITHDRAWN,),
    fields=(Text("reason", NOTE),),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The report, withdrawn."""
    yield changed(call.on(NewsReport), state=NewsState.WITHDRAWN, reason=call.data["reason"])
