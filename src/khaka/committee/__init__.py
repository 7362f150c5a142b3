"""The rules of a committee: nouns, verbs, who may do what and why not, exact counting, the event chain. No database, no clock."""

from khaka.committee.blocker import Blocker, Refused, block
from khaka.committee.blockers import Ask, Done, blockers, decide
from khaka.committee.records import Memory, Records
from khaka.committee.verbs import VERBS

__all__ = ["VERBS", "Ask", "Blocker", "Done", "Memory", "Records", "Refused", "block", "blockers", "decide"]
