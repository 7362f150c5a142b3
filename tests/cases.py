"""Missions that tests share: the built-in ones and some whose parties differ in kind. Built once a process."""

from __future__ import annotations

from functools import cache

from khaka.blueprint.blocks import Blueprint
from khaka.blueprint.document import build
from khaka.catalog import Catalog
from khaka.mission import Brief, load_mission
from khaka.strategy import Strategy

CATALOG = Catalog()
#: mission, party: a national party, a governing one, a regional one, one of 4 seats, one without a seat, an open map.
CASES = (
    ("mission-2024", None),
    ("mission-2024-bjp", None),
    ("mission-2024-aitc", None),
    ("mission-2024", "AIMIM"),
    ("mission-2024", "RLD"),
    ("mission-2029", "TDP"),
    ("mission-2029", "INC"),
)


@cache
def brief_of(mission: str, party: str | None = None) -> Brief:
    return Brief(load_mission(mission, CATALOG, party), CATALOG)


@cache
def strategy_of(mission: str, party: str | None = None) -> Strategy:
    return Strategy(brief_of(mission, party))


@cache
def blueprint_of(mission: str, party: str | None = None) -> Blueprint:
    return build(brief_of(mission, party))
