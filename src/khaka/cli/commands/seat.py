"""`khaka seat`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker
from khaka.core.units import Unit
from khaka.locale import Translator

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.desk.seat import Dossier


@app.command()
def seat(
    seat_id: Annotated[str, typer.Argument(metavar="SEAT", help="Seat id, UP-36.")],
    mission: Annotated[str, typer.Option(help="Tier and reasons in this mission.")] = "mission-2024",
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """A seat's dossier: results since 2009, segments, tier and why. Example: khaka seat UP-36."""
    from khaka.desk.seat import dossier

    say, catalog = speaker(lang), open_catalog(data)
    found = dossier(catalog, seat_id, mission, party)
    if as_json:
        print_json(_document(found, say))
        return
    console = Console()
    console.print(_places(found, catalog, say), label(say, "cli.seat.base"), sep="\n")
    if found.redrawn:
        console.print(label(say, "cli.seat.redrawn"))
    if found.standing:
        console.print("", *_standing(found, say), "", sep="\n")
    console.print(_segments(found, catalog, say))


def _document(found: Dossier, say: Translator) -> dict[str, object]:
    s = found.standing
    return {
        "seat_id": found.seat.code,
        "name": dict(found.seat.texts),
        "state": found.state.code,
        "reserved": found.reserved,
        "redrawn_2024": found.redrawn,
        "places": found.places.to_dicts(),
        "margins": {e: {"votes": m.votes, "margin_pp": round(m.points, 6)} for e, m in found.margins.items()},
        "contests": found.contests,
        "segments": found.segments.to_dicts(),
        "mission": None if s is None else {
            "mission": s.mission, "party": s.party.code, "tier": s.tier, "chosen": s.chosen,
            "reasons": [say.text(r) for r in s.reasons], "history": dict(s.history),
            "gap_pp": None if s.gap_pp is None else round(s.gap_pp, 6), "gap_votes": s.gap_votes,
        },
    }  # fmt: skip


def _places(found: Dossier, catalog: Catalog, say: Translator) -> Table:
    heads = ("election", "place", "party", "candidate", "votes", "share", "margin")
    title = f"{say.name(found.seat)} ({found.seat.code}), {say.name(found.state)}"
    table = Table(*(label(say, f"cli.seat.{h}") for h in heads), title=title)
    for row in found.places.iter_rows(named=True):
        share = say.number(row["votes"] / row["polled"], Unit.SHARE) if row["polled"] else ""
        margin = found.margins.get(row["election"])
        lead = ""
        if row["rank"] == 1:
            status = found.contests[row["election"]]["status"]
            lead = label(say, f"cli.seat.status.{status}") if status != "polled" else ""
            if margin:
                gap = f"{say.number(margin.votes, Unit.VOTES)} ({say.number(margin.points, Unit.PP)})"
                lead = f"{gap} {lead}".strip()
        table.add_row(
            row["election"] if row["rank"] == 1 else "", str(row["rank"] or ""), say.name(catalog.party(row["party"])),
            row["candidate"] if row["party"] != "NOTA" else "", say.number(row["votes"], Unit.VOTES), share, lead,
        )  # fmt: skip
    return table


def _standing(found: Dossier, say: Translator) -> list[str]:
    s = found.standing
    assert s is not None
    strip = ", ".join(f"{e[2:]}: {rank if rank else '–'}" for e, rank in s.history)
    tier = label(say, f"section.tier.{s.tier}")
    listed = label(say, "cli.seat.on_list" if s.chosen else "cli.seat.off_list")
    return [
        label(say, "cli.seat.standing", mission=s.mission, party=s.party, tier=tier, listed=listed),
        "; ".join(say.text(r) for r in s.reasons),
        label(say, "cli.seat.history", strip=strip),
    ]


def _segments(found: Dossier, catalog: Catalog, say: Translator) -> Table:
    heads = ("segment", "election", "first", "second", "margin")
    table = Table(*(label(say, f"cli.seat.{h}") for h in heads), title=label(say, "cli.seat.segments"))
    none = label(say, "common.not_given")
    for row in found.segments.iter_rows(named=True):
        parties = [say.name(catalog.party(row[p])) if row[p] else none for p in ("party1", "party2")]
        gap = say.number(row["margin_pp"], Unit.PP) if row["margin_pp"] is not None else ""
        table.add_row(f"{row['ac_number']} {row['ac_name']}", row["election"] or none, *parties, gap)
    return table
