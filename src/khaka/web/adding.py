"""A verb on its way to the door, from a form or from the API: what the server adds, the bytes that are kept, the act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from khaka.committee.blockers import allowed
from khaka.committee.noun import Noun
from khaka.committee.roles import roles_at
from khaka.committee.verbs import Verb
from khaka.desk.upkeep import after
from khaka.store.blobs import keep
from khaka.store.door import Act, Taken, act, why_not
from khaka.web.asked import Asked
from khaka.web.given import ADDS, Added


def take(request: Asked, verb: Verb, noun: Noun, version: int | None, data: Mapping[str, Any], once: str) -> Taken:
    """Do it.

    Raises
    ------
    Refused
        There are reasons against it.
    KhakaError
        A file is missing, or is not what the verb needs.
    """
    added = _added(request, verb, noun)
    asked = Act(request.user.id, verb.name, noun.KIND, noun.id, version, {**added.first, **data, **added.data}, once)
    if added.keep and not why_not(asked):
        for content, media in added.keep:  # before the record that holds them fast: it never points at nothing
            keep(content, media)
    taken = act(asked)
    if not taken.repeated:
        after(taken.puts)
    return taken


def _added(request: Asked, verb: Verb, noun: Noun) -> Added:
    """Nothing for whom the verb is not open: the door refuses, and notes it, before any file is looked at."""
    if verb.name not in ADDS:
        return Added({})
    roles = roles_at(request.records, request.user.id, noun.body, request.moment)
    if not allowed(verb, roles, request.records, request.user.id, noun, request.moment):
        return Added({})
    return ADDS[verb.name](request, noun)
