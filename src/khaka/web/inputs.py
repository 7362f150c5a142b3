"""A verb's fields as inputs of a form, and a posted form as the verb's data. The rules judge; this only carries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.http import QueryDict

from khaka.committee import fields as f
from khaka.committee.blocker import Blocker
from khaka.committee.text import latin_digits
from khaka.core.message import Message, msg
from khaka.locale import Translator

#: Empty rows shown below the filled ones of a list of groups.
_SPARE: Final = 2
_WORD_END = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of an input."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a form.

    Parameters
    ----------
    widget
        ``line``, ``long``, ``number``, ``day``, ``moment``, ``flag``, ``radio``, ``select``, ``many``, ``lines``,
        ``pair`` (two languages), ``rows`` (a list of groups), ``hidden``.
    parts
        The inputs inside a pair, or of each row.
    """

    name: str
    widget: str
    label: str
    value: str = ""
    optional: bool = False
    limit: int | None = None
    options: tuple[Option, ...] = ()
    parts: tuple[tuple[Input, ...], ...] = ()
    errors: tuple[str, ...] = ()
    hint: str = ""
    lang: str = ""

    @property
    def filled(self) -> bool:
        """Whether something stands in it, or in one of its parts."""
        chosen = any(o.chosen and o.value for o in self.options)
        return bool(self.value) or chosen or any(p.filled for row in self.parts for p in row)


@dataclass(frozen=True, slots=True)
class Form:
    """What inputs need to know: the language, the zone of the body, choices for ids, hidden values, what went wrong.

    A verb may call a field by a name of its own: ``journeys.field.<verb>.<field>``.
    """

    say: Translator
    zone: str
    choices: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    against: tuple[Blocker, ...] = ()
    verb: str = ""

    def inputs(self, fields: Sequence[f.Field], data: Mapping[str, Any]) -> tuple[Input, ...]:
        """The inputs of a verb's fields, filled with its data (JSON)."""
        return tuple(self._input(x, x.name, data.get(x.name)) for x in fields)

    def _input(self, x: f.Field, name: str, value: Any) -> Input:
        own = f"journeys.field.{self.verb}.{x.name}"
        label = self.say.text(Message(own if self.say.has(own) else f"committee.field.{x.name}"))
        errors = tuple(self.say.text(b.message) for b in self.against if b.field and b.field == x.name)
        common: dict[str, Any] = {"name": name, "label": label, "optional": x.optional, "errors": errors}
        if x.name in self.hidden:
            return Input(**common, widget="hidden", value=_plain(value))
        if isinstance(x, f.Bilingual):
            return Input(**common, widget="pair", parts=(self._pair(x, name, value),))
        if isinstance(x, f.OneOf):
            few = len(x.options) <= 5
            options = self._enum(x, value)
            return Input(**common, widget="radio" if few else "select", options=options if few else self._open(options))
        if isinstance(x, f.Many):
            return self._many(x, name, value, common)
        if isinstance(x, f.Id) and x.name in self.choices:
            return Input(**common, widget="select", options=self._open(self._ids(x.name, [value])))
        return Input(**common, **self._simple(x, value))

    def _simple(self, x: f.Field, value: Any) -> dict[str, Any]:
        if isinstance(x, f.Text):
            return {"widget": "long" if x.limit > f.LINE else "line", "value": _plain(value), "limit": x.limit}
        if isinstance(x, f.Moment):
            return {
                "widget": "moment",
                "value": self._local(value),
                "hint": self.say.text(msg("web.zone", zone=self.zone)),
            }
        if isinstance(x, f.Flag):
            return {"widget": "flag", "options": (Option("yes", "", bool(value)),)}
        widgets = {f.Day: "day", f.Whole: "number", f.Hours: "number", f.Number: "number"}
        return {"widget": widgets.get(type(x), "line"), "value": _plain(value)}

    def _pair(self, x: f.Bilingual, name: str, value: Any) -> tuple[Input, ...]:
        held = value if isinstance(value, Mapping) else {}
        order = ("hi", "en") if self.say.lang == "hi" else ("en", "hi")
        widget = "long" if x.limit > f.LINE else "line"
        return tuple(
            Input(
                f"{name}.{lang}", widget, self.say.text(Message(f"web.in.{lang}")), _plain(held.get(lang)), True, x.limit, lang=lang
            )
            for lang in order
        )  # fmt: skip

    def _many(self, x: f.Many, name: str, value: Any, common: dict[str, Any]) -> Input:
        held = list(value) if isinstance(value, list | tuple) else []
        inner = x.of
        if isinstance(inner, f.Group):
            spare = max(_SPARE, x.low - len(held))
            rows = [*held, *({} for _ in range(min(spare, x.limit - len(held))))]
            parts = tuple(
                tuple(self._input(y, f"{name}.{i}.{y.name}", row.get(y.name) if isinstance(row, Mapping) else None) for y in inner.fields)
                for i, row in enumerate(rows)
            )  # fmt: skip
            return Input(**common, widget="rows", parts=parts)
        key = x.name if x.name in self.choices else inner.name
        if isinstance(inner, f.Id) and key in self.choices:
            return Input(**common, widget="many", options=self._ids(key, held))
        return Input(
            **common,
            widget="lines",
            value="\n".join(_plain(v) for v in held),
            hint=self.say.text(msg("web.one_a_line")),
        )

    def _enum(self, x: f.OneOf, value: Any) -> tuple[Option, ...]:
        prefix = f"committee.{_WORD_END.sub('_', x.options.__name__).lower()}"
        return tuple(Option(o.value, enum_text(self.say, prefix, o.value), o.value == value) for o in x.options)

    def _open(self, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """A list that opens with nothing chosen until someone chooses."""
        if any(o.chosen for o in options) or any(not o.value for o in options):
            return options
        return (Option("", self.say.text(msg("journeys.choose")), True), *options)

    def _ids(self, name: str, held: Sequence[Any]) -> tuple[Option, ...]:
        return tuple(Option(v, label, v in held) for v, label in self.choices[name])

    def _local(self, value: Any) -> str:
        try:
            moment = datetime.fromisoformat(str(value)) if value else None
        except ValueError:
            return str(value)
        if moment is None or moment.tzinfo is None:
            return "" if moment is None else str(value)
        return moment.astimezone(ZoneInfo(self.zone)).strftime("%Y-%m-%dT%H:%M")


def enum_text(say: Translator, prefix: str, value: str) -> str:
    """A value of an enumeration in words; of one that shares another's words, the other's."""
    for key in (f"{prefix}.{value}", f"committee.choice.{value}", f"committee.unit.{value}", f"unit.{value}"):
        if say.has(key):
            return say.text(Message(key))
    return value


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def read(fields: Sequence[f.Field], post: QueryDict, zone: str, prefix: str = "") -> dict[str, Any]:
    """The data of a posted form. What the verb does not know is left behind; what is empty is not given."""
    found: dict[str, Any] = {}
    for x in fields:
        value = _read(x, f"{prefix}{x.name}", post, zone)
        if value is not None:
            found[x.name] = value
    return found


def _read(x: f.Field, name: str, post: QueryDict, zone: str) -> Any:
    if isinstance(x, f.Flag):
        return post.get(name, "") in ("yes", "on", "true", "1")
    if isinstance(x, f.Bilingual):
        pair = {lang: post[f"{name}.{lang}"] for lang in ("en", "hi") if post.get(f"{name}.{lang}", "").strip()}
        return pair or None
    if isinstance(x, f.Many):
        return _read_many(x, name, post, zone)
    text = post.get(name, "")
    if not text.strip():
        return None
    if isinstance(x, f.Moment):
        return _moment(text.strip(), zone)
    if isinstance(x, f.Whole | f.Hours):
        return _whole(text)
    if isinstance(x, f.Number):
        return _number(text)
    return text


def _read_many(x: f.Many, name: str, post: QueryDict, zone: str) -> list[Any] | None:
    if isinstance(x.of, f.Group):
        rows = []
        pattern = re.compile(re.escape(name) + r"\.(\d{1,4})\.")
        numbers = sorted({int(m[1]) for key in post if (m := pattern.match(key))})
        for i in numbers[: x.limit + 1]:
            row = read(x.of.fields, post, zone, f"{name}.{i}.")
            if set(row) - {"id"}:
                rows.append(row)
        return rows or None
    given = post.getlist(name)
    if len(given) == 1:
        given = given[0].splitlines()
    values = [v.strip() for v in given if v.strip()]
    return values or None


def _moment(text: str, zone: str) -> str:
    """A local time of the body's zone, or a moment that names its own; what is neither goes to the rules as it is."""
    try:
        moment = datetime.fromisoformat(latin_digits(text))
    except ValueError:
        return text
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).isoformat()


def _whole(text: str) -> int | str:
    digits = latin_digits(text.strip())
    return int(digits) if re.fullmatch(r"-?\d{1,15}", digits) else text


def _number(text: str) -> float | str:
    digits = latin_digits(text.strip())
    return float(digits) if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", digits) else text
