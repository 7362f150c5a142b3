"""A mission's TOML into a Mission, with every fault of form found in one pass."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from khaka.core.errors import Problem
from khaka.core.message import Message, Name, msg
from khaka.mission.spec import STANCES, FocusSpec, Goal, HandFinding, Mission, Override, StatePlan

T = TypeVar("T")
Table = Mapping[str, Any]


class Form:
    """Takes fields out of one TOML table and notes what is wrong with each.

    Parameters
    ----------
    table
        The table.
    path
        Where it stands in the file, ``focus.`` or ``goals[1].``; empty at the top.
    problems
        Shared list that faults are added to.
    """

    def __init__(self, table: Any, path: str, problems: list[Problem]) -> None:
        self.path, self.problems = path, problems
        self.asked: set[str] = set()
        self.table: Table = table if isinstance(table, Mapping) else {}
        if not isinstance(table, Mapping):
            self.fault("", table, msg("mission.fault.table"))

    def fault(self, key: str, value: Any, message: Message) -> None:
        """Note a fault of a field."""
        self.problems.append(Problem((self.path + key).rstrip("."), value, message))

    def take(self, key: str, kind: type[T], default: T, *, required: bool = False) -> T:
        """The field as ``kind``, or the default with a fault noted."""
        self.asked.add(key)
        if key not in self.table:
            if required:
                self.fault(key, None, msg("mission.fault.missing"))
            return default
        value: Any = self.table[key]
        fits = isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool)
        if kind is date and isinstance(value, datetime):
            fits = False
        if not fits:
            self.fault(key, value, msg(f"mission.fault.kind.{kind.__name__}", value=repr(value)))
            return default
        found: T = value
        return found

    def maybe(self, key: str, kind: type[T], filler: T) -> T | None:
        """The field when it is there, else None; ``filler`` stands for one of the wrong kind."""
        self.asked.add(key)
        return self.take(key, kind, filler) if key in self.table else None

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once."""
        found = self.take(key, list, [])
        if any(not isinstance(v, str) for v in found):
            self.fault(key, found, msg("mission.fault.words", value=repr(found)))
            return ()
        doubled = sorted({v for v in found if found.count(v) > 1})
        if doubled:
            self.fault(key, found, msg("mission.fault.twice", value=", ".join(doubled)))
        return tuple(dict.fromkeys(found))

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        found = self.take(key, list, [])
        if any(not isinstance(v, int) or isinstance(v, bool) for v in found):
            self.fault(key, found, msg("mission.fault.numbers", value=repr(found)))
            return ()
        return tuple(found)

    def name(self, key: str, code: str) -> Name | None:
        """A text in both languages: a string, or a table with en and hi."""
        self.asked.add(key)
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            return Name("text", code, (("en", value), ("hi", value)))
        if (
            isinstance(value, Mapping)
            and value
            and all(k in ("en", "hi") and isinstance(v, str) for k, v in value.items())
        ):
            return Name("text", code, tuple(value.items()))
        self.fault(key, value, msg("mission.fault.text", value=repr(value)))
        return None

    def each(self, key: str, make: Callable[[Form], T]) -> tuple[T, ...]:
        """A list of tables, each made into a value."""
        found = self.take(key, list, [])
        made = []
        for i, table in enumerate(found):
            form = Form(table, f"{self.path}{key}[{i + 1}].", self.problems)
            made.append(make(form))
            form.close()
        return tuple(made)

    def inner(self, key: str) -> Form:
        """A table inside this one; absent is empty."""
        self.asked.add(key)
        return Form(self.table.get(key, {}), f"{self.path}{key}.", self.problems)

    def close(self) -> None:
        """Note every field that nobody asked for, with a near name."""
        for key in self.table:
            if key not in self.asked:
                near = difflib.get_close_matches(key, sorted(self.asked), n=1, cutoff=0.5)
                allowed = ", ".join(near or sorted(self.asked))
                self.fault(key, self.table[key], msg("mission.fault.unknown", allowed=allowed))


def read(raw: Table, mission_id: str) -> tuple[Mission, list[Problem]]:
    """The mission of a parsed TOML file, and every fault of form (unknown, missing and mistyped fields)."""
    problems: list[Problem] = []
    form = Form(raw, "", problems)
    focus = form.inner("focus")
    states = form.inner("states")
    day = form.take("as_of", date, date.min, required=True)
    base = form.take("base", str, "", required=True)
    mission = Mission(
        id=mission_id,
        name=form.name("name", mission_id) or Name("text", mission_id, (("en", mission_id), ("hi", mission_id))),
        about=form.name("about", mission_id),
        party=form.take("party", str, "", required=True),
        election=form.take("election", str, "", required=True),
        base=base,
        as_of=day,
        history=form.words("history"),
        rival=form.take("rival", str, ""),
        goals=form.each("goals", _goal),
        staging=form.numbers("staging"),
        states=tuple(_state(code, states, problems) for code in states.table),
        focus=_focus(focus),
        findings=form.each("findings", _finding),
        languages=form.words("languages") or ("en", "hi"),
        seed=form.take("seed", int, 1),
        datasets=form.words("datasets") if "datasets" in raw else None,
        map_open=form.take("map_open", bool, False),
        claims=form.take("claims", str, ""),
        organisation=form.take("organisation", str, ""),
        country=form.take("country", str, "IN"),
    )
    focus.close()
    form.close()
    return mission, problems


def _goal(form: Form) -> Goal:
    bloc = form.take("bloc", str, "ours")
    low, high = form.maybe("at_least", int, 1), form.maybe("at_most", int, 1)
    if (low is None) == (high is None):
        form.fault("", None, msg("mission.fault.goal_bound"))
    return Goal(bloc, low, high)


def _state(code: str, states: Form, problems: list[Problem]) -> StatePlan:
    form = Form(states.table[code], f"states.{code}.", problems)
    stance = form.take("stance", str, "open", required=True)
    if stance not in STANCES:
        form.fault("stance", stance, msg("mission.fault.choice", value=stance, allowed=", ".join(STANCES)))
    plan = StatePlan(
        code,
        stance,
        form.words("partners"),
        form.take("reported", bool, False),
        form.maybe("reported_on", date, date.min),
        form.take("disputed", bool, False),
        form.words("claims"),
    )
    if stance == "allied" and not plan.partners:
        form.fault("partners", None, msg("mission.fault.no_partners"))
    if stance != "allied" and plan.partners:
        form.fault("partners", list(plan.partners), msg("mission.fault.partners_alone", stance=stance))
    form.close()
    return plan


def _focus(form: Form) -> FocusSpec:
    reported = form.numbers("reported_seats")
    if reported and (len(reported) != 2 or reported[0] > reported[1]):
        form.fault("reported_seats", list(reported), msg("mission.fault.range"))
        reported = ()
    return FocusSpec(
        rule=form.take("rule", str, "ever-first-or-second"),
        seats=form.maybe("seats", int, 1),
        last=form.maybe("last", int, 1),
        overrides=form.each("overrides", _override),
        reported_seats=(reported[0], reported[1]) if reported else None,
    )


def _override(form: Form) -> Override:
    made = Override(
        form.take("seat", str, "", required=True),
        form.take("action", str, "add", required=True),
        form.take("reason", str, "", required=True),
        form.take("by", str, "", required=True),
    )
    if made.action not in ("add", "drop"):
        form.fault("action", made.action, msg("mission.fault.choice", value=made.action, allowed="add, drop"))
    for key in ("reason", "by"):
        if key in form.table and not str(form.table[key]).strip():
            form.fault(key, "", msg("mission.fault.missing"))
    return made


def _finding(form: Form) -> HandFinding:
    slug = form.take("id", str, "", required=True)
    if slug and not slug.replace("-", "").isalnum():
        form.fault("id", slug, msg("mission.fault.slug", value=slug))
    texts = {}
    for key in ("title", "text", "remedy"):
        found = form.name(key, f"{slug}.{key}")
        if found is None and key not in form.table:
            form.fault(key, None, msg("mission.fault.missing"))
        texts[key] = found or Name("text", slug, ())
    return HandFinding(
        slug,
        texts["title"],
        texts["text"],
        texts["remedy"],
        form.take("author", str, "", required=True),
        form.words("states"),
        form.words("seats"),
        form.take("evidence", str, ""),
    )
