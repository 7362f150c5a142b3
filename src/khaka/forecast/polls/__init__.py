"""The poll average: which polls may be used, what they say together, and how far they may all be wrong."""

from khaka.forecast.polls.average import average, average_of
from khaka.forecast.polls.nouns import (
    NATION,
    HouseEffect,
    Poll,
    PollAverage,
    PollModel,
    Reading,
    Refused,
    SeriesAverage,
)
from khaka.forecast.polls.past import eve, exit_polls

__all__ = [
    "NATION",
    "HouseEffect",
    "Poll",
    "PollAverage",
    "PollModel",
    "Reading",
    "Refused",
    "SeriesAverage",
    "average",
    "average_of",
    "eve",
    "exit_polls",
]
