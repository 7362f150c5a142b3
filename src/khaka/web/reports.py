"""A report comes into the ledger: from a file, a text or an address; what was left out of the page stays to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from khaka.claims.base import When
from khaka.claims.fetch import fetch
from khaka.claims.report import LARGEST, report_of
from khaka.committee.codec import to_json
from khaka.committee.news import Claim, NewsReport
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.claims import claims_in
from khaka.desk.ledger import suggestions_for
from khaka.store.blobs import kept
from khaka.web.asked import Asked
from khaka.web.given import DATA, HIDDEN, OWN, SHOWN, Added, adds
from khaka.web.topics import catalogue
from khaka.web.uploads import clean_name, read_upload


@dataclass(frozen=True, slots=True)
class Read:
    """What is derived of a kept report each time anew.

    Parameters
    ----------
    removed
        Lines of the page that were left out as its furniture.
    times
        Times that its statements name, in the order of the report's own time; a day only where one is printed.
    """

    removed: tuple[str, ...]
    times: tuple[tuple[str, date | None], ...]


def read_again(report: NewsReport) -> Read:
    """What was left out of a report, and the times that it names; nothing of one whose text the law hides."""
    if report.hidden or not report.archive or not report.file:
        return Read((), ())
    return _read(report.file)


@lru_cache(maxsize=64)
def _read(digest: str) -> Read:
    raw = kept(digest)
    if raw is None:
        return Read((), ())
    try:
        report = report_of(raw, digest[:12])
        found = [c.when for c in claims_in(catalogue(), report).extract.claims if c.when is not None]
    except KhakaError:
        return Read((), ())
    ordered: list[When] = sorted(dict.fromkeys(found), key=lambda w: (w.order, w.day or date.min))
    return Read(report.removed, tuple((w.words, w.day) for w in ordered))


@adds("report_import", "report")
def _import(request: Asked, body: Any) -> Added:
    """Text, language, digest and suggestions come from the report itself; what a person typed stands as typed."""
    raw, name = _raw(request)
    found = suggestions_for(catalogue(), raw, name, source=request.POST.get("source", ""))
    first = {k: found[k] for k in ("title", "published", "agency") if found.get(k)}
    if request.POST.get("follows", "").strip():
        # the person says that no day is known; the page's own may be the day of another text on it
        first.pop("published", None)
    data = {k: found[k] for k in ("language", "archive", "file", "claims", "links")}
    return Added(data, [(raw, "text/html" if b"<" in raw[:4096] else "text/plain")], first)


def _raw(request: Asked) -> tuple[bytes, str]:
    upload = request.FILES.get("report")
    if upload is not None:
        return read_upload(upload, LARGEST), clean_name(upload.name or "", 80)
    pasted = request.POST.get("pasted", "").strip()
    if pasted:
        return pasted.encode(errors="replace"), request.say.text(msg("ledger.pasted"))
    url = request.POST.get("url", "").strip()
    if url and request.POST.get("fetch"):
        return fetch(url), url[:80]
    raise KhakaError(msg("error.report.missing"), msg("error.report.missing_hint"))


def _content(request: Asked, claim: Claim) -> dict[str, Any]:
    report = request.records.get(NewsReport, claim.report)
    if report is not None and report.hidden:
        return {}
    stands = to_json(claim)
    return {k: stands[k] for k in ("side", "speaker", "quote", "words", "about", "value", "unit")}


DATA["claim_correct"] = _content
HIDDEN["report_import"] = frozenset({"archive", "file", "claims", "links", "language", "agency"})
HIDDEN["claim_suggest"] = frozenset({"flags"})
OWN["report_import"] = frozenset({"pasted", "fetch"})
SHOWN["report_import"] = frozenset({"source", "url"})
SHOWN["claim_suggest"] = SHOWN["claim_correct"] = frozenset({"speaker", "quote", "words"})
