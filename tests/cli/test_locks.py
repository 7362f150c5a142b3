"""The lock of the law on the command line, and `khaka calendar`, with the clock moved from inside the process."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from khaka.cli.main import run
from khaka.core.clock import moved

pytestmark = pytest.mark.slow

IST = ZoneInfo("Asia/Kolkata")
BETWEEN, SILENT = datetime(2024, 5, 1, 12, tzinfo=IST), datetime(2024, 5, 12, 12, tzinfo=IST)


def khaka(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *args: str, at: datetime | None = None
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["khaka", *args])
    with pytest.raises(SystemExit) as ended:
        if at is None:
            run()
        else:
            with moved(at):
                run()
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


@pytest.mark.parametrize(
    "args",
    [
        ("forecast", "mission-2024", "--json"),
        ("forecast", "mission-2024", "--as-of", "2021-01-01"),
        ("forecast", "mission-2024-bjp", "--export", "draws.parquet"),
        ("scenario", "mission-2024", "--swing", "INC=+2"),
        ("sharing", "mission-2024", "--state", "MH"),
        ("effort", "mission-2024"),
        ("alliances", "mission-2024"),
        ("focus", "mission-2024", "--rule", "best-expected", "--seats", "50"),
        ("polls", "mission-2024", "--election", "LS2024", "--as-of", "2024-04-10"),
    ],
    ids=lambda a: " ".join(a[:3]),
)
def test_the_doors_are_shut_in_two_lines(
    args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = khaka(monkeypatch, capsys, *args, at=SILENT)
    assert (code, out) == (1, "")
    lines = [line for line in err.strip().splitlines() if "locked" in line or "opens again" in line]
    assert len(lines) == 2 and "LS2024" in lines[0] and "2024" in lines[1] and "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_the_lock_speaks_hindi(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = khaka(monkeypatch, capsys, "forecast", "mission-2024", "--lang", "hi", at=BETWEEN)
    assert code == 1 and "1 जून 2024, 18:30 बजे" in err and "अनुमान" in err


@pytest.mark.parametrize(
    "args",
    [
        ("weaknesses", "mission-2024", "--json"),
        ("briefs", "mission-2024", "--json"),
        ("focus", "mission-2024", "--json"),
        ("seat", "UP-36", "--json"),
        ("calendar", "mission-2024", "--json"),
        ("mission", "list"),
    ],
    ids=lambda a: a[0],
)
def test_what_holds_no_forecast_stays_open(
    args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = khaka(monkeypatch, capsys, *args, at=BETWEEN)
    assert code == 0 and out


def test_no_variable_option_or_schedule_of_ones_own_opens_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("KHAKA_NOW", "KHAKA_UNLOCK", "SOURCE_DATE_EPOCH", "TZ"):
        monkeypatch.setenv(name, "0")
    assert khaka(monkeypatch, capsys, "forecast", "mission-2024", "--seed", "9", at=BETWEEN)[0] == 1
    own = tmp_path / "own.toml"
    own.write_text('party = "INC"\nelection = "LS2024"\nbase = "LS2019"\nas_of = 2022-04-16\n'
                   "[schedule]\nphases = [2024-12-01]\n", "utf-8")  # fmt: skip
    assert khaka(monkeypatch, capsys, "mission", "check", str(own))[0] == 0
    assert khaka(monkeypatch, capsys, "forecast", str(own), at=BETWEEN)[0] == 1


def test_a_feed_is_the_same_from_two_processes(tmp_path: Path) -> None:
    code = "from khaka.cli.main import run; run()"
    made = []
    for zone, name in (("UTC", "a.ics"), ("America/New_York", "b.ics")):
        done = subprocess.run(
            [sys.executable, "-c", code, "calendar", "mission-2024", "--lang", "hi", "--ics", str(tmp_path / name)],
            capture_output=True, text=True, timeout=60, env={"TZ": zone, "PYTHONHASHSEED": "7", "HOME": str(tmp_path)},
        )  # fmt: skip
        assert done.returncode == 0 and "प्रविष्टियां" in done.stderr and done.stdout == ""
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1] and made[0].startswith(b"BEGIN:VCALENDAR")


def test_the_calendar_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = khaka(monkeypatch, capsys, "calendar", "mission-2024", "--json")
    document = json.loads(out)
    assert code == 0 and document["unannounced"]["hi"].startswith("16 अप्रैल 2022")
    keys = {"id", "uid", "kind", "title", "all_day", "start", "end", "certainty", "source", "url", "notes"}
    assert all(set(e) == keys and set(e["title"]) == {"en", "hi"} for e in document["events"])


def test_wrong_names_are_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for args, said in (
        (("calendar", "mission-2042"), "mission-2042"),
        (("calendar", "mission-2024", "--ics", "plan.txt"), "does not end in .ics"),
    ):
        code, out, err = khaka(monkeypatch, capsys, *args)
        assert (code, out) == (1, "") and said in err and "Traceback" not in err
    assert not list(tmp_path.iterdir())
