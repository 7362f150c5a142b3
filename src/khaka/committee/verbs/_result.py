"""What a counted division writes: its result, the finding that follows, the text set free."""

from khaka.committee.advice import Outcome
from khaka.committee.counting import count
from khaka.committee.papers import Proposal
from khaka.committee.verbs._shared import write_finding
from khaka.committee.verbs.base import Call, Puts, changed
from khaka.committee.voting import Choice, Division, DivisionState, Tally, Verdict


def counted(call: Call, division: Division, votes: Tally, casting: Choice | None = None) -> Puts:
    """The division closed or tied; with a verdict, the body's finding is the division's."""
    result = count(votes, division.rulebook, casting)
    tied = result.verdict is Verdict.TIED
    state = DivisionState.TIED if tied else DivisionState.CLOSED
    yield changed(division, state=state, tally=votes, verdict=result.verdict, casting=casting)
    if tied:
        return
    p = call.need(Proposal, division.proposal)
    yield changed(p, division="")
    if result.verdict in (Verdict.CARRIED, Verdict.LOST):
        outcome = Outcome.ACCEPT if result.verdict is Verdict.CARRIED else Outcome.DECLINE
        yield write_finding(call, p, outcome, "", division=division.id)
