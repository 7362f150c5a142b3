"""What is wrong, what would mend it, where to put effort: a Brief in, Findings, lists and Proposals out."""

from khaka.strategy.strategy import Strategy

__all__ = ["Strategy"]
