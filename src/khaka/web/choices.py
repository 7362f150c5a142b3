"""What an id in a form may be: people, proposals, units and so on of the record's body, as the asker sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khaka.committee.fields import Field, Group, Id, Many
from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun
from khaka.committee.papers import ProposalText
from khaka.committee.people import Body, Membership, Unit
from khaka.committee.verbs import Verb
from khaka.core.message import msg
from khaka.store.models import Account
from khaka.web.asked import Asked
from khaka.web.choices_elections import ROWS, election_options, typed
from khaka.web.seen import list_of
from khaka.web.shown import title_of

#: Fields that hold a person's id, and those that hold the id of a record of a kind.
PERSONS = frozenset({
    "person", "owner", "member", "present", "concerns", "chair", "secretary", "authority", "auditor", "judge",
})  # fmt: skip
OF_KIND = {
    "proposal": "proposal", "agenda": "proposal", "after": "proposal", "condition": "proposal", "proposals": "proposal",
    "decision": "decision", "meeting": "meeting", "unit": "unit", "blueprint": "blueprint", "brief": "brief",
    "briefs": "brief", "repeats": "division", "claim": "claim", "other": "claim", "corrected": "news_report",
    "follows": "news_report", "readings": "reading",
}  # fmt: skip
#: Fields whose kind is that of what the verb makes, or is done to.
_OF_VERB = frozenset({"replaces", "parent"})
#: Persons outside the body may be named here: they are about to come in.
_EVERYONE = frozenset({"offer_make", "body_form"})


def choices(request: Asked, verb: Verb, target: Noun) -> dict[str, Sequence[tuple[str, str]]]:
    """Pairs of id and label for each id field of a verb; a field that is not here is typed."""
    found: dict[str, Sequence[tuple[str, str]]] = {}
    for name, optional in _ids(verb.fields, rows=verb.name in ROWS):
        options = _options(request, verb, target, name)
        if options is not None:
            empty = [("", request.say.text(msg("web.none")))] if optional else []
            found[name] = [*empty, *options]
    return found


def _ids(fields: Iterable[Field], *, rows: bool = False) -> Iterable[tuple[str, bool]]:
    for x in fields:
        if rows and isinstance(x, Many) and isinstance(x.of, Group):
            yield from _ids(x.of.fields)
        if isinstance(x, Id):
            yield x.name, x.optional
        elif isinstance(x, Many) and isinstance(x.of, Id):
            yield x.name, False
            yield x.of.name, False
        elif isinstance(x, Group):
            yield from _ids(x.fields)


def _options(request: Asked, verb: Verb, target: Noun, name: str) -> list[tuple[str, str]] | None:
    if typed(request, verb, name):
        return None
    found = election_options(request, verb, target, name)
    if found is not None:
        return found
    if name in PERSONS:
        return _people(request, everyone=verb.name in _EVERYONE, body=target.body)
    if name == "paragraph" and hasattr(target, "text"):
        return _paragraphs(request, target)
    kind = OF_KIND.get(name) or (verb.makes or target.KIND if name in _OF_VERB else "")
    if kind not in KINDS:
        return None
    cls = KINDS[kind]
    # the units' names are no secret inside the organisation, and a brief goes to a unit whose committee is another's
    every = request.records.find(Unit) if cls is Unit else ()
    nouns: Sequence[Noun] = every or list_of(request, cls, body=target.body)
    people, say = request.people, request.say
    return sorted(((n.id, title_of(request.records, n, say, people)) for n in nouns), key=lambda p: (p[1], p[0]))


def _people(request: Asked, *, everyone: bool, body: str) -> list[tuple[str, str]]:
    records, people, moment = request.records, request.people, request.moment
    if everyone:
        ids = set(Account.objects.filter(is_active=True).values_list("id", flat=True))
    else:
        ids = {m.person for m in records.find(Membership, body=body) if m.holds(moment)}
        ids |= {request.user.id}
    people.load(ids)
    return sorted(((i, people.name(i)) for i in ids), key=lambda p: (p[1], p[0]))


def _paragraphs(request: Asked, target: Noun) -> list[tuple[str, str]] | None:
    number = getattr(target, "text", None)
    text = request.records.get(ProposalText, f"{target.id}:{number}")
    if text is None:
        return None
    lang = request.say.lang
    return [(p.id, f"{p.id}: {p.words.in_language(lang)[:80]}") for p in text.paragraphs]


def zone_of(request: Asked, target: Noun) -> str:
    """The time zone of a record's body."""
    body = request.records.get(Body, target.body)
    return body.zone if body is not None else "Asia/Kolkata"
