"""The one door: every change of a record is asked for here, judged by the committee's rules, and written with its event."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from khaka.committee import Ask, Blocker, Refused, blockers, decide
from khaka.committee.blockers import Done
from khaka.committee.chain import START, next_event
from khaka.committee.chain import Head as Reached
from khaka.committee.noun import Noun
from khaka.core.clock import now
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.store import halt
from khaka.store.models import Event, Head, Once, Record, Refusal
from khaka.store.records import Stored, row_of

_LOG: Final = logging.getLogger("khaka.door")
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do: who, which verb, to what, seen in which version, with which data.

    ``once`` is the form's own key: the same form posted twice is done once.
    """

    actor: str
    verb: str
    kind: str
    object: str
    version: int | None = None
    data: Mapping[str, Any] | None = None
    once: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done: its place in the chain, and the id of what it made."""

    seq: int
    made: str
    puts: tuple[Noun, ...] = ()
    repeated: bool = False


def act(asked: Act) -> Taken:
    """Do a verb, in one transaction: lock, read the clock, judge, write the records, append the event.

    Raises
    ------
    Refused
        There are reasons against it; they are noted for the auditor.
    """
    for attempt in (1, 2):
        try:
            with transaction.atomic():
                return _act(asked)
        except Refused as refused:
            _note(asked, refused)
            raise
        except IntegrityError:
            # only the unique keys are left to speak here, and the door's lock makes that a fault of ours or of someone
            # who writes past the door; asked again, the rules give the reason in words
            if attempt == 2:
                raise
            _LOG.exception("a unique key spoke: %s %s %s", asked.verb, asked.kind, asked.object)
    raise AssertionError("unreachable")


def why_not(asked: Act) -> tuple[Blocker, ...]:
    """The reasons against a verb as things stand; nothing is written, nothing is noted."""
    head = Head.objects.get(pk=1)
    return (*halt.against(head, asked.verb, asked.data or {}), *blockers(_ask(asked, head, now()), Stored()))


def begin(done: Done, at: datetime) -> None:
    """Write the first event of an empty workspace.

    Raises
    ------
    KhakaError
        It is not empty.
    """
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"hash": START})
        if head.seq:
            raise KhakaError(msg("error.store.begun"))
        _write(done, head, at)


def _act(asked: Act) -> Taken:
    head = Head.objects.select_for_update().get(pk=1)
    if asked.once:
        before = Once.objects.filter(actor=asked.actor, key=asked.once).first()
        if before is not None:
            return Taken(before.seq, before.made, repeated=True)
    halted = halt.against(head, asked.verb, asked.data or {})
    if halted:
        raise Refused(halted)
    at = now()
    ask = _ask(asked, head, at)
    done = decide(ask, Stored())
    seq = _write(done, head, at)
    if head.halted:
        halt.turn(head, done.payload["roles"])
    made = next((n.id for n in done.puts if n.version == 1 and n.id == ask.new_id), "")
    if asked.once:
        Once.objects.create(actor=asked.actor, key=asked.once, seq=seq, made=made)
    return Taken(seq, made, done.puts)


def _ask(asked: Act, head: Head, at: datetime) -> Ask:
    fresh = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return Ask(
        asked.verb, asked.actor, asked.kind, asked.object, at, asked.version, asked.data or {}, fresh,
        secrets.token_hex(16), head.at,
    )  # fmt: skip


def _write(done: Done, head: Head, at: datetime) -> int:
    """Records, event, head; the caller holds the head's lock."""
    for noun in done.puts:
        row = row_of(noun)
        if noun.version == 1:
            Record.objects.create(**row)
        else:
            was = Record.objects.filter(kind=noun.KIND, key=noun.id, version=noun.version - 1)
            if was.update(**row) != 1:
                raise AssertionError(f"{noun.KIND} {noun.id} was changed past the door")
    event = next_event(Reached(head.seq, head.hash), done.payload, at)
    Event.objects.create(
        seq=event.seq, at=event.at, data=event.data, data_sha256=event.data_sha256, prev=event.prev, hash=event.hash,
        body=done.payload["body"],
    )  # fmt: skip
    head.seq, head.hash, head.at = event.seq, event.hash, event.at
    head.save(update_fields=["seq", "hash", "at"])
    return event.seq


def _note(asked: Act, refused: Refused) -> None:
    codes = ",".join(b.code for b in refused.blockers)
    _LOG.warning("refused: %s %s on %s %s: %s", asked.actor, asked.verb, asked.kind, asked.object, codes)
    Refusal.objects.create(
        actor=asked.actor[:120], verb=asked.verb[:60], kind=asked.kind[:40], key=asked.object[:300], codes=codes[:300]
    )
