"""One file a country: house size, majority, deposit rule, units, languages, legal windows."""

from khaka.core.registry import Registry
from khaka.countries.base import PREDICTION, SILENCE, Country, WindowRule

COUNTRIES: Registry[Country] = Registry("khaka.countries", "country")

__all__ = ["COUNTRIES", "PREDICTION", "SILENCE", "Country", "WindowRule"]
