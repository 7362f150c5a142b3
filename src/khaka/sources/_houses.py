"""Candidacies into a house: what must hold in every seat, places, contests and calendar facts."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from khaka.core.message import msg
from khaka.core.nouns import CONTEST_COLUMNS, INDEPENDENT, NOTA, RESULT_COLUMNS, ElectionInfo
from khaka.sources._numbers import month_end
from khaka.sources.base import Faults, Names, Options, Report

#: Candidates folded together by a source; a row without a place.
FOLDED: Final = "OTH"
_SEAT: Final = ("election", "seat_id")
_STANDS: Final = ~pl.col("party").is_in([NOTA, FOLDED])


def build(
    rows: pl.DataFrame, options: Options, faults: Faults, report: Report, shown: dict[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame, tuple[ElectionInfo, ...]]:
    """Results, contests and elections.

    Parameters
    ----------
    rows
        ``row, election, kind, house, year, month, seat_id, state_code, party, candidate, votes, position, electors,
        valid_votes, count_date``; votes may be null in a seat with one candidate.
    shown
        The file's headers by our names, for errors.

    Raises
    ------
    ImportFault
        The file contradicts itself.
    """
    nota = pl.col("party") == NOTA
    rows = rows.with_columns(candidate=pl.when(~nota).then("candidate"), nota=nota)
    _check_votes(rows, faults, shown["votes"])
    _check_twice(rows, faults, shown)
    faults.stop()
    rows = rows.with_columns(pl.col("votes").fill_null(0))
    rows = _places(rows, faults, report, shown)
    contests = _contests(rows, faults, report, shown)
    faults.stop()
    _check_lone(contests, report)
    nameless = rows.filter(_STANDS & pl.col("candidate").is_null()).height
    if nameless:
        report.warn("nameless", n=nameless)
    elections, contests = _calendar(rows, contests, options, faults, report)
    faults.stop()
    results = rows.select(RESULT_COLUMNS).sort(
        "election",
        "seat_id",
        "position",
        "votes",
        "party",
        "candidate",
        descending=[False, False, False, True, False, False],
        nulls_last=True,
    )
    return results, contests.select(CONTEST_COLUMNS).sort(_SEAT), elections


def _check_votes(rows: pl.DataFrame, faults: Faults, column: str) -> None:
    """Votes may be missing only where nobody else stood."""
    alone = _STANDS.sum().over(_SEAT) == 1
    faults.rows(rows, pl.col("votes").is_null() & ~alone, column, "number_blank")


def _check_twice(rows: pl.DataFrame, faults: Faults, shown: dict[str, str]) -> None:
    """A party's candidate, or NOTA, twice in a seat. Independents may be namesakes: only the same place is refused."""
    who = pl.when("nota").then(pl.lit(NOTA)).otherwise(pl.col("candidate").str.to_uppercase())
    named = rows.with_columns(who=who).filter(pl.col("who").is_not_null())
    again = pl.int_range(pl.len()).over(*_SEAT, "party", "who") > 0
    same_place = pl.int_range(pl.len()).over(*_SEAT, "party", "who", "position") > 0
    independent = pl.col("party") == INDEPENDENT
    bad = (again & ~independent) | (same_place & independent & pl.col("position").is_not_null())
    faults.rows(
        named,
        bad,
        shown["candidate"],
        "candidate_twice",
        more={"found": "who", "party": "party", "seat": "seat_id", "election": "election"},
    )


def _places(rows: pl.DataFrame, faults: Faults, report: Report, shown: dict[str, str]) -> pl.DataFrame:
    """Rows with their place; the file's own, or counted from the votes where it gives none."""
    column = shown["position"]
    if rows["position"].is_null().all():
        _check_tie(rows, faults)
        report.warn("positions_counted")
        # NOTA has a place but never the first: the leading candidate is elected even when NOTA has more votes
        lead = (pl.col("votes") == pl.col("votes").filter(_STANDS).max().over(_SEAT)) & _STANDS
        order = rows.with_columns(lead=lead.fill_null(False)).sort(
            "lead", "votes", "party", "candidate", "row", descending=[True, True, False, False, False], nulls_last=True
        )
        place = pl.when(pl.col("party") != FOLDED).then((pl.col("party") != FOLDED).cum_sum().over(_SEAT))
        return order.with_columns(position=place.cast(pl.Int64)).drop("lead").sort("row")
    faults.rows(rows, pl.col("position") < 1, column, "position", more={"found": "position"})
    first = pl.col("position") == 1
    more = {"seat": "seat_id", "election": "election"}
    faults.rows(rows, first & ~_STANDS, column, "nota_first", more={**more, "found": "party"})
    second_winner = first & (first.cum_sum().over(_SEAT) > 1)
    faults.rows(rows, second_winner, column, "two_winners", more={**more, "found": "candidate"})
    start = pl.int_range(pl.len()).over(_SEAT) == 0
    faults.rows(rows, start & ~first.fill_null(False).any().over(_SEAT), column, "no_winner", more=more)
    blank = rows.filter(pl.col("position").is_null() & (pl.col("party") != FOLDED)).height
    if blank:
        report.warn("position_blank", n=blank)
    _warn_places(rows, report)
    return rows


def _warn_places(rows: pl.DataFrame, report: Report) -> None:
    """A winner without the most votes, a tie that the place settles, a place given twice."""
    stood = rows.filter(_STANDS)
    first = stood.filter(pl.col("position") == 1).group_by(_SEAT).agg(won=pl.col("votes").max())
    top = stood.group_by(_SEAT).agg(most=pl.col("votes").max(), at_top=(pl.col("votes") == pl.col("votes").max()).sum())
    seats = first.join(top, on=list(_SEAT))
    report.warn_list("winner_not_first", seats.filter(pl.col("won") < pl.col("most"))["seat_id"])
    tie = (pl.col("won") == pl.col("most")) & (pl.col("at_top") > 1) & (pl.col("most") > 0)
    report.warn_list("tie", seats.filter(tie)["seat_id"])
    placed = rows.filter(pl.col("position") > 1)
    report.warn_list("place_twice", placed.filter(placed.select(*_SEAT, "position").is_duplicated())["seat_id"])


def _check_tie(rows: pl.DataFrame, faults: Faults) -> None:
    stood = rows.filter(_STANDS)
    top = (pl.col("votes") == pl.col("votes").max().over(_SEAT)) & (pl.col("votes") > 0)
    tied = stood.filter(top).with_columns(nth=pl.int_range(pl.len()).over(_SEAT))
    more = {"seat": "seat_id", "votes": "votes", "election": "election"}
    faults.rows(tied, pl.col("nth") == 1, None, "tie", more=more)


def _contests(rows: pl.DataFrame, faults: Faults, report: Report, shown: dict[str, str]) -> pl.DataFrame:
    """One row a seat, with what the seat's rows add up to."""
    seats = rows.group_by(_SEAT, maintain_order=True).agg(
        pl.col("row").min(),
        pl.col("state_code").first(),
        pl.col("electors").max(),
        pl.col("electors").drop_nulls().n_unique().alias("rolls"),
        pl.col("valid_votes").max().alias("valid"),
        pl.col("votes").sum().alias("votes_polled"),
        pl.col("votes").filter(pl.col("nota")).sum().alias("nota_votes"),
        pl.col("nota").any().alias("has_nota"),
        (~pl.col("nota")).sum().cast(pl.Int32).alias("n_candidates"),
        (pl.col("party") == FOLDED).any().alias("folded"),
        pl.col("count_date").max().alias("given_date"),
        pl.col("year").max(),
        pl.col("month").max(),
    )
    more = {"seat": "seat_id", "election": "election"}
    column = shown["electors"]
    faults.rows(seats, pl.col("rolls") > 1, column, "electors_differ", more=more)
    known = (pl.col("electors") > 0).fill_null(False)
    above = known & (pl.col("votes_polled") > pl.col("electors"))
    told = {**more, "found": "votes_polled", "electors": "electors"}
    faults.rows(seats, above, shown["votes"], "votes_above_electors", more=told)
    lone = (pl.col("n_candidates") == 1) & ~pl.col("folded") & (pl.col("votes_polled") == pl.col("nota_votes"))
    seats = seats.with_columns(
        electors=pl.when(known).then("electors"),
        nota=pl.when("has_nota").then("nota_votes"),
        status=pl.when(lone).then(pl.lit("uncontested")).otherwise(pl.lit("polled")),
    )
    polled = seats.filter(pl.col("status") == "polled")
    report.warn_list("electors_missing", polled.filter(~known)["seat_id"])
    agrees = (pl.col("valid") == pl.col("votes_polled")) | (
        pl.col("valid") == pl.col("votes_polled") - pl.col("nota_votes")
    )
    report.warn_list("no_votes", polled.filter(pl.col("votes_polled") == 0)["seat_id"])
    report.warn_list("valid_votes", polled.filter((pl.col("valid") > 0) & ~agrees)["seat_id"])
    return seats


def _check_lone(contests: pl.DataFrame, report: Report) -> None:
    uncontested = contests.filter(pl.col("status") == "uncontested")
    report.warn_list("uncontested", uncontested["seat_id"])
    single = (pl.col("status") == "polled") & (pl.col("n_candidates") == 1) & ~pl.col("folded")
    report.warn_list("single_row", contests.filter(single)["seat_id"])


def _calendar(
    rows: pl.DataFrame, contests: pl.DataFrame, options: Options, faults: Faults, report: Report
) -> tuple[tuple[ElectionInfo, ...], pl.DataFrame]:
    """Elections with their count dates, and contests with theirs."""
    per = rows.group_by("election").agg(
        pl.col("kind", "house", "year").first(),
        pl.col("month").max(),
        pl.col("count_date").min().alias("day"),
        pl.col("row").min(),
        pl.col("state_code").unique().alias("states"),
    )
    per = per.join(contests.group_by("election").len("found"), on="election").sort("election")
    if options.count_date is not None and per.height > 1:
        faults.add(
            msg("error.import.count_date_many", elections=per["election"].to_list()),
            msg("error.import.count_date_many_hint"),
        )
        faults.stop()
    elections, days = [], []
    for fact in per.iter_rows(named=True):
        info = _info(fact, options, faults, report)
        elections.append(info)
        days.append((info.id, info.count_date))
        if fact["found"] < info.seats:
            report.warn("partial", election=info.id, found=fact["found"], seats=info.seats)
    table = pl.DataFrame(days, schema={"election": pl.String, "day": pl.Date}, orient="row")
    dated = contests.join(table, on="election", how="left", maintain_order="left")
    dated = _later(dated, options.names, options.count_date is not None)
    return tuple(sorted(elections, key=lambda i: (i.count_date, i.id))), dated


def _later(contests: pl.DataFrame, names: Names, overridden: bool) -> pl.DataFrame:
    """Seats counted after the others, by the file's own date or the catalogue's knowledge."""
    known = contests.join(names.later, on=list(_SEAT), how="left", maintain_order="left")
    later = pl.lit(None, pl.Date) if overridden else pl.coalesce("given_date", "later_date")
    late = later.is_not_null() & (later > pl.col("day"))
    return known.with_columns(
        count_date=pl.when(late).then(later).otherwise("day"),
        status=pl.when(late & (pl.col("status") == "polled")).then(pl.lit("later")).otherwise("status"),
    )


def _info(fact: dict[str, object], options: Options, faults: Faults, report: Report) -> ElectionInfo:
    """An election's calendar facts: what the user says, else the file, else the catalogue, else the month's end."""
    name, year, month = str(fact["election"]), int(str(fact["year"])), fact["month"]
    known = options.names.calendar.get(name)
    day, estimated = options.count_date or fact["day"], False
    if day is None and known is not None:
        day = known.count_date
    if day is None:
        day, estimated = month_end(year, int(str(month)) if month else None), True
        report.warn("count_date", election=name, day=day)
    assert isinstance(day, date)
    if day.year not in (year, year + 1):
        faults.add(
            msg("error.import.count_date_year", day=day, election=name), msg("error.import.count_date_year_hint")
        )
    same = known is not None and known.count_date == day
    term_end, basis = (known.term_end, known.term_end_basis) if same and known else (_five_years_on(day), "five-years")
    return ElectionInfo(
        id=name,
        house=str(fact["house"]),
        kind=str(fact["kind"]),
        count_date=day,
        seats=_house_size(fact, known, options.names),
        first_poll=known.first_poll if same and known else None,
        last_poll=known.last_poll if same and known else None,
        term_end=term_end,
        term_end_basis=basis,
        confidence="estimate" if estimated else "user",
        imported=True,
    )


def _house_size(fact: dict[str, object], known: ElectionInfo | None, names: Names) -> int:
    """Seats of the house: the calendar's, else today's, never fewer than the file has."""
    found = int(str(fact["found"]))
    if known is not None:
        return max(known.seats, found)
    if fact["kind"] == "general":
        return max(found, max((i.seats for i in names.calendar.values() if i.kind == "general"), default=found))
    return max(found, names.assembly_seats.get(str(fact["house"]), found)) if int(str(fact["year"])) >= 2008 else found


def _five_years_on(day: date) -> date:
    return date(day.year + 5, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
