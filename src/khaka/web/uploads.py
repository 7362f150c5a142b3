"""Files that people send: size, name and content are checked before anything is kept, and what is kept is given back to be saved only."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from khaka.committee.fields import LINE
from khaka.committee.text import fault
from khaka.committee.verbs.attachment_add import LARGEST
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.store.blobs import sha256_of
from khaka.web.asked import Asked
from khaka.web.filetypes import media_of
from khaka.web.given import HIDDEN, Added, adds

#: Bytes of a whole request: one file and its form. What is larger is not read.
REQUEST: Final = LARGEST + 2_000_000
#: Characters of a name in a header: a Devanagari letter takes nine there, and servers cut long headers.
IN_HEADER: Final = 60
#: What a browser is told instead, so that it has no reason to open it.
_AS: Final = {"text/html": "application/octet-stream", "application/json": "application/octet-stream"}


class Limit(FileUploadHandler):
    """Refuses a request that is too large before its first byte is read: no disk fills up."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Look at the length alone."""
        if content_length > REQUEST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next."""


def clean_name(name: str, limit: int = LINE) -> str:
    """A file's name as it is kept: its last part, one normal form, nothing invisible; cut in the middle, its ending stays.

    Parameters
    ----------
    name
        As the browser sends it.
    limit
        Most characters.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    line = " ".join("".join(c for c in unicodedata.normalize("NFC", last) if not fault(c, lines=False)).split())
    if len(line) <= limit:
        return line
    stem, dot, ending = line.rpartition(".")
    if not dot or len(ending) > 8:
        return _cut(line, limit)
    return f"{_cut(stem, limit - len(ending) - 2)}…{dot}{ending}"


def _cut(text: str, limit: int) -> str:
    """The text's first characters; a letter keeps its signs, so the cut is never inside one."""
    while limit and unicodedata.category(text[limit]) in ("Mn", "Mc", "Me", "Cf"):
        limit -= 1
    return text[:limit].rstrip("\u094d\u200d\u200c ")


def read_upload(upload: UploadedFile[Any] | None, largest: int = LARGEST) -> bytes:
    """The bytes of an upload.

    Raises
    ------
    KhakaError
        None was sent, or it is larger than ``largest`` bytes.
    """
    if upload is None:
        raise KhakaError(msg("error.upload.missing"), msg("error.upload.missing_hint"))
    size = upload.size or 0
    if size > largest:
        raise KhakaError(msg("error.upload.large", megabytes=largest // 1_000_000), msg("error.upload.large_hint"))
    data: bytes = upload.read()
    return data


@adds("attachment_add", "file")
def _attachment(request: Asked, noun: Any) -> Added:
    """A file to attach: name, kind, size and digest are what the server found, never what the form says."""
    upload = request.FILES.get("file")
    data = read_upload(upload)
    name = clean_name(upload.name or "" if upload is not None else "")
    media = media_of(data, name)
    found = {"name": name, "media": media, "size": len(data), "sha256": sha256_of(data)}
    return Added(found, [(data, media)])


HIDDEN["attachment_add"] = frozenset({"name", "media", "size", "sha256"})


def download(data: bytes, media: str, name: str) -> HttpResponse:
    """A kept file to be saved: never shown inside the workspace, whatever it is."""
    answer = HttpResponse(data, content_type=_AS.get(media, media))
    answer.headers["Content-Disposition"] = (
        content_disposition_header(True, clean_name(name, IN_HEADER)) or "attachment"
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
