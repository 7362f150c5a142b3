"""A body's rules for a division: quorum, majority, tie, notice. Thresholds are exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from khaka.core.errors import KhakaError
from khaka.core.message import msg


class QuorumBase(StrEnum):
    """Of whom the quorum is a fraction."""

    ROLL = "roll"  # everyone on the roll, recused or not
    ELIGIBLE = "eligible"  # the roll without the recused


class MajorityBase(StrEnum):
    """Of whom the majority is a fraction."""

    VOTING = "voting"  # present and voting: for and against; abstentions do not count
    PRESENT = "present"  # for, against and abstaining
    ELIGIBLE = "eligible"  # the roll without the recused
    ROLL = "roll"  # everyone on the roll


class Tie(StrEnum):
    """What happens when votes are equal. There is no lot."""

    FAILS = "fails"
    CASTING = "casting"  # the chair has no vote in the first instance, and decides a tie
    SECOND = "second"  # the chair votes with the others, and has a second vote in a tie


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules, frozen into a division when it is called.

    Parameters
    ----------
    quorum, quorum_base
        The division counts when at least this fraction of the base took part (abstentions and spoilt papers too).
    threshold, strict, majority_base
        Carried by more than (``strict``) or at least this fraction of the base.
    tie
        See Tie.
    notice
        Time between the call and the opening.
    key_life
        How long the first of the two keys waits for the second.
    revote
        A member may replace the ballot until the close; the last one counts.

    Raises
    ------
    KhakaError
        A quorum outside 0 to 1, a threshold outside 0 to 1 or below one half, or a negative time.
    """

    quorum: Fraction = Fraction(1, 2)
    quorum_base: QuorumBase = QuorumBase.ROLL
    threshold: Fraction = Fraction(1, 2)
    strict: bool = True
    majority_base: MajorityBase = MajorityBase.VOTING
    tie: Tie = Tie.FAILS
    notice: timedelta = timedelta(days=3)
    key_life: timedelta = timedelta(hours=24)
    revote: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.quorum <= 1:
            raise KhakaError(msg("committee.rulebook.quorum", value=str(self.quorum)))
        if not Fraction(1, 2) <= self.threshold <= 1:
            raise KhakaError(msg("committee.rulebook.threshold", value=str(self.threshold)))
        if self.threshold == Fraction(1, 2) and not self.strict:
            # half is not a majority: both sides could carry at once
            raise KhakaError(msg("committee.rulebook.half"))
        if self.threshold == 1 and self.strict:
            raise KhakaError(msg("committee.rulebook.over_all"))
        if self.notice < timedelta(0) or self.key_life <= timedelta(0):
            raise KhakaError(msg("committee.rulebook.time"))


#: The usual rules by name, as starting points for a body.
SIMPLE_MAJORITY: Final = Rulebook()
TWO_THIRDS: Final = Rulebook(threshold=Fraction(2, 3), strict=False)
