"""`khaka seat`."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, open_catalog, print_json, speaker
from khaka.core.message import Message


@app.command()
def seat(seat_id: str, data: Data = None, as_json: Json = False, lang: Lang = "en") -> None:
    """A seat's results since 2009 and its assembly segments. Example: khaka seat UP-36."""
    from khaka.desk.seat import dossier

    say, catalog = speaker(lang), open_catalog(data)
    found = dossier(catalog, seat_id)
    if as_json:
        print_json(
            {
                "seat_id": seat_id,
                "name": dict(found.seat.texts),
                "state": found.state.code,
                "reserved": found.reserved,
                "places": found.places.to_dicts(),
                "segments": found.segments.to_dicts(),
                "margins": {e: {"votes": v, "margin_pp": round(p, 6)} for e, (v, p) in found.margins.items()},
            }
        )
        return
    from khaka.core.units import Unit

    heads = ("election", "place", "party", "candidate", "votes", "share")
    table = Table(*(say.text(Message(f"cli.seat.{h}")) for h in heads), title=f"{say.name(found.seat)} ({seat_id})")
    for row in found.places.iter_rows(named=True):
        share = row["votes"] / row["polled"] if row["polled"] else None
        table.add_row(
            row["election"],
            str(row["rank"]),
            say.name(catalog.party(row["party"])),
            row["candidate"] or "",
            say.number(row["votes"], Unit.VOTES),
            say.number(share, Unit.SHARE) if share is not None else "",
            end_section=row["rank"] == 4,
        )
    segments = Table(
        *(say.text(Message(f"cli.seat.{h}")) for h in ("segment", "election", "party", "margin")),
        title=say.text(Message("cli.seat.segments")),
    )
    for row in found.segments.iter_rows(named=True):
        party = say.name(catalog.party(row["party1"])) if row["party1"] else say.text(Message("common.not_given"))
        gap = say.number(row["margin_pp"], Unit.PP) if row["margin_pp"] is not None else ""
        segments.add_row(f"{row['ac_number']} {row['ac_name']}", row["election"] or "", party, gap)
    console = Console()
    console.print(table, say.text(Message("cli.seat.base")), segments, sep="\n")
