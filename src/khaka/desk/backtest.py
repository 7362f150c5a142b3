"""``khaka backtest``: past elections forecast forward only and scored, and target lists replayed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from khaka.backtest.run import TERMS, Row, Scored, backtest
from khaka.backtest.scores import BlocScore, coverage
from khaka.backtest.targeting import targeting
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.forecast.training import Bench

if TYPE_CHECKING:
    from khaka.catalog import Catalog

HORIZONS = ("eve", "2y")


def scores(
    catalog: Catalog,
    elections: Sequence[str] = (),
    given: str = "history",
    as_of: str = "eve",
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """The scores as one JSON document: ``rows``, one an election, ``pooled`` over them, and ``coverage`` with counts.

    Raises
    ------
    KhakaError
        Unknown terms or horizon, or terms that an election cannot meet.
    NotKnown
        An election that is not the target of a pair.
    """
    if given not in TERMS:
        raise KhakaError(msg("error.backtest.given", given=given, known=list(TERMS)))
    if as_of not in HORIZONS:
        raise KhakaError(msg("error.backtest.as_of", as_of=as_of, known=list(HORIZONS)))
    terms = next(t for t in TERMS if t == given)
    rows = backtest(Bench(catalog), list(elections) or None, terms, "2y" if as_of == "2y" else "eve", progress)
    names = list(dict.fromkeys(n for r in rows for n in r.baselines))
    parties = [p for r in rows for p in r.scored.parties]
    return {
        "given": given,
        "as_of": as_of,
        "rows": [row_of(r) for r in rows],
        "pooled": _pooled([r.scored for r in rows])
        | {"baselines": {n: _pooled([r.baselines[n] for r in rows if n in r.baselines]) for n in names}},
        "coverage": [
            {"level": c.level, "inside": c.inside, "count": c.count, "share": round(c.share, 4)}
            for c in coverage(parties)
        ],
    }


def row_of(row: Row) -> dict[str, Any]:
    """One election's scores as JSON."""
    return {
        "election": row.election,
        "base": row.base,
        "given": row.given,
        "as_of": row.as_of,
        **_scored(row.scored),
        "baselines": {n: _scored(s) for n, s in row.baselines.items()},
        "fitted_on": list(row.taught_by),
    }


def target_lists(catalog: Catalog, elections: Sequence[str] = ()) -> dict[str, Any]:
    """The targeting backtest as one JSON document."""
    found = targeting(Bench(catalog), elections=list(elections) or None)
    return {
        "pooled": {
            "gain_over_closest": round(found.gain_over_closest, 4),
            "interval": [round(v, 4) for v in found.interval],
            "share_of_hindsight": round(found.share_of_hindsight, 4),
            "closest_share_of_hindsight": round(found.closest_share, 4),
            "chance_share_of_hindsight": round(found.chance_share, 4),
            "pairs": len(found.targets),
        },
        "pairs": [
            {
                "base": t.base, "election": t.target, "party": t.party, "seats": t.seats, "chosen": t.chosen,
                "gained": t.gained, "gained_by_closest": t.closest, "possible": t.possible,
            }
            for t in found.targets
        ],
    }  # fmt: skip


def _scored(s: Scored) -> dict[str, Any]:
    found: dict[str, Any] = {
        "seats": s.picks.seats,
        "right": s.picks.right,
        "share_right": round(s.picks.share_right, 4),
        "brier": round(s.picks.brier, 4),
        "log_loss": round(s.picks.log_loss, 4),
        "blocs": [_bloc(b) for b in s.blocs],
    }
    if s.parties:
        found["parties"] = [_bloc(b) for b in s.parties]
    if s.vote_error_pp is not None:
        found["vote_error_pp"] = round(s.vote_error_pp, 2)
    return found


def _bloc(b: BlocScore) -> dict[str, Any]:
    return {
        "bloc": b.bloc,
        "mean": round(b.mean, 1),
        "truth": b.truth,
        "intervals": {str(level): [low, high] for level, low, high in b.intervals},
        "crps": round(b.crps, 2),
    }


def _pooled(scored: Sequence[Scored]) -> dict[str, Any]:
    """Means over seats (picks) and over party totals (CRPS)."""
    seats = sum(s.picks.seats for s in scored)
    totals = [b.crps for s in scored for b in s.parties]
    if not seats:
        return {"elections": 0, "seats": 0}
    return {
        "elections": len(scored),
        "seats": seats,
        "right": sum(s.picks.right for s in scored),
        "share_right": round(sum(s.picks.right for s in scored) / seats, 4),
        "brier": round(sum(s.picks.brier * s.picks.seats for s in scored) / seats, 4),
        "log_loss": round(sum(s.picks.log_loss * s.picks.seats for s in scored) / seats, 4),
        "crps_parties": round(sum(totals) / len(totals), 2) if totals else None,
    }
