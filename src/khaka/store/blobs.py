"""Bytes that records hold fast by their SHA-256: kept once, never changed."""

from __future__ import annotations

import hashlib

from khaka.store.models import Blob


def sha256_of(data: bytes) -> str:
    """The digest by which bytes are kept."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes, media: str) -> str:
    """Keep bytes; gives their digest. The same bytes are kept once."""
    digest = sha256_of(data)
    Blob.objects.get_or_create(sha256=digest, defaults={"data": data, "media": media})
    return digest


def kept(digest: str) -> bytes | None:
    """The bytes of a digest; None when they are not here, or are no longer what the digest says."""
    data = Blob.objects.filter(sha256=digest).values_list("data", flat=True).first()
    if data is None or sha256_of(bytes(data)) != digest:
        return None
    return bytes(data)
