"""Any record: its fields in words, what belongs to it, what can be done with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.functional import SimpleLazyObject

from khaka.committee.kinds import KINDS
from khaka.committee.nextsteps import next_steps
from khaka.committee.noun import Noun, Words
from khaka.committee.outcomes import Decision
from khaka.committee.pending import pending
from khaka.committee.people import Body
from khaka.committee.voting import Division
from khaka.core.message import Message, msg
from khaka.web.asked import Asked
from khaka.web.choices import OF_KIND, PERSONS
from khaka.web.inputs import enum_text
from khaka.web.locks import ensure_record_open
from khaka.web.routes import Who, route
from khaka.web.seen import below, open_verbs, record_or_404
from khaka.web.shown import day_and_time, title_of

#: Fields that a page shows in another way, or that mean nothing to a reader.
_SILENT = frozenset({"id", "body", "version", "title", "name", "salt", "evidence", "agenda"})
#: What a person does once: offered while it waits.
_ONCE = frozenset({"ballot_cast"})
_HOLDERS = PERSONS | {"author", "voter", "by", "entered_by", "presented_by"}


@route("at/<str:kind>/<str:key>/", Who.SEES)
def record(request: Asked, kind: str, key: str) -> HttpResponse:
    """The record's page; a template named after its kind where there is one."""
    noun = record_or_404(request, kind, key)
    if not isinstance(noun, Decision):  # its page leaves out what is locked and says why
        ensure_record_open(request.records, noun)
    body = request.records.get(Body, noun.body)
    context = {
        "noun": noun,
        "kind": kind,
        "body": body,
        "title": title_of(request.records, noun, request.say, request.people),
        "facts": list(facts(request, noun)),
        "below": SimpleLazyObject(lambda: below(request, noun)),
        **_can(request, noun, body),
        **more(request, noun),
    }
    return render(request, _template(kind), context)


def _can(request: Asked, noun: Noun, body: Body | None) -> dict[str, Any]:
    """What the asker can do here: what comes next in the committee's work or waits for the asker, then the rest."""
    verbs = open_verbs(request, noun)
    person = request.user.id
    names = {p.verb for p in pending(request.records, person, request.moment) if p.noun == noun}
    if body is not None:
        names |= {s.verb for s in next_steps(request.records, person, body, request.moment) if s.noun == noun}
    verbs = tuple(v for v in verbs if v.name not in _ONCE or v.name in names or _again(noun))
    first = [v for v in verbs if v.name in names]
    return {"verbs": verbs, "next_verbs": first, "other_verbs": [v for v in verbs if v not in first]}


def _again(noun: Noun) -> bool:
    """Whether a vote may be given anew until the close."""
    return isinstance(noun, Division) and noun.rulebook.revote


def more(request: Asked, noun: Noun) -> dict[str, Any]:
    """What a kind's own page needs beyond its fields: from ``khaka.web.extras``."""
    from khaka.web.extras import EXTRAS

    found = EXTRAS.get(noun.KIND)
    return found(request, noun) if found is not None else {}


def _template(kind: str) -> str:
    name = f"web/records/{kind}.html"
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return "web/records/any.html"
    return name


def facts(request: Asked, noun: Noun) -> Iterator[dict[str, Any]]:
    """Each field that has something to say: label, text, and the record that it leads to."""
    for f in dataclasses.fields(noun):
        value = getattr(noun, f.name)
        if f.name in _SILENT or value in ("", None, (), Words()) or isinstance(value, dict):
            continue
        label = (
            request.say.text(Message(f"committee.field.{f.name}"))
            if request.say.has(f"committee.field.{f.name}")
            else None
        )
        if label is None:
            continue
        values = value if isinstance(value, tuple) else (value,)
        yield {"label": label, "values": [_shown(request, noun, f.name, v) for v in values]}


def _shown(request: Asked, noun: Noun, name: str, value: Any) -> dict[str, str]:
    say = request.say
    if isinstance(value, Words):
        return {"text": value.in_language(say.lang)}
    if isinstance(value, datetime | date):
        body = request.records.get(Body, noun.body)
        return {"text": day_and_time(say, value, body.zone if body else "Asia/Kolkata")}
    if isinstance(value, bool):
        return {"text": say.text(msg("web.yes" if value else "web.no"))}
    if hasattr(value, "value") and isinstance(value.value, str):
        prefix = f"committee.state.{noun.KIND}" if name == "state" else f"committee.{name}"
        return {"text": enum_text(say, prefix, value.value)}
    if dataclasses.is_dataclass(value):
        return {"text": ", ".join(str(getattr(value, f.name)) for f in dataclasses.fields(value))}
    if name in _HOLDERS or name.endswith("_by"):
        return {"text": request.people.name(str(value))}
    kind = OF_KIND.get(name, name)
    other = request.records.get(KINDS[kind], str(value)) if kind in KINDS else None
    if other is not None:
        return {"text": title_of(request.records, other, say, request.people), "url": f"/at/{kind}/{other.id}/"}
    return {"text": str(value)}
