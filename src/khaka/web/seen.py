"""What a person sees and can do here: records behind ``sees``, and the verbs that wait for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from django.http import Http404

from khaka.committee import VERBS
from khaka.committee.blockers import allowed
from khaka.committee.codec import from_json
from khaka.committee.kinds import KINDS
from khaka.committee.noun import Noun
from khaka.committee.people import WORKSPACE, Body, BodyState, Membership
from khaka.committee.reading import sees
from khaka.committee.records import Records
from khaka.committee.roles import roles_at
from khaka.committee.verbs import Verb
from khaka.store.models import Record
from khaka.web.asked import Asked

N = TypeVar("N", bound=Noun)


def record_or_404(request: Asked, kind: str, key: str) -> Noun:
    """The record that an address names, for one who sees it; 404 for everyone else, as for one that is not there."""
    cls = KINDS.get(kind)
    noun = request.records.get(cls, key) if cls is not None else None
    if noun is None or not seen(request, noun):
        raise Http404
    return noun


def seen(request: Asked, noun: Noun) -> bool:
    """Whether the asker sees a record now."""
    return sees(request.records, request.user.id, noun, request.moment)


def list_of(request: Asked, cls: type[N], **equal: object) -> tuple[N, ...]:
    """Records of a kind that the asker sees; what is not seen is not counted either."""
    return tuple(n for n in request.records.find(cls, **equal) if seen(request, n))


def below(request: Asked, noun: Noun) -> dict[str, tuple[Noun, ...]]:
    """Records that belong to a record, by kind, as far as the asker sees them."""
    rows = Record.objects.filter(parent=noun.id).order_by("kind", "key").values_list("data", flat=True)
    found: dict[str, list[Noun]] = {}
    for data in rows:
        one = from_json(data)
        if one.body == noun.body and seen(request, one):
            found.setdefault(one.KIND, []).append(one)
    return {kind: tuple(nouns) for kind, nouns in found.items()}


def bodies_of(records: Records, person: str, now: datetime) -> tuple[Body, ...]:
    """Bodies in which a person has a role today; an administrator or auditor of the workspace has one in all."""
    if roles_at(records, person, WORKSPACE, now):
        return tuple(b for b in records.find(Body) if b.id != WORKSPACE)
    mine = {m.body for m in records.find(Membership, person=person) if m.holds(now)}
    found = (records.get(Body, b) for b in sorted(mine))
    return tuple(b for b in found if b is not None)


def open_verbs(request: Asked, noun: Noun) -> tuple[Verb, ...]:
    """Verbs that the asker's role and the record's state allow; what else may stand in the way is told on the form."""
    records, person, moment = request.records, request.user.id, request.moment
    roles = roles_at(records, person, noun.body, moment)
    body = records.get(Body, noun.body)
    dissolved = body is not None and body.state is BodyState.DISSOLVED
    return tuple(
        v
        for v in _verbs_on(noun.KIND)
        if allowed(v, roles, records, person, noun, moment)
        and (not v.before or getattr(noun, "state", None) in v.before)
        and (v.anywhere or not dissolved)
    )


def _verbs_on(kind: str) -> Iterator[Verb]:
    return (v for v in VERBS if kind in v.on)


def newest(nouns: Iterable[N]) -> list[N]:
    """Records with the latest first, by the moment that they carry."""
    return sorted(nouns, key=lambda n: (_moment(n), n.id), reverse=True)


def _moment(noun: Noun) -> str:
    for field in ("at", "presented_at", "issued_at", "called_at", "set_at", "noted_at", "made_at", "start"):
        value = getattr(noun, field, None)
        if isinstance(value, datetime):
            return value.isoformat()
    return ""
