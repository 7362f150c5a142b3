"""Opinion and exit polls in the layout of the catalogue's own ``polls.csv``.

Publisher: the user, from published polls. One row a party or alliance of a poll and scope. Needed: ``poll_id``,
``election``, ``kind`` (opinion or exit), ``pollster``, ``published`` (or ``published_latest``), ``scope`` (IN or a
state code), ``alliance_or_party``, and ``vote_share_pct`` or ``seats_mid``. ``published_latest`` is the day from which
the poll may be used; where only a month or year is known it is the last day of that time.

Known faults: those of the user's table.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from khaka.core.nouns import is_election_id
from khaka.core.source import Source
from khaka.sources import _numbers
from khaka.sources._files import clean_text, fold, open_sheet
from khaka.sources._results import need
from khaka.sources.base import Faults, Options, Read, Reader, Report

reader = Reader(
    __name__,
    country="IN",
    suffixes=(".csv",),
    source=Source(
        id="polls",
        title="Polls of the user",
        publisher="the pollsters named",
        obtained="imported by the user",
        licence="figures as published by the pollsters",
        confidence="user",
    ),
)

_NEEDED: Final = ("poll_id", "election", "kind", "pollster", "scope", "alliance_or_party")
_SEATS: Final = ("seats_mid", "seats_low", "seats_high", "scope_seats", "seats_mid_published")
_DATES: Final = ("field_start", "field_end", "published", "published_latest")
_WORDS: Final = (
    "poll_id",
    "pollster",
    "publisher",
    "alliance_or_party",
    "part_of",
    "note",
    "source",
    "election",
    "scope",
)


@reader.read
def read(path: Path, options: Options) -> Read:
    """Polls of a file, every column of the catalogue's layout as text.

    Raises
    ------
    ImportFault
        See ``sources.base``.
    """
    columns = options.names.poll_columns
    sheet = open_sheet(path, lambda h: fold(h) in {fold(c) for c in columns})
    have = {fold(h): h for h in sheet.headers}
    used = {c: have[fold(c)] for c in columns if fold(c) in have}
    need(sheet, used, *_NEEDED, ("published", "published_latest"), ("vote_share_pct", "seats_mid"))
    source = [c for c in sheet.rows.columns if c != "row"]
    once = sheet.rows.unique(source, keep="first", maintain_order=True)
    sheet.report.drop("duplicate", sheet.rows.height - once.height)
    frame = once.select("row", *(pl.col(theirs).alias(ours) for ours, theirs in used.items()))
    frame = frame.with_columns(pl.lit(None, pl.String).alias(c) for c in columns if c not in used)
    faults = Faults(sheet.file)
    for column in _WORDS:
        frame = clean_text(frame, column, sheet.report, column)
    frame = _values(frame, options, faults)
    faults.stop()
    frame = _parties(frame, options, sheet.report)
    _check(frame, faults, sheet.report)
    faults.stop()
    polls = frame.select(columns).sort("poll_id", "scope", "alliance_or_party")
    return Read({"polls": polls}, (), sheet.report, reader.source)


def _values(frame: pl.DataFrame, options: Options, faults: Faults) -> pl.DataFrame:
    """Every cell that must be a number, a date or one of a few words."""
    for column in _NEEDED:
        faults.rows(frame, pl.col(column).is_null(), column, "poll_blank")
    frame = frame.with_columns(pl.col("kind").str.to_lowercase())
    known_kind = pl.col("kind").is_in(["opinion", "exit"]) | pl.col("kind").is_null()
    faults.rows(frame, ~known_kind, "kind", "poll_kind", more={"found": "kind"})
    ids = {e for e in frame["election"].drop_nulls().unique() if is_election_id(e) or e in options.names.calendar}
    faults.rows(frame, ~pl.col("election").is_in(sorted(ids)), "election", "election_cell", more={"found": "election"})
    places = ["IN", *options.names.state_names]
    scope = pl.col("scope").is_in(places) | pl.col("scope").is_null()
    faults.rows(frame, ~scope, "scope", "poll_scope", more={"found": "scope"})
    frame = _numbers.decimals(frame, "vote_share_pct", faults, "vote_share_pct", 0, 100, "poll_share")
    for column in _SEATS:
        frame = _numbers.decimals(frame, column, faults, column, 0, 543, "poll_seats")
    none = pl.col("vote_share_pct").is_null() & pl.col("seats_mid").is_null()
    faults.rows(frame, none, "vote_share_pct", "poll_empty")
    for column in _DATES:
        frame = frame.with_columns(_numbers.latin(pl.col(column)))
        good = _last_day(pl.col(column)).is_not_null() | pl.col(column).is_null()
        faults.rows(frame, ~good, column, "poll_date", more={"found": column})
    latest = pl.coalesce("published_latest", _last_day(pl.col("published")).dt.to_string("iso:strict"))
    frame = frame.with_columns(published_latest=latest, published=pl.coalesce("published", "published_latest"))
    faults.rows(frame, pl.col("published_latest").is_null(), "published", "poll_blank")
    return frame


def _last_day(text: pl.Expr) -> pl.Expr:
    """The last day that 2022, 2022-04 or 2022-04-16 can mean."""
    return (
        pl.when(text.str.contains(r"^\d{4}$"))
        .then((text + "-12-31").str.to_date("%Y-%m-%d", strict=False))
        .when(text.str.contains(r"^\d{4}-\d{2}$"))
        .then((text + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end())
        .when(text.str.contains(r"^\d{4}-\d{2}-\d{2}$"))
        .then(text.str.to_date("%Y-%m-%d", strict=False))
    )


def _parties(frame: pl.DataFrame, options: Options, report: Report) -> pl.DataFrame:
    """Canonical codes; alliances and "others" keep their labels."""
    names, labels = options.names, options.names.poll_labels
    spelt: dict[str, set[str]] = {}
    for key, party in names.party_names.select("key", "party").iter_rows():
        spelt.setdefault(key, set()).add(party)
    rule = {}
    for text in frame["alliance_or_party"].unique().sort():
        found = spelt.get(fold(text), set())
        known = text in labels or text in names.party_codes
        rule[text] = text if known or len(found) != 1 else next(iter(found))
    report.warn_list("poll_label", (t for t, c in rule.items() if t == c and c not in labels | names.party_codes))
    code = pl.col("alliance_or_party").replace(rule)
    party = pl.when(code.is_in(sorted(names.party_codes - {"OTH"}))).then(pl.lit("party"))
    kind = party.when(code.str.contains(r"^OTH")).then(pl.lit("other")).otherwise(pl.lit("alliance"))
    return frame.with_columns(
        alliance_or_party=code,
        party_or_alliance_kind=pl.coalesce("party_or_alliance_kind", kind),
        label_published=pl.coalesce("label_published", "alliance_or_party"),
        scope_published=pl.coalesce("scope_published", "scope"),
        seats_mid_published=pl.coalesce("seats_mid_published", "seats_mid"),
        confidence=pl.coalesce("confidence", pl.lit("user")),
    )


def _check(frame: pl.DataFrame, faults: Faults, report: Report) -> None:
    """A poll that contradicts itself."""
    key = ("poll_id", "scope", "alliance_or_party")
    again = pl.int_range(pl.len()).over(*key, pl.col("scope_states").fill_null("")) > 0
    more = {"poll": "poll_id", "found": "alliance_or_party"}
    faults.rows(frame, again, "alliance_or_party", "poll_twice", more=more)
    low, mid, high = (pl.col(c).cast(pl.Float64, strict=False) for c in ("seats_low", "seats_mid", "seats_high"))
    crossed = (low > high) | (mid < low) | (mid > high)
    faults.rows(
        frame, crossed, "seats_mid", "poll_range", more={"found": "seats_mid", "low": "seats_low", "high": "seats_high"}
    )
    ended = _last_day(pl.col("field_end")) > _last_day(pl.col("published_latest"))
    faults.rows(frame, ended, "field_end", "poll_order", more={"found": "field_end", "published": "published_latest"})
    whole = (
        frame.filter(pl.col("part_of").is_null())
        .group_by("poll_id", "scope")
        .agg(pl.col("vote_share_pct").cast(pl.Float64, strict=False).sum())
    )
    report.warn_list("poll_over", whole.filter(pl.col("vote_share_pct") > 101)["poll_id"])
