"""Values of records in a reader's words: names of people, moments, titles of records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from khaka.committee.advice import Meeting
from khaka.committee.noun import Noun, Words
from khaka.committee.papers import Proposal, StateBrief
from khaka.committee.people import SYSTEM, Body, Unit
from khaka.committee.records import Records
from khaka.core.message import Message, msg
from khaka.locale import Translator
from khaka.store.models import Account
from khaka.web.voters import title_in_election


class People:
    """Names of accounts, each asked for once in a request."""

    def __init__(self, say: Translator) -> None:
        self._say = say
        self._names: dict[str, str] = {}

    def name(self, id_: str) -> str:
        """The name of an account; the server's own; "a person who has left" for one that is gone."""
        if id_ not in self._names:
            self.load([id_])
        return self._names[id_]

    def load(self, ids: Iterable[str]) -> None:
        """Fetch many names at once."""
        wanted = {i for i in ids if i not in self._names}
        known = {a.id: a.shown(self._say.lang) for a in Account.objects.filter(id__in=wanted)}
        for i in wanted:
            fallback = "web.person.server" if i == SYSTEM else "web.person.gone"
            self._names[i] = known.get(i) or self._say.text(msg(fallback))


def day_and_time(say: Translator, value: datetime | date, zone: str, style: str = "short") -> str:
    """A day as the language writes it; a moment with its time on the 24-hour clock of the body's zone."""
    if not isinstance(value, datetime):
        return say.date(value, style)
    local = value.astimezone(ZoneInfo(zone))
    time = say.text(msg("web.time", h=f"{local.hour:02d}", m=f"{local.minute:02d}"))
    return f"{say.date(local.date(), style)}, {time}"


def title_of(records: Records, noun: Noun, say: Translator, people: People) -> str:
    """What a record is called in a list or a heading."""
    for field in ("title", "name"):
        value = getattr(noun, field, None)
        if isinstance(value, Words):
            return value.in_language(say.lang)
        if isinstance(value, str) and value:
            return value
    found_in = title_in_election(records, noun, say)
    if found_in:
        return found_in
    if isinstance(noun, Meeting):
        body = records.get(Body, noun.body)
        day = noun.at.astimezone(ZoneInfo(body.zone if body else "Asia/Kolkata")).date()
        return say.text(msg("journeys.meeting", day=day, place=noun.place))
    kind = say.text(Message(f"committee.kind.{noun.KIND}"))
    if isinstance(noun, StateBrief):
        unit_of = records.get(Unit, noun.unit)
        if unit_of is not None:
            return say.text(msg("web.title.of", kind=kind, what=unit_of.name.in_language(say.lang)))
    proposal = getattr(noun, "proposal", "")
    found = records.get(Proposal, proposal) if proposal else None
    if found is not None:
        return say.text(msg("web.title.of", kind=kind, what=found.title.in_language(say.lang)))
    holder = next((getattr(noun, f) for f in ("person", "voter", "member") if getattr(noun, f, "")), "")
    if holder:
        return say.text(msg("web.title.of", kind=kind, what=people.name(holder)))
    for field in ("words", "quote", "text", "question", "place", "rule", "source", "url"):
        value = getattr(noun, field, None)
        text = value.in_language(say.lang) if isinstance(value, Words) else value
        if isinstance(text, str) and text:
            return f"{kind}: {_short(text)}"
    unit = getattr(noun, "unit", "")
    of = records.get(Unit, unit) or records.get(Body, noun.body)
    return say.text(msg("web.title.of", kind=kind, what=of.name.in_language(say.lang))) if of else kind


def _short(text: str, limit: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"
