"""A field file as counts, and section 16's indicators, as the committee's verbs take them."""

from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from khaka.committee import VERBS
from khaka.committee.monitoring import FieldReport, Indicator
from khaka.core.errors import KhakaError
from khaka.core.message import Name
from khaka.desk.monitoring import field_report_data, indicator_data
from khaka.locale import Translator
from khaka.mission.spec import Indicator as OfMission
from tests.committee.room import BODY
from tests.committee.test_monitoring_field import with_units

DAY = date(2026, 3, 1)


def read(folder: Path, text: str, **more: Any) -> dict[str, Any]:
    path = folder / "field.csv"
    path.write_bytes(text.encode("utf-8-sig"))
    return field_report_data(path, title="Visits", as_of=DAY, source="District offices", **more)


def test_a_file_of_counts_goes_in(tmp_path: Path) -> None:
    data = read(tmp_path, "इकाई;बैठकें;visits\nUP-a;१२;1,234\nUP-b;;0\n")
    assert [(c["place"], c["column"], c["count"]) for c in data["counts"]] == [
        ("UP-a", "बैठकें", 12), ("UP-a", "visits", 1234), ("UP-b", "visits", 0),
    ]  # fmt: skip
    jsonschema.validate(data, VERBS["field_report_import"].schema())
    room = with_units()
    f = room.do("strategist", "field_report_import", "body", BODY, data)
    assert room.get(FieldReport, f).file == data["file"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("visits,meetings\n1,2\n", "unit_column"),
        ("unit,code,visits\na,b,2\n", "unit_column"),
        ("unit,Voter name,visits\nUP-a,Ram,2\n", "personal_column"),
        ("unit,मोबाइल\nUP-a,9876543210\n", "personal_column"),
        ("unit,visits\nUP-a,9876543210\n", "person"),
        ("unit,visits\nram@example.org,12\n", "person"),
        ("unit,visits\nUP-a,ABC1234567\n", "person"),
        ("unit,visits\nUP-a,Ram Kumar\n", "not_count"),
        ("unit,visits\nUP-a,1.5\n", "not_count"),
        ("unit,visits\nUP-a,=1+1\n", "not_count"),
        ("unit,visits\nUP-a,-3\n", "not_count"),
        ("unit,visits\n,12\n", "no_unit"),
        ("unit,visits\nUP-a,\n", "nothing"),
        ("unit,visits\n" + "".join(f"u{n},9\n" for n in range(601)), "large"),
    ],
)
def test_what_is_no_file_of_counts_is_said(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(KhakaError) as caught:
        read(tmp_path, text)
    assert caught.value.message.key == f"error.field.{key}"
    for lang in ("en", "hi"):
        said = Translator(lang).text(caught.value.message)
        assert "error." not in said and "9876543210" not in said and "Ram" not in said, "a person is never repeated"


def test_the_unit_column_may_be_named(tmp_path: Path) -> None:
    assert read(tmp_path, "district,visits\nUP-a,7\n", unit_column="District")["counts"][0]["place"] == "UP-a"
    with pytest.raises(KhakaError):
        read(tmp_path, "district,visits\nUP-a,7\n", unit_column="block")


def test_an_indicator_of_section_16_is_set() -> None:
    room = with_units()
    percent = OfMission(
        Name("text", "x", (("en", "Booths with an agent"), ("hi", "एजेंट वाले बूथ"))), "Office", "percent", 40, 60
    )
    data = indicator_data(percent, 2)
    assert (data["unit"], data["target"]) == ("share", 0.6)
    i = room.do("sec", "indicator_set", "body", BODY, data)
    assert room.get(Indicator, i).name.hi == "एजेंट वाले बूथ"
    plain = indicator_data(OfMission(Name("text", "Candidates named"), "Office"), 1, "b1")
    assert plain["figure"] == "s16.indicator-1.last" and "target" not in plain
    assert room.why("sec", "indicator_set", "body", BODY, plain) == {"refers_to_nothing"}
