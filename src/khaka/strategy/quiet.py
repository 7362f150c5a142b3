"""Keeps a compiled library's own prints off stdout, which belongs to the command's JSON."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

_ONE = Lock()


@contextmanager
def quiet() -> Iterator[None]:
    """While inside, what is printed past Python to file descriptor 1 goes nowhere.

    Notes
    -----
    HiGHS prints a line for some sub-problems whatever its options say. C buffers what it prints, so its buffers are
    emptied on both sides. Where there is no descriptor 1 (a service without a console) nothing is done.
    """
    with _ONE:
        try:
            kept = os.dup(1)
        except OSError:
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            _flush()
            os.dup2(nowhere, 1)
            yield
        finally:
            _flush()
            os.dup2(kept, 1)
            os.close(nowhere)
            os.close(kept)


def _flush() -> None:
    with suppress(AttributeError, OSError, ValueError):
        sys.stdout.flush()
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).fflush(None)
