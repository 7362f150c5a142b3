"""Psephology's standard measures over a results table (any dataframe).

``compute`` is the door; ``MEASURES`` lists what there is. One file a subject, found by scan.
"""

from khaka.measures.base import MEASURES, Filters, Measure, Measured, compute

__all__ = ["MEASURES", "Filters", "Measure", "Measured", "compute"]
