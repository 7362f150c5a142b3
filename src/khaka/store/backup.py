"""The workspace as one file that depends on no database: written from one snapshot, checked before anything is restored.

A zip of JSON lines, one file a table, and the blobs as they are. ``manifest.json`` names the head of the chain and the
digest of every part. Sessions, caches, half-done resets and keys of the API are left out: after a restore everybody signs in
again, and a key that was revoked since stays so.
Password hashes and second factors are in it: without the factors a stolen password alone would open a restored account.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import connection, models, transaction

from khaka.committee.codec import plain
from khaka.core.clock import now
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.store.models import Blob, Head

FORMAT: Final = "khaka-backup/1"
MANIFEST: Final = "manifest.json"
#: Applications whose tables are kept; all of their tables but these.
_APPS: Final = ("store", "account", "mfa")
_NOT: Final = frozenset({"account.emailconfirmation", "store.token", "store.rate"})


def tables() -> tuple[type[models.Model], ...]:
    """The tables that are kept, in an order in which each stands after those that it refers to."""
    found = [m for app in _APPS for m in apps.get_app_config(app).get_models()]
    return tuple(m for m in found if m._meta.label_lower not in _NOT)


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one state of the database while others go on writing."""
    if connection.vendor == "sqlite":
        # Django's own transactions take the write lock here (see khaka.store.place); this one only reads
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def write(path: Path, *, replace: bool = False) -> dict[str, Any]:
    """Write the backup, whole or not at all, readable by its owner alone; gives its manifest.

    Raises
    ------
    KhakaError
        The file exists, or cannot be written.
    """
    if path.exists() and not replace:
        raise KhakaError(msg("error.backup.exists", file=str(path)), msg("error.backup.exists_hint"))
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".khaka-backup")  # made with mode 0600
    except OSError as error:
        raise KhakaError(msg("error.backup.write", file=str(path), why=error.strerror or str(error))) from None
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, snapshot():
                manifest = _fill(archive)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise KhakaError(msg("error.backup.write", file=str(path), why=error.strerror or str(error))) from None
    finally:
        Path(name).unlink(missing_ok=True)
    return manifest


def _fill(archive: zipfile.ZipFile) -> dict[str, Any]:
    head = Head.objects.filter(pk=1).first()
    if head is None or not head.seq:
        raise KhakaError(msg("error.backup.empty"), msg("error.backup.empty_hint"))
    parts: dict[str, dict[str, Any]] = {}
    for model in tables():
        name = f"{model._meta.label_lower}.jsonl"
        digest, count = hashlib.sha256(), 0
        with archive.open(name, "w", force_zip64=True) as part:
            for line in _lines(model):
                part.write(line)
                digest.update(line)
                count += 1
        parts[name] = {"rows": count, "sha256": digest.hexdigest()}
    for blob in Blob.objects.order_by("sha256").iterator(chunk_size=20):
        archive.writestr(f"blobs/{blob.sha256}", bytes(blob.data))
    manifest = {
        "format": FORMAT, "made_at": plain(now()), "head": {"seq": head.seq, "hash": head.hash}, "parts": parts,
    }  # fmt: skip
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
    return manifest


def _lines(model: type[models.Model]) -> Iterator[bytes]:
    fields = [f for f in model._meta.concrete_fields if not (model is Blob and f.attname == "data")]
    rows = model._default_manager.order_by("pk").values_list(*(f.attname for f in fields))
    for row in rows.iterator(chunk_size=2000):
        document = {f.attname: _plain(v) for f, v in zip(fields, row, strict=True)}
        yield json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


class Backup:
    """A backup file that was opened: its manifest, and its rows as objects that are not stored yet.

    Raises
    ------
    KhakaError
        The file cannot be read, is no backup, is of a newer version, or a part of it is not what its manifest says.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
            self.manifest: dict[str, Any] = json.loads(self._archive.read(MANIFEST))
            damaged = self._archive.testzip()
        except OSError as error:
            raise KhakaError(msg("error.restore.read", file=str(path), why=error.strerror or str(error))) from None
        except (zipfile.BadZipFile, KeyError, ValueError, EOFError):
            raise self._not_a_backup() from None
        if not isinstance(self.manifest, dict) or self.manifest.get("format") != FORMAT:
            raise self._not_a_backup()
        if damaged:
            raise self._broken(damaged)
        known = {f"{m._meta.label_lower}.jsonl" for m in tables()}
        self._parts: dict[str, Any] = self.manifest.get("parts", {})
        if set(self._parts) - known:
            raise KhakaError(msg("error.restore.newer", file=str(path)), msg("error.store.newer_hint"))

    def rows(self, model: type[models.Model]) -> list[models.Model]:
        """The rows of a table; none for a table that the backup's version did not have."""
        name = f"{model._meta.label_lower}.jsonl"
        if name not in self._parts:
            return []
        try:
            raw = self._archive.read(name)
        except KeyError:
            raise self._broken(name) from None
        if hashlib.sha256(raw).hexdigest() != self._parts[name].get("sha256"):
            raise self._broken(name)
        fields = {f.attname: f for f in model._meta.concrete_fields}
        try:
            found = [
                model(**{k: fields[k].to_python(v) for k, v in json.loads(line).items()})
                for line in raw.splitlines()
            ]  # fmt: skip
        except (KeyError, ValueError, TypeError):
            raise self._broken(name) from None
        if model is Blob:
            for blob in found:
                assert isinstance(blob, Blob)
                blob.data = self._blob(blob.sha256)
        return found

    def _blob(self, sha256: str) -> bytes:
        try:
            data = self._archive.read(f"blobs/{sha256}")
        except KeyError:
            raise self._broken(f"blobs/{sha256}") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise self._broken(f"blobs/{sha256}")
        return data

    def _broken(self, part: str) -> KhakaError:
        return KhakaError(msg("error.restore.broken", file=str(self.path), part=part), msg("error.restore.broken_hint"))

    def _not_a_backup(self) -> KhakaError:
        return KhakaError(msg("error.restore.not_a_backup", file=str(self.path)), msg("error.restore.not_hint"))
