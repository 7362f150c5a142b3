"""19. What changed since the last version: only where an earlier blueprint is given; see ``khaka.blueprint.differences``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from khaka.blueprint.base import Builder, heading, words
from khaka.blueprint.blocks import (
    Block,
    Blueprint,
    Bullets,
    Cell,
    Column,
    Heading,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
)
from khaka.blueprint.differences.lists import number
from khaka.blueprint.differences.nouns import Difference, Listed, Moved, Setting
from khaka.blueprint.differences.snapshot import Remedy, Weakness
from khaka.blueprint.sections._settings import field, value
from khaka.core.figure import How, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.strategy import Strategy

#: Seats whose chance moved that the document lists, and the least move (a probability) that is listed.
CHANCES: Final = 20
LEAST: Final = 0.005
#: Units of key figures, in the order of their tables; the rest stands in the JSON.
_UNITS: Final = (Unit.SEATS, Unit.ODDS, Unit.SHARE, Unit.PP, Unit.VOTES)
#: How a change is printed where it is not in the unit itself: chances as times in 100, shares as points.
_CHANGE_UNIT: Final = {Unit.ODDS: (Unit.NUMBER, 100, 1), Unit.SHARE: (Unit.PP, 100, 2)}


def build(strategy: Strategy) -> Section | None:
    """Nothing: a brief alone has no earlier version. ``with_changes`` adds the section."""
    del strategy
    return None


def with_changes(blueprint: Blueprint, found: Difference) -> Blueprint:
    """The document with its last section and its leader's page telling what changed."""
    leader = replace(blueprint.leader, changed=leader_line(found))
    return replace(blueprint, leader=leader, sections=(*blueprint.sections, section_of(found)))


def section_of(found: Difference) -> Section:
    """The section of a difference."""
    parts: tuple[tuple[str, list[Block]], ...] = (
        ("data", _settings("data", found.data)),
        ("settings", _settings("settings", found.settings)),
        ("focus", _focus(found)),
        ("tiers", _tiers(found)),
        ("findings", _findings(found)),
        ("proposals", _proposals(found)),
        ("figures", _figures(found)),
        ("chances", _chances(found)),
    )
    blocks: list[Block] = []
    if found.new.as_of < found.old.as_of:
        blocks.append(Notice("caution", msg("s19.backwards")))
    for name, part in parts:
        if part:
            blocks += [Heading(f"changes-{name}", msg(f"s19.{name}.title")), *part]
    still = tuple(msg(f"s19.{name}.title") for name, part in parts if not part)
    if still:
        blocks.append(Bullets(still, title=msg("s19.unchanged")))
    return Section(19, "changes", msg("s19.title"), tuple(blocks), msg("s19.decision"), summary(found))


def summary(found: Difference) -> Message:
    """One sentence: between which two days, and how much."""
    key = "s19.summary_same" if found.same else "s19.summary"
    return msg(key, then=found.old.as_of, now=found.new.as_of, **_counts(found))


def leader_line(found: Difference) -> Message:
    """The leader's page: what changed since the last version, in one sentence or two."""
    if found.same:
        return msg("s19.leader_same", then=found.old.as_of)
    line = msg("s19.leader", then=found.old.as_of, **_counts(found))
    goal = next((m for m in found.figures if m.id == "s8.goal.1.chance"), None)
    if goal is None:
        return line
    chances: dict[str, Any] = {
        name: number(found.new, f"goal.{name}", at.value, Unit.ODDS, msg(f"s19.{name}.definition"))
        for name, at in (("before", goal.old), ("now", goal.new))
    }
    return msg("s19.leader_goal", line=line, **chances)


def _counts(found: Difference) -> dict[str, Any]:
    """Figures that count what changed."""
    fresh = [x.id for x in found.findings if x.old is None]
    gone = [x.id for x in found.findings if x.new is None]
    counted: tuple[tuple[str, Iterable[str], Unit], ...] = (
        ("added", [x.seat_id for x in found.added], Unit.SEATS),
        ("dropped", [x.seat_id for x in found.dropped], Unit.SEATS),
        ("tiers", [x.seat_id for x in found.tiers], Unit.SEATS),
        ("fresh", fresh, Unit.COUNT),
        ("gone", gone, Unit.COUNT),
        ("fields", [x.path for x in found.settings], Unit.COUNT),
        ("proposals", [x.id for x in found.proposals], Unit.COUNT),
    )
    return {
        name: number(
            found.new, f"count.{name}", len(rows := tuple(keys)), unit, msg(f"s19.count.{name}"), rows, "count"
        )
        for name, keys, unit in counted
    }


def _settings(kind: str, changes: tuple[Setting, ...]) -> list[Block]:
    if not changes:
        return []
    rows = tuple(
        Row(
            str(i),
            (field(c.path), c.path, value(c.path, c.old, f"{kind}.{i}.old"), value(c.path, c.new, f"{kind}.{i}.new")),
        )
        for i, c in enumerate(changes, 1)
    )
    columns = (words("field"), words("field_path", minor=True), words("before"), words("now"))
    return [Table(f"s19.{kind}", msg(f"s19.{kind}.table"), columns, rows)]


def _seat(found: Difference, seat: str) -> tuple[Name, Name]:
    """A seat's name and its state's."""
    known = found.new if f"seat:{seat}" in found.new.names else found.old
    state = seat.partition("-")[0]
    return known.name("seat", seat), (known if f"state:{state}" in known.names else found.old).name("state", state)


def _focus(found: Difference) -> list[Block]:
    if not found.added and not found.dropped:
        return []
    columns = (words("seat"), words("state"), words("list_change"), words("why"))
    groups: tuple[tuple[str, tuple[Listed, ...]], ...] = (("added", found.added), ("dropped", found.dropped))
    rows = [
        Row(x.seat_id, (*_seat(found, x.seat_id), msg(f"lists.{kind}"), x.why)) for kind, seats in groups for x in seats
    ]
    listed = number(found.new, "chosen", len(found.new.focus.chosen), Unit.SEATS, msg("s7.chosen.definition"),
                    found.new.focus.chosen, "count")  # fmt: skip
    said = msg("s19.focus", listed=listed, **_counts(found))
    table = Table("s19.focus", msg("s19.focus.table"), columns, tuple(rows), annex=len(rows) > 60, filter_by="state")
    return [Paragraph(said), table]


def _tiers(found: Difference) -> list[Block]:
    if not found.tiers:
        return []
    columns = (words("seat"), words("state"), words("before"), words("now"), words("why"))
    rows = tuple(
        Row(x.seat_id, (*_seat(found, x.seat_id), msg(f"section.tier.{x.old}"), msg(f"section.tier.{x.new}"), x.why))
        for x in found.tiers
    )
    return [Table("s19.tiers", msg("s19.tiers.table"), columns, rows, annex=len(rows) > 60, filter_by="state")]


def _column(found: Difference, key: str, unit: Unit, definition: str, *, signed: bool = False, digits: int | None = None,
            formula: str = "") -> Column:  # fmt: skip
    how = How(Kind.DERIVED, formula=formula or f"read from the {key} blueprint")
    return Column(
        key, heading(key), unit, msg(definition), how, sources=found.new.base_sources, signed=signed, digits=digits
    )


def _kind(old: object, new: object) -> Message:
    return msg("s19.fresh" if old is None else "s19.gone" if new is None else "s19.changed")


def _findings(found: Difference) -> list[Block]:
    if not found.findings:
        return []
    columns = (
        words("finding"), words("list_change"),
        _column(found, "before", Unit.SEATS, "s19.seats_before.definition"),
        _column(found, "now", Unit.SEATS, "s19.seats_now.definition"),
        words("evidence_before", minor=True), words("evidence_now", minor=True),
    )  # fmt: skip
    rows = []
    for x in found.findings:
        shown = x.new or x.old
        if shown is not None:
            a, b = (_evidence(w, which) for w, which in ((x.old, "old"), (x.new, "new")))
            cells = (shown.title, _kind(x.old, x.new), _size(x.old), _size(x.new), a, b)
            rows.append(Row(x.id, cells))
    return [Table("s19.findings", msg("s19.findings.table"), columns, tuple(rows))]


def _evidence(one: Weakness | None, which: str) -> Cell:
    """A finding's sentence as that document has it; two texts need two codes."""
    return msg("s19.none") if one is None else replace(one.sentence, code=f"{which}:{one.sentence.code}")


def _size(one: Weakness | Remedy | None) -> Cell:
    """Seats of a finding or proposal; words where it does not stand."""
    return len(one.seats) if one is not None else msg("s19.none")


def _proposals(found: Difference) -> list[Block]:
    if not found.proposals:
        return []
    columns = (
        words("proposal"), words("list_change"),
        _column(found, "number_before", Unit.PLACE, "s19.number.definition"),
        _column(found, "number_now", Unit.PLACE, "s19.number.definition"),
        _column(found, "before", Unit.SEATS, "s19.seats_before.definition"),
        _column(found, "now", Unit.SEATS, "s19.seats_now.definition"),
    )  # fmt: skip
    rows = []
    for x in found.proposals:
        shown = x.new or x.old
        if shown is not None:
            orders: list[Cell] = [p.number if p is not None else msg("s19.none") for p in (x.old, x.new)]
            rows.append(Row(x.id, (shown.text, _kind(x.old, x.new), *orders, _size(x.old), _size(x.new))))
    return [Table("s19.proposals", msg("s19.proposals.table"), columns, tuple(rows))]


def _figures(found: Difference) -> list[Block]:
    """Key figures that moved, a table for each unit."""
    blocks: list[Block] = []
    for unit in _UNITS:
        moved = [m for m in found.figures if m.key and m.old.unit is unit]
        if not moved:
            continue
        into, times, digits = _CHANGE_UNIT.get(unit, (unit, 1, None))
        columns = (
            words("what"), _column(found, "before", unit, "s19.before.definition"),
            _column(found, "now", unit, "s19.now.definition"),
            _column(found, "difference", into, "s19.difference.definition", signed=True, digits=digits, formula="now - before"),
            words("figure_id", minor=True),
        )  # fmt: skip
        rows = tuple(
            Row(m.id, (_label(found, m), m.old.value, m.new.value, _times(m.change, times, into), m.id)) for m in moved
        )
        blocks.append(Table(f"s19.figures.{unit.value}", msg(f"s19.figures.{unit.value}"), columns, rows))
    return blocks


def _label(found: Difference, moved: Moved) -> Cell:
    """What a figure counts; of whom and which goal, where its definition does not say."""
    parts = moved.id.split(".")
    if moved.id in ("s8.goal.1.chance", "s8.goal.2.chance"):
        return msg(f"section.col.goal_{parts[2]}")
    if parts[:2] != ["s8", "seats"] or len(parts) != 4 or parts[3] not in ("mean", "low", "high"):
        return moved.new.definition
    own = found.new.name("party", found.new.party)
    known = {"ours": own, "alliance": msg("s19.with_partners", party=own)}
    return msg(f"s19.seats.{parts[3]}", who=known.get(parts[2], found.new.name("party", parts[2].upper())))


def _times(value: float | None, times: int, unit: Unit) -> Cell:
    if value is None:
        return None
    return int(value) if unit.is_count and times == 1 else value * times


def _chances(found: Difference) -> list[Block]:
    moved = [c for c in found.chances if c.change is None or abs(c.change) >= LEAST]
    if not moved:
        return []
    columns = (
        words("seat"), words("state"), _column(found, "before", Unit.ODDS, "s19.before.definition"),
        _column(found, "now", Unit.ODDS, "s19.now.definition"),
        _column(found, "difference", Unit.NUMBER, "s19.difference_100.definition", signed=True, digits=0,
                formula="100 (now - before)"),
    )  # fmt: skip
    none = msg("s7.no_candidate")
    say: Callable[[float | None], Cell] = lambda p: none if p is None else p  # noqa: E731
    rows = tuple(
        Row(c.seat_id, (*_seat(found, c.seat_id), say(c.old), say(c.new), none if c.change is None else c.change * 100))
        for c in moved[:CHANCES]
    )
    count = number(found.new, "chances.moved", len(moved), Unit.SEATS, msg("s19.chances.definition"),
                   tuple(c.seat_id for c in moved), "count")  # fmt: skip
    said = msg("s19.chances", n=count)
    return [Paragraph(said), Table("s19.chances", msg("s19.chances.table"), columns, rows, filter_by="state")]


builder = Builder(19, "changes", build)
