"""An organisational election of three levels and 200 units, with everything that goes wrong in one: counted exactly, replayed."""

from collections.abc import Iterator
from datetime import timedelta

from khaka.committee.chain import export, replay, unexplained
from khaka.committee.elections.certificate import genuine
from khaka.committee.elections.roll import winners
from khaka.committee.polling import Election, ElectionState, Elector, Nomination, NominationState
from khaka.committee.tallying import Certificate, PollReturn, ReturnState
from khaka.committee.verify import verify
from tests.committee.polls import Polls, moment

BLOCKS = {f"D{i}": 19 if i > 1 else 18 for i in range(1, 11)}
TIED, STAYED, WITHDRAWN, MISMATCH = "D1b1", "D2b1", "D3b1", "D4b1"


def units(level: str) -> Iterator[str]:
    if level == "block":
        yield from (f"{d}b{i + 1}" for d, n in BLOCKS.items() for i in range(n))
    else:
        yield from BLOCKS if level == "district" else ("S",)


class Country(Polls):
    """Every unit of a level goes through a step together."""

    def members(self, unit: str) -> list[str]:
        return [f"{unit}.{i}" for i in range(1, 6)]

    def roll(self, e: str) -> list[str]:
        return [x.person for x in self.records.find(Elector, election=e)]

    def file(self, unit: str, stand: int = 2) -> None:
        """The first of the roll stand; the last two sign."""
        e = f"e-{unit}"
        roll = self.roll(e)
        for person in roll[:stand]:
            self.nominate(e, person, roll[-2], roll[-1])

    def examine(self, unit: str) -> None:
        for n in self.records.find(Nomination, election=f"e-{unit}", state=NominationState.FILED):
            self.accept(n.id)


def blocks(c: Country) -> None:
    for u in units("block"):
        e = c.call(u)
        c.enrol(e, c.members(u))
    c.till(11, 0)
    for u in units("block"):
        c.do("r", "roll_finalise", "election", f"e-{u}")
        c.file(u, stand=3 if u == WITHDRAWN else 2)
    c.till(13)
    for u in units("block"):
        c.examine(u)
    c.do(f"{WITHDRAWN}.3", "nomination_withdraw", "nomination", f"e-{WITHDRAWN}:3")
    c.till(15, 0)
    for u in units("block"):
        c.do("r", "candidates_finalise", "election", f"e-{u}")
    c.do("president", "election_stay", "election", f"e-{STAYED}", {"reason": "The roll is before the tribunal."})
    c.till(17)
    for u in units("block"):
        if u != STAYED:
            block_count(c, u)
    assert c.why("s", "marked_roll_enter", "election", f"e-{STAYED}", {"box": "b1", "persons": []}) == {"wrong_state"}


def block_count(c: Country, u: str) -> None:
    e = f"e-{u}"
    c.mark(e, c.members(u))
    if u == TIED:
        c.enter(e, {f"{e}:1": 2, f"{e}:2": 2}, invalid=1)
    else:
        if u == MISMATCH:  # two entries differ: both are held, nothing counts
            c.do("r", "poll_return_enter", "election", e, c.sheet(e, {f"{e}:1": 3, f"{e}:2": 1}, invalid=1))
            c.do("s", "poll_return_enter", "election", e, c.sheet(e, {f"{e}:1": 1, f"{e}:2": 3}, invalid=1))
            assert [r.state for r in c.records.find(PollReturn, election=e)] == [ReturnState.DIFFERS] * 2
            assert c.why("r", "election_declare", "election", e) == {"wrong_state"}
        c.enter(e, {f"{e}:1": 3, f"{e}:2": 1}, invalid=1)
    assert c.declare(e).state is (ElectionState.TIED if u == TIED else ElectionState.DECLARED)


def fresh_poll(c: Country) -> None:
    """No chance decides: the two with equal votes stand again."""
    e = f"e-{TIED}"
    assert c.get(Election, e).tied == (f"{e}:1", f"{e}:2")
    c.do("sec", "poll_repeat", "election", e, {"poll_on": "2026-03-19"})
    c.till(19, 18)
    c.mark(e, c.members(TIED))
    c.enter(e, {f"{e}:1": 2, f"{e}:2": 3})
    assert c.declare(e).state is ElectionState.DECLARED
    assert [n.number for n in winners(c.records, e)] == [2]


def upper(c: Country, level: str, days: tuple[int, int, int, int]) -> None:
    """A level whose electors come from below."""
    file, examine, final, count = days
    for u in units(level):
        e = c.call(u)
        left_out = (
            {"without": [f"e-{STAYED}"], "waiver": "By order; the district votes without it."} if u == "D2" else {}
        )
        c.do("s", "roll_delegates", "election", e)
        assert c.why("r", "roll_finalise", "election", e) == ({"below_not_done"} if u == "D2" else set())
        c.do("r", "roll_finalise", "election", e, left_out)
        c.till(file)
        c.file(u)
    c.till(examine)
    for u in units(level):
        c.examine(u)
    c.till(final, 0)
    for u in units(level):
        c.do("r", "candidates_finalise", "election", f"e-{u}")
    c.till(count)
    for u in units(level):
        e = f"e-{u}"
        roll = c.roll(e)
        c.mark(e, roll)
        c.enter(e, {f"{e}:1": len(roll) - 2, f"{e}:2": 1}, invalid=1)
        assert c.declare(e).state is ElectionState.DECLARED


def test_three_levels_and_two_hundred_units_to_the_last_vote() -> None:
    c = Country(blocks=BLOCKS, notice_days=2)
    blocks(c)
    fresh_poll(c)
    upper(c, "district", (20, 21, 23, 23))
    # the stay is lifted after the district voted without the block: its election goes on where it was
    c.do("president", "election_resume", "election", f"e-{STAYED}", {"reason": "The tribunal has ruled."})
    block_count(c, STAYED)
    c.till(26, 0)
    upper(c, "state", (26, 28, 30, 30))

    found = c.records.find(Election)
    assert len(found) == 200 and {e.state for e in found} == {ElectionState.DECLARED}
    assert sum(line.votes for e in found for line in e.lines) + sum(e.invalid for e in found) == sum(
        e.ballots for e in found
    )
    # 189 blocks of 5 papers; districts of 18 and 17 (one block stayed) and 8 times 19; the state of 10
    assert sum(e.ballots for e in found) == 189 * 5 + 18 + 18 + 8 * 19 + 10
    assert {e.id: e.roll_size for e in found if e.unit in ("D1", "D2", "D3", "S")} == {
        "e-D1": 18, "e-D2": 18, "e-D3": 19, "e-S": 10,
    }  # fmt: skip
    assert c.get(Nomination, f"e-{WITHDRAWN}:3").state is NominationState.WITHDRAWN
    assert all(len(winners(c.records, e.id)) == 1 for e in found)
    certificates = c.records.find(Certificate)
    assert len(certificates) == 200 and all(genuine(x.document, x.seal) for x in certificates)
    assert c.now < moment(31) + timedelta(days=1)
    the_chain_says_the_same(c)


def the_chain_says_the_same(c: Polls) -> None:
    assert verify(export(c.chain)).faults == ()
    shown, hidden = replay(c.chain)
    assert hidden == {} and {(n.KIND, n.id): n for n in c.records.all()} == shown
    assert unexplained(c.chain, c.records.all()) == ()
