"""A committee in memory: every change through `decide`, every event on a chain, the clock in the test's own hand."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings

from khaka.committee import VERBS, Ask, Memory, Refused, blockers, decide
from khaka.committee.blockers import Done
from khaka.committee.chain import Event, Head, head_of, next_event
from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun, Words
from khaka.committee.start import genesis

START = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
BODY = "c"
PEOPLE = {
    "chair": "chair", "secretary": "sec", "authority": "president", "auditor": "auditor", "adviser": "strategist",
    "observer": "guest", "administrator": "admin",
}  # fmt: skip
TEXT = [{"words": {"en": "Fight alone in Odisha.", "hi": "ओडिशा में अकेले लड़ना।"}}, {"words": {"en": "Decide by June."}}]
NO_NOTICE = {
    "quorum": "1/2", "quorum_base": "roll", "threshold": "1/2", "strict": True, "majority_base": "voting", "tie": "fails",
    "notice_hours": 0,
}  # fmt: skip

#: Laws are about values: how long one takes on a busy machine says nothing.
LAW = settings(deadline=None)


class Room:
    """Records, chain and clock."""

    def __init__(self, *, members: int = 3, way: str = "advisory", rules: Mapping[str, Any] | None = None) -> None:
        self.records = Memory()
        self.chain: list[Event] = []
        self.now = START
        self.ids = 0
        names = {"name": Words("Workspace"), "nation_name": Words("India", "भारत")}
        self.write(genesis("admin", now=self.now, nation="IN", **names))
        posts = {"chair": "chair", "secretary": "sec", "authority": "president", "auditor": "auditor"}
        self.do("admin", "body_form", "unit", "IN", {"name": {"en": "Committee"}, "way": way, **posts}, new=BODY)
        for i in range(members):
            self.join(f"m{i + 1}", "member")
        self.join("strategist", "adviser")
        self.join("guest", "observer")
        self.do("president", "rulebook_set", "body", BODY, {**NO_NOTICE, **(rules or {})})

    @property
    def head(self) -> Head:
        return head_of(self.chain[-1]) if self.chain else Head()

    def write(self, done: Done) -> None:
        for noun in done.puts:
            self.records.put(noun)
        self.chain.append(next_event(self.head, done.payload, self.now))

    def ask(
        self, actor: str, verb: str, kind: str, id_: str, data: Mapping[str, Any] | None = None, *,
        version: int | None = -1, new: str = "",
    ) -> Ask:  # fmt: skip
        target = self.records.get(KINDS[kind], id_)
        seen = (
            (target.version if target and not (verb in VERBS and VERBS[verb].adds) else None)
            if version == -1
            else version
        )
        self.ids += 1
        fresh = new or f"n{self.ids}"
        last = self.chain[-1].at if self.chain else None
        return Ask(verb, actor, kind, id_, self.now, seen, data or {}, fresh, f"{self.ids:032x}", last)

    def why(self, *args: Any, **kwargs: Any) -> set[str]:
        """Codes of the reasons against."""
        return {b.code for b in blockers(self.ask(*args, **kwargs), self.records)}

    def do(self, *args: Any, **kwargs: Any) -> str:
        """Do it and give the new id; Refused when there are reasons against."""
        ask = self.ask(*args, **kwargs)
        self.write(decide(ask, self.records))
        return ask.new_id

    def tries(self, *args: Any, **kwargs: Any) -> bool:
        """Do it if it is allowed; say whether it was."""
        try:
            self.do(*args, **kwargs)
        except Refused:
            return False
        return True

    def wait(self, **by: float) -> None:
        self.now += timedelta(**by)

    def at(self, **by: float) -> str:
        """A moment from now, as data."""
        return (self.now + timedelta(**by)).isoformat()

    def day(self, days: int) -> str:
        return (self.now + timedelta(days=days)).date().isoformat()

    def get(self, cls: type[Noun], id_: str) -> Any:
        found = self.records.get(cls, id_)
        assert found is not None, f"no {cls.KIND} {id_}"
        return found

    # steps that many tests share
    def join(self, person: str, role: str, body: str = BODY, by: str = "president", **more: Any) -> str:
        offer = self.do(by, "offer_make", "body", body, {
            "person": person, "role": role, "terms": "As agreed.", "valid_until": self.at(days=30), **more,
        })  # fmt: skip
        return self.do(person, "offer_accept", "offer", offer, {"reply": "Yes."})

    def draft(self, author: str = "strategist", **more: Any) -> str:
        data = {"title": {"en": "Odisha alone"}, "paragraphs": TEXT, **more}
        return self.do(author, "proposal_draft", "body", BODY, data)

    def admitted(self, author: str = "strategist", **more: Any) -> str:
        p = self.draft(author, **more)
        self.do(author, "proposal_submit", "proposal", p)
        self.do("sec", "proposal_admit", "proposal", p)
        return p

    def discussed(self, author: str = "strategist", **more: Any) -> str:
        p = self.admitted(author, **more)
        m = self.do("sec", "meeting_call", "body", BODY, {"at": self.at(hours=1), "place": "Hall", "agenda": [p]})
        self.wait(hours=1)
        self.do("chair", "meeting_open", "meeting", m, {"present": ["chair", "sec"]})
        self.do("sec", "proposal_discuss", "proposal", p)
        self.do("sec", "meeting_close", "meeting", m, {"minutes": {"en": "Discussed."}})
        return p

    def found(self, p: str, outcome: str = "accept") -> str:
        data = {"outcome": outcome, "words": "Agreed.", "conditions": ["As amended."] if outcome == "amend" else []}
        self.do("sec", "finding_record", "proposal", p, data)
        return f"{p}:1"

    def reported(self, p: str, outcome: str = "accept") -> str:
        self.found(p, outcome)
        t = self.do("president", "terms_set", "body", BODY, {"words": {"en": "Consider."}, "due": self.day(30)})
        self.do("sec", "report_draft", "terms", t, {"words": {"en": "We find."}})
        self.do("chair", "report_deliver", "report", t)
        return t

    def called(self, p: str, **more: Any) -> str:
        data = {"question": {"en": "Accept?"}, "method": "recorded", "closes_at": self.at(hours=2), **more}
        return self.do("chair", "division_call", "proposal", p, data)

    def opened(self, p: str, **more: Any) -> str:
        d = self.called(p, **more)
        aware = {"aware": True}
        self.do("chair", "division_open", "division", d, aware)
        self.do("sec", "division_open", "division", d, aware)
        return d

    def ballot(self, d: str, choice: str) -> dict[str, Any]:
        return {"choice": choice, "digest": self.get(KINDS["division"], d).digest}

    def votes(self, d: str, **choices: str) -> None:
        for person, choice in choices.items():
            self.do(person, "ballot_cast", "division", d, self.ballot(d, choice))

    def close(self, d: str) -> Any:
        self.now = max(self.now, self.get(KINDS["division"], d).closes_at)
        self.do("system", "division_close", "division", d)
        return self.get(KINDS["division"], d)
