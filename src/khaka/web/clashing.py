"""Clashes as pages show them: the open and the waived ones that touch a brief, a proposal or a whole body."""

from __future__ import annotations

from collections.abc import Iterable

from khaka.committee.papers import Clash, ClashState, StateBrief
from khaka.web.asked import Asked
from khaka.web.seen import list_of


def clashes_of_brief(request: Asked, brief: StateBrief) -> tuple[Clash, ...]:
    """Those that name a brief; whoever sees the brief is told of them, also from outside the body that issued it."""
    found = request.records.find(Clash, body=brief.body)
    return _standing(c for c in found if brief.id in c.briefs)


def clashes_of_proposal(request: Asked, proposal: str, body: str) -> tuple[Clash, ...]:
    """Those that name a proposal."""
    return _standing(c for c in list_of(request, Clash, body=body) if proposal in c.proposals)


def clashes_of_body(request: Asked, body: str) -> tuple[Clash, ...]:
    """All in a body."""
    return _standing(list_of(request, Clash, body=body))


def _standing(found: Iterable[Clash]) -> tuple[Clash, ...]:
    """Open ones first; what was cleared is history."""
    kept = [c for c in found if c.state is not ClashState.CLEARED]
    return tuple(sorted(kept, key=lambda c: (c.state is not ClashState.OPEN, c.rule, c.id)))
