"""The one clock. Nothing else in Khaka asks what time it is when a right or a date hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_MOVED: ContextVar[datetime | timedelta | None] = ContextVar("khaka.clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC, whatever the machine's time zone.

    Notes
    -----
    No environment variable, option or file moves it: only ``moved``, from inside the process.
    """
    shift = _MOVED.get()
    if isinstance(shift, datetime):
        return shift
    present = datetime.now(UTC)
    return present if shift is None else present + shift


@contextmanager
def moved(to: datetime | timedelta) -> Iterator[None]:
    """Set the clock for tests: to a moment at which it stands still, or by a span.

    Parameters
    ----------
    to
        An aware moment, or a span that is added to the machine's clock.

    Raises
    ------
    ValueError
        A moment without a time zone.
    """
    if isinstance(to, datetime):
        to = aware(to).astimezone(UTC)
    token = _MOVED.set(to)
    try:
        yield
    finally:
        _MOVED.reset(token)


def aware(moment: datetime) -> datetime:
    """The moment itself; refuses one without a time zone.

    Raises
    ------
    ValueError
        It has none: midnight in Kolkata is the evening before in UTC, so none may be guessed.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment
