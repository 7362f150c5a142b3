"""Template tags: texts by key, records and values in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context

from khaka.committee.noun import Noun, Words
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.locale import Translator
from khaka.web.shown import day_and_time, title_of

register = template.Library()


def _say(context: Context) -> Translator:
    found: Translator = context["request"].say
    return found


@register.simple_tag(takes_context=True)
def say(context: Context, key: str | Message, **params: Any) -> str:
    """``{% say "web.home.title" n=3 %}``: a text by key, or a Message that the view made."""
    return _say(context).text(key if isinstance(key, Message) else msg(key, **params))


@register.simple_tag(takes_context=True)
def said(context: Context, prefix: str, value: Any) -> str:
    """``{% said "committee.role" m.role %}``: the text of a value of an enumeration."""
    return _say(context).text(Message(f"{prefix}.{value}"))


@register.simple_tag(takes_context=True)
def plural(context: Context, key: str, n: int) -> str:
    """A text that counts."""
    return _say(context).text(msg(key, n=n, plural="n"))


@register.simple_tag(takes_context=True)
def words(context: Context, value: Words) -> str:
    """A text in two languages, in the reader's, else in the other."""
    return value.in_language(_say(context).lang)


@register.simple_tag(takes_context=True)
def when(context: Context, value: datetime | date | None, style: str = "short") -> str:
    """A day, or a moment with its time in the body's zone."""
    if value is None:
        return _say(context).text(msg("common.not_given"))
    zone = getattr(context.get("body"), "zone", "Asia/Kolkata")
    return day_and_time(_say(context), value, zone, style)


@register.simple_tag(takes_context=True)
def person(context: Context, id_: str) -> str:
    """A person's name as an account gives it."""
    return str(context["request"].people.name(id_)) if id_ else ""


@register.simple_tag(takes_context=True)
def title(context: Context, noun: Noun) -> str:
    """What a record is called."""
    request = context["request"]
    return title_of(request.records, noun, request.say, request.people)


@register.simple_tag(takes_context=True)
def value(context: Context, number: float | None, unit: str) -> str:
    """A number of a unit as the language writes it; "not given" where there is none."""
    if number is None:
        return _say(context).text(msg("common.not_given"))
    return _say(context).number(number, Unit(unit))
