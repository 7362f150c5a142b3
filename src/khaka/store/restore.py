"""A backup back into a database: verified as a whole before the first row is written, and written in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import sql

from khaka.committee.chain import CHAIN_FORMAT, CHECKPOINT_FORMAT, export, unexplained
from khaka.committee.codec import from_json
from khaka.committee.verify import Fault, verify
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.store import triggers, witness
from khaka.store.backup import Backup, tables
from khaka.store.halt import halt
from khaka.store.history import link_of
from khaka.store.models import Account, Blob, Event, Head, Record
from khaka.store.records import row_of

#: Tables that are emptied with ``--replace`` beside those of the backup: sessions, resets under way, caches are another's.
_EMPTIED: Final = ("sessions", "account", "mfa", "store")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup holds, and what is lost against what was witnessed.

    Parameters
    ----------
    head, events, records, accounts, blobs
        What it holds.
    lost
        The witnessed head that it does not reach; 0 when nothing is known to be lost.
    voters
        (division, voter) of later ballots, as far as they can be known.
    """

    head: int
    hash: str
    events: int
    records: int
    accounts: int
    blobs: int
    lost: int = 0
    voters: tuple[tuple[str, str], ...] = ()


def examined(backup: Backup) -> tuple[dict[type[models.Model], list[models.Model]], Restored]:
    """The rows of a backup, verified: chain, records against chain, columns against records, blobs by digest.

    Raises
    ------
    KhakaError
        Something is not what it was; the first fault is named.
    """
    rows = {model: backup.rows(model) for model in tables()}
    events = sorted((e for e in rows[Event] if isinstance(e, Event)), key=lambda e: e.seq)
    records = [r for r in rows[Record] if isinstance(r, Record)]
    heads = [h for h in rows[Head] if isinstance(h, Head)]
    if len(heads) != 1:
        raise KhakaError(msg("error.restore.faults", n=1, fault=msg("committee.verify.no_head")))
    found = _faults(events, records, heads[0])
    if found:
        raise KhakaError(msg("error.restore.faults", n=len(found), fault=found[0].message), msg("error.restore.hint"))
    return rows, Restored(
        heads[0].seq, heads[0].hash, len(events), len(records), len(rows[Account]), len(rows[Blob])
    )  # fmt: skip


def _faults(events: Sequence[Event], records: Sequence[Record], head: Head) -> list[Fault]:
    links = [link_of(e) for e in events]
    document = export(links)
    document["head"] = {"seq": head.seq, "hash": head.hash}
    found = list(verify(document).faults)
    if not found and head.seq != len(links):
        found.append(Fault("no_head", msg("committee.verify.no_head")))
    if found:
        return found
    try:
        nouns = [from_json(r.data) for r in records]
    except (ValueError, KeyError, TypeError):
        return [Fault("no_record", msg("store.no_record"))]
    for row, noun in zip(records, nouns, strict=True):
        if any(getattr(row, k) != v for k, v in row_of(noun).items()):
            found.append(_no_event(noun.KIND, noun.id))
    found += [_no_event(kind, key) for kind, key in unexplained(links, nouns)]
    return found


def _no_event(kind: str, key: str) -> Fault:
    return Fault("no_event", msg("store.no_event", kind=msg(f"committee.kind.{kind}"), id=key))


def restore(backup: Backup, *, replace: bool = False, against: Mapping[str, Any] | None = None) -> Restored:
    """Write a backup into the database.

    Parameters
    ----------
    replace
        Empty the database first.
    against
        A checkpoint, or a later export of the chain: what the backup should reach.

    Raises
    ------
    KhakaError
        The backup does not verify, belongs to another chain than the witness, or the database is not empty.
    """
    rows, told = examined(backup)
    chain = {e.seq: e for e in rows[Event] if isinstance(e, Event)}
    seen = [w for w in (_from(against), witness.read(chain[1].hash)) if w is not None]
    with transaction.atomic():
        if Account.objects.exists() or Head.objects.filter(seq__gt=0).exists():
            if not replace:
                raise KhakaError(msg("error.restore.not_empty"), msg("error.restore.not_empty_hint"))
            if witness.chain_name() == chain[1].hash:
                was = Head.objects.get(pk=1)
                seen.append(witness.Witness(was.seq, was.hash, _ballots_after(told.head)))
        for w in seen:
            if w.seq in chain and chain[w.seq].hash != w.hash:
                raise KhakaError(msg("error.restore.other", seq=w.seq), msg("error.restore.other_hint"))
        _replace_all(rows)
        lost = max((w.seq for w in seen if w.seq > told.head), default=0)
        if lost:
            halt(Head.objects.select_for_update().get(pk=1), lost)
    voters = sorted({(d, v) for w in seen for s, d, v in w.ballots if s > told.head})
    return replaced(told, lost=lost, voters=tuple(voters))


def _from(against: Mapping[str, Any] | None) -> witness.Witness | None:
    if against is None:
        return None
    if against.get("format") == CHECKPOINT_FORMAT:
        return witness.Witness(int(against["seq"]), str(against["hash"]))
    if against.get("format") != CHAIN_FORMAT or verify(against).faults:
        raise KhakaError(msg("error.restore.against"), msg("error.restore.against_hint"))
    events = against["events"]
    ballots = tuple(
        (e["seq"], e["data"]["object"], e["data"]["actor"])
        for e in events if e["data"] and e["data"]["verb"] == "ballot_cast"
    )  # fmt: skip
    return witness.Witness(against["head"]["seq"], against["head"]["hash"], ballots)


def _ballots_after(seq: int) -> tuple[tuple[int, str, str], ...]:
    rows = Event.objects.filter(seq__gt=seq, data__verb="ballot_cast").values_list("seq", "data")
    return tuple((s, d["object"], d["actor"]) for s, d in rows)


def _replace_all(rows: Mapping[type[models.Model], list[models.Model]]) -> None:
    triggers.take_off(connection)
    emptied = [m for app in _EMPTIED for m in apps.get_app_config(app).get_models()]
    for model in emptied:
        model._base_manager.all()._raw_delete(using=connection.alias)
    triggers.put_on(connection)
    for model, objects in rows.items():
        _insert(model, objects)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(rows)):
            cursor.execute(statement)


def _insert(model: type[models.Model], objects: list[models.Model]) -> None:
    """Rows as they were: Django's own bulk_create would set the moments at which they were made anew."""
    fields = list(model._meta.concrete_fields)
    size = max(1, min(500, connection.ops.bulk_batch_size(fields, objects)))
    for at in range(0, len(objects), size):
        query = sql.InsertQuery(model)
        query.insert_values(fields, objects[at : at + size], raw=True)
        query.get_compiler(using=connection.alias).execute_sql()
