"""Forecasts and target lists replayed on past elections, forward only."""
