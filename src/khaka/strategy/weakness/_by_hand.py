"""Weaknesses that no result shows, written into the mission by a named author; equal in the document."""

from __future__ import annotations

import polars as pl

from khaka.core.finding import Finding, Proposal, Strength
from khaka.core.message import Message, msg
from khaka.mission import Brief, HandFinding
from khaka.strategy.weakness.base import Stage, figure_id, worst_states

#: Kinds whose remedy is settled inside the party, before candidates and campaign.
_HOUSE = ("organisation", "leadership", "infighting")


def by_hand(brief: Brief) -> list[Finding]:
    """The mission's own findings. Seats at stake are the seats it names, else all seats of the states it names."""
    found = []
    for note in brief.mission.findings:
        seats = brief.house.seats.select("seat_id", "state_code")
        rows = seats.filter(
            pl.col("seat_id").is_in(note.seats) if note.seats else pl.col("state_code").is_in(note.states)
        ).sort("seat_id")
        ids = tuple(rows["seat_id"].to_list())
        stake = brief.count(figure_id(brief, f"{note.id}.stake"), ids, msg("finding.by_hand.stake"), "mission.findings")
        remedy = Proposal(f"P-{note.id}", msg("finding.by_hand.text", text=note.remedy), note.id, ids)
        found.append(
            Finding(
                note.id, "by-hand", msg("finding.by_hand.text", text=note.title),
                msg("finding.by_hand.text", text=note.text), (), ids, stake, worst_states(brief, rows), remedy,
                _rule(note), Strength.MIDDLE if ids else Strength.LOW, note.author,
            )
        )  # fmt: skip
    return found


def hand_stage(brief: Brief, finding_id: str) -> Stage:
    """The stage of a finding entered by hand, by its kind."""
    kinds = {note.id: note.kind for note in brief.mission.findings}
    return Stage.HOUSE if kinds.get(finding_id) in _HOUSE else Stage.CAMPAIGN


def _rule(note: HandFinding) -> Message:
    """That it is no result's word, of which kind it is, and what evidence the author names."""
    if not note.kind and not note.evidence:
        return msg("finding.by_hand.rule")
    kind = msg(f"hand.kind.{note.kind or 'other'}")
    if not note.evidence:
        return msg("finding.by_hand.rule_kind", kind=kind)
    return msg("finding.by_hand.rule_evidence", kind=kind, evidence=note.evidence)
