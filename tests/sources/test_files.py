"""What a file is: encodings, delimiters, damage. Every refusal says its name."""

import gzip
from pathlib import Path

import pytest

from khaka.sources import ImportFault, Names, Options
from tests.sources.shapes import SMALL_GE, Form, read_as

GOOD = SMALL_GE.encode()
LINES = SMALL_GE.splitlines()


def key_of(caught: pytest.ExceptionInfo[ImportFault]) -> str:
    return caught.value.faults[0].what.key.removeprefix("error.import.")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "file_empty"),
        (b"  \n\n", "file_empty"),
        (LINES[0].encode() + b"\n", "file_header_only"),
        (LINES[0].encode() + b"\n,,,,,,,,,,,,,,,\n", "file_header_only"),
        (b"PK\x03\x04rest of a workbook", "file_excel"),
        (b"\xd0\xcf\x11\xe0old workbook", "file_excel"),
        (b"%PDF-1.7\n...", "file_pdf"),
        (b"PAR1....", "file_parquet"),
        (b"<!DOCTYPE html><html>404</html>", "file_html"),
        (b"\xef\xbb\xbf<table><tr><td>1</td></tr></table>", "file_html"),
        (b'{"rows": []}', "file_json"),
        (bytes(range(256)) * 20, "file_binary"),
        (b"\x81\x8d" + GOOD, "file_binary"),
        (b"\xff\xfe" + SMALL_GE.encode("utf-16-le")[:-1], "file_encoding"),
        (SMALL_GE.replace("SONIA", "SÖNIA").encode() + b"\xd6", "file_encoding"),
        (SMALL_GE.replace("SONIA GANDHI", '"SONIA" GANDHI').encode(), "file_malformed"),
        (gzip.compress(gzip.compress(GOOD)), "file_binary"),
        (gzip.compress(GOOD)[:-20], "gz_truncated"),
        (b"\x1f\x8b not gzip", "gz_truncated"),
        (SMALL_GE.replace("LUCKNOW", '"LUCKNOW', 1).encode(), "file_quote"),
        (SMALL_GE.replace("State_Name,Assembly_No", "State_Name,State_Name").encode(), "header_twice"),
        (SMALL_GE.replace("2040367,LUCKNOW", "2040367,LUCKNOW,EXTRA", 1).encode(), "width"),
        (SMALL_GE.replace(",1099000", "", 1).encode(), "width"),
        (SMALL_GE.replace(",Party,", ",Block,").encode(), "columns_missing"),
        (b"a,b,c\n1,2,3\n", "columns_missing"),
    ],
)
def test_refused_by_name(content: bytes, key: str, read: Form) -> None:
    with pytest.raises(ImportFault) as caught:
        read("tcpd", content)
    assert key_of(caught) == key


def test_width_names_its_row(read: Form) -> None:
    with pytest.raises(ImportFault) as caught:
        read("tcpd", SMALL_GE.replace("534918,902000,", "534918,", 1))
    assert caught.value.faults[0].row == 6


def test_a_folder_and_a_missing_file(names: Names, tmp_path: Path) -> None:
    for path, key in ((tmp_path, "file_directory"), (tmp_path / "no.csv", "file_missing")):
        with pytest.raises(ImportFault) as caught:
            read_as("tcpd", path, Options(names))
        assert key_of(caught) == key


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        b"\xef\xbb\xbf" + GOOD,
        b"\xff\xfe" + SMALL_GE.encode("utf-16-le"),
        b"\xfe\xff" + SMALL_GE.encode("utf-16-be"),
        gzip.compress(GOOD),
        SMALL_GE.replace("\n", "\r\n").encode(),
        SMALL_GE.replace("\n", "\r").encode(),
        SMALL_GE.rstrip("\n").encode(),
        SMALL_GE.replace(",", ";").encode(),
        SMALL_GE.replace(",", "\t").encode(),
        SMALL_GE.replace(",", "|").encode(),
        SMALL_GE.replace("RAJ NATH SINGH", '"RAJ NATH SINGH"').encode(),
    ],
    ids=["utf8", "bom", "utf16le", "utf16be", "gz", "crlf", "cr", "no-end", "semicolon", "tab", "pipe", "quotes"],
)
def test_the_same_table_in_every_dress(content: bytes, read: Form) -> None:
    got, plain = read("tcpd", content), read("tcpd", GOOD)
    assert got.frames["results"].equals(plain.frames["results"])
    assert got.report.rows_read == 6


def test_windows_1252_is_said(read: Form) -> None:
    got = read("tcpd", SMALL_GE.replace("SONIA", "SÖNIA").encode("cp1252"))
    assert "cli.import.warn.cp1252" in [w.key for w in got.report.warnings]
    assert "SÖNIA GANDHI" in got.frames["results"]["candidate"].to_list()


def test_blank_lines_are_counted_and_rows_keep_their_numbers(read: Form) -> None:
    text = SMALL_GE.replace("\nUttar_Pradesh,17,36", "\n\nUttar_Pradesh,17,36", 1)
    got = read("tcpd", text)
    assert (got.report.rows_read, got.report.rows_kept) == (7, 6)
    with pytest.raises(ImportFault) as caught:
        read("tcpd", text.replace("367082", "x"))
    assert caught.value.faults[0].row == 8


def test_line_end_inside_quotes(read: Form) -> None:
    got = read("tcpd", SMALL_GE.replace("RAJ NATH SINGH", '"RAJ\nNATH, SINGH"'))
    assert "RAJ NATH, SINGH" in got.frames["results"]["candidate"].to_list()


def test_control_characters_go_and_formulas_stay_text(read: Form) -> None:
    text = SMALL_GE.replace("RAJ NATH SINGH", "RAJ\u202e NATH\x07 SINGH").replace("SONIA GANDHI", "=cmd()|A1")
    got = read("tcpd", text)
    assert {"RAJ NATH SINGH", "=cmd()|A1"} <= set(got.frames["results"]["candidate"].drop_nulls())
    assert "cli.import.warn.control" in [w.key for w in got.report.warnings]


def test_hindi_names_keep_their_joiners(read: Form) -> None:
    name = "शक्\u200dति सिंह"
    got = read("tcpd", SMALL_GE.replace("SONIA GANDHI", name))
    assert name in got.frames["results"]["candidate"].to_list()
    assert not got.report.warnings or "cli.import.warn.control" not in [w.key for w in got.report.warnings]
