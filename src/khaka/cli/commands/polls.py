"""`khaka polls`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from khaka.cli.door import Data, Json, Lang, app, label, open_catalog, print_json, speaker
from khaka.core.units import Unit
from khaka.locale import Translator

if TYPE_CHECKING:
    from khaka.catalog import Catalog
    from khaka.desk.polls import Polled
    from khaka.forecast.polls import Poll

_SHOWN = 40


@app.command()
def polls(
    mission: Annotated[str, typer.Argument(help="A built-in mission, or a mission file.")],
    as_of: Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Another day.")] = None,
    party: Annotated[str | None, typer.Option(help='Make another party "ours".')] = None,
    election: Annotated[str | None, typer.Option(help="Polls of another election, LS2019.")] = None,
    data: Data = None,
    as_json: Json = False,
    lang: Lang = "en",
) -> None:
    """The poll average, the houses, and what was refused and why. Example: khaka polls mission-2024 --election LS2019."""
    from khaka.desk.polls import document, polled

    say, catalog = speaker(lang), open_catalog(data)
    day = as_of.date() if as_of else None
    found = polled(catalog, mission, as_of=day, party=party, election=election)
    if as_json:
        words = {f"{r.poll.poll_id} {r.poll.scope}": [say.text(m) for m in r.reasons] for r in found.average.refused}
        print_json(document(found, words))
        return
    console = Console()
    console.print(label(say, "cli.polls.title", election=found.average.election, day=found.average.as_of))
    console.print(say.text(found.note))
    if not found.average.empty:
        console.print(_averages(found, catalog, say))
        shared = say.number(found.average.shared_nation_pp, Unit.PP)
        console.print(label(say, "cli.polls.base"), label(say, "cli.polls.shared", error=shared), sep="\n")
        console.print(_ours(found, catalog, say), _houses(found, catalog, say), _used(found, catalog, say), sep="\n")
    if found.average.refused:
        console.print(_refused(found, catalog, say))
        if len(found.average.refused) > _SHOWN:
            console.print(label(say, "cli.polls.more", n=len(found.average.refused) - _SHOWN))


def _table(say: Translator, title: str, *heads: str) -> Table:
    return Table(*(label(say, f"cli.polls.{h}") for h in heads), title=label(say, f"cli.polls.{title}"))


def _scope(scope: str, catalog: Catalog, say: Translator) -> str:
    if scope == "IN":
        return label(say, "cli.polls.nation")
    return ", ".join(say.name(catalog.states[s]) if s in catalog.states else s for s in scope.split(";"))


def _label(code: str, catalog: Catalog, say: Translator) -> str:
    """A bloc's label in words where there are some, else the party's name."""
    key = f"polls.bloc.{code}"
    return label(say, key) if say.has(key) else say.name(catalog.party(code))


def _averages(found: Polled, catalog: Catalog, say: Translator) -> Table:
    table = _table(say, "average", "scope", "bloc", "share", "error", "range", "polls", "last", "remark")
    for s in found.average.series:
        low, high = (min(max(s.share_pct + k * 1.645 * s.sd_pp, 0), 100) / 100 for k in (-1, 1))
        remark = label(say, "cli.polls.part_of", bloc=_label(s.part_of, catalog, say)) if s.part_of else ""
        if s.stale:
            remark = label(say, "cli.polls.stale")
        table.add_row(
            _scope(s.scope, catalog, say), _label(s.label, catalog, say), say.number(s.share_pct / 100, Unit.SHARE, 1),
            say.number(s.sd_pp, Unit.PP, style="bare"),
            f"{say.number(low, Unit.SHARE, 0)} – {say.number(high, Unit.SHARE, 0)}",
            str(s.polls), say.date(s.last_day, "short"), remark,
        )  # fmt: skip
    return table


def _ours(found: Polled, catalog: Catalog, say: Translator) -> str:
    party = catalog.party(found.mission.party)
    national = [s for s in found.ours if s.scope == "IN"]
    if not national:
        return label(say, "cli.polls.ours_none", party=party)
    parts = [f"{_label(s.label, catalog, say)} {say.number(s.share_pct / 100, Unit.SHARE, 1)}" for s in national]
    return label(say, "cli.polls.ours", party=party, shares=", ".join(parts))


def _houses(found: Polled, catalog: Catalog, say: Translator) -> Table:
    table = _table(say, "houses", "house", "bloc", "effect", "error", "polls", "past")
    for h in found.average.houses:
        if h.scope == "IN":
            past = found.average.past_error_seats.get(h.house)
            table.add_row(
                h.house, _label(h.label, catalog, say), say.number(h.effect_pp, Unit.PP, 1, "signed"),
                say.number(h.sd_pp, Unit.PP, style="bare"), str(h.polls),
                say.number(past, Unit.SEATS, 0) if past is not None else label(say, "common.not_given"),
            )  # fmt: skip
    return table


def _used(found: Polled, catalog: Catalog, say: Translator) -> Table:
    table = _table(say, "used", "grade", "poll", "scope", "field", "sample", "shares")
    for p in found.average.used[::-1][:_SHOWN]:
        shares = ", ".join(
            f"{_label(r.label, catalog, say)} {say.number(r.share_pct / 100, Unit.SHARE, 1)}"
            for r in p.readings if r.share_pct is not None
        )  # fmt: skip
        sample = say.number(p.sample, Unit.COUNT) if p.sample else ""
        table.add_row(
            p.grade, f"{p.pollster} ({p.poll_id})", _scope(p.scope, catalog, say), _field(p, say), sample, shares
        )
    return table


def _field(poll: Poll, say: Translator) -> str:
    days: list[date] = [d for d in (poll.field_start, poll.field_end) if d is not None]
    return " – ".join(say.date(d, "short") for d in days)


def _refused(found: Polled, catalog: Catalog, say: Translator) -> Table:
    table = _table(say, "refused", "poll", "scope", "published", "why", "seats")
    for r in found.average.refused[::-1][:_SHOWN]:
        seats = ", ".join(
            f"{_label(x.label, catalog, say)} {say.number(x.seats, Unit.SEATS)}"
            for x in r.poll.readings if x.seats is not None
        )  # fmt: skip
        table.add_row(
            f"{r.poll.pollster} ({r.poll.poll_id})", _scope(r.poll.scope, catalog, say),
            say.date(r.poll.published, "short"), "; ".join(say.text(m) for m in r.reasons), seats,
        )  # fmt: skip
    return table
