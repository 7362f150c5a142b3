"""The authority sets the body's rules for divisions; those already called keep the rules that they were called under."""

from collections.abc import Iterator
from fractions import Fraction

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import Flag, Hours, OneOf, Share
from khaka.committee.people import Body, BodyState, Role
from khaka.committee.rulebook import MajorityBase, QuorumBase, Rulebook, Tie
from khaka.committee.verbs.base import Call, Puts, Verb, changed
from khaka.core.errors import KhakaError

verb = Verb(
    __name__,
    on=("body",),
    roles=frozenset({Role.AUTHORITY}),
    before=(BodyState.ACTIVE,),
    after=(BodyState.ACTIVE,),
    fields=(
        Share("quorum"),
        OneOf("quorum_base", QuorumBase),
        Share("threshold"),
        Flag("strict"),
        OneOf("majority_base", MajorityBase),
        OneOf("tie", Tie),
        Hours("notice_hours", empty=Rulebook().notice),
        Hours("key_hours", low=1, empty=Rulebook().key_life),
        Flag("revote"),
    ),
)


def _rulebook(call: Call) -> Rulebook:
    data = call.data
    quorum, threshold = data["quorum"], data["threshold"]
    assert isinstance(quorum, Fraction) and isinstance(threshold, Fraction)
    return Rulebook(
        quorum=quorum,
        quorum_base=data["quorum_base"],
        threshold=threshold,
        strict=data["strict"],
        majority_base=data["majority_base"],
        tie=data["tie"],
        notice=data["notice_hours"],
        key_life=data["key_hours"],
        revote=data["revote"],
    )


@verb.check
def sound(call: Call) -> Iterator[Blocker]:
    """The rulebook's own conditions."""
    try:
        _rulebook(call)
    except KhakaError as error:
        yield block("rulebook", field="threshold", why=error.message)


@verb.effect
def effect(call: Call) -> Puts:
    """The body with its new rules."""
    yield changed(call.on(Body), rulebook=_rulebook(call))
