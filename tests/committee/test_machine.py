"""No sequence of allowed verbs reaches a forbidden state: random persons do random things, and the rules hold."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from khaka.committee.advice import Dissent, Finding, Meeting, MeetingState, Order, Report, ReportState, View, ViewState
from khaka.committee.chain import export, unexplained
from khaka.committee.codec import digest, digest_of
from khaka.committee.kinds import KINDS
from khaka.committee.outcomes import Decision, Task, TaskState
from khaka.committee.papers import Amendment, Clash, ClashState, Proposal, ProposalState, ProposalText
from khaka.committee.people import Membership, Offer, Role
from khaka.committee.roles import APART, roles_at
from khaka.committee.verify import verify
from khaka.committee.voting import Ballot, Division, DivisionState, PaperReturn, Recusal, RollEntry, Verdict
from tests.committee.room import BODY, Room

PEOPLE = ("chair", "sec", "president", "auditor", "strategist", "guest", "admin", "m1", "m2", "m3")
ABLE = ("sec", "chair", "president", "strategist", "m1", "m2", "auditor", "system")
people = st.sampled_from(PEOPLE)


class Committee(RuleBasedStateMachine):
    """Every rule tries something; what is refused leaves no trace."""

    @initialize(
        way=st.sampled_from(["advisory", "division"]),
        tie=st.sampled_from(["fails", "casting", "second"]),
        revote=st.booleans(),
        quorum=st.sampled_from(["0", "1/2"]),
    )
    def begin(self, way: str, tie: str, revote: bool, quorum: str) -> None:
        self.room = Room(way=way, rules={"tie": tie, "revote": revote, "quorum": quorum})
        self.taken: list[tuple[str, str, Any]] = []
        self.room.discussed()
        self.room.discussed("m1", title={"en": "Second"})

    def pick(self, cls: type, n: int) -> str | None:
        found = self.room.records.find(cls)
        return found[n % len(found)].id if found else None

    def attempt(self, actor: str, verb: str, kind: str, id_: str | None, data: dict[str, Any] | None = None) -> None:
        """The named person tries; then whoever may, so that the machine gets far."""
        for who in dict.fromkeys((actor, *ABLE)) if id_ is not None else ():
            if self.room.tries(who, verb, kind, id_, data):
                self.taken.append((verb, str(id_), self.room.now))
                return

    @rule(
        by=people,
        n=st.integers(0, 5),
        verb=st.sampled_from(["proposal_submit", "proposal_admit", "proposal_discuss", "proposal_resume"]),
    )
    def move(self, by: str, n: int, verb: str) -> None:
        self.attempt(by, verb, "proposal", self.pick(Proposal, n))

    @rule(
        by=people, n=st.integers(0, 5), verb=st.sampled_from(["proposal_return", "proposal_withdraw", "proposal_defer"])
    )
    def move_with_reason(self, by: str, n: int, verb: str) -> None:
        self.attempt(by, verb, "proposal", self.pick(Proposal, n), {"reason": "Because."})

    @rule(by=people)
    def draft(self, by: str) -> None:
        if len(self.room.records.find(Proposal)) < 4:
            data = {"title": {"en": "T"}, "paragraphs": [{"words": {"en": f"By {by} at {self.room.now}"}}]}
            self.attempt(by, "proposal_draft", "body", BODY, data)

    @rule(by=people, n=st.integers(0, 5))
    def edit(self, by: str, n: int) -> None:
        data = {"title": {"en": "T"}, "paragraphs": [{"words": {"en": f"{by} {self.room.ids}"}}]}
        self.attempt(by, "proposal_edit", "proposal", self.pick(Proposal, n), data)

    @rule(by=people, n=st.integers(0, 5))
    def amend(self, by: str, n: int) -> None:
        data = {
            "base": 1,
            "change": "insert",
            "paragraph": "p1",
            "words": {"en": f"Also {self.room.ids}"},
            "why": "More.",
        }
        self.attempt(by, "amendment_propose", "proposal", self.pick(Proposal, n), data)

    @rule(by=people, n=st.integers(0, 5))
    def take_amendment(self, by: str, n: int) -> None:
        self.attempt(by, "amendment_accept", "amendment", self.pick(Amendment, n))

    @rule(by=people, n=st.integers(0, 5), method=st.sampled_from(["recorded", "recorded", "secret"]))
    def call_division(self, by: str, n: int, method: str) -> None:
        data = {"question": {"en": "?"}, "method": method, "closes_at": self.room.at(hours=3)}
        self.attempt(by, "division_call", "proposal", self.pick(Proposal, n), data)

    @rule(n=st.integers(0, 5), by=st.sampled_from(["chair", "sec", "m1", "auditor"]))
    def open_division(self, n: int, by: str) -> None:
        self.attempt(by, "division_open", "division", self.pick(Division, n), {"aware": True})

    @rule(n=st.integers(0, 5))
    def open_by_both(self, n: int) -> None:
        for by in ("chair", "sec"):
            self.attempt(by, "division_open", "division", self.pick(Division, n), {"aware": True})

    @rule(by=people, n=st.integers(0, 5), choice=st.sampled_from(["for", "against", "abstain"]))
    def vote(self, by: str, n: int, choice: str) -> None:
        d = self.pick(Division, n)
        if d is not None:
            self.attempt(by, "ballot_cast", "division", d, self.room.ballot(d, choice))

    @rule(n=st.integers(0, 5), choices=st.lists(st.sampled_from(["for", "against", "abstain"]), min_size=4, max_size=4))
    def all_vote(self, n: int, choices: list[str]) -> None:
        for by, choice in zip(("chair", "m1", "m2", "m3"), choices, strict=True):
            d = self.pick(Division, n)
            if d is not None:
                self.attempt(by, "ballot_cast", "division", d, self.room.ballot(d, choice))

    @rule(
        n=st.integers(0, 5),
        choices=st.lists(st.sampled_from(["for", "against", "abstain"]), min_size=4, max_size=4),
        method=st.sampled_from(["recorded", "recorded", "secret"]),
        until=st.integers(1, 4),
    )
    def whole_division(self, n: int, choices: list[str], method: str, until: int) -> None:
        """Call, open, vote, close, as far as ``until``: what random steps seldom reach together."""
        self.call_division("sec", n, method)
        found = [
            d.id for d in self.room.records.find(Division) if d.state in (DivisionState.CALLED, DivisionState.OPEN)
        ]
        if found and until > 1:
            for by in ("chair", "sec"):
                self.attempt(by, "division_open", "division", found[0], {"aware": True})
        if found and until > 2:
            for by, choice in zip(("chair", "m1", "m2", "m3"), choices, strict=True):
                self.attempt(by, "ballot_cast", "division", found[0], self.room.ballot(found[0], choice))
        if found and until > 3:
            self.room.now = max(self.room.now, self.room.get(Division, found[0]).closes_at)
            self.attempt("system", "division_close", "division", found[0])
            for by in ("sec", "auditor"):
                counts = {"issued": 2, "for_": n % 3, "against": 2 - n % 3, "blank": 0, "spoilt": 0}
                self.attempt(by, "return_enter", "division", found[0], counts)

    @rule(n=st.integers(0, 5), choices=st.lists(st.sampled_from(["for", "against"]), min_size=4, max_size=4))
    def decide_by_division(self, n: int, choices: list[str]) -> None:
        """A whole recorded division and the decision that follows, where the body decides so."""
        self.whole_division(n, choices, "recorded", 4)
        for d in self.room.records.find(Division, state=DivisionState.TIED):
            self.attempt("chair", "casting_vote", "division", d.id, {"choice": choices[0]})
        for d in self.room.records.find(Division, state=DivisionState.CLOSED):
            self.attempt("sec", "decision_record", "division", d.id)

    @rule(n=st.integers(0, 5))
    def meet(self, n: int) -> None:
        """Submit, admit, table, discuss."""
        p = self.pick(Proposal, n)
        for verb in ("proposal_submit", "proposal_admit"):
            self.attempt("sec", verb, "proposal", p)
        call = {"at": self.room.at(hours=1), "place": "Hall", "agenda": [p]}
        self.attempt("sec", "meeting_call", "body", BODY, call)
        self.room.wait(hours=1)
        for m in self.room.records.find(Meeting, state=MeetingState.CALLED):
            self.attempt("chair", "meeting_open", "meeting", m.id, {"present": ["president"]})
        self.attempt("sec", "proposal_discuss", "proposal", p)
        for m in self.room.records.find(Meeting, state=MeetingState.OPEN):
            self.attempt("sec", "meeting_close", "meeting", m.id, {"minutes": {"en": "Met."}})

    @rule(by=people, n=st.integers(0, 5))
    def recuse(self, by: str, n: int) -> None:
        self.attempt(by, "recusal_declare", "division", self.pick(Division, n), {"reason": "Mine."})

    @rule(by=st.sampled_from([*PEOPLE, "system"]), n=st.integers(0, 5))
    def close_division(self, by: str, n: int) -> None:
        self.attempt(by, "division_close", "division", self.pick(Division, n))

    @rule(n=st.integers(0, 5))
    def wait_and_close(self, n: int) -> None:
        d = self.pick(Division, n)
        if d is not None and self.room.get(Division, d).state is DivisionState.OPEN:
            self.room.now = max(self.room.now, self.room.get(Division, d).closes_at)
            self.attempt("system", "division_close", "division", d)

    @rule(by=people, n=st.integers(0, 5), votes=st.integers(0, 4))
    def enter_return(self, by: str, n: int, votes: int) -> None:
        data = {"issued": 4, "for_": votes, "against": 4 - votes, "blank": 0, "spoilt": 0}
        self.attempt(by, "return_enter", "division", self.pick(Division, n), data)

    @rule(by=people, n=st.integers(0, 5), choice=st.sampled_from(["for", "against"]))
    def cast(self, by: str, n: int, choice: str) -> None:
        self.attempt(by, "casting_vote", "division", self.pick(Division, n), {"choice": choice})

    @rule(by=people, n=st.integers(0, 5), verb=st.sampled_from(["division_void", "division_drop"]))
    def void(self, by: str, n: int, verb: str) -> None:
        self.attempt(by, verb, "division", self.pick(Division, n), {"reason": "Wrong."})

    @rule(by=people, n=st.integers(0, 5), outcome=st.sampled_from(["accept", "decline", "defer"]))
    def find(self, by: str, n: int, outcome: str) -> None:
        self.attempt(by, "finding_record", "proposal", self.pick(Proposal, n), {"outcome": outcome, "words": "So."})

    @rule()
    def find_all(self) -> None:
        for p in self.room.records.find(Proposal, state=ProposalState.DISCUSSED):
            self.attempt("sec", "finding_record", "proposal", p.id, {"outcome": "accept", "words": "So."})

    @rule(by=people, n=st.integers(0, 5))
    def dissent(self, by: str, n: int) -> None:
        self.attempt(by, "dissent_note", "finding", self.pick(Finding, n), {"words": "No."})

    @rule(by=people)
    def report(self, by: str) -> None:
        self.attempt("president", "terms_set", "body", BODY, {"words": {"en": "Consider."}, "due": self.room.day(90)})
        terms = [t.id for t in self.room.records.find(KINDS["terms"]) if t.state == "open"]  # type: ignore[attr-defined]
        if terms:
            self.attempt("sec", "report_draft", "terms", terms[0], {"words": {"en": "We find."}})
            self.attempt(by, "report_deliver", "report", terms[0])

    @rule(by=people, n=st.integers(0, 5), outcome=st.sampled_from(["accept", "decline", "defer"]))
    def order(self, by: str, n: int, outcome: str) -> None:
        self.attempt(by, "order_give", "proposal", self.pick(Proposal, n), {"outcome": outcome, "words": "So."})

    @rule(by=people, outcome=st.sampled_from(["accept", "decline", "defer"]), ordered=st.booleans())
    def whole_report(self, by: str, outcome: str, ordered: bool) -> None:
        """Find on everything, report, order."""
        for p in self.room.records.find(Proposal, state=ProposalState.ADMITTED):
            self.attempt("sec", "proposal_defer", "proposal", p.id, {"reason": "Later."})
        self.find_all()
        self.report(by)
        for p in self.room.records.find(Proposal, state=ProposalState.DISCUSSED) if ordered else ():
            self.attempt(by, "order_give", "proposal", p.id, {"outcome": outcome, "words": "So."})

    @rule(by=people, n=st.integers(0, 5))
    def record_decision(self, by: str, n: int) -> None:
        self.attempt(by, "decision_record", "division", self.pick(Division, n))

    @rule(by=people, n=st.integers(0, 5), owner=people)
    def task(self, by: str, n: int, owner: str) -> None:
        data = {"words": "Do it.", "owner": owner, "due": self.room.day(30)}
        self.attempt(by, "task_give", "decision", self.pick(Decision, n), data)

    @rule(by=people, n=st.integers(0, 5))
    def do_and_verify(self, by: str, n: int) -> None:
        self.attempt(by, "task_done", "task", self.pick(Task, n), {"note": "Done."})
        self.attempt(by, "task_verify", "task", self.pick(Task, n))

    @rule(by=people, member=people, n=st.integers(0, 5))
    def view(self, by: str, member: str, n: int) -> None:
        self.attempt(by, "view_note", "proposal", self.pick(Proposal, n), {"member": member, "words": "Hm."})
        self.attempt(member, "view_confirm", "view", self.pick(View, n))

    @rule(by=people, to=people, role=st.sampled_from(Role))
    def offer(self, by: str, to: str, role: Role) -> None:
        data = {"person": to, "role": role.value, "terms": "x", "valid_until": self.room.at(days=5)}
        self.attempt(by, "offer_make", "body", BODY, data)

    @rule(by=people, n=st.integers(0, 20))
    def accept_offer(self, by: str, n: int) -> None:
        offers = self.room.records.find(Offer, state="open")
        if offers:
            o = offers[n % len(offers)]
            self.attempt(by, "offer_accept", "offer", o.id)
            self.attempt(o.person, "offer_accept", "offer", o.id)

    @rule(by=people, n=st.integers(0, 20))
    def end_membership(self, by: str, n: int) -> None:
        held = [m for m in self.room.records.find(Membership, body=BODY) if m.holds(self.room.now)]
        if n % 4 == 0 and len(held) > 7:
            self.attempt(by, "member_end", "membership", held[n % len(held)].id, {"reason": "x"})

    @rule(n=st.integers(0, 5), by=people)
    def clash(self, n: int, by: str) -> None:
        p = self.pick(Proposal, n)
        self.attempt("system", "clash_report", "body", BODY, {"rule": "r", "words": {"en": "x"}, "proposals": [p]})
        self.attempt(by, "clash_waive", "clash", self.pick(Clash, n), {"waiver": "Agreed."})

    @rule(hours=st.integers(1, 4))
    def wait(self, hours: int) -> None:
        self.room.wait(hours=hours)

    @precondition(lambda self: len(self.room.chain) % 7 == 0)
    @rule()
    def chain_holds(self) -> None:
        assert verify(export(self.room.chain)).faults == ()
        assert unexplained(self.room.chain, self.room.records.all()) == ()

    @invariant()
    def ballots_are_lawful(self) -> None:
        if not hasattr(self, "room"):
            return
        records = self.room.records
        ballots = records.find(Ballot)
        assert max(Counter((b.division, b.voter) for b in ballots).values(), default=0) <= 1
        for b in ballots:
            d = self.room.get(Division, b.division)
            entry = self.room.get(RollEntry, b.id)
            assert d.opened_at is not None and entry.weight == b.weight
            assert Role.ADVISER not in roles_at(records, b.voter, BODY, d.opened_at)
            assert entry.role in (Role.CHAIR, Role.MEMBER)
            if records.get(Recusal, b.id):
                assert b.state == "set_aside"
        for verb, id_, at in self.taken:
            if verb == "ballot_cast":
                d = self.room.get(Division, id_)
                assert d.opened_at <= at < d.closes_at

    @invariant()
    def divisions_are_lawful(self) -> None:
        if not hasattr(self, "room"):
            return
        records = self.room.records
        live = {DivisionState.CALLED, DivisionState.OPEN, DivisionState.COUNTING, DivisionState.TIED}
        for d in records.find(Division):
            text = self.room.get(ProposalText, f"{d.proposal}:{d.text}")
            assert digest_of(text) == d.digest
            p = self.room.get(Proposal, d.proposal)
            if d.state in live:
                assert p.division == d.id and p.text == d.text and p.state is ProposalState.DISCUSSED
            if d.opened_at is not None:
                assert len({k.person for k in d.keys}) == 2 and {k.role for k in d.keys} == {Role.CHAIR, Role.SECRETARY}
            if d.state is DivisionState.CLOSED:
                assert d.verdict not in (None, Verdict.TIED) and d.tally is not None
                if d.method == "secret":
                    counts = Counter(
                        (r.for_, r.against, r.blank, r.spoilt, r.issued)
                        for r in records.find(PaperReturn, division=d.id)
                    )
                    assert counts.most_common(1)[0][1] >= 2
        for p in records.find(Proposal):
            assert not p.division or self.room.get(Division, p.division).state in live

    @invariant()
    def decisions_are_lawful(self) -> None:
        if not hasattr(self, "room"):
            return
        records = self.room.records
        for d in records.find(Decision):
            f = self.room.get(Finding, d.finding)
            assert not f.void and digest(d.evidence) == d.seal and d.evidence["text"]["number"] == d.text
            if d.order:
                assert self.room.get(Report, self.room.get(Order, d.order).report).state is ReportState.DELIVERED
                assert f.id in self.room.get(Report, f.report).findings
            else:
                v = self.room.get(Division, d.division)
                assert v.state is DivisionState.CLOSED and v.verdict in (Verdict.CARRIED, Verdict.LOST)
        for p in records.find(Proposal, state=ProposalState.DECIDED):
            assert len([d for d in records.find(Decision, proposal=p.id) if d.outcome != "defer"]) == 1
        for t in records.find(Task, state=TaskState.VERIFIED):
            assert t.verified_by and t.verified_by != t.owner
        for v in records.find(View, state=ViewState.CONFIRMED):
            assert v.member != v.noted_by
        for c in records.find(Clash, state=ClashState.WAIVED):
            assert c.waiver and c.waived_by not in {self.room.get(Proposal, p).author for p in c.proposals}
        for n in records.find(Dissent):
            assert n.member == n.id.rsplit(":", 1)[1]

    @invariant()
    def roles_stay_apart(self) -> None:
        if not hasattr(self, "room"):
            return
        now = self.room.now
        for person in PEOPLE:
            held = roles_at(self.room.records, person, BODY, now)
            assert not any(b in APART[a] for a in held for b in held if a is not b)
        for post in (Role.CHAIR, Role.SECRETARY):
            assert len([m for m in self.room.records.find(Membership, body=BODY, role=post) if m.holds(now)]) <= 1


Committee.TestCase.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestCommittee = Committee.TestCase
