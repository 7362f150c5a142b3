"""An election as its page shows it: roll, list, boxes, result, and what would fall above; computed as the template asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from khaka.committee.elections.calendar import closes, opens, window
from khaka.committee.elections.consequences import Fall, what_falls
from khaka.committee.elections.counting import outcome
from khaka.committee.elections.relations import counts
from khaka.committee.elections.returns import agreed, entries, standing_in
from khaka.committee.elections.roll import above, below, line_of, winners
from khaka.committee.people import Body, Role, Unit
from khaka.committee.polling import (
    Election,
    ElectionState,
    Elector,
    ElectorState,
    Nomination,
    NominationState,
    Programme,
    Step,
    StepKind,
)
from khaka.committee.roles import roles_at
from khaka.committee.tallying import (
    Certificate,
    Lot,
    Matter,
    MatterState,
    Petition,
    PollReturn,
)
from khaka.committee.verbs import Verb
from khaka.store.models import Blob
from khaka.web.asked import Asked
from khaka.web.boxes import Box, box_of
from khaka.web.seen import list_of, open_verbs, seen
from khaka.web.voters import names, title_in_election

#: Who may know that a first entry is in, though nobody sees it: the election's own officers, the office, who rules, who audits.
_WATCH: Final = frozenset({Role.CHAIR, Role.SECRETARY, Role.AUTHORITY, Role.AUDITOR})
_STEPS: Final = tuple(k for k in StepKind if k is not StepKind.ELECT)
_FINAL: Final = (ElectionState.DECLARED, ElectionState.VACANT)
#: Electors whose names a page lists; a longer roll is counted only.
ROLL_SHOWN: Final = 500


@dataclass(frozen=True)
class StepDates:
    """A step that holds for this election, and where the clock stands: ``over``, ``now``, ``ahead``."""

    kind: StepKind
    step: Step
    when: str


@dataclass(frozen=True)
class Paper:
    """A nomination with the names on it, its votes, and what the asker can do with it."""

    nomination: Nomination
    proposer: str
    seconder: str
    votes: int | None
    verbs: tuple[Verb, ...]


class ElectionPage:
    """Everything that an election's page may need.

    Parameters
    ----------
    request, election
        Who asks, and about what.
    """

    def __init__(self, request: Asked, election: Election) -> None:
        self.request = request
        self.election = election
        self.records = request.records

    @cached_property
    def programme(self) -> Programme | None:
        """Its calendar and rules, where the asker sees them."""
        found = self.records.get(Programme, self.election.programme)
        return found if found is not None and seen(self.request, found) else None

    @property
    def extends(self) -> bool:
        """Whether the asker may give the unit dates of its own."""
        return self.programme is not None and any(
            v.name == "programme_extend" for v in open_verbs(self.request, self.programme)
        )

    @cached_property
    def rules(self) -> Programme | None:
        """The programme whose rules hold, for the tie and the petitions."""
        return self.records.get(Programme, self.election.programme)

    @cached_property
    def unit(self) -> Unit | None:
        """Where."""
        return self.records.get(Unit, self.election.unit)

    @cached_property
    def works(self) -> bool:
        """Returning officer or scrutineer."""
        return counts(self.records, self.request.user.id, self.election, self.request.moment)

    @cached_property
    def watches(self) -> bool:
        """May know how far the entries are."""
        roles = roles_at(self.records, self.request.user.id, self.election.body, self.request.moment)
        return self.works or bool(roles & _WATCH)

    @cached_property
    def people(self) -> dict[str, str]:
        """Names of the officers."""
        e = self.election
        return names([e.officer, *e.scrutineers], self.request.say.lang)

    @property
    def officer(self) -> str:
        """The returning officer's name."""
        return self.people[self.election.officer]

    @property
    def scrutineers(self) -> list[str]:
        """Their names."""
        return [self.people[s] for s in self.election.scrutineers]

    @cached_property
    def steps(self) -> tuple[StepDates, ...]:
        """The dates that hold here."""
        p = self.rules
        body = self.records.get(Body, self.election.body)
        if p is None or body is None:
            return ()
        line = line_of(self.records, self.election.unit)
        found: list[StepDates] = []
        for kind in _STEPS:
            step = window(p.steps, self.election.level, kind, line)
            if step is None or any(x.step is step for x in found):
                continue
            over, begun = self.request.moment >= closes(step, body.zone), self.request.moment >= opens(step, body.zone)
            found.append(StepDates(step.kind, step, "over" if over else "now" if begun else "ahead"))
        return tuple(found)

    # roll
    @cached_property
    def roll(self) -> tuple[Elector, ...]:
        """Everyone on it or struck off it, as far as the asker sees the roll."""
        return list_of(self.request, Elector, election=self.election.id)

    @property
    def listed(self) -> int:
        """Electors on the roll now."""
        return sum(x.state is ElectorState.LISTED for x in self.roll)

    @property
    def struck(self) -> int:
        """Electors struck off."""
        return len(self.roll) - self.listed

    @property
    def by_seat(self) -> int:
        """Delegates from below on the roll."""
        return sum(bool(x.seats) and x.state is ElectorState.LISTED for x in self.roll)

    @property
    def cut_off(self) -> Step | None:
        """The step whose last day is the cut-off."""
        return next((x.step for x in self.steps if x.kind is StepKind.ROLL), None)

    @cached_property
    def roll_rows(self) -> list[tuple[Elector, str]]:
        """Electors by name; none where the roll is too long for a page."""
        if len(self.roll) > ROLL_SHOWN:
            return []
        found = names((x.person for x in self.roll), self.request.say.lang)
        return sorted(((x, found[x.person]) for x in self.roll), key=lambda p: (p[1], p[0].id))

    @cached_property
    def below(self) -> tuple[tuple[Election, str], ...]:
        """Elections whose elected are electors here."""
        return self._titled(below(self.records, self.election))

    @cached_property
    def above(self) -> tuple[tuple[Election, str], ...]:
        """Elections in the unit above."""
        return self._titled(above(self.records, self.election)) if self.election.delegates else ()

    def _titled(self, found: tuple[Election, ...]) -> tuple[tuple[Election, str], ...]:
        say = self.request.say
        there = [(e, title_in_election(self.records, e, say)) for e in found if seen(self.request, e)]
        return tuple(sorted(there, key=lambda p: (p[1], p[0].id)))

    # candidates
    @cached_property
    def nominations(self) -> tuple[Paper, ...]:
        """In the order of filing, with what became of each and why."""
        found = sorted(list_of(self.request, Nomination, election=self.election.id), key=lambda n: n.number)
        people = names((p for n in found for p in (n.proposer, n.seconder)), self.request.say.lang)
        votes = {x.nomination: x.votes for x in self.election.lines}
        moves = self.election.state in (ElectionState.ROLL_FINAL, ElectionState.DECLARED)
        return tuple(
            Paper(n, people[n.proposer], people[n.seconder], votes.get(n.id), self._verbs(n) if moves else ())
            for n in found
        )

    def _verbs(self, n: Nomination) -> tuple[Verb, ...]:
        return open_verbs(self.request, n)

    @cached_property
    def names(self) -> dict[str, str]:
        """Candidates by nomination: number and name as on the paper."""
        lang = self.request.say.lang
        found = {}
        for n in self.records.find(Nomination, election=self.election.id):
            apart = f" ({n.told_apart_by})" if n.told_apart_by else ""
            found[n.id] = f"{n.number}. {n.name.in_language(lang)}{apart}"
        return found

    @cached_property
    def standing(self) -> tuple[Nomination, ...]:
        """On the paper of the present poll."""
        return tuple(sorted(standing_in(self.records, self.election), key=lambda n: n.number))

    # boxes
    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Each box of the present count."""
        return tuple(
            box_of(self.request, self.election, b, self._entries.get(b, []), self.watches, self._photographs)
            for b in self.election.boxes
        )

    def sheet(self, box: str) -> bool:
        """Whether a box has a photograph on record that an officer may enter its return from."""
        return self.works and any(r.sha256 in self._photographs for r in self._entries.get(box, ()))

    @cached_property
    def _photographs(self) -> frozenset[str]:
        """Digests of the sheets whose photographs are kept here."""
        wanted = {r.sha256 for found in self._entries.values() for r in found}
        return frozenset(Blob.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))

    @property
    def polled(self) -> bool:
        """There is, or was, a poll to enter."""
        e = self.election
        return e.state in (ElectionState.LISTED, ElectionState.COUNTED, ElectionState.TIED) or bool(e.lines)

    @property
    def done(self) -> int:
        """Boxes with two entries alike."""
        return sum(b.how == "agreed" for b in self.boxes)

    @property
    def held(self) -> int:
        """Boxes whose entries differ."""
        return sum(b.how == "differs" for b in self.boxes)

    @cached_property
    def _entries(self) -> dict[str, list[PollReturn]]:
        found: dict[str, list[PollReturn]] = {}
        for r in entries(self.records, self.election):
            found.setdefault(r.box, []).append(r)
        return found

    # result
    @cached_property
    def certificates(self) -> tuple[Certificate, ...]:
        """The latest first."""
        found = list_of(self.request, Certificate, election=self.election.id)
        return tuple(sorted(found, key=lambda c: (c.at, c.id), reverse=True))

    @cached_property
    def elected(self) -> tuple[str, ...]:
        """Who holds a seat now, by name."""
        held = [n for n in winners(self.records, self.election.id) if seen(self.request, n)]
        return tuple(self.names[n.id] for n in sorted(held, key=lambda n: n.number))

    @cached_property
    def tied(self) -> tuple[str, ...]:
        """Who has equal votes at the last seat."""
        return tuple(self.names.get(n, n) for n in self.election.tied)

    @cached_property
    def margin(self) -> int | None:
        """Votes between the last elected and the first not elected; None where it is no single number."""
        e = self.election
        if e.state is not ElectionState.DECLARED or not e.lines or e.order:
            return None  # equal votes were settled otherwise: the first poll has no margin to speak of
        groups = {n.id: n.group for n in self.records.find(Nomination, election=e.id)}
        lines = [x for x in e.lines if x.nomination in groups]
        return outcome(lines, groups, e.seats, e.reserved, e.order).margin

    @cached_property
    def fresh(self) -> dict[str, int]:
        """Votes of a fresh poll among equal candidates, when it has been declared."""
        e = self.election
        if not e.contenders or e.state not in (ElectionState.DECLARED, ElectionState.TIED):
            return {}
        found: dict[str, int] = {}
        for r in agreed(entries(self.records, e)).values():
            for line in r.lines:
                found[line.nomination] = found.get(line.nomination, 0) + line.votes
        return found

    @cached_property
    def lots(self) -> tuple[Lot, ...]:
        """Entries of a lot that the asker sees: one's own."""
        return list_of(self.request, Lot, election=self.election.id)

    # afterwards
    @cached_property
    def petitions(self) -> tuple[Petition, ...]:
        """Petitions that the asker sees."""
        return list_of(self.request, Petition, election=self.election.id)

    @cached_property
    def matters(self) -> tuple[tuple[Matter, str], ...]:
        """What needs, or had, a ruling; with the election that it comes from."""
        found = list_of(self.request, Matter, election=self.election.id)
        say = self.request.say
        told = []
        for m in sorted(found, key=lambda m: (m.state is not MatterState.OPEN, m.id)):
            other = self.records.get(Election, m.because)
            told.append((m, title_in_election(self.records, other, say) if other is not None else m.because))
        return tuple(told)

    @cached_property
    def falls(self) -> tuple[tuple[Fall, str], ...]:
        """Elections above that come into question when those who are elected here lose their seats."""
        if self.election.state not in (*_FINAL, ElectionState.STAYED, ElectionState.LISTED, ElectionState.COUNTED):
            return ()
        persons = {n.person for n in winners(self.records, self.election.id)}
        found = []
        for f in what_falls(self.records, self.election, persons) if persons else ():
            e = self.records.get(Election, f.election)
            if e is not None and seen(self.request, e):
                found.append((f, title_in_election(self.records, e, self.request.say)))
        return tuple(found)

    @property
    def vacated(self) -> bool:
        """A seat that was won has fallen vacant."""
        return any(p.nomination.state is NominationState.VACATED for p in self.nominations)
