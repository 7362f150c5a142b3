"""Reminders by mail: sent once each, whatever fails; never a result, a choice or a count in them.

A mail is claimed by its row before it is sent, so two ticks cannot both send it, and one that a crash cuts off is not sent
again. A provider that is down is tried again; an address that is refused is not.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F

from khaka.committee.outcomes import Task
from khaka.committee.people import Body, BodyState, Membership, Role
from khaka.committee.reminders import Reminder, reminders
from khaka.committee.voting import Ballot, Division, DivisionState, Method, Recusal, RollEntry
from khaka.core.clock import now
from khaka.core.message import Message, msg
from khaka.locale import Translator
from khaka.store.models import Account, Head, Mail
from khaka.store.records import Stored

_LOG: Final = logging.getLogger("khaka.mails")
#: A voter who has not voted is reminded when the division closes within this time.
BEFORE_CLOSE: Final = timedelta(hours=24)
#: A provider that is down is tried this often, no sooner than after this time.
TRIES, AGAIN = 5, timedelta(minutes=10)
_LEADS: Final = frozenset({Role.CHAIR, Role.SECRETARY})


@dataclass(frozen=True, slots=True)
class Due:
    """A mail that should go out: to whom, about what (``key`` is the same for the same thing), and its words."""

    key: str
    person: str
    subject: Message
    text: Message


def configured() -> bool:
    """Whether mail goes anywhere: a console is no place for reminders."""
    return not settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend"))


def send_due() -> int:
    """Send what is due and was not sent; gives the number that the provider took."""
    moment, records = now(), Stored()
    if Head.objects.exclude(halted="").exists():
        return 0
    return send((*_voters(records, moment), *_others(records, moment)), moment)


def send(due: Iterable[Due], moment: datetime) -> int:
    """Send what was not sent yet; gives the number that the provider took."""
    settled = set(Mail.objects.exclude(state="failed").values_list("key", flat=True))
    return sum(_send(d, moment) for d in due if d.key not in settled)


def _voters(records: Stored, moment: datetime) -> Iterator[Due]:
    for d in records.find(Division, state=DivisionState.OPEN):
        if d.method is Method.SECRET or not d.closes_at - BEFORE_CLOSE <= moment < d.closes_at:
            continue
        done = {b.voter for b in records.find(Ballot, division=d.id)}
        done |= {r.person for r in records.find(Recusal, division=d.id)}
        for entry in records.find(RollEntry, division=d.id):
            if entry.person not in done:
                day = d.closes_at.date()
                yield Due(f"vote:{d.id}:{entry.person}", entry.person, msg("store.mail.vote", day=day), _text("vote"))


def _others(records: Stored, moment: datetime) -> Iterator[Due]:
    for found in reminders(records, moment):
        stage = "soon" if found.days > 0 else "due"
        subject = msg(f"store.mail.{found.about.value}", day=found.due)
        for person in _whom(records, found, moment):
            key = f"{found.about.value}:{found.noun.id}:{found.due.isoformat()}:{stage}:{person}"
            yield Due(key[:300], person, subject, _text(found.about.value))


def _whom(records: Stored, found: Reminder, moment: datetime) -> Iterator[str]:
    body = records.get(Body, found.noun.body)
    if body is None or body.state is not BodyState.ACTIVE:
        return
    if found.person and isinstance(found.noun, Task):
        yield found.person
        return
    held = [m for m in records.find(Membership, body=body.id) if m.holds(moment)]
    if found.person:
        yield from sorted({m.person for m in held if m.person == found.person})
    else:
        yield from sorted({m.person for m in held if m.role in _LEADS})


def _text(about: str) -> Message:
    return msg("store.mail.text", what=msg(f"store.mail.about.{about}"))


def _send(due: Due, moment: datetime) -> int:
    if not _claim(due.key, moment):
        return 0
    account = Account.objects.filter(id=due.person, is_active=True).first()
    if account is None:
        return _end(due.key, "refused")
    say = Translator(account.language if account.language in ("hi", "en") else "hi")
    mail = EmailMessage(say.text(due.subject), say.text(due.text), None, [account.email])
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        _LOG.warning("an address was refused: %s", due.person)
        return _end(due.key, "refused")
    except (smtplib.SMTPException, OSError) as error:
        _LOG.warning("mail is not going out: %s", type(error).__name__)
        return _end(due.key, "failed")
    except Exception:  # a backend of somebody else's: the next mail is tried all the same, this one is not sent twice
        _LOG.exception("a mail could not be sent")
        return _end(due.key, "refused")
    _end(due.key, "sent")
    return 1


def _claim(key: str, moment: datetime) -> bool:
    """True for the one caller who may send it now."""
    try:
        with transaction.atomic():
            Mail.objects.create(key=key, at=moment, state="sending")
            return True
    except IntegrityError:
        again = Mail.objects.filter(key=key, state="failed", tries__lt=TRIES, at__lte=moment - AGAIN)
        return again.update(state="sending", tries=F("tries") + 1, at=moment) == 1


def _end(key: str, state: str) -> int:
    Mail.objects.filter(key=key).update(state=state)
    return 0
