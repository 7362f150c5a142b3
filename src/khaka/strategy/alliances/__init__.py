"""Partners: what each brings, what addition gives, transfer as a distribution, who fights which seat, unity."""

from khaka.strategy.alliances.partners import Partner, ballot_partners, partner_claims, plan_partners
from khaka.strategy.alliances.scenarios import Scenario, added

__all__ = ["Partner", "Scenario", "added", "ballot_partners", "partner_claims", "plan_partners"]
