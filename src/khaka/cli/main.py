"""`khaka`: parse, call one desk function, print."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.locale import LANGUAGES, Translator

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
Lang = Annotated[str, typer.Option("--lang", help="hi or en.")]
Data = Annotated[Path | None, typer.Option("--data", help="Folder of your own datasets.")]


def _speaker(lang: str) -> Translator:
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"{lang}: {' or '.join(LANGUAGES)}", param_hint="--lang")
    return Translator(lang)


def _print_json(document: dict[str, Any]) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1))


def _split(text: str | None, more: str | None = None) -> tuple[str, ...]:
    return tuple(p.strip() for t in (text, more) if t for p in t.split(",") if p.strip())


@app.command()
def measure(
    name: Annotated[str | None, typer.Argument(help="Name of the measure.")] = None,
    show: Annotated[bool, typer.Option("--list", help="Every measure with definition and formula.")] = False,
    election: Annotated[str | None, typer.Option(help="LS2019, VS2022-UP, assemblies@2021-06-18.")] = None,
    elections: Annotated[str | None, typer.Option(help="Several, with commas.")] = None,
    base_election: Annotated[str | None, typer.Option(help="Compare with this election.")] = None,
    party: Annotated[str | None, typer.Option(help="Party code.")] = None,
    parties: Annotated[str | None, typer.Option(help="Parties counted together.")] = None,
    rival: Annotated[str | None, typer.Option(help="The other party.")] = None,
    state: Annotated[str | None, typer.Option(help="State code.")] = None,
    states: Annotated[str | None, typer.Option(help="States, with commas.")] = None,
    seat: Annotated[str | None, typer.Option(help="Seat id, UP-36.")] = None,
    leave_out: Annotated[str | None, typer.Option(help="Seats to leave out.")] = None,
    base: Annotated[str, typer.Option(help="votes-polled or valid.")] = "votes-polled",
    kind: Annotated[str, typer.Option(help="top-two or both-stood.")] = "top-two",
    below: Annotated[float | None, typer.Option(help="Points of votes polled.")] = None,
    swing: Annotated[float | None, typer.Option(help="Points moved from rival to party.")] = None,
    times: Annotated[int | None, typer.Option(help="Number of times won.")] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Compute a measure. Example: khaka measure vote_share --party INC --election LS2019."""
    from khaka.catalog import Catalog
    from khaka.desk.measure import ask
    from khaka.measures import MEASURES, Filters

    say = _speaker(lang)
    if show:
        _list_measures(say, as_json)
        return
    if name is None:
        raise typer.BadParameter("give a measure, or --list", param_hint="NAME")
    filters = Filters(
        parties=_split(party, parties), rival=rival, states=_split(state, states), seats=_split(seat),
        leave_out=_split(leave_out), base=base, kind=kind, below=below, swing=swing, times=times,
    )
    answer = ask(Catalog(data_dir=data), name, _split(election, elections), filters, base_election)
    found, unit = answer.measured.value, MEASURES[name].unit
    if as_json:
        _print_json({
            "measure": name, "value": found, "unit": unit.value, "definition": say.text(answer.measure.definition),
            "base": say.text(answer.base) if answer.base else None, "filters": answer.filters,
            "sources": list(answer.sources), "formula": answer.measure.formula, "rows": answer.measured.rows.height,
        })
        return
    if isinstance(found, dict):
        shown = "  ".join(f"{k}: {say.number(v, unit)}" for k, v in found.items())
    else:
        shown = say.text(Message("common.not_given")) if found is None else say.number(found, unit)
    typer.echo(shown)
    typer.echo(say.text(answer.measure.definition), err=True)
    if answer.base:
        typer.echo(f"{say.text(Message('cli.measure.base'))}: {say.text(answer.base)}", err=True)


def _list_measures(say: Translator, as_json: bool) -> None:
    from khaka.measures import MEASURES

    if as_json:
        _print_json({
            "measures": [
                {"measure": m.name, "unit": m.unit.value, "definition": say.text(m.definition), "formula": m.formula,
                 "needs": sorted(m.needs - {"contests"}), "reference": m.reference}
                for m in MEASURES.values()
            ]
        })
        return
    table = Table(*(say.text(Message(f"cli.measure.{k}")) for k in ("name", "unit", "definition", "formula")))
    for m in MEASURES.values():
        table.add_row(m.name, m.unit.value, say.text(m.definition), m.formula)
    Console().print(table)


@app.command()
def seat(seat_id: str, data: Data = None, as_json: Json = False, lang: Lang = "en") -> None:
    """A seat's results since 2009 and its assembly segments. Example: khaka seat UP-36."""
    from khaka.catalog import Catalog
    from khaka.desk.seat import dossier

    say, catalog = _speaker(lang), Catalog(data_dir=data)
    found = dossier(catalog, seat_id)
    if as_json:
        _print_json({
            "seat_id": seat_id, "name": dict(found.seat.texts), "state": found.state.code, "reserved": found.reserved,
            "places": found.places.to_dicts(), "segments": found.segments.to_dicts(),
            "margins": {e: {"votes": v, "margin_pp": round(p, 6)} for e, (v, p) in found.margins.items()},
        })
        return
    from khaka.core.units import Unit

    heads = ("election", "place", "party", "candidate", "votes", "share")
    table = Table(*(say.text(Message(f"cli.seat.{h}")) for h in heads), title=f"{say.name(found.seat)} ({seat_id})")
    for row in found.places.iter_rows(named=True):
        share = row["votes"] / row["polled"] if row["polled"] else None
        table.add_row(
            row["election"], str(row["rank"]), say.name(catalog.party(row["party"])), row["candidate"] or "",
            say.number(row["votes"], Unit.VOTES), say.number(share, Unit.SHARE) if share is not None else "",
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


@app.command()
def doctor(as_json: Json = False, lang: Lang = "en") -> None:
    """Check the embedded data against their contracts. Example: khaka doctor."""
    from khaka import __version__
    from khaka.catalog import check_all
    from khaka.catalog.catalog import EMBEDDED

    say = _speaker(lang)
    report = {k: [say.text(m) for m in v] for k, v in check_all(EMBEDDED).items()}
    if as_json:
        _print_json({"version": __version__, "python": sys.version.split()[0], "data": report})
    else:
        table = Table(say.text(Message("cli.doctor.dataset")), say.text(Message("cli.doctor.state")))
        for name, problems in report.items():
            table.add_row(name, "\n".join(problems) or say.text(Message("cli.doctor.ok")))
        Console().print(f"khaka {__version__}, Python {sys.version.split()[0]}", table)
    if any(report.values()):
        raise typer.Exit(1)


def run() -> None:
    """The console script: domain errors in one or two lines and exit 1; a traceback only with --debug."""
    debug = "--debug" in sys.argv or bool(os.environ.get("KHAKA_DEBUG"))
    sys.argv = [a for a in sys.argv if a != "--debug"]
    lang = next((b for a, b in zip(sys.argv, sys.argv[1:], strict=False) if a == "--lang" and b in LANGUAGES), "en")
    try:
        app()
    except KhakaError as error:
        if debug:
            raise
        say = Translator(lang)
        typer.echo(f"{say.text(msg('error.common'))}: {say.text(error.message)}", err=True)
        if error.hint:
            typer.echo(say.text(error.hint), err=True)
        raise SystemExit(1) from None
