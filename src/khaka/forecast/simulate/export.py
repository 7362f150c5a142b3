"""Draws as a file."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import numpy as np

from khaka.forecast.nouns import DrawSet


def write_draws(draw_set: DrawSet, path: Path) -> None:
    """Write every draw to a Parquet file, whole or not at all.

    Parameters
    ----------
    path
        Replaced only when the new file is complete; a failure leaves what was there.

    Notes
    -----
    One row a draw and party: ``draw``, ``party``, ``seats``, ``expected_seats``, ``variance``. Parties without a chance
    in any draw are left out. Seed, scales and sizes are in the file's metadata under ``khaka``.
    """
    import polars as pl

    some = np.flatnonzero((draw_set.expected > 0).any(axis=0) | (draw_set.totals > 0).any(axis=0))
    n, codes = len(draw_set.totals), [draw_set.field.parties[i] for i in some]
    table = pl.DataFrame({
        "draw": np.repeat(np.arange(n, dtype=np.int32), len(some)),
        "party": pl.Series(codes * n, dtype=pl.String),
        "seats": draw_set.totals[:, some].ravel(),
        "expected_seats": draw_set.expected[:, some].ravel(),
        "variance": draw_set.variance[:, some].ravel(),
    })  # fmt: skip
    scales = draw_set.scales
    about = {
        "seed": draw_set.seed, "draws": n, "seats": len(draw_set.field.seats), "nation_pp": scales.nation_pp,
        "state_pp": scales.state_pp, "seat_pp": scales.seat_pp, "common_dof": scales.common_dof,
        "fitted_on": list(scales.fitted_on),
    }  # fmt: skip
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        table.write_parquet(part, metadata={"khaka": json.dumps(about)})
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
