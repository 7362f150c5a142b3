"""``khaka backtest``."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker, split
from khaka.core.units import Unit
from khaka.locale import Translator


@app.command()
def backtest(
    elections: Annotated[
        str | None, typer.Option(help="Elections to score, by comma; all that the terms allow.")
    ] = None,
    given: Annotated[str, typer.Option(help="polls, true-state-shares or history.")] = "history",
    as_of: Annotated[str, typer.Option("--as-of", help="eve, or 2y (two years before; history only).")] = "eve",
    targeting: Annotated[bool, typer.Option("--targeting", help="Replay target lists instead of forecasts.")] = False,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """Past elections forecast with what was known then, and scored. Example: khaka backtest --given polls."""
    from khaka.desk import backtest as desk

    say, catalog = speaker(lang), open_catalog(data)
    chosen = split(elections)
    if targeting:
        found = desk.target_lists(catalog, chosen)
        print_json(found) if as_json else _show_targets(found, say)
        return
    done = desk.scores(catalog, chosen, given, as_of, lambda e: typer.echo(e, err=True))
    print_json(done) if as_json else _show_scores(done, say)


def _show_scores(found: dict[str, Any], say: Translator) -> None:
    heads = ("election", "forecast", "seats", "right", "brier", "log_loss", "blocs")
    title = f"{label(say, 'backtest.title.' + found['given'])}, {label(say, 'backtest.as_of.' + found['as_of'])}"
    table = Table(*(label(say, f"backtest.col.{h}") for h in heads), title=title)
    for row in found["rows"]:
        table.add_row(row["election"], label(say, "backtest.ours"), *_cells(row, say))
        for name, scored in row["baselines"].items():
            table.add_row("", label(say, f"backtest.baseline.{name}"), *_cells(scored, say))
    console = Console()
    console.print(table)
    covered = Table(*(label(say, f"backtest.col.{h}") for h in ("level", "inside", "count")))
    for c in found["coverage"]:
        inside = say.number(c["share"], Unit.SHARE, 1)
        covered.add_row(say.number(c["level"] / 100, Unit.SHARE, 0), inside, say.number(c["count"], Unit.COUNT))
    console.print(covered)
    typer.echo(label(say, "cli.backtest.forward"))


def _cells(s: dict[str, Any], say: Translator) -> tuple[str, ...]:
    blocs = "; ".join(
        f"{b['bloc']} {say.number(round(b['mean']), Unit.COUNT)} ({say.number(b['truth'], Unit.COUNT)})"
        for b in s["blocs"]
    )
    return (
        say.number(s["seats"], Unit.COUNT), say.number(s["share_right"], Unit.SHARE, 1), f"{s['brier']:.3f}",
        f"{s['log_loss']:.3f}", blocs,
    )  # fmt: skip


def _show_targets(found: dict[str, Any], say: Translator) -> None:
    pooled = found["pooled"]
    table = Table(label(say, "backtest.col.rule"), label(say, "backtest.col.hindsight"))
    for name in ("share_of_hindsight", "closest_share_of_hindsight", "chance_share_of_hindsight"):
        table.add_row(label(say, f"backtest.{name}"), say.number(pooled[name], Unit.SHARE, 1))
    Console().print(table)
    low, high = (say.number(v, Unit.SHARE, 1) for v in pooled["interval"])
    gain = say.number(pooled["gain_over_closest"], Unit.SHARE, 1)
    typer.echo(label(say, "cli.backtest.gain", gain=gain, low=low, high=high, pairs=pooled["pairs"]))
