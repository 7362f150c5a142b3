"""Claims of a report: read it, find who says what, check the figures against the catalogue. What `khaka claims` does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from khaka.catalog import Catalog
from khaka.claims.base import Claim, Extract, Flag, Report
from khaka.claims.checks import Facts, Held, Printed, checked
from khaka.claims.extract import extract, main_party, only_lok_sabha, only_place, only_state
from khaka.claims.fetch import fetch, is_address
from khaka.claims.ledger import Ledger, from_rows
from khaka.claims.names import names_of
from khaka.claims.report import read_report, report_of
from khaka.core.errors import KhakaError
from khaka.core.message import Name, msg
from khaka.countries.india import country
from khaka.locale import Translator
from khaka.measures import Filters, compute


@dataclass(frozen=True, slots=True)
class Found:
    """A report's claims with their flags."""

    extract: Extract

    @property
    def report(self) -> Report:
        """The report that they stand in."""
        return self.extract.report


def claims_of(catalog: Catalog, source: str | Path) -> Found:
    """The claims in a file, or on a page that an address names (the only case in which anything is fetched).

    Parameters
    ----------
    catalog
        Whose names and results the claims are checked against.
    source
        A file (HTML or plain text), or an address with http or https.

    Raises
    ------
    KhakaError
        A file or page that is no report; see ``khaka.claims.report`` and ``khaka.claims.fetch``.
    """
    fetched = isinstance(source, str) and is_address(source)
    report = report_of(fetch(str(source)), str(source)) if fetched else read_report(Path(source))
    return claims_in(catalog, report)


def claims_in(catalog: Catalog, report: Report) -> Found:
    """The claims of a report that was read already."""
    names = names_of(catalog)
    found = extract(report, names)
    facts = facts_of(catalog, report, main_party(report, names), only_state(report, names))
    return Found(replace(found, claims=checked(found.claims, facts)))


def facts_of(catalog: Catalog, report: Report, party: str | None = None, state: str | None = None) -> Facts:
    """What the catalogue knows, for ``khaka.claims.checks``."""
    rows = catalog.table("states").select("state_code", "lok_sabha_seats", "assembly_seats").iter_rows()
    states = {code: (int(ls or 0), int(vs or 0)) for code, ls, vs in rows}
    held = {i.id: Held(i.id, i.count_date, i.seats, catalog.has_results(i.id)) for i in catalog.elections.values()}
    for row in catalog.table("held_not_in_data").iter_rows(named=True):
        held.setdefault(row["election"], Held(row["election"], _day_of(row), 0, False))

    def name(code: str) -> Name | str:
        return catalog.states.get(code) or catalog.party(code)

    return Facts(
        house=_house(), states=states, elections=held, ask=_asker(catalog), name=name, printed=_printed(catalog),
        today=report.published, party=party, state=state, lok_sabha=only_lok_sabha(report),
        place=only_place(report, names_of(catalog)),
    )  # fmt: skip


def demonstration(catalog: Catalog, table: str = "claims_2022") -> Ledger:
    """The ledger of a built-in table of claims."""
    return from_rows(catalog.table(table).iter_rows(named=True))


def _house() -> int:
    return country.house_size


def _day_of(row: Mapping[str, Any]) -> date:
    text = row["count_date"] or row["last_poll"]
    return date.fromisoformat(text) if text else date(int(row["election"][2:6]), 12, 31)


def _asker(catalog: Catalog) -> Any:
    @lru_cache(maxsize=512)
    def value(name: str, election: str, party: str, base: str, state: str) -> float | None:
        try:
            found = catalog.election(election)
            filters = Filters(parties=(party,), states=(state,) if state else (), base=base)
            got = compute(name, [found.results], filters, contests=[found.contests]).value
        except KhakaError:
            return None
        return float(got) if isinstance(got, int | float) else None

    def ask(name: str, election: str, party: str, options: Mapping[str, str]) -> float | None:
        return value(name, election, party, options.get("base", "votes-polled"), options.get("state", ""))

    return ask


_SAYS = re.compile(r"^(?P<who>[A-Z][\w ]+?) (?:says|prints) (?P<value>\d+)$")
_CALL = re.compile(r"^(?P<name>\w+) --part(?:y|ies) \w+ --election LS(?P<year>\d{4})$")


def _printed(catalog: Catalog) -> tuple[Printed, ...]:
    """Figures of the press with their story: the dated claims, and second counts noted beside published figures."""
    found: list[Printed] = []
    for r in catalog.table("claims_2022").iter_rows(named=True):
        if r["value"] and r["unit"] == "seats":
            text = Name("text", r["claim_id"], (("en", r["paraphrase_en"]), ("hi", r["paraphrase_hi"])))
            found.append(Printed(r["about"], r["value"], text))
    for r in catalog.table("published_figures").iter_rows(named=True):
        call, note = _CALL.match(r["call"] or ""), _SAYS.match(r.get("note") or "")
        if call and note:
            text_of = msg("claims.why.says", publisher=note["who"], value=int(note["value"]))
            found.append(Printed(f"{call['name']}_{call['year']}", note["value"], text_of))
    return tuple(found)


# ---- plain values -----------------------------------------------------------------------------------------------


def document(found: Found, say: Translator) -> dict[str, Any]:
    """Plain values for ``--json``, as the command line promises."""
    report = found.report
    return {
        "title": report.title, "language": report.language, "published": report.published.isoformat() if report.published else None,
        "claims": [_claim(c, say) for c in found.extract.claims],
        "disagreements": [{"claims": list(d.claims), "about": d.about} for d in found.extract.disagreements],
        "boilerplate_removed": list(report.removed),
    }  # fmt: skip


def _claim(c: Claim, say: Translator) -> dict[str, Any]:
    when = (
        None
        if c.when is None
        else {"words": c.when.words, "date": c.when.day.isoformat() if c.when.day else None, "order": c.when.order}
    )
    return {
        "id": c.id, "side": c.side, "speaker": c.speaker, "speaker_kind": c.speaker_kind, "on_record": c.on_record, "quote": c.quote,
        "about": c.about, "value": c.value, "unit": c.unit, "when": when, "refers_to": c.refers_to, "flags": [_flag(f, say) for f in c.flags],
    }  # fmt: skip


def _flag(f: Flag, say: Translator) -> dict[str, Any]:
    return {
        "kind": f.kind, "text": say.text(f.text), "fact": f.fact, "source": f.source or None,
        "explanation": say.text(f.explanation) if f.explanation else None,
    }  # fmt: skip
