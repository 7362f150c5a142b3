"""Weakness detectors, one file each, found by scan; and weaknesses entered by hand, equal beside them."""

from __future__ import annotations

import polars as pl

from khaka.core.finding import Finding, Strength
from khaka.core.registry import Registry
from khaka.mission import Brief
from khaka.strategy.weakness._by_hand import by_hand
from khaka.strategy.weakness.base import Detector

DETECTORS: Registry[Detector] = Registry("khaka.strategy.weakness", "detector")
_ORDER = {Strength.HIGH: 0, Strength.MIDDLE: 1, Strength.LOW: 2}

__all__ = ["DETECTORS", "Detector", "findings"]


def findings(brief: Brief, book: pl.DataFrame) -> tuple[Finding, ...]:
    """Every weakness found, the most serious first; then by seats at stake, then by name."""
    found = [f for d in DETECTORS for f in d.find(brief, book)]
    found += by_hand(brief)
    return tuple(sorted(found, key=lambda f: (_ORDER[f.strength], -len(f.seats), f.id)))
