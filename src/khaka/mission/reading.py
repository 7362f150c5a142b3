"""A mission's TOML into a Mission, with every fault of form found in one pass."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from khaka.core.errors import Problem
from khaka.core.message import Message, Name, msg
from khaka.mission.briefs import read_brief, read_targets
from khaka.mission.candidates import read_candidates
from khaka.mission.effort import read_effort
from khaka.mission.focus_versions import read_version
from khaka.mission.schedule import read_schedule
from khaka.mission.spec import (
    FINDING_KINDS,
    INDICATOR_UNITS,
    LEVELS,
    SCORES,
    STANCES,
    TIERS,
    FocusSpec,
    Goal,
    Hand,
    HandFinding,
    Indicator,
    Mission,
    Option,
    Override,
    Posts,
    Score,
    StatePlan,
    Theme,
)

T = TypeVar("T")
Table = Mapping[str, Any]


#: Control, format, surrogate and unassigned signs; the two joiners belong to Hindi.
_HIDDEN, _JOINERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"}), "\u200c\u200d"
#: Letters of any one text; names of missions are cut by the page far earlier.
_LONGEST = 2000
_FIRST_YEAR = 1962


def _shown(value: Any) -> str:
    """A value as its author wrote it, short enough for one line."""
    text = value.isoformat() if isinstance(value, date) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


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
            self.fault(key, value, msg(f"mission.fault.kind.{kind.__name__}", value=_shown(value)))
            return default
        if isinstance(value, str):
            self._printable(key, value)
        found: T = value
        return found

    def _printable(self, key: str, text: str) -> None:
        """Note signs that no page can print, or that turn the order of what follows; and texts that are too long."""
        if any(unicodedata.category(c) in _HIDDEN and c not in _JOINERS + "\n\t" for c in text):
            self.fault(key, ascii(text)[:60], msg("mission.fault.characters"))
        if len(text) > _LONGEST:
            self.fault(key, text[:60], msg("mission.fault.long", most=_LONGEST))

    def maybe(self, key: str, kind: type[T], filler: T) -> T | None:
        """The field when it is there, else None; ``filler`` stands for one of the wrong kind."""
        self.asked.add(key)
        return self.take(key, kind, filler) if key in self.table else None

    def choice(self, key: str, allowed: tuple[str, ...], default: str, *, required: bool = False) -> str:
        """A text that must be one of ``allowed``."""
        found = self.take(key, str, default, required=required)
        if found not in allowed and isinstance(self.table.get(key), str):
            self.fault(key, found, msg("mission.fault.choice", value=found, allowed=", ".join(allowed)))
            return default
        return found

    def filled(self, key: str) -> str:
        """A required text that must not be blank."""
        found = self.take(key, str, "", required=True)
        if isinstance(self.table.get(key), str) and not found.strip():
            self.fault(key, found, msg("mission.fault.missing"))
        return found.strip()

    def number(self, key: str) -> float | None:
        """A number, whole or not; None when it is not there."""
        self.asked.add(key)
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < float("inf"):
            self.fault(key, value, msg("mission.fault.number", value=_shown(value)))
            return None
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once."""
        found = self.take(key, list, [])
        if any(not isinstance(v, str) for v in found):
            self.fault(key, found, msg("mission.fault.words", value=_shown(found)))
            return ()
        doubled = sorted({v for v in found if found.count(v) > 1})
        if doubled:
            self.fault(key, found, msg("mission.fault.twice", value=", ".join(doubled)))
        return tuple(dict.fromkeys(found))

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        found = self.take(key, list, [])
        if any(not isinstance(v, int) or isinstance(v, bool) for v in found):
            self.fault(key, found, msg("mission.fault.numbers", value=_shown(found)))
            return ()
        return tuple(found)

    def name(self, key: str, code: str) -> Name | None:
        """A text in both languages: a string, or a table with en and hi."""
        self.asked.add(key)
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            self._printable(key, value)
            return Name("text", code, (("en", value), ("hi", value)))
        for text in value.values() if isinstance(value, Mapping) else ():
            if isinstance(text, str):
                self._printable(key, text)
        if (
            isinstance(value, Mapping)
            and value
            and all(k in ("en", "hi") and isinstance(v, str) for k, v in value.items())
        ):
            return Name("text", code, tuple(value.items()))
        self.fault(key, value, msg("mission.fault.text", value=_shown(value)))
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
    day = _day(form)
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
        languages=_languages(form),
        digits=form.take("digits", str, "latin"),
        seed=_seed(form),
        datasets=form.words("datasets") if "datasets" in raw else None,
        map_open=form.take("map_open", bool, False),
        claims=form.take("claims", str, ""),
        organisation=form.take("organisation", str, ""),
        country=form.take("country", str, "IN"),
        hand=Hand(
            party=str(raw.get("party", "")),
            options=form.each("options", _option),
            organisation_posts=form.each("organisation_posts", _posts),
            themes=form.each("themes", _theme),
            indicators=form.each("indicators", _indicator),
            briefs=form.each("briefs", read_brief),
            targets=read_targets(form.inner("targets")),
            candidates=read_candidates(form.inner("candidates")),
        ),
        effort=read_effort(form),
        schedule=read_schedule(form),
    )
    focus.close()
    form.close()
    return mission, problems


def _day(form: Form) -> date:
    """The as-of date; ``date.min`` stands for one that is missing, mistyped or before any election in the data."""
    day = form.take("as_of", date, date.min, required=True)
    if isinstance(form.table.get("as_of"), date) and day.year < _FIRST_YEAR:
        if day != date.min or form.table["as_of"] == day:
            form.fault("as_of", day, msg("mission.fault.early", day=day))
        return date.min
    return day


def _languages(form: Form) -> tuple[str, ...]:
    found = form.words("languages")
    if "languages" in form.table and not found and not form.table["languages"]:
        form.fault("languages", [], msg("mission.fault.missing"))
    return found or ("en", "hi")


def _seed(form: Form) -> int:
    seed = form.take("seed", int, 1)
    if not 0 <= seed < 2**63:
        form.fault("seed", seed, msg("mission.fault.seed"))
        return 1
    return seed


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
        versions=form.each("versions", read_version),
    )


def _override(form: Form) -> Override:
    made = Override(
        form.take("seat", str, "", required=True),
        form.take("action", str, "add", required=True),
        form.take("reason", str, "", required=True),
        form.take("by", str, "", required=True),
        form.maybe("day", date, date.min),
    )
    if made.action not in ("add", "drop"):
        form.fault("action", made.action, msg("mission.fault.choice", value=made.action, allowed="add, drop"))
    for key in ("reason", "by"):
        if key in form.table and not str(form.table[key]).strip():
            form.fault(key, "", msg("mission.fault.missing"))
    return made


def _slug(form: Form) -> str:
    slug = form.take("id", str, "", required=True)
    if slug and not slug.replace("-", "").isalnum():
        form.fault("id", slug, msg("mission.fault.slug", value=slug))
    return slug


def _text(form: Form, key: str, code: str) -> Name:
    """A required text in both languages."""
    found = form.name(key, code)
    if found is None and key not in form.table:
        form.fault(key, None, msg("mission.fault.missing"))
    return found or Name("text", code, ())


def _finding(form: Form) -> HandFinding:
    slug = _slug(form)
    return HandFinding(
        slug,
        _text(form, "title", f"{slug}.title"),
        _text(form, "text", f"{slug}.text"),
        _text(form, "remedy", f"{slug}.remedy"),
        form.take("author", str, "", required=True),
        form.words("states"),
        form.words("seats"),
        form.take("evidence", str, ""),
        form.choice("kind", FINDING_KINDS, ""),
    )


def _option(form: Form) -> Option:
    slug = _slug(form)
    made = Option(
        slug,
        _text(form, "title", f"option.{slug}.title"),
        form.name("text", f"option.{slug}.text"),
        form.each("scores", _score),
        form.take("finding", str, ""),
    )
    names = [s.by for s in made.scores if s.by]
    for double in sorted({n for n in names if names.count(n) > 1}):
        form.fault("scores", double, msg("mission.fault.twice", value=double))
    return made


def _score(form: Form) -> Score:
    by = form.filled("by")
    low, high = SCORES
    marks = []
    for key in ("impact", "viability"):
        mark = form.take(key, int, low, required=True)
        if not low <= mark <= high:
            form.fault(key, mark, msg("mission.fault.score", value=mark, low=low, high=high))
        marks.append(mark)
    return Score(by, marks[0], marks[1])


def _posts(form: Form) -> Posts:
    made = Posts(
        form.choice("level", LEVELS, "", required=True),
        form.take("state", str, ""),
        form.take("date", date, date.min, required=True),
        form.filled("source"),
        *(form.maybe(key, int, 0) for key in ("total", "filled", "trained", "verified")),
    )
    for key, value, limit, most in (
        ("total", made.total, "", None),
        ("filled", made.filled, "total", made.total),
        ("trained", made.trained, "filled", made.filled),
        ("verified", made.verified, "filled", made.filled),
    ):
        if value is not None and value < 0:
            form.fault(key, value, msg("mission.fault.negative", value=value))
        elif value is not None and most is not None and value > most:
            form.fault(key, value, msg("mission.fault.more_than", value=value, limit=limit, most=most))
    return made


def _theme(form: Form) -> Theme:
    tiers = form.words("tiers")
    for wrong in (t for t in tiers if t not in TIERS):
        form.fault("tiers", wrong, msg("mission.fault.choice", value=wrong, allowed=", ".join(TIERS)))
    return Theme(
        _text(form, "title", f"theme.{form.path}title"),
        form.name("text", f"theme.{form.path}text"),
        form.words("states"),
        form.words("seats"),
        tuple(t for t in tiers if t in TIERS),
    )


def _indicator(form: Form) -> Indicator:
    made = Indicator(
        _text(form, "name", f"indicator.{form.path}name"),
        form.filled("source"),
        form.choice("unit", INDICATOR_UNITS, "count"),
        form.number("last"),
        form.number("target"),
        form.maybe("date", date, date.min),
        form.take("verified", bool, False),
        form.take("by", str, ""),
    )
    if made.last is not None and "date" not in form.table:
        form.fault("date", None, msg("mission.fault.undated"))
    if made.verified and not made.by.strip():
        form.fault("by", made.by, msg("mission.fault.verified_by"))
    for key, value in (("last", made.last), ("target", made.target)):
        if made.unit == "percent" and value is not None and not 0 <= value <= 100:
            form.fault(key, value, msg("mission.fault.percent", value=value))
        if made.unit == "count" and value is not None and value != int(value):
            form.fault(key, value, msg("mission.fault.kind.int", value=_shown(value)))
    return made
