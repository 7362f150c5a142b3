"""A file as a table of text: what it is, its encoding, delimiter and header, and where each row stands in it.

Nothing is guessed in silence: an assumed encoding is a warning, and a file that is no table of text is refused by name.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from khaka.core.message import msg
from khaka.sources.base import Faults, Report, refuse

#: Bytes that a file may have, unpacked: a zip bomb must not fill the memory. All of Lok Dhaba is some 120 MB.
LARGEST: Final = 512 * 1024 * 1024
DELIMITERS: Final = (",", ";", "\t", "|")
#: Records in which the header is looked for: the Commission's statements have two banner lines above it.
HEADER_WITHIN: Final = 10

_MAGIC: Final = (
    (b"PK\x03\x04", "file_excel"),
    (b"\xd0\xcf\x11\xe0", "file_excel"),
    (b"%PDF", "file_pdf"),
    (b"PAR1", "file_parquet"),
    (b"SQLite format 3", "file_binary"),
)
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: What is neither letter nor digit. Python counts Hindi vowel signs among these, although they are half of a name.
NOT_A_LETTER: Final = re.compile("(?:(?![\u0900-\u0963])[\\W_])+")
#: Control characters and those that turn the direction of text. The joiners U+200C and U+200D belong to Hindi.
CONTROL: Final = r"[\x00-\x1f\x7f-\x{9f}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2060}\x{2066}-\x{2069}\x{feff}]+"


@dataclass(frozen=True)
class Sheet:
    """A table of text. ``rows`` has ``row`` (as in the file, the first record is 1) and the columns by header."""

    file: str
    rows: pl.DataFrame
    headers: tuple[str, ...]
    report: Report = field(default_factory=Report)


def fold(text: str) -> str:
    """Letters and digits in lower case: how headers and names are compared."""
    return NOT_A_LETTER.sub("", unicodedata.normalize("NFC", text).replace("&", "and").lower())


def open_sheet(path: Path, knows: Callable[[str], bool]) -> Sheet:
    """The table in a file.

    Parameters
    ----------
    path
        Plain or gzip.
    knows
        True for a header that the reader understands; finds the header below a banner, and the delimiter.

    Raises
    ------
    ImportFault
        Not a table of text, or a broken one.
    """
    report = Report()
    text = _text(path, report)
    delimiter, at, records = _header(text, knows)
    if not records:
        raise refuse(path.name, "file_empty")
    headers = [" ".join(h.split()) for h in records[at]]
    _check_headers(path.name, headers, at + 1)
    rows = _body(path.name, text, delimiter, headers, at)
    blank = pl.all_horizontal(pl.exclude("row").is_null())
    report.rows_read = rows.height
    kept = rows.filter(~blank)
    report.drop("blank", rows.height - kept.height)
    if not kept.height:
        raise refuse(path.name, "file_header_only")
    return Sheet(path.name, kept, tuple(h for h in headers if h), report)


def _text(path: Path, report: Report) -> str:
    """The decoded text with ``\\n`` ends."""
    if path.is_dir():
        raise refuse(path.name or str(path), "file_directory")
    if not path.exists():
        raise refuse(str(path), "file_missing")
    if path.stat().st_size > LARGEST:
        raise refuse(path.name, "file_large", megabytes=LARGEST // 1024**2)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise refuse(path.name, "file_unreadable", why=error.strerror or type(error).__name__) from error
    if raw.startswith(b"\x1f\x8b"):
        raw = _unpacked(path.name, raw)
    _refuse_foreign(path.name, raw)
    text = _decoded(path.name, raw, report)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unpacked(file: str, raw: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(raw)) as handle:
            content = handle.read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise refuse(file, "gz_truncated") from error
    if len(content) > LARGEST:
        raise refuse(file, "file_large", megabytes=LARGEST // 1024**2)
    return content


def _refuse_foreign(file: str, raw: bytes) -> None:
    if not raw.strip():
        raise refuse(file, "file_empty")
    for magic, key in _MAGIC:
        if raw.startswith(magic):
            raise refuse(file, key)
    start = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise refuse(file, "file_html")
    if start.startswith((b"{", b"[{", b"[\n", b"[\r")):
        raise refuse(file, "file_json")


def _decoded(file: str, raw: bytes, report: Report) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                raise refuse(file, "file_encoding", encoding=encoding.upper(), byte=error.start) from error
    if b"\x00" in raw:
        raise refuse(file, "file_binary")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # a UTF-8 file with a broken place must not be taken for another encoding: its names would all turn to rubbish
        mended = raw.decode("utf-8", errors="replace")
        if len(re.findall(r"[^\x00-\x7f\ufffd]", mended)) >= mended.count("\ufffd"):
            raise refuse(file, "file_encoding", encoding="UTF-8", byte=error.start) from error
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise refuse(file, "file_binary") from error
    if len(re.findall(r"[\x01-\x08\x0b\x0c\x0e-\x1f]", text)) > len(text) // 1000:
        raise refuse(file, "file_binary")  # cp1252 reads nearly anything
    report.warn("cp1252")
    return text


def _header(text: str, knows: Callable[[str], bool]) -> tuple[str, int, list[list[str]]]:
    """Delimiter, index of the header record, and the first records."""
    best: tuple[tuple[int, int], str, int, list[list[str]]] | None = None
    for delimiter in DELIMITERS:
        records = list(_records(text, delimiter))
        for at, record in enumerate(records):
            known = len({fold(h) for h in record if knows(h)})
            # a record above the header must not win by its width alone
            score = (known, len(record) if at == 0 else 0)
            if best is None or score > best[0]:
                best = (score, delimiter, at, records)
    if best is None:
        return ",", 0, []
    (known, _), delimiter, at, records = best
    return (delimiter, at, records) if known else (delimiter, 0, records)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The first records; a line that the csv module refuses ends them."""
    reader = csv.reader(io.StringIO(text[:200_000]), delimiter=delimiter)
    try:
        for _, record in zip(range(HEADER_WITHIN), reader, strict=False):
            yield record
    except csv.Error:
        return


def _check_headers(file: str, headers: list[str], row: int) -> None:
    faults = Faults(file)
    for name in sorted({h for h in headers if h and headers.count(h) > 1}):
        faults.add(msg("error.import.header_twice"), msg("error.import.header_twice_hint"), row, name)
    faults.stop()


def _body(file: str, text: str, delimiter: str, headers: list[str], at: int) -> pl.DataFrame:
    """The rows below the header, with their place in the file."""
    if text.count('"') % 2:
        raise _open_quote(file, text)
    names = [h or f"\x00{i}" for i, h in enumerate(headers)]
    body = _after(text, delimiter, at + 1)
    if not body.strip():
        raise refuse(file, "file_header_only")
    _check_width(file, body, delimiter, len(headers), at + 2)
    # a header of our own: a blank first line would else decide how many columns there are
    own = delimiter.join(f"c{i}" for i in range(len(names)))
    try:
        frame = pl.read_csv(f"{own}\n{body}".encode(), separator=delimiter, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise _malformed(file, body, delimiter, at + 2) from error
    frame.columns = names
    rows = frame.select(pl.int_range(at + 2, at + 2 + pl.len()).alias("row"), pl.all())
    trimmed = pl.col(pl.String).str.strip_chars().replace("", None)
    return rows.with_columns(trimmed).drop(n for n in names if n.startswith("\x00"))


def _malformed(file: str, body: str, delimiter: str, first: int) -> Exception:
    """The first line in which text follows a closing quotation mark, which no reader can make sense of."""
    end = re.escape(delimiter)
    pattern = re.compile(rf'(?:^|{end})"(?:[^"]|"")*"(?!"|{end}|$)')
    row = next((i for i, line in enumerate(body.split("\n"), first) if pattern.search(line)), first)
    return refuse(file, "file_malformed", row=row)


def _after(text: str, delimiter: str, records: int) -> str:
    """The text below the first records, which may hold line ends inside quotes."""
    handle = io.StringIO(text, newline="")
    reader = csv.reader(iter(handle.readline, ""), delimiter=delimiter)
    for _ in range(records):
        next(reader, None)
    return handle.read()


def _check_width(file: str, body: str, delimiter: str, width: int, first: int) -> None:
    """Every row must have as many fields as the header; a lost or added comma would shift votes into another column."""
    lines = pl.Series("line", body.removesuffix("\n").split("\n"))
    bare = lines.str.replace_all(r'"[^"]*"', "q") if '"' in body else lines
    count = bare.str.count_matches(delimiter, literal=True) + 1
    blank = lines.str.strip_chars(" \t\r" + delimiter) == ""
    wrong = ~blank & (count != width)
    if not wrong.any():
        return
    faults = Faults(file)
    try:
        for row, record in enumerate(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter), first):
            if record and len(record) != width and any(f.strip() for f in record):
                what = msg("error.import.width", found=len(record), want=width)
                faults.add(what, msg("error.import.width_hint"), row)
    except csv.Error as error:  # a field of more than 131,072 characters: a quotation mark swallowed the rest
        raise _malformed(file, body, delimiter, first) from error
    faults.stop()


def _open_quote(file: str, text: str) -> Exception:
    """The first line whose quotation mark is never closed (a field that is meant to span lines closes it later)."""
    odd = [i for i, line in enumerate(text.split("\n"), 1) if line.count('"') % 2]
    return refuse(file, "file_quote", row=odd[-1] if len(odd) == 1 else odd[0])


def clean_text(frame: pl.DataFrame, column: str, report: Report, warned: str) -> pl.DataFrame:
    """``column`` without control characters, in one normal form; a warning counts the rows that had some."""
    raw = frame[column]
    plain = raw.str.normalize("NFC").str.replace_all(CONTROL, " ")
    plain = plain.str.replace_all(r"[\s\x{a0}]+", " ").str.strip_chars()
    had = int(raw.str.contains(CONTROL).sum() or 0)
    if had:
        report.warn("control", n=had, column=warned)
    return frame.with_columns(plain.replace("", None).alias(column))
