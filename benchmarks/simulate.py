"""Accuracy per second of the simulator against plain NumPy draws, in one process, on LS2019 (ratios, no assertions).

Run: .venv/bin/python benchmarks/simulate.py [--repeats 9]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
import polars as pl

from khaka.catalog import Catalog
from khaka.forecast.nouns import Field, Scales
from khaka.forecast.simulate import compiled, decisiveness, probability, simulate, what_if
from khaka.forecast.simulate.plain import plain_draws

SCALES = Scales(nation_pp=3.0, state_pp=5.0, seat_pp=6.5, common_dof=5.0)
DRAWS = 4096


def field_of(election: str) -> Field:
    """Every party's result as its expected share, in points of votes polled; independents and NOTA left out."""
    catalog = Catalog()
    found = catalog.election(election)
    blocs = catalog.table("alliances").filter((pl.col("election") == election) & (pl.col("bloc") != "OTHER"))
    bloc_of = dict(blocs.select("party", "bloc").iter_rows())
    polled = pl.col("votes").sum().over("seat_id")
    rows = found.results.with_columns(share=100 * pl.col("votes") / polled)
    rows = rows.filter(~pl.col("party").is_in(["IND", "NOTA"]) & pl.col("share").is_finite())
    rows = rows.group_by("seat_id", "state_code", "party").agg(pl.col("share").sum()).sort("seat_id", "party")
    seats, parties = rows["seat_id"].unique().sort().to_list(), rows["party"].unique().sort().to_list()
    at, column = {s: i for i, s in enumerate(seats)}, {p: i for i, p in enumerate(parties)}
    centre, states = np.full((len(seats), len(parties)), np.nan), [""] * len(seats)
    for seat, state, party, share in rows.iter_rows():
        centre[at[seat], column[party]], states[at[seat]] = share, state
    return Field(tuple(seats), tuple(states), tuple(parties), centre, tuple(bloc_of.get(p, "OTHER") for p in parties))


def median_time(work: Callable[[int], object], repeats: int) -> float:
    """Median seconds of ``work(seed)``."""
    times = []
    for seed in range(repeats):
        start = time.perf_counter()
        work(seed)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(repeats: int) -> None:
    """Print the table."""
    field = field_of("LS2019")
    bloc = {p for p, b in zip(field.parties, field.blocs, strict=True) if b == "NDA"}
    inside = np.array([p in bloc for p in field.parties])
    start, was = time.perf_counter(), compiled()
    warm = simulate(field, SCALES, 64, 1)
    need = int(np.median(warm.totals[:, inside].sum(axis=1)))  # a goal near even odds
    probability(warm, bloc, at_least=need)
    decisiveness(warm, bloc, at_least=need)
    print(f"LS2019, {len(field.seats)} seats, {len(field.parties)} parties; goal: NDA at least {need}")
    print(f"warm-up {time.perf_counter() - start:.1f} s ({'kernel from the cache' if was else 'kernel compiled'})\n")

    plain, ours = [], []

    def plain_goal(seed: int) -> None:
        won = inside[plain_draws(field, SCALES, DRAWS, seed).winners].sum(axis=1)
        plain.append((won >= need).mean())

    def our_goal(seed: int, threads: int | None = None) -> None:
        draws = simulate(field, SCALES, DRAWS, seed, threads=threads)
        ours.append(probability(draws, bloc, at_least=need, threads=threads))

    draws = {seed: simulate(field, SCALES, DRAWS, seed) for seed in range(repeats)}
    lone = [simulate(field, SCALES, DRAWS, 1000 + seed) for seed in range(repeats)]
    t_plain = median_time(plain_goal, repeats)
    t_whole = median_time(our_goal, repeats)
    t_one = median_time(lambda seed: our_goal(seed + 500, 1), repeats)
    t_goal = median_time(lambda seed: probability(lone[seed], bloc, at_least=need), repeats)
    p = float(np.mean([x for x, _ in ours]))
    se_plain = float(np.sqrt(p * (1 - p) / DRAWS))
    se_ours = float(np.std([x for x, _ in ours], ddof=1))
    stated = float(np.sqrt(np.mean([se**2 for _, se in ours])))
    print(f"P(goal), {DRAWS} draws        seconds   se        se² x time against plain NumPy")
    print(f"plain NumPy               {t_plain:7.3f}   {se_plain:.5f}   1")
    for name, seconds in (
        ("goal alone", t_goal),
        ("draw set and goal", t_whole),
        ("the same on one thread", t_one),
    ):
        gain = se_plain**2 * t_plain / (se_ours**2 * seconds)
        print(f"{name:25} {seconds:7.3f}   {se_ours:.5f}   {gain:.1f}")
    print(f"p {p:.4f} (plain {np.mean(plain):.4f}); the stated se is {stated:.5f}\n")

    t_q = median_time(lambda seed: decisiveness(draws[seed], bloc, at_least=need), repeats)
    value = decisiveness(draws[0], bloc, at_least=need)
    some = value.decisive > 0.02 * value.decisive.max()
    relative = np.sort(value.decisive_se[some] / value.decisive[some])
    middle = float(np.sqrt(np.mean(relative**2)))
    print(f"Q of every seat, {DRAWS} draws: {t_q:.3f} s; relative se: median {np.median(relative):.3f}, "
          f"root mean square {middle:.3f} over {some.sum()} seats with over 2 % of the largest Q")  # fmt: skip
    print(f"scaled to 3 % root mean square: {t_q * (middle / 0.03) ** 2:.2f} s\n")

    t_light = median_time(lambda seed: what_if(field, SCALES, seed), 3 * repeats)
    print(f"what-if, 512 draws: {1000 * t_light:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=9)
    main(parser.parse_args().repeats)
