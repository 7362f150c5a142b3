"""One file a verb: what it takes, who may use it, from which state to which, what it writes."""

from khaka.committee.verbs.base import Call, Reveal, Verb
from khaka.core.registry import Registry

VERBS: Registry[Verb] = Registry("khaka.committee.verbs", "verb")

__all__ = ["VERBS", "Call", "Reveal", "Verb"]
