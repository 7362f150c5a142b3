"""The poll average on polls whose truth is known, and on the catalogue's own."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from khaka.catalog import Catalog
from khaka.core.errors import DataFault, KhakaError
from khaka.forecast.polls import PollModel, average, average_of, eve, exit_polls
from khaka.forecast.polls.past import true_seats, true_shares
from khaka.forecast.polls.reading import last_day
from khaka.locale import Translator

START, COLUMNS = date(2030, 1, 1), Catalog().table("polls").columns
DAY = START + timedelta(days=100)


def row(poll: str, share: float | None, day: int, house: str = "H1", label: str = "NDA", **more: str) -> dict[str, str]:
    """A row of the table: a poll in the field on a day after START, published four days later."""
    field = START + timedelta(days=day)
    base = dict.fromkeys(COLUMNS, "") | {
        "poll_id": poll, "election": "LS2030", "kind": "opinion", "pollster": house, "publisher": "Paper",
        "field_start": field.isoformat(), "field_end": (field + timedelta(days=2)).isoformat(),
        "published": (field + timedelta(days=4)).isoformat(),
        "published_latest": (field + timedelta(days=4)).isoformat(), "sample_size": "10000", "scope": "IN",
        "alliance_or_party": label, "vote_share_pct": "" if share is None else str(share), "scope_seats": "543",
        "party_or_alliance_kind": "alliance",
    }  # fmt: skip
    return base | more


def table(*rows: dict[str, str]) -> pl.DataFrame:
    return pl.DataFrame([{k: v or None for k, v in r.items()} for r in rows], schema=dict.fromkeys(COLUMNS, pl.String))


def flat(n: int, noise: float = 1.3, level: float = 40.0, seed: int = 1) -> list[dict[str, str]]:
    rng = np.random.default_rng(seed)
    return [row(f"P{i}", level + rng.normal(0, noise), 3 * i, f"H{i % 4}") for i in range(n)]


def test_flat_polls_recover_the_level() -> None:
    found = average_of(table(*flat(30)), "LS2030", DAY)
    nda = found.scope()["NDA"]
    assert abs(nda.share_pct - 40) < 2 * nda.polling_sd_pp
    assert nda.polling_sd_pp < 2
    assert nda.polls == 30
    assert found.national == {"NDA": nda.share_pct}
    covered = [
        abs((s := average_of(table(*flat(12, seed=i)), "LS2030", DAY).scope()["NDA"]).share_pct - 40)
        < 1.645 * s.polling_sd_pp
        for i in range(30)
    ]
    assert np.mean(covered) > 0.85


def test_herded_polls_do_not_shrink_below_the_shared_error() -> None:
    model = PollModel()
    for n in (3, 33, 99):
        herd = [row(f"P{i}", 41.0, i, f"H{i % 9}", sample_size="500000") for i in range(n)]
        nda = average_of(table(*herd), "LS2030", DAY).scope()["NDA"]
        assert nda.sd_pp > model.shared_nation_pp
        assert nda.share_pct == pytest.approx(41.0, abs=0.01)


def test_a_large_sample_counts_no_more_than_the_cap() -> None:
    found = average_of(table(row("A", 40.0, 1, sample_size="900000"), row("B", 40.0, 2)), "LS2030", DAY)
    assert [p.effective for p in found.used] == [1500.0, 1500.0]
    small = average_of(table(row("A", 40.0, 1, sample_size="900")), "LS2030", DAY)
    assert small.used[0].effective == 300.0


def test_an_outlier_house_gets_a_house_effect() -> None:
    rows = flat(24) + [row(f"X{i}", 47.0, 3 * i, "Outlier (Series)") for i in range(24)]
    found = average_of(table(*rows), "LS2030", DAY)
    effects = {h.house: h for h in found.houses}
    assert effects["Outlier"].effect_pp > 3
    assert all(abs(h.effect_pp) < 2 for name, h in effects.items() if name != "Outlier")
    plain_mean = np.mean([float(r["vote_share_pct"]) for r in rows])
    assert abs(found.national["NDA"] - 40) < 0.6 * abs(plain_mean - 40)  # however often it polls, it is one house
    lone = average_of(table(row("A", 47.0, 1)), "LS2030", DAY)
    assert abs(lone.houses[0].effect_pp) < 0.1  # one house alone: its lean cannot be told from the level
    assert lone.scope()["NDA"].polling_sd_pp > PollModel().house_pp


def test_a_later_poll_does_not_change_an_earlier_average() -> None:
    rows = flat(20)
    early = START + timedelta(days=30)
    assert average_of(table(*rows), "LS2030", early) == average_of(table(*rows[:9]), "LS2030", early)
    late = row("L", 60.0, 80, published="2030-05", published_latest="2030-05-31")
    assert average_of(table(*rows, late), "LS2030", date(2030, 5, 30)) == average_of(
        table(*rows), "LS2030", date(2030, 5, 30)
    )
    assert average_of(table(*rows, late), "LS2030", date(2030, 5, 31)).used[-1].poll_id == "L"


def test_a_month_counts_from_its_last_day() -> None:
    assert last_day("2024-02") == date(2024, 2, 29)
    assert last_day("2024") == date(2024, 12, 31)
    assert last_day("") is None
    month = row("M", 40.0, 3, published="2030-01", published_latest="")
    assert average_of(table(month), "LS2030", date(2030, 1, 30)).empty
    assert not average_of(table(month), "LS2030", date(2030, 1, 31)).empty


def test_exit_polls_are_refused() -> None:
    rows = flat(4)
    found = average_of(table(*rows, row("X", 55.0, 20, kind="exit")), "LS2030", DAY)
    assert found.series == average_of(table(*rows), "LS2030", DAY).series
    assert [(r.poll.poll_id, [m.key for m in r.reasons]) for r in found.refused] == [("X", ["polls.refused.exit"])]


def test_parts_are_left_out_of_sums() -> None:
    rows = [
        row("P", 40.0, 1), row("P", 35.0, 1, label="BJP", part_of="NDA"), row("P", 30.0, 1, label="UPA"),
        row("P", 30.0, 1, label="OTH"),
    ]  # fmt: skip
    found = average_of(table(*rows), "LS2030", DAY)
    assert set(found.national) == {"NDA", "UPA", "OTH"}
    assert sum(found.national.values()) == pytest.approx(100)
    bjp = next(s for s in found.series if s.label == "BJP")
    assert (bjp.part_of, bjp.share_pct) == ("NDA", pytest.approx(35))


def test_seats_only_polls_are_kept_and_not_averaged() -> None:
    rows = flat(4)
    found = average_of(table(*rows, row("S", None, 20, seats_mid="400", seats_low="380")), "LS2030", DAY)
    assert found.series == average_of(table(*rows), "LS2030", DAY).series
    assert [(p.poll_id, p.readings[0].seats, p.readings[0].seats_low) for p in found.seats_only] == [("S", 400, 380)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"pollster": ""}, "no_pollster"),
        ({"field_start": "", "field_end": ""}, "no_dates"),
        ({"sample_size": ""}, "no_sample"),
        ({"field_start": "2030-03-01"}, "wrong_dates"),
        ({"field_end": "2030-12-01"}, "wrong_dates"),
        ({"vote_share_pct": "140"}, "wrong_shares"),
        ({"vote_share_pct": ""}, "seats_only"),
    ],
)
def test_unusable_polls_are_listed_with_the_reason(change: dict[str, str], reason: str) -> None:
    found = average_of(table(row("P", 40.0, 10, **change)), "LS2030", date(2031, 1, 1))
    assert found.empty
    assert found.last_day is None
    assert [m.key for m in found.refused[0].reasons] == [f"polls.refused.{reason}"]
    for lang in ("en", "hi"):
        assert Translator(lang).has(f"polls.refused.{reason}")


def test_a_poll_that_cannot_be_read_is_a_fault() -> None:
    for change in ({"published": "", "published_latest": ""}, {"sample_size": "many"}):
        with pytest.raises(DataFault) as error:
            average_of(table(row("P", 40.0, 1, **change)), "LS2030", DAY)
        assert "P" in Translator("hi").text(error.value.message)


def test_grades_fall_with_age_gaps_and_past_errors() -> None:
    rows = table(row("P", 40.0, 90))

    def grade(day: date, past: float | None, polls: pl.DataFrame = rows) -> str:
        return average_of(polls, "LS2030", day, past_error_seats={} if past is None else {"H1": past}).used[0].grade

    assert grade(DAY, 20.0) == "A"
    assert grade(DAY, 90.0) == "B"
    assert grade(DAY + timedelta(days=100), 90.0) == "C"
    assert grade(DAY + timedelta(days=300), 90.0) == "D"
    assert grade(DAY, None, table(row("P", 40.0, 90, publisher="", field_start=""))) == "C"


def test_a_state_gets_its_part_of_the_sample() -> None:
    rows = [
        row("P", 40.0, 1, sample_size="5430"),
        row("P", 50.0, 1, scope="UP", scope_states="UP", scope_seats="80", sample_size="5430"),
    ]
    found = average_of(table(*rows), "LS2030", DAY)
    sizes = {p.scope: p.effective for p in found.used}
    assert sizes["IN"] == 1500.0
    assert sizes["UP"] == pytest.approx(800 / 3)
    assert found.scope("UP")["NDA"].shared_pp > found.scope()["NDA"].shared_pp


def test_an_old_series_is_left_out_of_sums() -> None:
    rows = [row("A", 28.0, 0, label="UPA"), row("A", 42.0, 0), row("B", 44.0, 220), row("B", 38.0, 220, label="INDIA")]
    found = average_of(table(*rows), "LS2030", date(2031, 1, 1))
    assert set(found.national) == {"NDA", "INDIA"}
    assert next(s for s in found.series if s.label == "UPA").stale


# ---- the catalogue's own ----------------------------------------------------------------------------------------


def test_past_elections_on_the_eve() -> None:
    catalog = Catalog()
    for election, labels in (("LS2014", {"NDA", "UPA"}), ("LS2019", {"NDA", "UPA"}), ("LS2024", {"NDA", "INDIA"})):
        day = eve(catalog, election)
        found = average(catalog, election, day)
        assert labels <= set(found.national)
        assert all(p.published <= day and p.kind == "opinion" and p.grade for p in found.used)
        truth = true_shares(catalog, election)
        for label in labels:
            series = found.scope()[label]
            assert abs(series.share_pct - truth[label]) < 2.6 * series.sd_pp
    assert true_seats(catalog, "LS2019")["NDA"] == 353
    assert true_seats(catalog, "LS2024") == {"NDA": 293, "INDIA": 234}


def test_no_poll_is_usable_before_2009() -> None:
    found = average(Catalog(), "LS2009", date(2009, 4, 15))
    assert found.empty
    assert found.refused
    assert found.national == {}


def test_a_dated_view_is_never_widened() -> None:
    view = Catalog().known_on(date(2022, 4, 16))
    found = average(view, "LS2024", date(2024, 4, 18))
    assert found.as_of == date(2022, 4, 16)
    assert all(p.published <= date(2022, 4, 16) for p in found.used)
    assert found == average(Catalog(), "LS2024", date(2022, 4, 16))


def test_past_errors_look_back_only() -> None:
    catalog = Catalog()
    assert average(catalog, "LS2009", date(2009, 4, 15)).past_error_seats == {}
    before, after = (average(catalog, "LS2019", d) for d in (date(2014, 3, 1), date(2019, 4, 10)))
    assert set(before.past_error_seats) < set(after.past_error_seats)
    assert after.shared_nation_pp != PollModel().shared_nation_pp


def test_exit_polls_only_after_the_count() -> None:
    assert exit_polls(Catalog(), "LS2019").height > 0
    with pytest.raises(KhakaError):
        exit_polls(Catalog().known_on(date(2019, 5, 20)), "LS2019")


# ---- the command ------------------------------------------------------------------------------------------------


def test_command_prints_and_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    from typer.testing import CliRunner

    from khaka.cli.main import app

    run = CliRunner()
    shown = run.invoke(app, ["polls", "mission-2024", "--election", "LS2019", "--json"])
    assert shown.exit_code == 0
    document = json.loads(shown.stdout)
    assert document["as_of"] == "2019-04-10"
    assert {s["label"] for s in document["average"]} == {"BJP", "INC", "NDA", "OTH", "UPA"}
    assert {s["label"] for s in document["ours"]} == {"INC", "UPA"}
    assert all(r["why"] for r in document["refused"])
    for lang in ("en", "hi"):
        words = run.invoke(app, ["polls", "mission-2024", "--lang", lang])
        assert words.exit_code == 0
        assert "cli.polls" not in words.stdout
        assert "polls." not in words.stdout
    empty = run.invoke(app, ["polls", "mission-2024", "--as-of", "2019-12-01"])
    assert "history, not polls" in empty.stdout
    assert isinstance(run.invoke(app, ["polls", "mission-2024", "--election", "LS2030"]).exception, KhakaError)
