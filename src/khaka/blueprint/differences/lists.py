"""Why a seat came onto the focus list, left it, or changed its tier: what differs between the two documents, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from khaka.blueprint.differences.nouns import Listed, Tiered
from khaka.blueprint.differences.snapshot import Place, Snapshot
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.strategy.focus import RULES

_NOWHERE = Place("out", None, None, (), None)


def listed(old: Snapshot, new: Snapshot) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """Seats that were added and seats that were dropped, by id, each with its cause.

    Notes
    -----
    The causes are looked for in this order: a change by hand that came or went; another rule; other elections looked at;
    another place in one of them; the list's size; the seat's number in the order.
    """
    before, after = set(old.focus.chosen), set(new.focus.chosen)
    pair = _Pair(old, new)
    added = tuple(Listed(s, *pair.why(s, came=True)) for s in sorted(after - before))
    return added, tuple(Listed(s, *pair.why(s, came=False)) for s in sorted(before - after))


@dataclass(frozen=True)
class _Pair:
    """The two documents, asked about one seat."""

    old: Snapshot
    new: Snapshot

    def why(self, seat: str, *, came: bool) -> tuple[str, Message]:
        """Cause and words for a seat that came or went."""
        by_hand = self._by_hand(seat, came)
        if by_hand is not None:
            return "hand", by_hand
        way = "in" if came else "out"
        if (seat in self.old.focus.by_rule) != (seat in self.new.focus.by_rule):
            return self._by_rule(seat, way)
        return self._by_order(seat, way)

    def _by_hand(self, seat: str, came: bool) -> Message | None:
        old, new = self.old.focus.overrides.get(seat), self.new.focus.overrides.get(seat)
        wanted, undone = ("add", "drop") if came else ("drop", "add")
        if new is not None and new["action"] == wanted:
            return msg(f"s19.why.hand_{wanted}", reason=str(new["reason"]), by=str(new["by"]))
        if old is not None and old["action"] == undone:
            return msg(f"s19.why.hand_{undone}_gone", reason=str(old["reason"]), by=str(old["by"]))
        return None

    def _by_rule(self, seat: str, way: str) -> tuple[str, Message]:
        """The rule gives the seat in one document only."""
        old, new = self.old.focus, self.new.focus
        reason = self._reason(seat)
        if old.rule != new.rule:
            return "rule", msg(f"s19.why.rule_{way}", rule=_rule(new.rule), reason=reason)
        a, b = old.seats.get(seat, _NOWHERE), new.seats.get(seat, _NOWHERE)
        if [e for e, _ in a.places] != [e for e, _ in b.places]:
            elections = [self.new.name("election", e) for e, _ in b.places]
            return "elections", msg(f"s19.why.elections_{way}", elections=elections, reason=reason)
        if RULES[new.rule].value if new.rule in RULES else False:
            return "value", msg(f"s19.why.stands_{way}", reason=reason)
        moved = [(e, x, y) for (e, x), (_, y) in zip(a.places, b.places, strict=True) if x != y]
        if moved:
            e, x, y = moved[-1]
            places: dict[str, Any] = {"before": self._place(seat, e, x, "old"), "now": self._place(seat, e, y, "new")}
            return "place", msg(f"s19.why.place_{way}", election=self.new.name("election", e), **places)
        return "rule", msg(f"s19.why.rule_{way}", rule=_rule(new.rule), reason=reason)

    def _by_order(self, seat: str, way: str) -> tuple[str, Message]:
        """The rule gives the seat in both; the list's length or the order differs."""
        old, new = self.old.focus, self.new.focus
        if seat not in new.by_rule:
            return "hand", msg(f"s19.why.other_{way}")
        before, now = old.by_rule.index(seat) + 1, new.by_rule.index(seat) + 1
        said: dict[str, Any] = {
            "before": self._order(seat, before, "old"), "now": self._order(seat, now, "new"),
            "size": self._number("size", new.wanted, Unit.SEATS, "s19.size.definition"),
        }  # fmt: skip
        if old.rule != new.rule:
            return "rule", msg(f"s19.why.rule_order_{way}", rule=_rule(new.rule), **said)
        if old.wanted != new.wanted and (new.wanted is None or old.wanted is None or _size_decides(before, now, self)):
            key = "size" if new.wanted is not None else "all"
            return "size", msg(f"s19.why.{key}_{way}", **said)
        return ("value" if self._valued else "order"), msg(f"s19.why.order_{way}", **said)

    @property
    def _valued(self) -> bool:
        return self.new.focus.rule in RULES and bool(RULES[self.new.focus.rule].value)

    def _reason(self, seat: str) -> Message | Name:
        """The new document's words on the seat."""
        return self.new.focus.seats.get(seat, _NOWHERE).reason or msg("common.not_given")

    def _order(self, seat: str, number: int, which: str) -> Figure:
        return self._number(f"order.{seat.lower()}.{which}", number, Unit.PLACE, "s7.order.definition", seat)

    def _place(self, seat: str, election: str, place: int | None, which: str) -> Figure | Message:
        if place is None:
            return msg("section.not_fought")
        name = f"place.{seat.lower()}.{election.lower()}.{which}"
        return self._number(name, place, Unit.PLACE, "s7.place_in", seat)

    def _number(self, name: str, value: float | None, unit: Unit, definition: str, *rows: str) -> Figure:
        return number(self.new, name, value, unit, msg(definition), rows)

    def tier_why(self, seat: str, a: Place, b: Place) -> Message:
        """Why a seat's tier moved."""
        state = seat.partition("-")[0]
        if "partner" in (a.tier, b.tier) and _plan(self.old, state) != _plan(self.new, state):
            return msg("s19.tier.plan", state=self.new.name("state", state))
        if "hold" in (a.tier, b.tier):
            return msg("s19.tier.won" if b.tier == "hold" else "s19.tier.lost")
        came, went = (seat in x.focus.chosen for x in (self.new, self.old))
        if came != went:
            return self.why(seat, came=came)[1]
        if a.gap_pp is not None and b.gap_pp is not None and a.gap_pp != b.gap_pp:
            gaps: dict[str, Any] = {
                n: self._number(f"gap.{seat.lower()}.{n}", v, Unit.PP, "s7.gap_pp", seat)
                for n, v in (("before", a.gap_pp), ("now", b.gap_pp))
            }
            return msg("s19.tier.gap", **gaps)
        return msg("s19.tier.place")


def tiered(old: Snapshot, new: Snapshot) -> tuple[Tiered, ...]:
    """Seats whose tier moved, by id."""
    pair = _Pair(old, new)
    return tuple(
        Tiered(seat, old.focus.seats[seat].tier, place.tier, pair.tier_why(seat, old.focus.seats[seat], place))
        for seat, place in sorted(new.focus.seats.items())
        if seat in old.focus.seats and old.focus.seats[seat].tier != place.tier
    )


def number(
    new: Snapshot, name: str, value: float | None, unit: Unit, definition: Message, rows: tuple[str, ...] = (),
    formula: str = "read from the two blueprints",
) -> Figure:  # fmt: skip
    """A number of the difference's own section."""
    how = How(Kind.DERIVED, formula=formula, rows=rows)
    return Figure(f"s19.{name}", value, unit, definition, how, sources=new.base_sources)


def _size_decides(before: int, now: int, pair: _Pair) -> bool:
    """True when the seat's old number would do what its new one does: only the length has changed."""
    a, b = pair.old.focus.wanted, pair.new.focus.wanted
    return a is not None and b is not None and (before <= b) == (now <= b)


def _plan(found: Snapshot, state: str) -> dict[str, object]:
    return next((s for s in found.mission["states"] if s["state"] == state), {})


def _rule(name: str) -> Message | str:
    return RULES[name].sentence if name in RULES else name
