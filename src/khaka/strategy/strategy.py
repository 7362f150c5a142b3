"""All that strategy says of one brief, each part computed once: the sections and commands read from here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from khaka.core.finding import Finding, Proposal
from khaka.forecast.odds import DRAWS, Odds, odds_of
from khaka.mission import Brief
from khaka.mission.windows import ensure_open
from khaka.strategy.alliances import Partner, ballot_partners, partner_claims, plan_partners
from khaka.strategy.assemblies import PostMortem, post_mortem
from khaka.strategy.briefs import Clash, NationalPlan, StateBrief, clashes, state_briefs
from khaka.strategy.focus import RULES, FocusList, focus_list
from khaka.strategy.seatbook import seatbook
from khaka.strategy.weakness import findings, steps

if TYPE_CHECKING:
    from khaka.strategy.focus.value import Values


class Strategy:
    """The parts of strategy for one brief.

    Parameters
    ----------
    draws
        Size of the one draw set behind every simulated number.
    """

    def __init__(self, brief: Brief, draws: int = DRAWS) -> None:
        self.brief = brief
        self.draws = draws

    @property
    def odds(self) -> Odds:
        """The forecast: the only draw set of the document.

        Raises
        ------
        Locked
            The law forbids predictions now; also for a forecast that was made before.
        """
        ensure_open(self.brief)
        return self._odds

    @cached_property
    def _odds(self) -> Odds:
        from khaka.forecast.field import outlook  # numba and scipy take a second to import: not for counts alone

        return odds_of(self.brief, outlook(self.brief), self.draws)

    @property
    def values(self) -> Values:
        """What a point of votes is worth in each seat; raises as ``odds``."""
        ensure_open(self.brief)
        return self._values

    @cached_property
    def _values(self) -> Values:
        from khaka.strategy.focus.value import values

        # a list by value rests on these values: its length is then the mission's number of seats
        spec = self.brief.mission.focus
        return values(self.odds, spec.seats if RULES[spec.rule].value else len(self.focus.chosen))

    @cached_property
    def book(self) -> pl.DataFrame:
        """One row a seat; see ``seatbook``."""
        return seatbook(self.brief)

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """Partners of the plan, else of the base election's ballot."""
        return plan_partners(self.brief) or ballot_partners(self.brief)

    @cached_property
    def partner_claims(self) -> frozenset[str]:
        """Seats in which a partner of the plan has the better claim."""
        return partner_claims(self.brief)

    @cached_property
    def focus(self) -> FocusList:
        """The mission's focus list."""
        return focus_list(self.brief, self.book, self.partner_claims, worth=lambda: self.values)

    @cached_property
    def assemblies(self) -> PostMortem | None:
        """The latest assembly elections that matter to ours."""
        return post_mortem(self.brief)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Weaknesses, the most serious first."""
        return findings(self.brief, self.book)

    @cached_property
    def briefs(self) -> tuple[StateBrief, ...]:
        """What each state is to do."""
        return state_briefs(self.brief, self.focus, steps(self.brief, self.findings))

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Where state briefs contradict the national plan or each other."""
        return clashes(self.briefs, NationalPlan(self.brief, self.focus, self.partner_claims))

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The remedy of each finding, in the order in which they should be decided."""
        return tuple(s.finding.remedy for s in steps(self.brief, self.findings))
