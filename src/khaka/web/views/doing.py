"""Doing a verb: its form with every reason against it, and the post that goes to the one door."""

from __future__ import annotations

import logging
import secrets
from functools import cache
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme

from khaka.committee import VERBS, Blocker, Refused
from khaka.committee.blockers import allowed
from khaka.committee.noun import Noun
from khaka.committee.people import Body
from khaka.committee.roles import roles_at
from khaka.committee.verbs import Verb
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.desk.guard import Locked
from khaka.store.door import Act, Taken, why_not
from khaka.web.adding import take
from khaka.web.asked import Asked
from khaka.web.choices import choices, zone_of
from khaka.web.given import DATA, FILES, HIDDEN, OWN, SHOWN
from khaka.web.inputs import Form, Input, read
from khaka.web.routes import Who, route
from khaka.web.seen import record_or_404, seen
from khaka.web.shown import title_of
from khaka.web.stale import apart
from khaka.web.views.records import more

_LOG: Final = logging.getLogger("khaka.door")
#: Names in a form that are the page's own and not the verb's.
_OURS: Final = frozenset({"csrfmiddlewaretoken", "version", "once", "next"})
#: Kinds with an id that follows from another record's, and with a page that is read right after writing.
_OWN_PAGE: Final = frozenset({"report"})
#: So many empty inputs that may stay empty are folded away.
_SEVERAL: Final = 2
_NOT_ALLOWED: Final = frozenset({"not_your_role", "not_yours", "adviser_never_votes", "not_on_roll"})
_MOMENT: Final = frozenset({
    "stale", "wrong_state", "clock_back", "division_is_over", "body_dissolved", "halted", "voted_already",
    "you_are_recused", "division_under_way", "version_missing",
})  # fmt: skip


@route("do/<str:verb>/<str:kind>/<str:key>/", Who.VERB, "GET", "POST")
def do(request: Asked, verb: str, kind: str, key: str) -> HttpResponse:
    """GET: the form. POST: do it, then go to what was made or changed (303)."""
    if verb not in VERBS or kind not in VERBS[verb].on:
        raise Http404
    asked = VERBS[verb]
    noun = record_or_404(request, kind, key)
    roles = roles_at(request.records, request.user.id, noun.body, request.moment)
    if request.method == "GET" and not allowed(asked, roles, request.records, request.user.id, noun, request.moment):
        against = why_not(Act(request.user.id, verb, kind, key, noun.version))
        return render(request, "web/refused.html", _page(request, asked, noun) | {"against": against}, status=403)
    if request.method == "GET":
        return _form(request, asked, noun, given(request, asked, noun), (), 200)
    return _post(request, asked, noun)


def given(request: Asked, verb: Verb, noun: Noun) -> dict[str, Any]:
    """What a form starts with: what stands now, or what the address brings."""
    start = DATA[verb.name](request, noun) if verb.name in DATA else {}
    names = {f.name for f in verb.fields}
    return {**start, **{k: v for k, v in request.GET.items() if k in names}}


def _post(request: Asked, verb: Verb, noun: Noun) -> HttpResponse:
    data = read(verb.fields, request.POST, zone_of(request, noun))
    _note_strange(request, verb)
    version = request.POST.get("version", "")
    seen_version = int(version) if version.isdigit() and len(version) < 10 else None
    once = request.POST.get("once", "")[:64]
    try:
        taken = take(request, verb, noun, seen_version, data, once)
    except Refused as refused:
        return _form(request, verb, noun, data, refused.blockers, status_of(refused.blockers))
    except Locked:
        raise
    except KhakaError as error:
        told = (Blocker("file", error.message), *([Blocker("file", error.hint)] if error.hint else []))
        return _form(request, verb, noun, data, told, 400)
    messages.success(request, request.say.text(msg("web.done", what=Message(f"committee.verb.{verb.name}"))))
    return HttpResponseRedirect(_after(request, verb, noun, taken), status=303)


def _note_strange(request: Asked, verb: Verb) -> None:
    """Fields that the verb does not know are left behind, and noted."""
    known = {f.name for f in verb.fields} | _OURS | FILES.get(verb.name, frozenset()) | OWN.get(verb.name, frozenset())
    strange = sorted({k.split(".")[0] for k in (*request.POST, *request.FILES)} - known)
    if strange:
        _LOG.warning("ignored: %s sent %s with %s", request.user.id, ", ".join(strange)[:200], verb.name)


def status_of(against: tuple[Blocker, ...]) -> int:
    """The HTTP status of a refusal: 404 unknown, 403 not allowed, 409 not now, 400 not so."""
    code = against[0].code if against else ""
    if code in ("not_found", "unknown_verb"):
        return 404
    if code in _NOT_ALLOWED:
        return 403
    return 400 if all(b.field for b in against) and code not in _MOMENT else 409


def _after(request: Asked, verb: Verb, noun: Noun, taken: Taken) -> str:
    wish = request.POST.get("next", "")
    if wish and url_has_allowed_host_and_scheme(wish, {request.get_host()}):
        return wish
    puts = [n for n in taken.puts if verb.makes == n.KIND]
    made = next((n for n in puts if n.id == taken.made or n.KIND in _OWN_PAGE), None)
    if made is not None and seen(request, made):
        return f"/at/{made.KIND}/{made.id}/"
    return f"/at/{noun.KIND}/{noun.id}/" if noun.KIND != "body" else f"/body/{noun.id}/"


def _page(request: Asked, verb: Verb, noun: Noun) -> dict[str, Any]:
    return {
        "verb": verb,
        "noun": noun,
        "body": request.records.get(Body, noun.body),
        "title": title_of(request.records, noun, request.say, request.people),
    }


def _form(
    request: Asked, verb: Verb, noun: Noun, data: dict[str, Any], against: tuple[Blocker, ...], status: int
) -> HttpResponse:
    names = {f.name for f in verb.fields}
    form = Form(
        request.say,
        zone_of(request, noun),
        choices(request, verb, noun),
        HIDDEN.get(verb.name, frozenset()),
        against,
        verb.name,
    )
    told = against
    if status == 200:
        # what stands in the way whatever is filled in: told before anything is typed
        found = why_not(Act(request.user.id, verb.name, noun.KIND, noun.id, noun.version, data))
        told = tuple(b for b in found if not b.field)
    context = (
        _page(request, verb, noun)
        | more(request, noun)
        | {
            **_arranged(form.inputs(verb.fields, data), SHOWN.get(verb.name, frozenset())),
            "against": [b for b in told if b.field not in names or not b.field],
            "version": request.POST.get("version") or noun.version,
            **_overtaken(request, verb, noun, data, told),
            "once": secrets.token_urlsafe(18),
            "help": Message(f"web.help.{verb.name}") if request.say.has(f"web.help.{verb.name}") else None,
        }
    )
    return render(request, _template(verb.name), context, status=status)


def _overtaken(
    request: Asked, verb: Verb, noun: Noun, data: dict[str, Any], told: tuple[Blocker, ...]
) -> dict[str, Any]:
    """Of a form that came too late: what differs. It is sent again on the version that its writer has now been shown."""
    if not any(b.code == "stale" for b in told):
        return {"stale": False}
    current = request.records.get(type(noun), noun.id) or noun
    return {"stale": True, "apart": apart(request, verb, current, data), "version": current.version}


def _arranged(inputs: tuple[Input, ...], shown: frozenset[str]) -> dict[str, tuple[Input, ...]]:
    """Inputs that have to be seen, and the empty ones that may stay so, when there are several of them."""
    free = (i for i in inputs if i.optional and i.widget != "hidden" and i.name not in shown)
    spare = tuple(i for i in free if not i.filled and not i.errors)
    if len(spare) < _SEVERAL and not any(i.widget == "pair" for i in spare):
        return {"inputs": inputs, "more_inputs": ()}
    return {"inputs": tuple(i for i in inputs if i not in spare), "more_inputs": spare}


@cache
def _template(verb: str) -> str:
    """The form's template: the verb's own where there is one."""
    name = f"web/do/{verb}.html"
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return "web/do.html"
    return name
