"""The three special functions that the simulator needs; scipy is imported on first use (.3 s and more)."""

from __future__ import annotations

from typing import Any

from khaka.forecast.nouns import Floats


def _special() -> Any:
    import scipy.special  # type: ignore[import-untyped]

    return scipy.special


def normal_cdf(x: Floats) -> Floats:
    """Φ(x)."""
    out: Floats = _special().ndtr(x)
    return out


def normal_quantile(p: Floats) -> Floats:
    """Φ⁻¹(p)."""
    out: Floats = _special().ndtri(p)
    return out


def chi_square_quantile(dof: float, p: Floats) -> Floats:
    """The quantile of χ² with ``dof`` degrees of freedom."""
    out: Floats = 2.0 * _special().gammaincinv(dof / 2.0, p)
    return out
