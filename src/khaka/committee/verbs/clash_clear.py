"""The server marks a clash that its rule no longer finds."""

from khaka.committee.papers import Clash, ClashState
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call, Puts, Verb, changed

verb = Verb(
    __name__,
    on=("clash",),
    roles=frozenset({Role.SYSTEM}),
    before=(ClashState.OPEN, ClashState.WAIVED),
    after=(ClashState.CLEARED,),
)


@verb.effect
def effect(call: Call) -> Puts:
    """The clash, cleared."""
    yield changed(call.on(Clash), state=ClashState.CLEARED)
