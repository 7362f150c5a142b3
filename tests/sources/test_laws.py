"""What holds for every importer and every table: order does not matter, rows add up, every word has a text."""

import ast
from pathlib import Path

import polars as pl
import pytest
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import khaka.sources
from khaka.sources import SOURCES, ImportFault, Names, Options
from tests.sources.shapes import SMALL_GE, Form, read_as

pytestmark = pytest.mark.slow

LOCALE = Path(khaka.sources.__file__).parents[1] / "locale"
LINES = SMALL_GE.splitlines()


@pytest.mark.parametrize("form", SOURCES.names)
def test_every_importer_says_whose_data_it_reads(form: str) -> None:
    reader = SOURCES[form]
    assert reader.name == form
    assert reader.country and reader.suffixes
    assert reader.source.publisher and reader.source.licence and reader.source.title
    module = __import__(f"khaka.sources.{form}", fromlist=["x"])
    assert all(word in module.__doc__ for word in ("Publisher", "Known faults"))


@pytest.mark.parametrize("form", SOURCES.names)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"\n",
        b"a",
        b"a\n",
        b"a,b\n1,2\n",
        b'"',
        b'"a\n',
        b",,,\n,,,\n",
        b"\xff",
        b"\xef\xbb\xbf",
        b"a\x00b,c\n",
    ],
)
def test_no_importer_ever_falls_over(form: str, content: bytes, read: Form) -> None:
    with pytest.raises(ImportFault):
        read(form, content)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(LINES[1:]))
def test_the_order_of_rows_does_not_matter(names: Names, tmp_path: Path, rows: list[str]) -> None:
    path = tmp_path / "file.csv"
    frames = []
    for lines in (LINES[1:], rows):
        path.write_text("\n".join([LINES[0], *lines]) + "\n", "utf-8")
        frames.append(read_as("tcpd", path, Options(names)).frames)
    assert frames[0]["results"].equals(frames[1]["results"])
    assert frames[0]["contests"].equals(frames[1]["contests"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*LINES[1:], "", LINES[1].replace("2019,5,4,0,1", "2020,11,4,1,1")]), max_size=12),
    st.randoms(use_true_random=False),
)
def test_rows_read_are_kept_or_dropped(names: Names, tmp_path: Path, more: list[str], random: object) -> None:
    rows = [*LINES[1:], *more]
    random.shuffle(rows)  # type: ignore[attr-defined]
    path = tmp_path / "file.csv"
    path.write_text("\n".join([LINES[0], *rows]) + "\n", "utf-8")
    got = read_as("tcpd", path, Options(names))
    report = got.report
    assert report.rows_read == report.rows_kept + report.rows_dropped == len(rows)
    assert report.rows_kept == got.frames["results"].height == 6


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 3000), st.binary(min_size=1, max_size=6))
def test_damaged_bytes_are_refused_or_read_but_never_crash(names: Names, tmp_path: Path, at: int, junk: bytes) -> None:
    raw = SMALL_GE.encode()
    at %= len(raw)
    path = tmp_path / "file.csv"
    path.write_bytes(raw[:at] + junk + raw[at + len(junk) :])
    try:
        report = read_as("tcpd", path, Options(names)).report
    except ImportFault as fault:
        assert fault.faults
    else:
        assert report.rows_read == report.rows_kept + report.rows_dropped


def keys_in(tree: ast.AST) -> set[str]:
    """Keys that the importers build from a stem; those written out are seen by the test of the catalogues."""
    place = {"rows": (3, "error.import.{}"), "refuse": (1, "error.import.{}")}
    place |= {"warn": (0, "cli.import.warn.{}"), "warn_list": (0, "cli.import.warn.{}")}
    place |= {"drop": (0, "cli.import.dropped.{}")}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "drop" and "report" not in ast.unparse(node.func):
                continue  # a column of a table
            if name in place and len(node.args) > place[name][0]:
                stem = node.args[place[name][0]]
                if isinstance(stem, ast.Constant) and isinstance(stem.value, str):
                    found.add(place[name][1].format(stem.value))
    return found | {f"{k}_hint" for k in found if k.startswith("error")}


def test_every_word_of_the_importers_has_a_text_in_both_languages() -> None:
    files = [*Path(khaka.sources.__file__).parent.glob("*.py"), LOCALE.parent / "desk" / "imports.py"]
    used = set().union(*(keys_in(ast.parse(p.read_text("utf-8"))) for p in files))
    used |= {f"error.import.{k}{h}" for k in ("poll_share", "poll_seats", "seat_number") for h in ("", "_hint")}
    assert len(used) > 100
    for lang in ("en", "hi"):
        have = set()
        for domain in ("sources", "catalog"):
            with (LOCALE / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as handle:
                have |= {m.id for m in read_po(handle) if m.id and m.string}
        assert used - have == set()


def test_a_large_table_is_read_by_columns(names: Names, tmp_path: Path) -> None:
    """20,000 rows of 200 seats: only the number of rows differs from the small sample, not the way."""
    rows = [
        f"Uttar_Pradesh,17,{n % 80 + 1},2019,5,4,0,{n // 80 + 1},C{n},M,IND,{900000 - n},,,,GE" for n in range(20_000)
    ]
    path = tmp_path / "GE.csv"
    path.write_text("\n".join([LINES[0], *rows]) + "\n", "utf-8")
    got = read_as("tcpd", path, Options(names))
    assert got.frames["contests"].height == 80
    assert got.frames["results"].filter(pl.col("position") == 1).height == 80
