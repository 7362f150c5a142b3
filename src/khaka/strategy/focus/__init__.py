"""Which seats to focus on: named rules, one list with reasons, and tiers."""

from khaka.strategy.focus.listing import FocusList, FocusSeat, LeftOut, focus_list
from khaka.strategy.focus.rules import RULES, Rule
from khaka.strategy.focus.tiers import TIERS
from khaka.strategy.focus.versions import ListChange, Moved, since

__all__ = ["RULES", "TIERS", "FocusList", "FocusSeat", "LeftOut", "ListChange", "Moved", "Rule", "focus_list", "since"]
