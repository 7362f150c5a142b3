"""One file a country: house size, majority, deposit rule, units, languages, legal windows."""

from khaka.core.registry import Registry
from khaka.countries.base import Country

COUNTRIES: Registry[Country] = Registry("khaka.countries", "country")

__all__ = ["COUNTRIES", "Country"]
