"""The path to a number of seats: how large a swing from one rival each staging post needs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from khaka.mission import Brief


@dataclass(frozen=True, slots=True)
class Post:
    """A staging post. ``swing_pp`` is None where no swing from this rival alone reaches it."""

    seats: int
    swing_pp: float | None


def needed_swings(brief: Brief, rival: str) -> list[float]:
    """Points that must move from the rival to ours to win each winnable seat, smallest first; 0 for seats held.

    Notes
    -----
    The inverse of the measure ``seats_after_swing``: where both stood, ours gains s and the rival loses s points of
    votes polled, so ours passes the rival at half its lead and any third party at that party's whole lead. Elsewhere
    nothing moves.
    """
    own = brief.mission.party
    rows = brief.house.leading
    ours = rows.filter(pl.col("party") == own).select("seat_id", "polled", own="votes", own_rank="rank")
    theirs = rows.filter(pl.col("party") == rival).select("seat_id", rival="votes")
    third = rows.filter(~pl.col("party").is_in([own, rival])).group_by("seat_id").agg(third=pl.col("votes").max())
    both = ours.join(theirs, on="seat_id").join(third, on="seat_id", how="left").filter(pl.col("polled") > 0)
    point = pl.col("polled") / 100
    over_rival = (pl.col("rival") - pl.col("own")) / 2 / point
    over_third = (pl.col("third").fill_null(0) - pl.col("own")) / point
    swings = both.select(swing=pl.max_horizontal(over_rival, over_third, pl.lit(0.0)))["swing"].to_list()
    held_elsewhere = ours.join(theirs, on="seat_id", how="anti").filter(pl.col("own_rank") == 1).height
    return sorted([0.0] * held_elsewhere + swings)


def path(brief: Brief, rival: str, posts: tuple[int, ...]) -> tuple[Post, ...]:
    """The swing that each post needs: the n-th smallest of ``needed_swings``."""
    swings = needed_swings(brief, rival)
    return tuple(Post(n, swings[n - 1] if n <= len(swings) else None) for n in posts)


def past_swings(brief: Brief, rival: str) -> list[tuple[str, str, float]]:
    """National two-party (Butler) swings from the rival to ours between consecutive general elections.

    Returns
    -------
    list
        (earlier election, later election, points); half the change in the lead, in points of votes polled. Only pairs
        in which both parties stood both times.
    """
    general = [i.id for i in brief.catalog.elections.values() if i.kind == "general" and not i.imported]
    lead: dict[str, float] = {}
    for election in general:
        shares = [brief.ask("vote_share", election, parties=(p,)).value for p in (brief.mission.party, rival)]
        if all(isinstance(s, int | float) and s > 0 for s in shares):
            lead[election] = (shares[0] - shares[1]) * 100  # type: ignore[operator]
    return [(a, b, (lead[b] - lead[a]) / 2) for a, b in pairwise(general) if a in lead and b in lead]
