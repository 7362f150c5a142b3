"""Random persons archive, confirm, correct, link, use and hide claims: the ledger can always be drawn, and its rules hold."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from khaka.claims.ledger import contradictions, fallen, timeline
from khaka.committee.chain import export, unexplained
from khaka.committee.grounds import Ground, fallen_uses, ground, newest
from khaka.committee.monitoring import Indicator, Reading, ReadingState
from khaka.committee.news import Claim, ClaimLink, ClaimState, ClaimUse, LinkState, NewsReport, Relation, UseState
from khaka.committee.papers import EffectRun, Proposal
from khaka.committee.readings import trend, usable
from khaka.committee.verify import verify
from khaka.core.folding import stands_in
from khaka.desk.ledger import ledger_of
from tests.committee.room import BODY, Room

WORDS = ("the plan names 370 seats", "the plan names 350 seats", "it is about Gujarat only")
by_any = st.sampled_from(("sec", "chair", "m1", "strategist", "guest", "president", "system"))
nth = st.integers(0, 9)


class News(RuleBasedStateMachine):
    """Every rule tries something; what is refused leaves no trace."""

    @initialize()
    def begin(self) -> None:
        self.room = Room()
        self.room.draft()
        data = {
            "name": {"en": "Posts"},
            "definition": {"en": "Posts filled."},
            "unit": "count",
            "source": "x",
            "direction": "at_least",
        }
        self.room.do("sec", "indicator_set", "body", BODY, data)
        for n in range(3):
            self.archive("sec", n, "ANI")

    def pick(self, cls: type, n: int) -> str:
        found = self.room.records.find(cls)
        return found[n % len(found)].id if found else "none"

    @rule(by=by_any, n=nth, agency=st.sampled_from(["", "ANI"]))
    def archive(self, by: str, n: int, agency: str) -> None:
        claims = [{"side": "unnamed", "quote": w, "about": "x", "value": str(i)} for i, w in enumerate(WORDS[: n % 4])]
        links = [{"source": 2, "other": 1, "relation": "contradicts"}] if len(claims) > 1 else []
        text = ". ".join((*WORDS, str(self.room.ids)))
        data = {"source": "P", "language": "en", "agency": agency, "archive": text, "claims": claims, "links": links}
        self.room.tries(by, "report_import", "body", BODY, data)

    @rule(
        by=by_any,
        n=nth,
        verb=st.sampled_from(["claim_confirm", "claim_confirm", "claim_confirm", "claim_decline", "claim_hide"]),
    )
    def judge(self, by: str, n: int, verb: str) -> None:
        data = {} if verb == "claim_confirm" else {"reason": "Because."}
        self.room.tries(by, verb, "claim", self.pick(Claim, n), data)

    @rule(by=by_any, n=nth, w=st.sampled_from(WORDS), value=st.sampled_from(["370", "350"]))
    def correct(self, by: str, n: int, w: str, value: str) -> None:
        data = {"side": "analyst", "quote": w, "about": "x", "value": value}
        self.room.tries(by, "claim_correct", "claim", self.pick(Claim, n), data)

    @rule(by=by_any, n=nth, m=nth, relation=st.sampled_from([r.value for r in Relation]))
    def link(self, by: str, n: int, m: int, relation: str) -> None:
        data = {"other": self.pick(Claim, m), "relation": relation}
        self.room.tries(by, "claim_link", "claim", self.pick(Claim, n), data)

    @rule(by=by_any, n=nth, verb=st.sampled_from([("claim_unlink", ClaimLink), ("claim_release", ClaimUse)]))
    def end(self, by: str, n: int, verb: tuple[str, type]) -> None:
        self.room.tries(by, verb[0], verb[1].KIND, self.pick(verb[1], n), {"reason": "x"})

    @rule(by=st.sampled_from(["strategist", "sec"]), n=nth)
    def use(self, by: str, n: int) -> None:
        claim = self.pick(Claim, n)
        if self.room.tries(by, "claim_use", "proposal", self.pick(Proposal, 0), {"claim": claim}):
            assert ground(self.room.records, self.room.get(Claim, claim)) is Ground.STANDS

    @rule(n=nth)
    def confirm_and_use(self, n: int) -> None:
        """What random steps seldom reach together."""
        self.judge("m1", n, "claim_confirm")
        self.use("strategist", n)

    @rule(value=st.integers(0, 50), by=by_any)
    def report_verify_compute(self, value: int, by: str) -> None:
        self.report("strategist", value, 0)
        last = len(self.room.records.find(Reading)) - 1
        self.check("m2", max(last, 0), "reading_verify")
        self.compute(max(last, 0))
        self.check(by, max(last, 0), "reading_dispute")

    @rule(by=by_any, n=nth, m=nth)
    def mend(self, by: str, n: int, m: int) -> None:
        self.room.tries(
            by, "report_correct", "news_report", self.pick(NewsReport, n), {"corrected": self.pick(NewsReport, m)}
        )

    @rule(by=by_any, n=nth)
    def withdraw(self, by: str, n: int) -> None:
        self.room.tries(by, "report_withdraw", "news_report", self.pick(NewsReport, n), {"reason": "x"})

    @rule(by=by_any, n=nth, verb=st.sampled_from(["reading_verify", "reading_dispute"]))
    def check(self, by: str, n: int, verb: str) -> None:
        self.room.tries(by, verb, "reading", self.pick(Reading, n), {"reason": "x"})

    @rule(by=by_any, value=st.integers(0, 50), days=st.integers(-3, 1))
    def report(self, by: str, value: int, days: int) -> None:
        data = {"value": value, "as_of": self.room.day(days), "source": "x"}
        self.room.tries(by, "reading_report", "indicator", self.pick(Indicator, 0), data)

    @rule(n=nth)
    def compute(self, n: int) -> None:
        reading, i = self.pick(Reading, n), self.pick(Indicator, 0)
        run = {"measure": i, "unit": "count", "value": 1, "data_version": f"v{self.room.ids}", "readings": [reading]}
        if self.room.tries("system", "effect_recompute", "proposal", self.pick(Proposal, 0), run):
            assert self.room.get(Reading, reading).state is ReadingState.VERIFIED

    @rule(minutes=st.integers(1, 900))
    def wait(self, minutes: int) -> None:
        self.room.wait(minutes=minutes)

    @invariant()
    def links_stand_once_and_in_no_circle(self) -> None:
        if not hasattr(self, "room"):
            return
        records = self.room.records
        drawn = [
            (newest(records, x.source), newest(records, x.other), x.relation)
            for x in records.find(ClaimLink, state=LinkState.DRAWN)
        ]
        ends: list[Any] = [(a.id, b.id, r) for a, b, r in drawn if a and b]
        assert all(a != b for a, b, _ in ends)
        assert max(Counter(frozenset(e[:2]) for e in ends).values(), default=0) <= 1
        refers = {a: [b for x, b, r in ends if x == a and r is not Relation.CONTRADICTS] for a, _, _ in ends}
        for start in refers:
            todo, seen = list(refers[start]), set()
            while todo:
                at = todo.pop()
                assert at != start
                todo += [b for b in refers.get(at, []) if b not in seen]
                seen |= set(refers.get(at, []))

    @invariant()
    def claims_say_what_their_report_says(self) -> None:
        if not hasattr(self, "room"):
            return
        records = self.room.records
        for c in records.find(Claim):
            report = self.room.get(NewsReport, c.report)
            assert (c.state is ClaimState.CORRECTED) <= bool(c.replaced_by)
            if c.state is ClaimState.HIDDEN:
                assert not (c.quote or c.value or c.about) and report.hidden and not report.archive
            elif not report.hidden:
                assert stands_in(c.quote, report.archive)
            if c.state is ClaimState.CONFIRMED:
                assert c.checked_by in ("sec", "chair", "m1")
        fallen_now = {f.use.id for f in fallen_uses(records, BODY)}
        for u in records.find(ClaimUse, state=UseState.IN_USE):
            stands = ground(records, self.room.get(Claim, u.claim)) is Ground.STANDS
            assert stands or u.id in fallen_now

    @invariant()
    def the_ledger_can_be_drawn(self) -> None:
        if not hasattr(self, "room"):
            return
        ledger = ledger_of(self.room.records, BODY)
        assert len(timeline(ledger)) == len(ledger.entries)
        for c in contradictions(ledger):
            states = {ledger.entry(i).state for _, ids in c.groups for i in ids}
            assert states <= {"confirmed", "corrected"}
        direct = {(f.use.proposal, f.use.claim) for f in fallen_uses(self.room.records, BODY)}
        assert {(f.user, f.claim) for f in fallen(ledger)} >= {d for d in direct if not self.copied(d[1])}

    def copied(self, claim: str) -> bool:
        """A use that fell with the agency's text that it repeats, which the ledger tells by its own rule."""
        return ground(self.room.records, self.room.get(Claim, claim)) is Ground.STANDS

    @invariant()
    def nobody_verifies_their_own(self) -> None:
        if not hasattr(self, "room"):
            return
        records = self.room.records
        for r in records.find(Reading, state=ReadingState.VERIFIED):
            assert r.checked_by and r.checked_by != r.author
        i = records.find(Indicator)[0]
        last = trend(records, i).verified
        assert last is None or last in usable(records, i.id)
        assert all(e.readings for e in records.find(EffectRun))

    def teardown(self) -> None:
        if hasattr(self, "room"):
            assert verify(export(self.room.chain)).faults == ()
            assert unexplained(self.room.chain, self.room.records.all()) == ()


News.TestCase.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestNews = News.TestCase
