"""18. Sources, definitions and confidence: where every number comes from, and what reports say against each other."""

from __future__ import annotations

from datetime import date

import polars as pl

from khaka.blueprint.base import Builder, words
from khaka.blueprint.blocks import Block, Bullets, Notice, Paragraph, Row, Section, Table
from khaka.blueprint.sections import _record
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit
from khaka.measures import MEASURES
from khaka.mission import Brief
from khaka.strategy import Strategy

#: Measures whose definitions a reader of the document needs, in reading order.
_DEFINED = (
    "vote_share", "seats_contested", "seats_won", "second_places", "third_or_lower", "not_contested", "strike_rate",
    "deposits_forfeited", "median_margin", "majority_wins", "ever_first_or_second", "direct_contests",
    "median_lead_in_direct_contests", "seats_after_swing", "third_exceeds_margin", "opposition_unity", "seats_gained",
    "seats_lost", "seats_retained",
)  # fmt: skip


def build(strategy: Strategy) -> Section:
    brief = strategy.brief
    blocks: list[Block] = [
        Paragraph(_as_of(brief)),
        Paragraph(msg("s18.version", version=brief.catalog.data_version)),
        _sources(brief),
        _definitions(),
        Bullets(tuple(_cautions(brief)), msg("s18.cautions")),
        *_record.blocks(brief),
        *_claims(brief),
    ]
    return Section(18, "sources", msg("s18.title"), tuple(blocks), msg("s18.decision"))


def _as_of(brief: Brief) -> Message:
    """What was known; a plan that reports printed later is the mission's assumption, and the page says so here too."""
    late = any(p.reported_on and p.reported_on > brief.mission.as_of for p in brief.mission.states)
    return msg("s18.as_of_plan" if late else "s18.as_of", day=brief.mission.as_of)


def used_sources(brief: Brief) -> tuple[str, ...]:
    """Datasets that the document rests on, the embedded ones and the imports."""
    wanted = {"lok_sabha", "assemblies", "seats", "parties", "alliances", "calendar", "law"}
    wanted |= {s for e in brief.catalog.elections.values() for s in _source_of(brief, e.id)}
    if brief.mission.claims or brief.mission.organisation:
        wanted.add("mission_2024")
    return tuple(s for s in brief.catalog.sources if s in wanted)


def _source_of(brief: Brief, election: str) -> tuple[str, ...]:
    info = brief.catalog.elections[election]
    return brief.sources_of(election) if info.imported or info.kind == "general" else ()


def _sources(brief: Brief) -> Table:
    columns = (words("source"), words("publisher"), words("attribution"), words("confidence", minor=True))
    rows = []
    for name in used_sources(brief):
        s = brief.catalog.sources[name]
        title = Name("text", s.id, (("en", s.title), ("hi", s.title_hi or s.title)))
        publisher = Name("text", s.id, (("en", s.publisher), ("hi", s.publisher_hi or s.publisher)))
        rows.append(Row(name, (title, publisher, s.attribution or None, msg(f"section.confidence.{s.confidence}"))))
    return Table("s18.sources", msg("s18.sources"), columns, tuple(rows), msg("s18.sources.note"))


def _definitions() -> Table:
    columns = (words("measure"), words("definition"), words("formula"))
    rows = tuple(
        Row(name, (msg(f"section.col.{name}"), MEASURES[name].definition, msg(f"formula.{name}"))) for name in _DEFINED
    )
    return Table("s18.definitions", msg("s18.definitions"), columns, rows, msg("s18.definitions.note"))


def _cautions(brief: Brief) -> list[Message]:
    items = [
        msg("s18.caution.history"),
        msg("s18.caution.nota"),
        msg("s18.caution.byelections"),
        msg("s18.caution.alliances"),
        msg("s18.caution.caste"),
    ]
    later = brief.base.contests.filter(pl.col("status") != "polled")
    if later.height:
        names = [brief.catalog.seat(s) for s in later["seat_id"].to_list()]
        items.append(msg("s18.caution.seats", seats=names, election=brief.election_name(brief.base.id)))
    redrawn = brief.catalog.table("seats_2024_changes")
    if redrawn.height:
        states = [brief.catalog.states[s] for s in redrawn["state_code"].unique().sort().to_list()]
        items.append(msg("s18.caution.redrawn", states=states))
    if brief.mission.map_open:
        items.append(msg("s18.caution.map_open", election=brief.election_name(brief.mission.election)))
    return items


def disputed(brief: Brief) -> list[Message]:
    """Counts that reports give differently, each with its value and who printed it; never merged."""
    if not brief.mission.claims:
        return []
    rows = brief.catalog.table(brief.mission.claims).filter(pl.col("about") == "focus_seats")
    items = []
    for row in rows.sort("claim_id").iter_rows(named=True):
        value = str(row["value"])
        where = Name("text", row["claim_id"], (("en", row["publisher"]), ("hi", row["publisher"])))
        key = "s18.claim.above_house" if value.isdigit() and int(value) > brief.country.house_size else "s18.claim"
        house = brief.give("s18.house", brief.country.house_size, Unit.SEATS, msg("s18.house.definition"), "country")
        said = {"value": value.replace("-", "–"), "publisher": where, "id": row["claim_id"]}
        items.append(msg(key, **said, house=house))
    return items


def _claims(brief: Brief) -> list[Block]:
    if not brief.mission.claims:
        return []
    table = brief.catalog.table(brief.mission.claims).sort("claim_id")
    columns = (words("claim"), words("date"), words("publisher"), words("side"), words("said"))
    rows = tuple(
        Row(
            r["claim_id"],
            (
                r["claim_id"],
                date.fromisoformat(r["report_date"]) if r["report_date"] else None,
                r["publisher"],
                msg(f"section.side.{r['side']}"),
                Name("text", r["claim_id"], (("en", r["paraphrase_en"]), ("hi", r["paraphrase_hi"]))),
            ),
        )
        for r in table.iter_rows(named=True)
    )
    found: list[Block] = [Bullets(tuple(disputed(brief)), msg("s18.disputed"))] if disputed(brief) else []
    return [
        *found,
        Table("s18.claims", msg("s18.claims"), columns, rows, msg("s18.claims.note")),
        Notice("reported", msg("s18.claims.reported")),
    ]


builder = Builder(18, "sources", build)
