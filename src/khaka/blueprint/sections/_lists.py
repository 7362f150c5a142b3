"""Parts of section 7: earlier versions of the list, the state of the tickets, and a list that is spread too thin."""

from __future__ import annotations

from collections import Counter
from typing import Any

from khaka.blueprint import chances
from khaka.blueprint.base import counted, fid, words
from khaka.blueprint.blocks import Block, Cell, Column, Heading, Notice, Paragraph, Row, Table
from khaka.core.figure import Figure
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.mission.candidates import STATUSES
from khaka.mission.focus_versions import latest
from khaka.strategy import Strategy
from khaka.strategy.focus import TIERS, FocusList, ListChange, since
from khaka.strategy.focus.spread import never_in_contention, thin_budget


def fewer(brief: Brief, focus: FocusList, by_rule: Figure) -> list[Block]:
    """That the rule gives fewer seats than the mission asks for."""
    if not focus.missing:
        return []
    wanted = brief.give(
        fid("s7", brief, "wanted"), focus.wanted, Unit.SEATS, msg("lists.wanted.definition"), "focus.seats"
    )
    return [Notice("caution", msg("lists.fewer", wanted=wanted, by_rule=by_rule))]


def too_thin(strategy: Strategy) -> list[Block]:
    """The budget over the list, and seats of the list in which ours was never in contention."""
    brief, found = strategy.brief, thin_budget(strategy)
    blocks: list[Block] = []
    if found is not None:
        task, thin = found
        inr = brief.mission.effort is not None and brief.mission.effort.unit == "inr"
        unit = Unit.INR if inr else Unit.NUMBER
        figures: dict[str, Any] = {
            key: chances.simulated(
                strategy.odds, fid("s7", brief, f"thin.{key}"), round(value) if inr or of is Unit.SEATS else round(value, 2),
                of, msg(f"lists.thin.{key}.definition"), formula,
            )
            for key, value, of, formula in (
                ("each", thin.per_seat, unit, "budget / seats"), ("least", thin.least, unit, "least worth spending"),
                ("list", task.size, Unit.SEATS, "seats of the list in which ours stands"),
                ("serves", thin.serves, Unit.SEATS, "budget / least"),
            )
        }  # fmt: skip
        blocks.append(Notice("caution", msg("lists.thin", **figures)))
    never = never_in_contention(strategy.focus)
    if never:
        count = brief.count(
            fid("s7", brief, "never_in_contention"), never, msg("lists.never.definition"),
            "on the list, never first or second", sources=brief.sources_of(*strategy.focus.elections),
        )  # fmt: skip
        blocks.append(Notice("caution", msg("lists.never", n=count)))
    return blocks


def versions(strategy: Strategy) -> list[Block]:
    """Earlier lists with their counts, and what the present list changes of the latest."""
    brief, focus = strategy.brief, strategy.focus
    stored = brief.mission.focus.versions
    last = latest(stored)
    if last is None:
        return []
    columns = (
        words("list_name"), words("date"),
        counted("seats", Unit.SEATS, msg("lists.version.definition"), "count(focus.versions)", ("mission",), bar=True),
        counted("added", Unit.SEATS, msg("lists.added.definition"), "on the present list only", ("mission",)),
        counted("dropped", Unit.SEATS, msg("lists.dropped.definition"), "on the earlier list only", ("mission",)),
        words("by", minor=True),
    )  # fmt: skip
    rows = []
    for number, v in sorted(enumerate(stored, 1), key=lambda x: (x[1].day, x[0])):
        change = since(v, focus, brief)
        cells: tuple[Cell, ...] = (
            v.name, v.day, len(set(v.seats)), len(change.added), len(change.dropped), v.by or msg("common.not_given")
        )  # fmt: skip
        rows.append(Row(str(number), cells))
    return [
        Heading("list-versions", msg("lists.versions.heading")),
        Table("s7.versions", msg("lists.versions.title"), columns, tuple(rows)),
        *changed(brief, since(last, focus, brief)),
    ]


def changed(brief: Brief, change: ListChange) -> list[Block]:
    """A difference of lists: "3 added, 5 dropped", and each seat with its reason."""
    added = brief.count(
        fid("s7", brief, "since.added"), [m.seat_id for m in change.added], msg("lists.added.definition"),
        "on the present list only", sources=("mission",),
    )  # fmt: skip
    dropped = brief.count(
        fid("s7", brief, "since.dropped"), [m.seat_id for m in change.dropped], msg("lists.dropped.definition"),
        "on the earlier list only", sources=("mission",),
    )  # fmt: skip
    said: dict[str, Any] = {"name": change.name, "day": change.day, "added": added, "dropped": dropped}
    if not change.added and not change.dropped:
        return [Paragraph(msg("lists.since_same", **said))]
    columns = (words("seat"), words("state"), words("list_change"), words("why"))
    rows = [
        Row(m.seat_id, (brief.catalog.seat(m.seat_id), brief.catalog.states.get(_state(brief, m.seat_id)),
                        msg(f"lists.{kind}"), m.reason))
        for kind, moved in (("added", change.added), ("dropped", change.dropped)) for m in moved
    ]  # fmt: skip
    title = msg("lists.since.title", name=change.name)
    return [
        Paragraph(msg("lists.since", **said)),
        Table("s7.since", title, columns, tuple(rows), annex=len(rows) > 60, filter_by="state"),
    ]


def _state(brief: Brief, seat_id: str) -> str:
    row = brief.catalog.seats.get(seat_id)
    return str((row or {}).get("state_code") or "")


def candidates(brief: Brief, focus: FocusList) -> list[Block]:
    """The state of the tickets on the list, by tier; nothing when the mission gives none."""
    given = {c.seat: c for c in brief.mission.hand.candidates}
    if not given:
        return []
    columns: tuple[Column, ...] = (
        words("tier"),
        counted("on_list", Unit.SEATS, msg("s7.on_list.definition"), "count(on the list)", ("mission",)),
        *(counted(s.replace("-", "_"), Unit.SEATS, msg(f"lists.candidate.{s}.definition"), f"candidates = {s}",
                  ("mission",), title=f"candidate_{s.replace('-', '_')}", bar=s == "named") for s in STATUSES),
        counted("candidate_unknown", Unit.SEATS, msg("lists.candidate.unknown.definition"), "candidates: not given",
                ("mission",)),
        counted("sitting_again", Unit.SEATS, msg("lists.candidate.sitting.definition"), "sitting_again = true",
                ("mission",), minor=True),
    )  # fmt: skip
    rows = []
    for tier in TIERS:
        ids = [s.seat_id for s in focus.chosen if s.tier == tier]
        if not ids:
            continue
        have = Counter(given[s].status for s in ids if s in given)
        again = sum(1 for s in ids if s in given and given[s].sitting_again)
        numbers = (len(ids), *(have[s] for s in STATUSES), len(ids) - sum(have.values()), again)
        rows.append(Row(tier, (msg(f"section.tier.{tier}"), *numbers), f"tier-{tier}"))
    return [Table("s7.candidates", msg("lists.candidates.title"), columns, tuple(rows), msg("lists.candidates.note"))]


def candidate_word(brief: Brief) -> dict[str, Message]:
    """The state of each seat's ticket in words, where the mission gives it."""
    found = {}
    for c in brief.mission.hand.candidates:
        again = "" if c.sitting_again is None else "_again" if c.sitting_again else "_not_again"
        found[c.seat] = msg(f"lists.candidate.{c.status}{again}")
    return found
