"""Where effort goes: a response that is assumed, an allocation that is computed, its prices, and a calendar."""

from khaka.strategy.effort.ceilings import Ceilings, ceilings
from khaka.strategy.effort.plan import EffortPlan, effort_plan
from khaka.strategy.effort.response import Response

__all__ = ["Ceilings", "EffortPlan", "Response", "ceilings", "effort_plan"]
