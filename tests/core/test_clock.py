"""The one clock: aware, in UTC, moved only from inside the process."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from khaka.core.clock import aware, moved, now

KOLKATA = ZoneInfo("Asia/Kolkata")
ROOT = Path(__file__).parents[2] / "src" / "khaka"


def test_it_is_the_machines_clock_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= now() <= datetime.now(UTC)
    assert now().utcoffset() == timedelta(0)


def test_moving_it_ends_with_the_block() -> None:
    midnight = datetime(2024, 2, 29, tzinfo=KOLKATA)
    with moved(midnight):
        assert now() == midnight and now().isoformat() == "2024-02-28T18:30:00+00:00"
        with moved(timedelta(days=-1)):
            assert now() < datetime.now(UTC)
        assert now() == midnight
    assert now() > midnight


def test_a_failure_inside_moves_it_back() -> None:
    with pytest.raises(RuntimeError), moved(datetime(2024, 5, 1, tzinfo=UTC)):
        raise RuntimeError
    assert now().year >= 2025


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        aware(datetime(2024, 5, 1))
    with pytest.raises(ValueError, match="time zone"), moved(datetime(2024, 5, 1)):
        pass


@pytest.mark.parametrize("name", ["TZ", "KHAKA_NOW", "KHAKA_CLOCK", "SOURCE_DATE_EPOCH", "FAKETIME", "KHAKA_DEBUG"])
def test_no_environment_variable_moves_it(name: str) -> None:
    code = "from khaka.core.clock import now; print(now().timestamp())"
    values = {"TZ": "Pacific/Kiritimati"}
    done = subprocess.run(
        [sys.executable, "-c", code], env={name: values.get(name, "86400"), "PYTHONPATH": str(ROOT.parent)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert abs(float(done.stdout) - now().timestamp()) < 600


def test_only_the_clock_is_asked_by_the_locks() -> None:
    for path in ("mission/windows.py", "desk/guard.py", "desk/calendar.py"):
        text = (ROOT / path).read_text("utf-8")
        assert "datetime.now" not in text and "date.today" not in text and "environ" not in text
