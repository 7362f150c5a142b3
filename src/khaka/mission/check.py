"""A mission against the data: names that do not exist, counts above the house, dates that contradict each other."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from khaka.catalog import Catalog
from khaka.core.errors import NotKnown, Problem
from khaka.core.message import msg
from khaka.countries import COUNTRIES
from khaka.mission import briefs, candidates, focus_versions, schedule
from khaka.mission.effort import effort_faults
from khaka.mission.spec import ALLIANCE, DIGITS, FOCUS_RULES, OURS, VALUE_RULES, Hand, Mission


def completed(mission: Mission, catalog: Catalog) -> Mission:
    """The mission with the history that it leaves to the data: the elections on the base election's seat map.

    What a file enters by hand is about its own party: it is left out when another party is made "ours".
    """
    if mission.hand.party != mission.party:
        mission = replace(mission, hand=Hand())
    if mission.history or mission.base not in catalog.elections:
        return mission
    return replace(mission, history=_same_map(mission.base, catalog))


def _same_map(base: str, catalog: Catalog) -> tuple[str, ...]:
    """General elections up to ``base`` on its seat map: ids of the two maps in the data differ in form."""
    last = catalog.elections[base]
    found = []
    for info in catalog.elections.values():
        if info.kind == "general" and info.count_date <= last.count_date:
            same = (info.count_date.year >= 2009) == (last.count_date.year >= 2009)
            if same and (not info.imported or info.id == base):
                found.append(info.id)
    return tuple(found)


def faults(mission: Mission, catalog: Catalog) -> list[Problem]:
    """Every fault that only the data can tell, in the order of the file's fields."""
    return [
        *_dates(mission, catalog),
        *_schedule(mission, catalog),
        *_parties(mission, catalog),
        *_goals(mission),
        *_states(mission, catalog),
        *_focus(mission, catalog),
        *focus_versions.faults(mission, catalog),
        *candidates.faults(mission, catalog),
        *_findings(mission, catalog),
        *_hand(mission, catalog),
        *briefs.faults(mission, catalog),
        *effort_faults(mission, catalog),
        *_tables(mission),
        *_languages(mission),
    ]


def _dates(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    if mission.country not in {c.code for c in COUNTRIES}:
        codes = ", ".join(c.code for c in COUNTRIES)
        yield Problem("country", mission.country, msg("mission.fault.choice", value=mission.country, allowed=codes))
    if mission.as_of == date.min:
        return  # already said: missing or not a date
    seen = catalog.known_on(mission.as_of, mission.datasets)
    for field, names in (("base", (mission.base,)), ("history", mission.history)):
        for name in names:
            if not name:
                continue
            if name not in seen.elections:
                later = name in catalog.elections
                key = "mission.fault.counted_later" if later else "mission.fault.election"
                near = difflib.get_close_matches(name, list(seen.elections), n=3, cutoff=0.4)
                yield Problem(field, name, msg(key, election=name, day=mission.as_of, near=", ".join(near) or "LS2019"))
            elif seen.elections[name].kind != "general":
                yield Problem(field, name, msg("mission.fault.not_general", election=name))
    target = catalog.elections.get(mission.election)
    if target is not None and target.count_date <= mission.as_of:
        yield Problem(
            "as_of",
            mission.as_of,
            msg("mission.fault.already_counted", election=mission.election, day=target.count_date),
        )
    if mission.election and not mission.election.startswith("LS"):
        yield Problem("election", mission.election, msg("mission.fault.target", election=mission.election))
    if mission.history and mission.base and mission.base not in mission.history:
        yield Problem("history", list(mission.history), msg("mission.fault.history_base", election=mission.base))


def _schedule(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    country = next((c for c in COUNTRIES if c.code == mission.country), COUNTRIES["india"])
    base = catalog.elections.get(mission.base)
    yield from schedule.faults(mission, country.poll_opens, country.poll_closes, base.count_date if base else None)


def _parties(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    for field, code in (("party", mission.party), ("rival", mission.rival)):
        if not code:
            continue
        problem = _party(field, code, catalog)
        if problem:
            yield problem
    if mission.party in ("IND", "NOTA", "OTH"):
        yield Problem("party", mission.party, msg("mission.fault.not_a_party", party=mission.party))
    elif mission.party and catalog.has_party(mission.party) and not _stood(mission, catalog):
        yield Problem(
            "party",
            mission.party,
            msg(
                "mission.fault.never_stood",
                party=mission.party,
                elections=", ".join(mission.history or (mission.base,)),
            ),
        )
    if mission.party and mission.party == mission.rival:
        yield Problem("rival", mission.rival, msg("mission.fault.own_rival"))


def _party(field: str, code: str, catalog: Catalog) -> Problem | None:
    try:
        catalog.require_party(code)
    except NotKnown as error:
        hint = error.hint.values["names"] if error.hint else ()
        near = ", ".join(str(n) for n in getattr(hint, "items", ()))
        return Problem(field, code, msg("mission.fault.party", party=code, near=near or "INC, BJP"))
    return None


def _stood(mission: Mission, catalog: Catalog) -> bool:
    for name in mission.history or (mission.base,):
        if name in catalog.elections and (catalog.election(name).results["party"] == mission.party).any():
            return True
    return not any(n in catalog.elections for n in mission.history or (mission.base,))


def _goals(mission: Mission) -> Iterator[Problem]:
    house = COUNTRIES["india"].house_size
    for i, goal in enumerate(mission.goals):
        for key, bound in (("at_least", goal.at_least), ("at_most", goal.at_most)):
            if bound is not None and not (1 if key == "at_least" else 0) <= bound <= house:
                yield Problem(f"goals[{i + 1}].{key}", bound, msg("mission.fault.house", seats=bound, house=house))
        if goal.bloc == ALLIANCE and not mission.partners:
            yield Problem(f"goals[{i + 1}].bloc", goal.bloc, msg("mission.fault.no_alliance"))
    for post in mission.staging:
        if not 1 <= post <= house:
            yield Problem("staging", post, msg("mission.fault.house", seats=post, house=house))


def _states(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    for plan in mission.states:
        where = f"states.{plan.state}"
        if plan.state not in catalog.states:
            near = difflib.get_close_matches(plan.state.upper(), list(catalog.states), n=3, cutoff=0.3)
            yield Problem(where, plan.state, msg("mission.fault.state", state=plan.state, near=", ".join(near) or "UP"))
        for partner in plan.partners:
            problem = _party(f"{where}.partners", partner, catalog)
            if problem:
                yield problem
            if partner == mission.party:
                yield Problem(f"{where}.partners", partner, msg("mission.fault.own_partner"))
            if partner == mission.rival:
                yield Problem(f"{where}.partners", partner, msg("mission.fault.rival_partner"))
    for i, goal in enumerate(mission.goals):
        if goal.bloc not in (OURS, ALLIANCE):
            problem = _party(f"goals[{i + 1}].bloc", goal.bloc, catalog)
            if problem:
                yield problem


def _focus(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    house, focus = COUNTRIES["india"].house_size, mission.focus
    if focus.seats is not None and not 1 <= focus.seats <= house:
        yield Problem("focus.seats", focus.seats, msg("mission.fault.house", seats=focus.seats, house=house))
    if focus.last is not None and not 1 <= focus.last <= max(len(mission.history), 1):
        yield Problem("focus.last", focus.last, msg("mission.fault.last", n=focus.last, most=len(mission.history)))
    if focus.rule not in FOCUS_RULES:
        yield Problem(
            "focus.rule", focus.rule, msg("mission.fault.choice", value=focus.rule, allowed=", ".join(FOCUS_RULES))
        )
    if focus.rule in VALUE_RULES and focus.seats is None:
        yield Problem("focus.seats", None, msg("mission.fault.rule_needs_seats", rule=focus.rule))
    if focus.rule == "best-goal" and not mission.goals:
        yield Problem("focus.rule", focus.rule, msg("mission.fault.rule_needs_goal", rule=focus.rule))
    seen: set[str] = set()
    for i, change in enumerate(focus.overrides):
        if change.day is not None:
            yield from _later(f"focus.overrides[{i + 1}].day", change.day, mission.as_of)
        if change.seat not in catalog.seats:
            yield Problem(f"focus.overrides[{i + 1}].seat", change.seat, msg("mission.fault.seat", seat=change.seat))
        if change.seat in seen:
            yield Problem(f"focus.overrides[{i + 1}].seat", change.seat, msg("mission.fault.twice", value=change.seat))
        seen.add(change.seat)


def _findings(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    for i, finding in enumerate(mission.findings):
        yield from _places(f"findings[{i + 1}]", finding.states, finding.seats, catalog)
    yield from _doubles("findings", [f.id for f in mission.findings])


def _hand(mission: Mission, catalog: Catalog) -> Iterator[Problem]:
    """Places that do not exist, ids that stand twice, and values from after the as-of date."""
    hand = mission.hand
    yield from _doubles("options", [o.id for o in hand.options])
    yield from _doubles("indicators", [i.name.in_language("en") for i in hand.indicators])
    posts_ids = [" ".join(filter(None, (p.level, p.state, str(p.day)))) for p in hand.organisation_posts]
    yield from _doubles("organisation_posts", posts_ids)
    for i, posts in enumerate(hand.organisation_posts):
        where = f"organisation_posts[{i + 1}]"
        yield from _places(where, (posts.state,) if posts.state else (), (), catalog, "state")
        yield from _later(f"{where}.date", posts.day, mission.as_of)
    for i, theme in enumerate(hand.themes):
        yield from _places(f"themes[{i + 1}]", theme.states, theme.seats, catalog)
    for i, indicator in enumerate(hand.indicators):
        if indicator.day is not None:
            yield from _later(f"indicators[{i + 1}].date", indicator.day, mission.as_of)


def _places(
    where: str, states: tuple[str, ...], seats: tuple[str, ...], catalog: Catalog, field: str = "states"
) -> Iterator[Problem]:
    for seat in seats:
        if seat not in catalog.seats:
            yield Problem(f"{where}.seats", seat, msg("mission.fault.seat", seat=seat))
    for state in states:
        if state not in catalog.states:
            near = difflib.get_close_matches(state.upper(), list(catalog.states), n=3, cutoff=0.3)
            yield Problem(
                f"{where}.{field}", state, msg("mission.fault.state", state=state, near=", ".join(near) or "UP")
            )


def _later(where: str, day: date, as_of: date) -> Iterator[Problem]:
    if as_of != date.min and day > as_of:
        yield Problem(where, day, msg("mission.fault.after_as_of", day=day, as_of=as_of))


def _doubles(where: str, ids: list[str]) -> Iterator[Problem]:
    for double in sorted({i for i in ids if i and ids.count(i) > 1}):
        yield Problem(where, double, msg("mission.fault.twice", value=double))


def _tables(mission: Mission) -> Iterator[Problem]:
    for field, given, allowed in (
        ("claims", mission.claims, "claims_2022"),
        ("organisation", mission.organisation, "organisational_calendar_2022"),
    ):
        if given not in ("", allowed):
            yield Problem(field, given, msg("mission.fault.choice", value=given, allowed=allowed))


def _languages(mission: Mission) -> Iterator[Problem]:
    allowed = COUNTRIES["india"].languages
    for lang in mission.languages:
        if lang not in allowed:
            yield Problem("languages", lang, msg("mission.fault.choice", value=lang, allowed=", ".join(allowed)))
    if mission.digits not in DIGITS:
        yield Problem("digits", mission.digits, msg("mission.fault.choice", value=mission.digits, allowed=", ".join(DIGITS)))
