"""A kept file, for whoever sees the record that it goes with; a link alone is no right."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from khaka.committee.papers import Attachment
from khaka.store.blobs import kept
from khaka.web.asked import Asked
from khaka.web.routes import Who, route
from khaka.web.seen import record_or_404
from khaka.web.uploads import download


@route("file/<str:key>/", Who.SEES)
def file(request: Asked, key: str) -> HttpResponse:
    """The bytes of an attachment, to be saved; 404 for who does not see it, and when they are not what its digest says."""
    noun = record_or_404(request, "attachment", key)
    assert isinstance(noun, Attachment)
    data = kept(noun.sha256)
    if data is None:
        raise Http404
    return download(data, noun.media, noun.name)
