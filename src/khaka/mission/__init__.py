"""The mission file, and the Brief: a mission with exactly the data that were known as of its date."""

from khaka.mission.brief import Brief
from khaka.mission.files import builtin_missions, load_mission, template
from khaka.mission.spec import FocusSpec, Goal, HandFinding, Mission, Override, StatePlan

__all__ = [
    "Brief",
    "FocusSpec",
    "Goal",
    "HandFinding",
    "Mission",
    "Override",
    "StatePlan",
    "builtin_missions",
    "load_mission",
    "template",
]
