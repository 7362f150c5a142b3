"""State briefs (राज्य का दायित्व): what each state is to do, and where briefs contradict the plan or each other."""

from khaka.strategy.briefs.brief import Condition, StateBrief, StateEffort, state_briefs
from khaka.strategy.briefs.clash import Clash, NationalPlan
from khaka.strategy.briefs.clashes import RULES, clashes, idle_waivers
from khaka.strategy.briefs.lists import ListDifference, ListedSeat, list_difference

__all__ = [
    "RULES",
    "Clash",
    "Condition",
    "ListDifference",
    "ListedSeat",
    "NationalPlan",
    "StateBrief",
    "StateEffort",
    "clashes",
    "idle_waivers",
    "list_difference",
    "state_briefs",
]
