"""Polls to state swings to seats, with honest uncertainty: fit, simulate, draw sets, scores."""
