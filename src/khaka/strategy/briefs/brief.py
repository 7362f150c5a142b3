"""The brief of each state: computed from the plan, the focus list and the calendar; a written one overrides it by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from khaka.core.message import Message, Name, msg
from khaka.mission import Brief, StatePlan
from khaka.mission.briefs import BRIEF_ID, HandBrief
from khaka.strategy.briefs.due import Due, next_due
from khaka.strategy.focus import FocusList
from khaka.strategy.weakness import Stage, Step

#: ``conditional_on`` of a written brief that waits for nothing.
UNCONDITIONAL = "none"


@dataclass(frozen=True, slots=True)
class StateEffort:
    """Effort in a state: the amount, what it is counted in, and the most that the state's unit can give."""

    amount: float | None
    unit: str
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A national decision on which a brief rests. ``title`` is None when nothing has that id.

    ``number`` is its place in the order of proposals (section 17), empty for options and briefs.
    """

    id: str
    title: Message | Name | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class StateBrief:
    """What a state is to do.

    Parameters
    ----------
    role
        In words.
    hold, win, build, left
        Seats to hold, to win (tiers within reach and stretch), to build for later, and left to partners.
    target
        Seats to win in all as somebody set them, the brief's author or else the national plan; None is "not given".
    stance, partners
        ``alone``, ``allied``, ``open`` or ``not-reported``.
    plan
        The national plan for the state, with its marks (reported, disputed).
    given
        Fields that a written brief gave; all others are computed.
    hand
        The written brief, for author and day.
    """

    state: Name
    seats_total: int
    role: Message
    hold: tuple[str, ...]
    win: tuple[str, ...]
    build: tuple[str, ...]
    left: tuple[str, ...]
    target: int | None
    stance: str
    partners: tuple[str, ...]
    plan: StatePlan
    effort: StateEffort
    share: float | None
    due: Due | None
    condition: Condition | None
    status: str
    given: tuple[str, ...] = ()
    hand: HandBrief | None = None

    @property
    def id(self) -> str:
        """``B-UP``."""
        return BRIEF_ID + self.state.code

    @property
    def own_list(self) -> tuple[str, ...] | None:
        """The state unit's own list; None when it has none."""
        return self.hand.focus if self.hand else None

    @property
    def claims(self) -> frozenset[str]:
        """Every seat that the brief names as the state's to work on."""
        return frozenset((*self.hold, *self.win, *self.build, *(self.own_list or ())))

    @property
    def goal(self) -> int:
        """The target where one is given, else the seats to hold and to win."""
        return len(self.hold) + len(self.win) if self.target is None else self.target

    @property
    def idle(self) -> bool:
        """True when nothing is planned in the state: no seat, no word of the plan, no written brief."""
        named = self.claims or self.left
        return not named and self.plan.stance == "not-reported" and self.hand is None

    @property
    def promise(self) -> tuple[Name, date | None] | None:
        """What the unit promises for its own assembly election, and by when."""
        if self.hand is None or self.hand.assembly_promise is None:
            return None
        return self.hand.assembly_promise, self.hand.assembly_date

    @property
    def author(self) -> Message:
        """Whose word it is."""
        if self.hand is None:
            return msg("briefs.by.computed")
        return msg("briefs.by.hand", by=self.hand.by, day=self.hand.day)


def state_briefs(
    brief: Brief,
    focus: FocusList,
    steps: Sequence[Step],
    planned: Mapping[str, StateEffort] | None = None,
) -> tuple[StateBrief, ...]:
    """A brief for every state where ours matters: it stood there in the history, the plan names it, or somebody wrote one.

    Parameters
    ----------
    focus
        The national list.
    steps
        Proposals in the order of decisions (``weakness.steps``): a computed brief rests on the first that says who
        fights where and touches its seats.
    planned
        Effort by state from the allocation, where there is one.
    """
    hands = {h.state: h for h in brief.mission.hand.briefs}
    codes = sorted({s.code for s in brief.states} | (set(hands) & set(brief.catalog.states)))
    tiers = _by_state(focus)
    due = next_due(brief)
    totals = Counter(s.state for s in focus.seats)
    known = decisions(brief, steps)
    return tuple(
        _one(brief, c, totals[c], tiers.get(c, {}), hands.get(c), due.get(c), (planned or {}).get(c), steps, known)
        for c in codes
    )


def decisions(brief: Brief, steps: Sequence[Step]) -> dict[str, Condition]:
    """Everything that a brief can wait for, by id: proposals, options scored by hand, and briefs."""
    found = {s.finding.remedy.id: Condition(s.finding.remedy.id, s.finding.title, str(s.number)) for s in steps}
    found |= {o.id: Condition(o.id, o.title) for o in brief.mission.hand.options}
    return found | {BRIEF_ID + c: Condition(BRIEF_ID + c, n) for c, n in brief.catalog.states.items()}


def _by_state(focus: FocusList) -> dict[str, dict[str, tuple[str, ...]]]:
    """Seats of each tier in each state, in the order of the list."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for seat in sorted(focus.seats, key=lambda s: (s.order is None, s.order or 0, s.seat_id)):
        tiers = found.setdefault(seat.state, {})
        tiers[seat.tier] = (*tiers.get(seat.tier, ()), seat.seat_id)
    return found


def _one(
    brief: Brief,
    code: str,
    total: int,
    tiers: Mapping[str, tuple[str, ...]],
    hand: HandBrief | None,
    due: Due | None,
    planned: StateEffort | None,
    steps: Sequence[Step],
    known: Mapping[str, Condition],
) -> StateBrief:
    plan, target = brief.mission.plan(code), brief.mission.hand.targets.of(code)
    hold, win = tiers.get("hold", ()), (*tiers.get("reach", ()), *tiers.get("stretch", ()))
    stance, partners, effort = plan.stance, plan.partners, planned or StateEffort(None, "units")
    condition = _rests_on((*hold, *win, *tiers.get("build", ())), steps, known)
    if hand is not None:
        hold = hold if hand.hold is None else hand.hold
        win = win if hand.win is None else hand.win
        stance, partners = (hand.stance, hand.partners) if hand.stance else (stance, partners)
        if hand.effort is not None or hand.effort_limit is not None:
            effort = StateEffort(hand.effort, hand.effort_unit, hand.effort_limit)
        if hand.conditional_on:
            waits = hand.conditional_on != UNCONDITIONAL
            condition = known.get(hand.conditional_on, Condition(hand.conditional_on, None)) if waits else None
    named = {*hold, *win}
    build = tuple(s for s in tiers.get("build", ()) if s not in named)
    left = tuple(s for s in tiers.get("partner", ()) if s not in named)
    set_by_hand = hand.target if hand else None
    return StateBrief(
        state=brief.catalog.states[code],
        seats_total=total,
        role=msg("briefs.text", text=hand.role) if hand and hand.role else _role(hold, win, build, left),
        hold=hold,
        win=win,
        build=build,
        left=left,
        target=target.seats if set_by_hand is None else set_by_hand,
        stance=stance,
        partners=partners,
        plan=plan,
        effort=effort,
        share=hand.share if hand and hand.share is not None else target.share,
        due=due,
        condition=condition,
        status=hand.status if hand else "draft",
        given=_given(hand),
        hand=hand,
    )


def _given(hand: HandBrief | None) -> tuple[str, ...]:
    """Names of the fields that a written brief gives."""
    if hand is None:
        return ()
    told = {
        "role": hand.role, "target": hand.target, "hold": hand.hold, "win": hand.win, "stance": hand.stance or None,
        "effort": hand.effort, "effort_limit": hand.effort_limit, "share": hand.share,
        "in_charge": hand.office or None, "promise": hand.assembly_promise, "own_list": hand.focus,
        "condition": hand.conditional_on or None, "reasons": hand.reasons,
    }  # fmt: skip
    return (*(k for k, v in told.items() if v is not None), "status")


def _role(hold: Sequence[str], win: Sequence[str], build: Sequence[str], left: Sequence[str]) -> Message:
    """The role in words: hold where at least as many seats are held as are to be won, else win, else build."""
    if hold and len(hold) >= len(win):
        return msg("briefs.role.hold" if not win else "briefs.role.hold_and_win")
    if win:
        return msg("briefs.role.win" if not hold else "briefs.role.win_and_hold")
    if build:
        return msg("briefs.role.build")
    return msg("briefs.role.partner") if left else msg("briefs.role.none")


def _rests_on(seats: Sequence[str], steps: Sequence[Step], known: Mapping[str, Condition]) -> Condition | None:
    """The first proposal in order that settles who fights where and touches the state's seats."""
    own = set(seats)
    for step in steps:
        if step.stage is Stage.PARTNERS and own & set(step.finding.seats):
            return known[step.finding.remedy.id]
    return None
