"""Partners in their counting form: what each brings, where both want the seat, and what addition gives."""

from khaka.strategy.alliances.partners import Partner, ballot_partners, partner_claims, plan_partners
from khaka.strategy.alliances.scenarios import Scenario, added

__all__ = ["Partner", "Scenario", "added", "ballot_partners", "partner_claims", "plan_partners"]
