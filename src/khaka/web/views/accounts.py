"""Accounts, for administrators: who can sign in. Rights are not given here: an account without a role sees nothing."""

from __future__ import annotations

import logging
from typing import Final

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from khaka.committee.people import Unit
from khaka.committee.text import clean, fault
from khaka.core.message import Message, msg
from khaka.locale import LANGUAGES
from khaka.store.models import Account
from khaka.web.asked import Asked
from khaka.web.routes import Who, route
from khaka.web.seen import list_of

_LOG: Final = logging.getLogger("khaka.accounts")
_LONGEST: Final = 120


@route("accounts/", Who.ADMINISTRATOR, "GET", "POST")
def accounts(request: Asked) -> HttpResponse:
    """The list; a post makes an account and mails a link with which its person sets a password."""
    error: Message | None = None
    if request.method == "POST":
        error = _make(request)
        if error is None:
            return HttpResponseRedirect("/accounts/", status=303)
    context = {"accounts": Account.objects.order_by("email"), "error": error, "held": request.POST}
    return render(request, "web/accounts.html", context, status=400 if error else 200)


@route("accounts/<str:key>/<str:what>/", Who.ADMINISTRATOR, "POST")
def account_switch(request: Asked, key: str, what: str) -> HttpResponse:
    """Close an account (its sessions end now), open it again, or mail a new link."""
    found = Account.objects.filter(id=key).first()
    if found is None or what not in ("close", "open", "link"):
        raise Http404
    if what == "link":
        _mail_link(request, found)
    elif found.id == request.user.id:
        messages.error(request, request.say.text(msg("web.accounts.own")))
    else:
        found.is_active = what == "open"
        found.save(update_fields=["is_active"])
        if what == "close":
            _end_sessions(found)
        _LOG.warning("account %s: %s by %s", found.id, what, request.user.id)
    return HttpResponseRedirect("/accounts/", status=303)


@route("units/", Who.SIGNED_IN)
def units(request: Asked) -> HttpResponse:
    """Units of the organisation as a tree, as far as the asker sees them."""
    found = list_of(request, Unit)
    below: dict[str, list[Unit]] = {}
    for unit in sorted(found, key=lambda u: (u.name.in_language(request.say.lang), u.id)):
        below.setdefault(unit.parent, []).append(unit)
    return render(request, "web/units.html", {"tree": _tree(below, "")})


def _tree(below: dict[str, list[Unit]], parent: str) -> list[dict[str, object]]:
    return [{"unit": u, "below": _tree(below, u.id)} for u in below.get(parent, [])]


def _make(request: Asked) -> Message | None:
    email = clean(request.POST.get("email", "")).lower()
    names = {k: clean(request.POST.get(k, "")) for k in ("name_en", "name_hi")}
    language = request.POST.get("language", "hi")
    try:
        validate_email(email)
    except ValidationError:
        return msg("web.accounts.bad_email")
    if any(len(n) > _LONGEST or fault(n, lines=False) for n in names.values()):
        return msg("web.me.bad_name")
    try:
        with transaction.atomic():
            made = Account.objects.create_user(
                email, None, language=language if language in LANGUAGES else "hi", **names
            )
    except IntegrityError:
        return msg("web.accounts.taken")
    _LOG.warning("account %s made by %s", made.id, request.user.id)
    _mail_link(request, made)
    return None


def _mail_link(request: Asked, account: Account) -> None:
    """A link to set a password. A mail server that is down stops nothing: the link can be sent again."""
    form = ResetPasswordForm({"email": account.email})
    try:
        if form.is_valid():
            form.save(request)
        messages.success(request, request.say.text(msg("web.accounts.sent", email=account.email)))
    except OSError:
        _LOG.exception("mail to account %s", account.id)
        messages.error(request, request.say.text(msg("web.accounts.mail_down")))


def _end_sessions(account: Account) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == account.id:
            session.delete()
