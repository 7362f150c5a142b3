"""The post-mortem of the latest assembly elections, and what they mean for the parliamentary seats they lie in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from khaka.core.nouns import ElectionInfo
from khaka.measures.places import of
from khaka.measures.ranked import house
from khaka.mission import Brief

#: Elections counted within so many days of the latest count are one round.
ROUND_DAYS = 45
#: A round matters to a party when it polled this share in the base election in at least one of its states.
PRESENCE = 0.03


@dataclass(frozen=True)
class StateResult:
    """Ours in one state's latest assembly election, and in the one before it (None where there is none)."""

    state: str
    election: str
    before: str | None
    governed_before: str | None
    governed_after: str | None


@dataclass(frozen=True)
class PostMortem:
    """A round of assembly elections.

    Parameters
    ----------
    seats
        One row a parliamentary seat of the round's states: ``segments`` in it, ``led`` (segments that ours won),
        ``first`` (the party with most votes over its segments), ``share`` of ours over its segments (votes polled),
        ``base_rank`` and ``base_share`` of ours in the base election.
    not_in_data
        Later assembly elections that were held by the as-of date and are not in the data.
    """

    states: tuple[StateResult, ...]
    seats: pl.DataFrame
    not_in_data: tuple[str, ...]


def post_mortem(brief: Brief) -> PostMortem | None:
    """The latest round since the base election in which ours has a presence and stood.

    None when there is no such round in the data and none is known to be missing from it.
    """
    since_base = brief.base.info.count_date
    infos = [i for i in brief.catalog.elections.values() if i.kind == "assembly"]
    in_data = [i for i in infos if brief.catalog.has_results(i.id)]
    missing = tuple(i.id for i in infos if i not in in_data)
    present = _presence(brief)
    for newest in sorted(in_data, key=lambda i: (i.count_date, i.id), reverse=True):
        if newest.count_date <= since_base:
            break
        since = newest.count_date - timedelta(days=ROUND_DAYS)
        together = _one_a_house([i for i in in_data if since <= i.count_date <= newest.count_date])
        if any(i.house in present for i in together):
            stood = [
                i for i in together if (brief.catalog.election(i.id).results["party"] == brief.mission.party).any()
            ]
            if stood:
                stood.sort(key=lambda i: (-i.seats, i.house))
                results = tuple(_state_result(brief, i, in_data) for i in stood)
                later = tuple(m for m in missing if brief.catalog.elections[m].count_date > newest.count_date)
                return PostMortem(results, _seats(brief, stood), later)
    unseen = tuple(m for m in missing if brief.catalog.elections[m].count_date > since_base)
    return PostMortem((), pl.DataFrame(), unseen) if unseen else None


def _one_a_house(infos: list[ElectionInfo]) -> list[ElectionInfo]:
    """The latest election of each house; an import of the same day outranks the embedded one."""
    latest = {i.house: i for i in sorted(infos, key=lambda i: (i.count_date, i.imported, i.id))}
    return list(latest.values())


def _presence(brief: Brief) -> set[str]:
    rows = brief.ask("vote_share").rows.group_by("state_code").agg(pl.col("votes").sum(), pl.col("base").sum())
    rows = rows.filter((pl.col("base") > 0) & (pl.col("votes") >= PRESENCE * pl.col("base")))
    return set(rows["state_code"].to_list())


def _state_result(brief: Brief, info: ElectionInfo, in_data: list[ElectionInfo]) -> StateResult:
    earlier = [i for i in in_data if i.house == info.house and i.count_date < info.count_date]
    # an import stands for the embedded election of its house and year
    names = [info.id, f"VS{info.count_date.year}-{info.house}"]
    row = brief.catalog.table("incumbents").filter(
        pl.col("election").is_in(names) & (pl.col("state_code") == info.house)
    )
    governed = row.row(0, named=True) if row.height else {}
    before = max(earlier, key=lambda i: i.count_date).id if earlier else None
    return StateResult(
        info.house,
        info.id,
        before,
        governed.get("last_cm_party") or governed.get("before_cm_party"),
        governed.get("after_cm_party"),
    )


def _seats(brief: Brief, infos: list[ElectionInfo]) -> pl.DataFrame:
    segments = brief.catalog.table("segments").select(
        "seat_id", ac=pl.format("AC:{}-{}", "assembly_state", pl.col("ac_number").str.zfill(3))
    )
    parts = [_one_state(brief, info, segments) for info in infos]
    base = of(brief.house, [brief.mission.party]).select(
        "seat_id", base_rank="rank", base_share=pl.col("votes") / pl.col("polled")
    )
    return pl.concat(parts).join(base, on="seat_id", how="left").sort("state_code", "seat_id")


def _one_state(brief: Brief, info: ElectionInfo, segments: pl.DataFrame) -> pl.DataFrame:
    ranked = house(brief.catalog.election(info.id).results)
    inside = segments.rename({"seat_id": "pc"})
    rows = ranked.rows.join(inside, left_on="seat_id", right_on="ac")
    ours = pl.col("party") == brief.mission.party
    votes = rows.filter(pl.col("rank").is_not_null()).group_by("pc", "party").agg(pl.col("votes").sum())
    first = votes.sort("pc", "votes", "party", descending=[False, True, False]).group_by("pc").first()
    return (
        rows.group_by(seat_id="pc")
        .agg(
            pl.col("state_code").first(),
            segments=pl.col("seat_id").n_unique(),
            led=(ours & (pl.col("rank") == 1)).sum().cast(pl.Int64),
            own_votes=pl.col("votes").filter(ours).sum(),
            polled=pl.col("votes").sum(),
        )
        .join(first.select(seat_id="pc", first="party"), on="seat_id", how="left")
        .with_columns(share=pl.col("own_votes") / pl.col("polled"))
    )
