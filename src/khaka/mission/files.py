"""Where missions come from: the built-in ones by name, any other by its file."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from khaka.catalog import Catalog
from khaka.core.errors import KhakaError, MissionFault, NotKnown, Problem
from khaka.core.message import msg
from khaka.mission import check
from khaka.mission.reading import read
from khaka.mission.spec import VALUE_RULES, FocusSpec, Mission

_BUILTIN = Path(__file__).parent / "builtin"


def builtin_missions() -> tuple[str, ...]:
    """Names of the built-in missions."""
    return tuple(sorted(p.stem for p in _BUILTIN.glob("mission-*.toml")))


def template() -> str:
    """A commented mission file to start from."""
    return (_BUILTIN / "template.toml").read_text("utf-8")


def load_mission(name: str, catalog: Catalog, party: str | None = None) -> Mission:
    """The mission called ``name`` (built-in) or kept in the file ``name``, checked.

    Parameters
    ----------
    party
        Makes another party "ours". The rival, goals, partners, overrides and earlier lists of the file belong to its own
        party and are left out then; the data choose the rival, and a focus rule by value, which rests on goals and a
        number of seats, gives way to the rule that missions start from.

    Raises
    ------
    NotKnown
        No built-in mission and no file of that name.
    MissionFault
        Any fault; it carries all of them.
    """
    raw, mission_id = _parsed(name)
    mission, problems = read(raw, mission_id)
    if party is not None and party != mission.party:
        mission = _with_party(mission, party)
        problems = [p for p in problems if p.field != "party"]
    if not mission.party and not any(p.field == "party" for p in problems):
        problems.append(Problem("party", "", msg("mission.fault.any_party")))
    mission = check.completed(mission, catalog.known_on(mission.as_of, mission.datasets))
    problems += check.faults(mission, catalog)
    if problems:
        raise MissionFault(problems)
    return mission


def problems_of(name: str, catalog: Catalog, party: str | None = None) -> list[Problem]:
    """Every fault of a mission, empty when it can be used."""
    try:
        load_mission(name, catalog, party)
    except MissionFault as error:
        return error.problems
    return []


def about(name: str) -> Mission:
    """A built-in mission as its file has it, unchecked: for lists."""
    raw, mission_id = _parsed(name)
    return read(raw, mission_id)[0]


def _with_party(mission: Mission, party: str) -> Mission:
    rule = FocusSpec().rule if mission.focus.rule in VALUE_RULES else mission.focus.rule
    return replace(
        mission, party=party, rival="", goals=(), staging=(), states=(), findings=(), about=None, claims="",
        organisation="", effort=None,
        focus=replace(mission.focus, rule=rule, overrides=(), seats=None, reported_seats=None, versions=()),
    )  # fmt: skip


def _parsed(name: str) -> tuple[dict[str, Any], str]:
    path = _BUILTIN / f"{name}.toml" if name in builtin_missions() else Path(name)
    if not path.is_file():
        near = difflib.get_close_matches(name, builtin_missions(), n=3, cutoff=0.3) or list(builtin_missions())
        raise NotKnown(msg("error.mission.none", name=name), msg("error.catalog.did_you_mean", names=near))
    try:
        return tomllib.loads(path.read_text("utf-8-sig")), path.stem
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise KhakaError(
            msg("error.mission.toml", file=path.name, why=str(error)), msg("error.mission.toml_hint")
        ) from error
    except UnicodeDecodeError as error:
        raise KhakaError(msg("error.mission.encoding", file=path.name), msg("error.mission.toml_hint")) from error
