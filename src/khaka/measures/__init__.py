"""Psephology's standard measures over a results table (any dataframe)."""
