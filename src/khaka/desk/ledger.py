"""The workspace's claims as a ledger, a report's claims as suggestions, and the built-in claims of 2022 as a demonstration."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final, TypeAlias

from khaka.catalog import Catalog
from khaka.claims import ledger as claims
from khaka.claims.base import Amount, Disagreement, Flag, Report
from khaka.claims.base import Claim as Found
from khaka.claims.checks import checked
from khaka.claims.report import report_of
from khaka.claims.text import clean
from khaka.committee.fields import LINE, NOTE
from khaka.committee.grounds import Ground, ground, newest
from khaka.committee.news import Claim, ClaimLink, ClaimState, ClaimUse, LinkState, NewsReport, UseState
from khaka.committee.records import Records
from khaka.committee.text import fault
from khaka.committee.verbs.report_import import CLAIMS_MOST, LINKS_MOST, LONGEST
from khaka.core.errors import KhakaError
from khaka.core.folding import stands_in
from khaka.core.message import msg
from khaka.desk.claims import claims_in, facts_of
from khaka.locale import Translator

#: How the ledger calls what the rules derive.
_STATES: Final = {
    Ground.SUGGESTED: "suggested",
    Ground.STANDS: "confirmed",
    Ground.REPLACED: "corrected",
    Ground.HIDDEN: "hidden",
    Ground.WITHDRAWN: "withdrawn",
    Ground.REWRITTEN: "withdrawn",
}


def ledger_of(records: Records, body: str) -> claims.Ledger:
    """The ledger of a body: its claims as they stand, the links between them, and what uses them.

    Parameters
    ----------
    records
        The workspace's records.
    body
        Id of the body.

    Notes
    -----
    A suggestion that was set aside is left out. A corrected claim stays, with the one that replaces it; links follow it
    there. A report without a day stands where it was archived, or right after the report that it follows.
    """
    reports = {r.id: r for r in records.find(NewsReport, body=body)}
    order = _order(reports.values())
    kept = [c for c in records.find(Claim, body=body) if c.state is not ClaimState.DECLINED and c.report in reports]
    kept.sort(key=lambda c: (order[c.report], c.number, c.at, c.id))
    entries = tuple(_entry(records, c, reports[c.report], n) for n, c in enumerate(kept))
    known = {c.id for c in kept}
    links = dict.fromkeys(link for link in _links(records, body) if {link.source, link.target} <= known)
    used = records.find(ClaimUse, body=body, state=UseState.IN_USE)
    uses = tuple(claims.Use(u.proposal, u.claim, u.author) for u in used if u.claim in known)
    return claims.Ledger(entries, tuple(links), uses)


def _order(reports: Iterable[NewsReport]) -> dict[str, int]:
    """Reports in the order in which they were archived, each that follows another moved to its place behind it."""
    line: list[str] = []
    for r in sorted(reports, key=lambda r: (r.at, r.id)):
        line.insert(line.index(r.follows) + 1 if r.follows in line else len(line), r.id)
    return {name: n for n, name in enumerate(line)}


def _entry(records: Records, claim: Claim, report: NewsReport, order: int) -> claims.Entry:
    why = ground(records, claim)
    state = "corrected" if why is Ground.STANDS and claim.replaces else _STATES[why]
    return claims.Entry(
        id=claim.id, side=claim.side.value, speaker=claim.speaker, about=claim.about or None, value=claim.value or None,
        unit=claim.unit or None, text=(("en", claim.words.en), ("hi", claim.words.hi)), quote=claim.quote, published=report.published,
        publisher=report.source, url=report.url, origin=report.agency or claims.origin_of(report.source, claim.speaker),
        state=state, order=order, reason=claim.reason or report.reason, digest=claim.digest, replaced_by=claim.replaced_by,
    )  # fmt: skip


def _links(records: Records, body: str) -> Iterator[claims.Link]:
    for link in records.find(ClaimLink, body=body, state=LinkState.DRAWN):
        source, other = newest(records, link.source), newest(records, link.other)
        if source is not None and other is not None and source.id != other.id:
            yield claims.Link(source.id, other.id, link.relation.value, link.author)


# ---- a report in --------------------------------------------------------------------------------------------------


def suggestions_for(catalog: Catalog, raw: bytes, name: str, *, source: str = "", url: str = "") -> dict[str, Any]:
    """What ``report_import`` takes, for the bytes of a report: its text, and its claims as suggestions.

    Parameters
    ----------
    catalog
        Whose names and results the claims are read and checked with.
    raw, name
        The file (HTML or plain text) and what errors call it.
    source, url
        Who published it and where, as the person says who archives it.

    Raises
    ------
    KhakaError
        A file that is no report, or one that is longer than a ledger takes.
    """
    report = report_of(raw, name)
    archive = _safe(report.text)
    if len(archive) > LONGEST:
        raise KhakaError(msg("error.ledger.long", file=name), msg("error.ledger.long_hint", letters=LONGEST))
    found = claims_in(catalog, report).extract
    say = {lang: Translator(lang) for lang in ("en", "hi")}
    made = [_suggestion(c, archive, report.language, say) for c in found.claims]
    once = [s for i, s in enumerate(made) if s not in made[:i]]
    if len(once) > CLAIMS_MOST:
        raise KhakaError(msg("error.ledger.many", file=name), msg("error.ledger.many_hint", claims=CLAIMS_MOST))
    place = {c.id: once.index(s) + 1 for c, s in zip(found.claims, made, strict=True)}
    return {
        "title": _safe(report.title or "")[: LINE * 2],
        **({"published": report.published.isoformat()} if report.published else {}),
        "source": _safe(source)[:LINE], "url": url.strip(), "language": report.language, "agency": claims.origin_of(source),
        "archive": archive, "file": hashlib.sha256(raw).hexdigest(), "claims": once,
        "links": list(_suggested_links(found.claims, found.disagreements, place))[:LINKS_MOST],
    }  # fmt: skip


def _suggestion(claim: Found, archive: str, lang: str, say: Mapping[str, Translator]) -> dict[str, Any]:
    quote = _safe(claim.quote)
    quoted = len(quote) <= NOTE and stands_in(quote, archive)
    return {
        "side": claim.side, "speaker": _safe(claim.speaker or "")[:LINE].strip(), "quote": quote if quoted else "",
        **({} if quoted else {"words": {lang: quote[:NOTE].strip()}}),
        "about": claim.about or "", "value": "" if claim.value is None else str(claim.value)[:LINE],
        "unit": (claim.unit or "")[:60] if claim.value is not None else "",
        "flags": [_flag(f, say) for f in dict.fromkeys(claim.flags)],
    }  # fmt: skip


def _flag(flag: Flag, say: Mapping[str, Translator]) -> dict[str, Any]:
    parts = [m for m in (flag.text, flag.explanation) if m is not None]
    words = {lang: _safe(" ".join(t.text(m) for m in parts)) for lang, t in say.items()}
    return {"kind": flag.kind, "words": words}


def _suggested_links(
    found: tuple[Found, ...], disagreements: tuple[Disagreement, ...], place: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """What a claim refers to, and claims that cannot all hold; each pair once."""
    pairs = [(c.id, c.refers_to, "contradicts" if c.denies else "comments") for c in found if c.refers_to in place]
    for d in disagreements:
        pairs += [(later, d.claims[0], "contradicts") for later in d.claims[1:]]
    against = {frozenset((place[a], place[b])) for a, b, relation in pairs if b and relation == "contradicts"}
    done: set[frozenset[int]] = set()
    for a, b, relation in pairs:
        source, other = place[a], place[b or a]
        pair = frozenset((source, other))
        if source != other and pair not in done:
            done.add(pair)
            yield {"source": source, "other": other, "relation": "contradicts" if pair in against else relation}


def _safe(text: str) -> str:
    """A text as the committee takes it: nothing invisible, no control characters, no pile of marks."""
    return "".join(c for c in clean(text) if not fault(c, lines=True)).strip()


# ---- the claims of 2022 -------------------------------------------------------------------------------------------

#: The party that a built-in table's claims are about, where they say only "the party".
_PARTY: Final = {"claims_2022": "INC"}
_RANGE: Final = re.compile(r"(\d+)(?:-(\d+))?")
#: ``do(verb, kind, id, data)`` does it in the workspace and gives the id of what was made.
Do: TypeAlias = Callable[[str, str, str, dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Archived:
    """One report of a table of claims: the data of its ``report_import``, and the table's ids of its claims in order."""

    data: dict[str, Any]
    claims: tuple[str, ...]


def demonstration_reports(catalog: Catalog, table: str = "claims_2022") -> tuple[Archived, ...]:
    """The built-in table of dated claims as reports to archive: paraphrases, no quotes, no archived text."""
    rows = sorted(catalog.table(table).iter_rows(named=True), key=lambda r: str(r["claim_id"]))
    first: dict[tuple[str, str, str], str] = {}
    for r in rows:
        first.setdefault(_report_key(r), str(r["claim_id"]))
    rows.sort(key=lambda r: (first[_report_key(r)], str(r["claim_id"])))
    return tuple(_archived(catalog, list(group), _PARTY.get(table)) for _, group in groupby(rows, _report_key))


def demonstration_links(catalog: Catalog, table: str = "claims_2022") -> tuple[tuple[str, str, str], ...]:
    """Claim, the claim it refers to, and how, by the table's ids; two that contradict each other stand once."""
    found: dict[frozenset[str], tuple[str, str, str]] = {}
    for r in catalog.table(table).iter_rows(named=True):
        if r["refers_to"]:
            link = (str(r["claim_id"]), str(r["refers_to"]), str(r["relation"] or "comments"))
            found.setdefault(frozenset(link[:2]), link)
    return tuple(found.values())


def enter_demonstration(catalog: Catalog, body: str, do: Do, table: str = "claims_2022") -> dict[str, str]:
    """Enter the built-in table into a body, verb by verb: archive, confirm, link.

    Parameters
    ----------
    do
        Does one verb as a person who may confirm claims (chair, secretary, member).

    Returns
    -------
    dict
        The workspace's id of each claim of the table.
    """
    ids: dict[str, str] = {}
    for archived in demonstration_reports(catalog, table):
        report = do("report_import", "body", body, archived.data)
        ids |= {name: f"{report}:{n}" for n, name in enumerate(archived.claims, 1)}
    for name in ids.values():
        do("claim_confirm", "claim", name, {})
    for source, other, relation in demonstration_links(catalog, table):
        do("claim_link", "claim", ids[source], {"other": ids[other], "relation": relation})
    return ids


def _report_key(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(row["publisher"] or ""), str(row["url"] or ""), str(row["report_date"] or "")


def _archived(catalog: Catalog, rows: list[dict[str, Any]], party: str | None) -> Archived:
    head, (publisher, url, day) = rows[0], _report_key(rows[0])
    data: dict[str, Any] = {
        "source": publisher, "url": url, "language": head["language"], "agency": claims.origin_of(publisher),
        **({"published": day} if day else {}), "claims": [_paraphrase(r, _checks(catalog, r, party)) for r in rows],
    }  # fmt: skip
    return Archived(data, tuple(str(r["claim_id"]) for r in rows))


def _checks(catalog: Catalog, row: Mapping[str, Any], party: str | None) -> list[dict[str, Any]]:
    """What the data say to a figure of the table: the flags that a report's own words would get."""
    amount = _RANGE.fullmatch(row["value"] or "")
    if amount is None:
        return []
    low, high = float(amount[1]), float(amount[2] or amount[1])
    day = date.fromisoformat(row["report_date"]) if row["report_date"] else None
    year = re.search(r"_(\d{4})$", row["about"])
    said = Amount(low, high, row["unit"] or "", 0, 0)
    claim = Found(
        id=row["claim_id"], side=row["side"], speaker=row["speaker"], speaker_kind="named", on_record=False,
        quote=row["paraphrase_en"], about=row["about"], value=said.value, unit=row["unit"], amounts=(said,),
        election=f"LS{year[1]}" if year else None,
    )  # fmt: skip
    report = Report(None, day, str(row["language"]), (claim.quote,))
    say = {lang: Translator(lang) for lang in ("en", "hi")}
    return [_flag(f, say) for f in checked((claim,), facts_of(catalog, report, party))[0].flags]


def _paraphrase(row: Mapping[str, Any], flags: list[dict[str, Any]]) -> dict[str, Any]:
    words = {lang: row[f"paraphrase_{lang}"] for lang in ("en", "hi") if row[f"paraphrase_{lang}"]}
    return {
        "side": row["side"], "speaker": row["speaker"] or "", "words": words, "about": row["about"], "value": row["value"] or "",
        "unit": (row["unit"] or "") if row["value"] else "", "flags": flags,
    }  # fmt: skip
