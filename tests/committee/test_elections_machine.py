"""Random persons do random things to elections of two levels, at random times: the laws hold, and the chain says the same."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from khaka.committee.elections.consequences import came
from khaka.committee.elections.roll import winners
from khaka.committee.polling import Election, ElectionState, Elector, Nomination, NominationState
from khaka.committee.tallying import Certificate, Lot, Matter, Petition, PollReturn, ReturnState
from tests.committee.polls import Polls, district, two_blocks
from tests.committee.test_elections_journey import the_chain_says_the_same

WHO = ("r", "s", "a", "b", "k", "x", "sec", "president", "m1", "m2")
PLAIN = ("roll_finalise", "candidates_finalise", "election_declare", "roll_delegates")
people, some = st.sampled_from(WHO), st.integers(0, 9)


class Elections(RuleBasedStateMachine):
    """Everything is tried; what is refused leaves no trace."""

    @initialize(
        rule_=st.sampled_from(["fresh_poll", "recorded_lot"]),
        seats=st.integers(1, 2),
        far=st.sampled_from(["called", "declared", "tied", "district", "district"]),
    )
    def begin(self, rule_: str, seats: int, far: str) -> None:
        if far == "called":
            self.p = Polls(tie_rule=rule_)
            for e, roll in ((self.p.call("D1b1", seats=seats), "abcdefg"), (self.p.call("D1b2"), "klmno")):
                self.p.enrol(e, roll)
            self.p.enrol(self.p.call("D1"), "xyz")
            return
        self.p = two_blocks((3, 3) if far == "tied" else (4, 2), tie_rule=rule_)
        if far == "district":
            district(self.p)
        else:
            self.p.enrol(self.p.call("D1"), "xyz")
        self.p.enrol(self.p.call("S"), "pqtu")

    def any_of(self, cls: type, n: int) -> str:
        found = self.p.records.find(cls)
        return found[n % len(found)].id if found else "none"

    def attempt(self, verb: str, kind: str, id_: str, data: dict[str, Any] | None = None, *who: str) -> None:
        for person in who or WHO:
            if self.p.tries(person, verb, kind, id_, data or {}):
                return

    def steps(self, n: int) -> Election:
        found = self.p.records.find(Election)
        return found[n % len(found)]

    @rule(hours=st.sampled_from([1, 12, 24, 48]))
    def wait(self, hours: int) -> None:
        self.p.wait(hours=hours)

    @rule(n=some, verb=st.sampled_from(PLAIN), by=people)
    def go_on(self, n: int, verb: str, by: str) -> None:
        self.attempt(verb, "election", self.steps(n).id, {}, by, "r")

    @rule(n=some, i=some, by=people)
    def nominate(self, n: int, i: int, by: str) -> None:
        e = self.steps(n)
        roll = [x.person for x in self.p.records.find(Elector, election=e.id)]
        paper = self.p.paper(roll[i % len(roll)], roll[-1], roll[-2]) if len(roll) > 2 else {}
        self.attempt("nomination_file", "election", e.id, paper, by, "r")

    @rule(n=some, ok=st.booleans(), by=people)
    def examine(self, n: int, ok: bool, by: str) -> None:
        data = {"accepted": ok or n > 2, "reason": "As examined."}
        self.attempt("nomination_examine", "nomination", self.any_of(Nomination, n), data, by, "r")

    @rule(n=some, verb=st.sampled_from(["nomination_withdraw", "seat_vacate"]), by=people)
    def leave(self, n: int, verb: str, by: str) -> None:
        data = {"reason": "So."} if verb == "nomination_withdraw" else {"reason": "So.", "cause": "resigned"}
        self.attempt(verb, "nomination", self.any_of(Nomination, n), data, by)

    @rule(n=some, votes=st.tuples(st.integers(0, 3), st.integers(0, 3)), same=st.booleans(), sheet=st.integers(0, 3))
    def count(self, n: int, votes: tuple[int, int], same: bool, sheet: int) -> None:
        """Marked roll and two entries, alike or not, on a sheet that may be another's."""
        e = self.steps(n)
        roll = [x.person for x in self.p.records.find(Elector, election=e.id)]
        stand = [x.id for x in self.p.records.find(Nomination, election=e.id) if x.id in (e.contenders or (x.id,))]
        stand = [x for x in stand if self.p.get(Nomination, x).state not in ("rejected", "withdrawn", "filed")]
        self.attempt("marked_roll_enter", "election", e.id, {"box": "b1", "persons": roll[: sum(votes)]}, "s")
        for who, turned in (("r", votes), ("s", votes if same else votes[::-1])):
            lines = {x: (*turned, *[0] * 9)[i] for i, x in enumerate(stand)}
            data = self.p.sheet(e.id, lines, note="As it was.")
            if sheet == 0:
                data["sha256"] = "f" * 64
            self.attempt("poll_return_enter", "election", e.id, data, who)
        self.attempt("election_declare", "election", e.id, {}, "r")

    @rule(n=some)
    def whole(self, n: int) -> None:
        """An election from where it is to its poll: what random steps seldom reach."""
        e = self.steps(n).id
        self.attempt("roll_delegates", "election", e, {}, "s")
        for _ in range(6):
            self.attempt("roll_finalise", "election", e, {}, "r")
            for i in (0, 1, 2):
                self.nominate(n, i, "r")
            for x in self.p.records.find(Nomination, election=e, state=NominationState.FILED):
                self.attempt("nomination_examine", "nomination", x.id, {"accepted": True}, "r")
            self.attempt("candidates_finalise", "election", e, {}, "r")
            if self.p.get(Election, e).state is ElectionState.LISTED:
                self.p.wait(hours=48)
                self.count(n, (2, 1), True, 1)
                return
            self.p.wait(hours=36)

    @rule(n=some, by=people)
    def settle(self, n: int, by: str) -> None:
        e = self.steps(n)
        day = self.p.day(4 + n)
        self.attempt("poll_repeat", "election", e.id, {"poll_on": day, "waiver": "Agreed."}, by, "sec")
        for who in ("r", "s"):
            self.attempt("lot_enter", "election", e.id, {"drawn": list(e.tied), "present": "All."}, who)

    @rule(n=some, verb=st.sampled_from(["election_stay", "election_resume"]), by=people)
    def stay(self, n: int, verb: str, by: str) -> None:
        if verb == "election_stay" and n > 2:  # seldom: nothing moves under a stay
            return
        self.attempt(verb, "election", self.steps(n).id, {"reason": "By order."}, by, "president")

    @rule(n=some, by=people, judge=people, ruling=st.sampled_from(["recount", "fresh_poll", "none"]))
    def complain(self, n: int, by: str, judge: str, ruling: str) -> None:
        e = self.steps(n)
        for to in (judge, "m1"):
            self.attempt("petition_file", "election", e.id, {"grounds": "Wrong.", "judge": to}, by, "b", "l", "y")
        data = {"ruling": "dismissed" if ruling == "none" else "upheld", "remedy": ruling, "reason": "So."}
        for q in self.p.records.find(Petition):
            self.attempt("petition_rule", "petition", q.id, data, judge, q.judge)
            self.attempt("petition_settle", "petition", q.id, data, by, "president")

    @rule(n=some, falls=st.booleans(), by=people)
    def rule_on(self, n: int, falls: bool, by: str) -> None:
        self.attempt(
            "matter_rule", "matter", self.any_of(Matter, n), {"falls": falls, "reason": "So."}, by, "president"
        )

    @rule(n=some, by=people)
    def strike(self, n: int, by: str) -> None:
        data = {"cause": "expelled", "reason": "On record."}
        self.attempt("elector_strike", "elector", self.any_of(Elector, n), data, by)

    @invariant()
    def results_are_lawful(self) -> None:
        if not hasattr(self, "p"):
            return
        records = self.p.records
        for e in records.find(Election):
            won = winners(records, e.id)
            assert len(won) <= e.seats
            if e.state is ElectionState.DECLARED:
                votes = sum(x.votes for x in e.lines)
                assert e.unopposed or votes + e.invalid == e.ballots
                last = self.p.get(Certificate, f"{e.id}:{e.poll}:{e.count}")
                found = records.find(Certificate, election=e.id)
                assert [c.id for c in found if c.id not in {x.replaces for x in found}] == [last.id]
                assert {n.id for n in won} <= set(last.document["elected"])
            if e.state is ElectionState.TIED:
                counts = {x.nomination: x.votes for x in e.lines}
                assert len({counts[n] for n in e.tied}) == 1 and len(e.tied) > 1
            if e.state is ElectionState.VOID:
                assert won == ()

    @invariant()
    def persons_are_who_they_must_be(self) -> None:
        if not hasattr(self, "p"):
            return
        records = self.p.records
        for n in records.find(Nomination):
            e = self.p.get(Election, n.election)
            assert n.person not in (e.officer, *e.scrutineers) and len({n.person, n.proposer, n.seconder}) == 3
            assert all(records.get(Elector, f"{e.id}:{x}") for x in (n.person, n.proposer, n.seconder))
        for e in records.find(Election):
            assert came(records, e) <= {x.person for x in records.find(Elector, election=e.id)}
        for q in records.find(Petition):
            e = self.p.get(Election, q.election)
            assert q.judge not in (q.author, e.officer, *e.scrutineers)

    @invariant()
    def returns_were_entered_by_two(self) -> None:
        if not hasattr(self, "p"):
            return
        sheets: dict[str, tuple[Any, ...]] = {}
        agreed: dict[tuple[Any, ...], set[str]] = {}
        for r in self.p.records.find(PollReturn):
            box = (r.election, r.poll, r.box)
            assert sheets.setdefault(r.sha256, box) == box
            if r.state is ReturnState.AGREED:
                agreed.setdefault((*box, r.count, r.lines), set()).add(r.entered_by)
        assert all(len(who) == 2 for who in agreed.values())
        assert all(x.entered_by in ("r", "s") for x in self.p.records.find(Lot))

    def teardown(self) -> None:
        if hasattr(self, "p"):
            the_chain_says_the_same(self.p)


Elections.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestElections = Elections.TestCase
