"""The order of decisions: what must be settled first, and what depends on what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from khaka.core.finding import Finding
from khaka.strategy.weakness.base import Stage

#: Stages that a stage waits for: nobody names candidates for seats that may go to a partner, or campaigns without them.
NEEDS: Final[dict[Stage, frozenset[Stage]]] = {
    Stage.HOLD: frozenset(),
    Stage.HOUSE: frozenset(),
    Stage.PARTNERS: frozenset({Stage.HOUSE}),
    Stage.CANDIDATES: frozenset({Stage.HOUSE, Stage.PARTNERS}),
    Stage.CAMPAIGN: frozenset({Stage.PARTNERS, Stage.CANDIDATES}),
    Stage.BUILD: frozenset({Stage.PARTNERS}),
}
#: Days from the as-of date by which a stage is to be decided; None is later.
DAYS: Final[dict[Stage, int | None]] = {
    Stage.HOLD: 30,
    Stage.HOUSE: 30,
    Stage.PARTNERS: 30,
    Stage.CANDIDATES: 90,
    Stage.CAMPAIGN: 90,
    Stage.BUILD: None,
}
#: One proposal waits for another when they share this part of its seats.
SHARED: Final = 0.1


@dataclass(frozen=True, slots=True)
class Step:
    """A proposal's place: its number from 1, its stage, and the numbers of those that it waits for."""

    number: int
    finding: Finding
    stage: Stage
    after: tuple[int, ...]

    @property
    def days(self) -> int | None:
        """Days from the as-of date by which to decide; None is later than ninety."""
        return DAYS[self.stage]


def in_order(found: Iterable[tuple[Finding, Stage]]) -> tuple[Step, ...]:
    """Steps by stage; within a stage in the order given (the most serious first).

    A step waits for earlier ones of the stages that its own stage needs, if they share at least a tenth of its seats;
    so no step ever waits for a later one.
    """
    order = list(Stage)
    ranked = sorted(found, key=lambda pair: order.index(pair[1]))
    steps: list[Step] = []
    for number, (finding, stage) in enumerate(ranked, 1):
        own = set(finding.seats)
        after = tuple(
            s.number for s in steps
            if s.stage in NEEDS[stage] and own and len(own & set(s.finding.seats)) >= SHARED * len(own)
        )  # fmt: skip
        steps.append(Step(number, finding, stage, after))
    return tuple(steps)
