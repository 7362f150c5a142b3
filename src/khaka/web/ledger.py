"""A body's claims for its pages: cards, contradictions side by side, origins, time, what leans on what. Nothing is merged."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final, TypeVar

from khaka.claims import ledger as claims
from khaka.committee import VERBS
from khaka.committee.advice import Meeting
from khaka.committee.blockers import allowed
from khaka.committee.grounds import FallenUse, Ground, fallen_uses, ground
from khaka.committee.news import Claim, ClaimUse, NewsReport, Side, UseState
from khaka.committee.papers import Proposal
from khaka.committee.roles import roles_at
from khaka.desk.ledger import ledger_of
from khaka.store.models import Blob
from khaka.web.asked import Asked
from khaka.web.seen import list_of, seen
from khaka.web.topics import topic_text, value_text

#: The media type under which the built-in table is kept: reports that name its digest are a demonstration.
DEMONSTRATION: Final = "text/csv; khaka=demonstration"
_ON_RECORD: Final = frozenset({Side.PARTY_ON_RECORD, Side.OFFICIAL})
_OFF_RECORD: Final = frozenset({Side.PARTY_SOURCES, Side.UNNAMED})


N = TypeVar("N", Claim, NewsReport)


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as pages show it.

    Parameters
    ----------
    record
        ``on`` or ``off`` the record; ``unsaid`` where neither side nor speaker tells.
    ground
        Whether it stands.
    voices
        How many origins say it, itself included: ten papers with one agency's text are one.
    uses
        What rests on it, with who chose it.
    once
        Key of the forms on the card.
    """

    claim: Claim
    report: NewsReport | None
    topic: str
    value: str
    record: str
    ground: Ground
    voices: int
    uses: tuple[tuple[Proposal, str], ...]
    demonstration: bool
    once: str

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.ground is Ground.STANDS

    @property
    def stub(self) -> bool:
        """Whether only its stub may be shown: hidden itself, or a suggestion out of a text that is hidden."""
        return self.ground is Ground.HIDDEN or (self.ground is Ground.SUGGESTED and bool(self._hidden))

    @property
    def why(self) -> str:
        """Why only the stub is shown."""
        return self.claim.reason if self.ground is Ground.HIDDEN else self._hidden

    @property
    def _hidden(self) -> str:
        return self.report.hidden if self.report is not None else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims with one value: how many reports say it, and from how many origins."""

    value: str
    cards: tuple[Card, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims on one topic that cannot all hold, by value, the earliest first."""

    about: str
    topic: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One place in time: a claim, or a meeting of the body."""

    card: Card | None = None
    meeting: Meeting | None = None


class Board:
    """What one reader sees of a body's claims; made once a request.

    Parameters
    ----------
    request
        Whose, in which language, at which moment.
    body
        Id of the body.
    """

    def __init__(self, request: Asked, body: str) -> None:
        self._request = request
        self._body = body
        whole = ledger_of(request.records, body)
        self.claims = {c.id: c for c in _seen(request, Claim, body)}
        links = tuple(x for x in whole.links if {x.source, x.target} <= self.claims.keys())
        uses = tuple(u for u in whole.uses if u.claim in self.claims)
        self.ledger = claims.Ledger(tuple(e for e in whole.entries if e.id in self.claims), links, uses)
        self._cards: dict[str, Card] = {}

    @cached_property
    def _demonstrations(self) -> frozenset[str]:
        """Digests of built-in tables in the store."""
        return frozenset(Blob.objects.filter(media=DEMONSTRATION).values_list("sha256", flat=True))

    def card(self, claim: str) -> Card:
        """The card of a claim that the reader sees."""
        if claim not in self._cards:
            self._cards[claim] = self._made(self.claims[claim])
        return self._cards[claim]

    def _made(self, claim: Claim) -> Card:
        request, say = self._request, self._request.say
        report = request.records.get(NewsReport, claim.report)
        known = any(e.id == claim.id for e in self.ledger.entries)
        uses = [(request.records.get(Proposal, u.user), u.chosen_by) for u in self.ledger.uses if u.claim == claim.id]
        return Card(
            claim, report, topic_text(say, claim.about), value_text(say, claim.value, claim.unit), record_of(claim),
            ground(request.records, claim), claims.voices(self.ledger, claim.id) if known else 1,
            tuple((p, by) for p, by in uses if p is not None and seen(request, p)),
            report is not None and self.is_demonstration(report), secrets.token_urlsafe(18),
        )  # fmt: skip

    def cards(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """Cards of claims in the order given."""
        return tuple(self.card(i) for i in ids)

    @cached_property
    def waiting(self) -> tuple[Card, ...]:
        """Suggestions that wait for a person."""
        return tuple(c for e in self.ledger.entries if (c := self.card(e.id)).ground is Ground.SUGGESTED)

    def disputes(self, about: str = "", side: str = "") -> tuple[Dispute, ...]:
        """Topics on which claims contradict each other; with a side, those in which it has a word."""
        say = self._request.say
        out = []
        for found in claims.contradictions(self.ledger):
            groups = tuple(self._group(ids) for _, ids in found.groups)
            told = {c.claim.side for g in groups for c in g.cards}
            if (not about or found.about == about) and (not side or side in told):
                out.append(Dispute(found.about, topic_text(say, found.about), groups))
        return tuple(out)

    def _group(self, ids: tuple[str, ...]) -> Group:
        cards = self.cards(ids)
        return Group(cards[0].value, cards, len(claims.origins(self.ledger, ids)))

    def timeline(self, about: str = "", side: str = "") -> tuple[Point, ...]:
        """Claims, and the body's meetings between them, in order; where no day is known the place tells, and no day."""
        entries = [e for e in claims.timeline(self.ledger, about or None) if not side or e.side == side]
        points = [Point(card=self.card(e.id)) for e in entries if self.card(e.id).ground is not Ground.SUGGESTED]
        if about or side:
            return tuple(points)
        for meeting in sorted(list_of(self._request, Meeting, body=self._body), key=lambda m: (m.at, m.id)):
            points.insert(_place(points, meeting.at), Point(meeting=meeting))
        return tuple(points)

    def standing(self, claim: str) -> dict[str, tuple[Card, ...]]:
        """What supports, contradicts and comments on a claim."""
        return {name: self.cards(ids) for name, ids in claims.standing(self.ledger, claim).items() if ids}

    @cached_property
    def topics(self) -> tuple[tuple[str, str], ...]:
        """Topics that there are, with their words."""
        found = {e.about for e in self.ledger.entries if e.about}
        return tuple(sorted(((a, topic_text(self._request.say, a)) for a in found), key=lambda t: (t[1], t[0])))

    @cached_property
    def reports(self) -> tuple[NewsReport, ...]:
        """Reports in the archive, the latest day first; those without a day behind."""
        found = _seen(self._request, NewsReport, self._body)
        return tuple(sorted(found, key=lambda r: (r.published is not None, str(r.published), r.at, r.id), reverse=True))

    @property
    def has_demonstration(self) -> bool:
        """Whether the built-in claims were entered here."""
        return any(self.is_demonstration(r) for r in self.reports)

    def is_demonstration(self, report: NewsReport) -> bool:
        """Whether a report came out of the built-in table."""
        return report.file in self._demonstrations

    @cached_property
    def fallen(self) -> tuple[dict[str, Any], ...]:
        """Uses that lean on a claim that fell, as far as the reader sees the proposal."""
        return fallen_rows(self._request, self._body)


def _seen(request: Asked, cls: type[N], body: str) -> tuple[N, ...]:
    """As ``list_of``, asked once for each state of one's own and of others' records: whoever sees one sees them all."""
    known: dict[tuple[object, bool], bool] = {}
    found = []
    for noun in request.records.find(cls, body=body):
        key = getattr(noun, "state", ""), getattr(noun, "author", "") == request.user.id
        if key not in known:
            known[key] = seen(request, noun)
        if known[key]:
            found.append(noun)
    return tuple(found)


def _place(points: list[Point], at: datetime) -> int:
    """Before the first claim of a later day."""
    day = at.date()
    for n, p in enumerate(points):
        published = p.card.report.published if p.card is not None and p.card.report is not None else None
        if (published is not None and published > day) or (p.meeting is not None and p.meeting.at > at):
            return n
    return len(points)


def record_of(claim: Claim) -> str:
    """Whether a claim was made on record, as far as it tells: ``on``, ``off`` or ``unsaid``."""
    if claim.side in _ON_RECORD or "on record" in claim.speaker.lower() or "सार्वजनिक" in claim.speaker:
        return "on"
    return "off" if claim.side in _OFF_RECORD else "unsaid"


def may_check(request: Asked, body: str) -> bool:
    """Whether the reader is one who confirms and corrects claims."""
    roles = roles_at(request.records, request.user.id, body, request.moment)
    return bool(roles & VERBS["claim_confirm"].roles)


def may(request: Asked, verb: str, noun: Any) -> bool:
    """Whether a verb on a record is open to the reader."""
    roles = roles_at(request.records, request.user.id, noun.body, request.moment)
    return allowed(VERBS[verb], roles, request.records, request.user.id, noun, request.moment)


def fallen_rows(request: Asked, body: str, proposal: str = "") -> tuple[dict[str, Any], ...]:
    """Each use whose claim fell, with its proposal and what stands instead."""
    out = []
    for f in fallen_uses(request.records, body):
        found = request.records.get(Proposal, f.use.proposal)
        if found is not None and (not proposal or found.id == proposal) and seen(request, found):
            out.append({"proposal": found, "fall": f, "claim": request.records.get(Claim, f.claim)})
    return tuple(out)


def claims_used(request: Asked, proposal: Proposal) -> list[dict[str, Any]]:
    """The claims that a proposal rests on: which, who chose each, and how one fell."""
    fallen: dict[str, FallenUse] = {
        r["fall"].use.id: r["fall"] for r in fallen_rows(request, proposal.body, proposal.id)
    }
    uses = sorted(list_of(request, ClaimUse, proposal=proposal.id, state=UseState.IN_USE), key=lambda u: (u.at, u.id))
    if not uses:
        return []
    board = Board(request, proposal.body)
    return [{"use": u, "card": board.card(u.claim), "fall": fallen.get(u.id)} for u in uses if u.claim in board.claims]
