"""Nouns and nothing else: no I/O, no language, no country."""
