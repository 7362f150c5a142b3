"""Weakness detectors, one file each, found by scan; and weaknesses entered by hand, equal beside them."""

from __future__ import annotations

import polars as pl

from khaka.core.finding import Finding, Strength
from khaka.core.registry import Registry
from khaka.mission import Brief
from khaka.strategy.weakness._by_hand import by_hand, hand_stage
from khaka.strategy.weakness._order import Step, in_order
from khaka.strategy.weakness.base import Detector, Stage

DETECTORS: Registry[Detector] = Registry("khaka.strategy.weakness", "detector")
_ORDER = {Strength.HIGH: 0, Strength.MIDDLE: 1, Strength.LOW: 2}

__all__ = ["DETECTORS", "Detector", "Stage", "Step", "findings", "stage_of", "steps"]


def findings(brief: Brief, book: pl.DataFrame) -> tuple[Finding, ...]:
    """Every weakness found, the most serious first; then by seats at stake, then by name."""
    found = [f for d in DETECTORS for f in d.find(brief, book)]
    found += by_hand(brief)
    return tuple(sorted(found, key=lambda f: (_ORDER[f.strength], -len(f.seats), f.id)))


def stage_of(brief: Brief, finding: Finding) -> Stage:
    """Where the remedy of a finding stands in the order of decisions."""
    if finding.detector in DETECTORS:
        return DETECTORS[finding.detector].stage
    return hand_stage(brief, finding.id)


def steps(brief: Brief, found: tuple[Finding, ...]) -> tuple[Step, ...]:
    """The remedies in the order in which they should be decided, with what each needs first."""
    return in_order([(f, stage_of(brief, f)) for f in found])
