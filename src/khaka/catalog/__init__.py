"""The one door to data: embedded and imported tables, names and delimitations harmonised, dated, contracts checked."""

from khaka.catalog.catalog import Catalog, Election
from khaka.catalog.contract import check_all
from khaka.catalog.lacking import lacking

__all__ = ["Catalog", "Election", "check_all", "lacking"]
