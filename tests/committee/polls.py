"""An organisation that elects: blocks under districts under a state, a notified calendar, and each step of an election."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from khaka.committee.polling import Election
from tests.committee.room import BODY, Room

ZONE = ZoneInfo("Asia/Kolkata")
#: Days of each level's steps, in March 2026: kind, first, last.
PLAN = {
    "block": [("roll", 2, 10), ("nominate", 11, 12), ("scrutiny", 13, 13), ("withdraw", 14, 14), ("poll", 16, 16), ("count", 17, 17)],
    "district": [("roll", 17, 18), ("nominate", 19, 20), ("scrutiny", 21, 21), ("withdraw", 22, 22), ("poll", 23, 23), ("count", 23, 24)],
    "state": [("roll", 25, 25), ("nominate", 26, 27), ("scrutiny", 28, 28), ("withdraw", 29, 29), ("poll", 30, 30), ("count", 30, 31)],
}  # fmt: skip
ME = ("r", "s")  # returning officer and scrutineer of every election


def moment(day: int, hour: float = 12) -> datetime:
    """Of March 2026, in India."""
    return datetime.combine(date(2026, 3, day), time(), ZONE) + timedelta(hours=hour)


def steps(plan: Mapping[str, Iterable[tuple[str, int, int]]] = PLAN) -> list[dict[str, Any]]:
    return [
        {"key": f"{level}_{kind}", "level": level, "kind": kind, "first": f"2026-03-{a:02}", "last": f"2026-03-{b:02}"}
        for level, rows in plan.items()
        for kind, a, b in rows
    ]


class Polls(Room):
    """A room whose body runs the organisation's elections."""

    def __init__(self, *, blocks: Mapping[str, int] | None = None, plan: Any = None, **rules: Any) -> None:
        super().__init__()
        self.make("S", "state", "IN")
        for district, n in (blocks or {"D1": 2}).items():
            self.make(district, "district", "S")
            for i in range(n):
                self.make(f"{district}b{i + 1}", "block", district)
        self.do("sec", "programme_draft", "body", BODY, {
            "name": {"en": "Elections 2026", "hi": "संगठन चुनाव 2026"}, "steps": steps(plan or PLAN),
            "seconds_limit": 5, "notice_days": 3, **rules,
        }, new="P")  # fmt: skip
        self.do("chair", "programme_notify", "programme", "P", {"waiver": "Fixed with all states."})

    def make(self, unit: str, level: str, parent: str) -> None:
        data = {"level": level, "code": unit, "name": {"en": f"Unit {unit}"}}
        self.do("admin", "unit_make", "unit", parent, data, new=unit)

    def till(self, day: int, hour: float = 12) -> None:
        """Go on to an hour of a day; never back."""
        self.now = max(self.now, moment(day, hour))

    def call(self, unit: str, *, seats: int = 1, boxes: Iterable[str] = ("b1",), name: str = "", **more: Any) -> str:
        name = name or f"e-{unit}"
        data = {"unit": unit, "post": {"en": "President"}, "seats": seats, "officer": "r", "scrutineers": ["s"], **more}
        self.do("sec", "election_call", "programme", "P", {**data, "boxes": list(boxes)}, new=name)
        return name

    def enrol(self, e: str, persons: Iterable[str], since: str = "2025-01-01") -> None:
        self.do("s", "roll_enter", "election", e, {"electors": [{"person": p, "since": since} for p in persons]})

    def paper(self, person: str, proposer: str, seconder: str, **more: Any) -> dict[str, Any]:
        return {
            "candidate": person,
            "name": {"en": f"Name {person}"},
            "proposer": proposer,
            "seconder": seconder,
            **more,
        }

    def nominate(self, e: str, *args: str, by: str = "r", accept: bool = True, **more: Any) -> str:
        """File, at once; examine at the scrutiny."""
        self.do(by, "nomination_file", "election", e, self.paper(*args, **more))
        return f"{e}:{len(self.records.find(self._nomination(), election=e))}"

    @staticmethod
    def _nomination() -> Any:
        from khaka.committee.polling import Nomination

        return Nomination

    def accept(self, *nominations: str) -> None:
        for n in nominations:
            self.do("r", "nomination_examine", "nomination", n, {"accepted": True})

    def sheet(
        self, e: str, votes: Mapping[str, int], *, box: str = "b1", invalid: int = 0, **more: Any
    ) -> dict[str, Any]:
        """A return whose sum is right; ``sha256`` is the box's own."""
        at = self.get(Election, e)
        mark = f"{e}/{at.poll}/{box}".encode().hex()[-60:]
        lines = [{"nomination": n, "votes": v} for n, v in votes.items()]
        ballots = sum(votes.values()) + invalid
        return {
            "box": box,
            "ballots": ballots,
            "invalid": invalid,
            "votes": lines,
            "sha256": mark.rjust(64, "0"),
            **more,
        }

    def mark(self, e: str, persons: Iterable[str], box: str = "b1") -> None:
        self.do("s", "marked_roll_enter", "election", e, {"box": box, "persons": list(persons)})

    def enter(self, e: str, votes: Mapping[str, int], **more: Any) -> None:
        """Both entries, alike."""
        for who in ME:
            self.do(who, "poll_return_enter", "election", e, self.sheet(e, votes, **more))

    def declare(self, e: str) -> Any:
        self.do("r", "election_declare", "election", e)
        return self.get(Election, e)

    # an election of one level up to a point
    def rolled(self, unit: str, persons: Iterable[str] = "abcdefg", **more: Any) -> str:
        e = self.call(unit, **more)
        self.enrol(e, persons)
        self.till(11, 0)
        self.do("r", "roll_finalise", "election", e)
        return e

    def listed(self, unit: str, stand: Iterable[str] = "ab", persons: Iterable[str] = "abcdefg", **more: Any) -> str:
        """A poll is due; each candidate has two signatures of ``f`` and ``g``; nominations are ``e-unit:1``, ..."""
        e = self.rolled(unit, persons, **more)
        found = [self.nominate(e, c, "f", "g") for c in stand]
        self.till(13, 10)
        self.accept(*found)
        self.till(15, 0)
        self.do("r", "candidates_finalise", "election", e)
        return e

    def counted(self, unit: str, votes: Iterable[int] = (4, 2), **more: Any) -> str:
        votes = tuple(votes)
        e = self.listed(unit, "abcde"[: len(votes)], **more)
        self.till(17, 10)
        self.mark(e, "abcdefg"[: sum(votes)])
        self.enter(e, {f"{e}:{i + 1}": v for i, v in enumerate(votes)})
        return e

    def declared(self, unit: str, votes: Iterable[int] = (4, 2), **more: Any) -> str:
        e = self.counted(unit, votes, **more)
        self.declare(e)
        return e


def two_blocks(votes: tuple[int, ...] = (4, 2), **more: Any) -> Polls:
    """Both blocks of a district declared; their winners are ``a`` and ``k``."""
    p = Polls(**more)
    e2 = p.call("D1b2")
    p.enrol(e2, "klmno")
    e1 = p.call("D1b1")
    p.enrol(e1, "abcdefg")
    p.till(11, 0)
    for e, one, two, x, y in ((e1, "a", "b", "f", "g"), (e2, "k", "l", "n", "o")):
        p.do("r", "roll_finalise", "election", e)
        p.nominate(e, one, x, y)
        p.nominate(e, two, x, y)
    p.till(13)
    p.accept(*(f"{e}:{n}" for e in (e1, e2) for n in (1, 2)))
    p.till(15, 0)
    for e in (e1, e2):
        p.do("r", "candidates_finalise", "election", e)
    p.till(17)
    p.mark(e1, "abcdefg"[: sum(votes)])
    p.enter(e1, {f"{e1}:1": votes[0], f"{e1}:2": votes[1]})
    p.declare(e1)
    p.mark(e2, "klmno")
    p.enter(e2, {f"{e2}:1": 3, f"{e2}:2": 2})
    p.declare(e2)
    return p


def district(p: Polls, votes: tuple[int, int] = (2, 1)) -> str:
    """The district above them, declared: delegates ``a`` and ``k``, and two members by office."""
    e = p.call("D1")
    p.enrol(e, ("x", "y"))
    p.do("s", "roll_delegates", "election", e)
    p.till(19, 0)
    p.do("r", "roll_finalise", "election", e)
    p.nominate(e, "x", "a", "k")
    p.nominate(e, "y", "a", "k")
    p.till(21)
    p.accept(f"{e}:1", f"{e}:2")
    p.till(23, 0)
    p.do("r", "candidates_finalise", "election", e)
    p.till(23, 20)
    p.mark(e, ("a", "k", "x", "y")[: sum(votes)])
    p.enter(e, {f"{e}:1": votes[0], f"{e}:2": votes[1]})
    p.declare(e)
    return e
