"""A report from a file, or from what an address gave: main text kept apart from page furniture, title, date, language."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path
from typing import Any, Final

import regex

from khaka.claims import furniture, page
from khaka.claims.base import Report
from khaka.claims.page import Block
from khaka.claims.text import clean, fold, is_hindi, letters_of_known_scripts
from khaka.claims.when import date_in
from khaka.core.errors import KhakaError
from khaka.core.message import msg

#: Bytes that a report may have: a long page with its scripts has one or two million.
LARGEST: Final = 8 * 1024 * 1024
#: Characters of main text; a book is no report.
LONGEST: Final = 400_000

_MAGIC: Final = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"%PDF", "pdf"), (b"\x1f\x8b", "gzip"), (b"\xd0\xcf\x11\xe0", "office"),
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"RIFF", "image"), (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf", "zip"), (b"Rar!", "zip"), (b"BZh", "zip"), (b"\xfd7zXZ", "zip"), (b"SQLite format 3", "binary"),
    (b"\x7fELF", "binary"), (b"MZ", "binary"), (b"PAR1", "binary"), (b"\x00\x00\x00\x18ftyp", "binary"), (b"<?xml", "xml"),
    (b"<svg", "xml"),
)  # fmt: skip
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET: Final = regex.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", regex.IGNORECASE)
_HTML: Final = regex.compile(
    rb"<(?:!doctype\s+html|html|head|body|p|div|article|h1|meta|br|span|script)\b", regex.IGNORECASE
)


def read_report(path: Path) -> Report:
    """The report in a file.

    Parameters
    ----------
    path
        HTML or plain text; the content decides, not the name's ending.

    Raises
    ------
    KhakaError
        No such file, a folder, empty, too large, another kind of file, or text that cannot be decoded.
    """
    if path.is_dir():
        raise _fault(path.name or str(path), "folder")
    if not path.exists():
        raise KhakaError(msg("error.claims.missing", file=str(path)), msg("error.claims.missing_hint"))
    try:
        if path.stat().st_size > LARGEST:
            raise _fault(path.name, "large", megabytes=LARGEST // 1024**2)
        raw = path.read_bytes()
    except OSError as error:
        raise KhakaError(
            msg("error.claims.unreadable", file=path.name, why=error.strerror or type(error).__name__)
        ) from error
    return report_of(raw, path.name)


def report_of(raw: bytes, name: str) -> Report:
    """The report in the bytes of a file or of a fetched page.

    Parameters
    ----------
    raw
        The bytes.
    name
        What errors call it.
    """
    if len(raw) > LARGEST:
        raise _fault(name, "large", megabytes=LARGEST // 1024**2)
    _refuse_foreign(raw, name)
    text = _decoded(raw, name)
    if _looks_html(text):
        title, published, blocks = page.read_page(text)
    else:
        title, published, blocks = _plain(text)
    return _report(name, title, published, blocks)


def _fault(file: str, what: str, **more: Any) -> KhakaError:
    return KhakaError(msg(f"error.claims.{what}", file=file, **more), msg("error.claims.kinds"))


def _refuse_foreign(raw: bytes, name: str) -> None:
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise _fault(name, "empty")
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (magic == b"<?xml" and b"<html" in head.lower()):
            raise _fault(name, "kind", kind=msg(f"claims.kind.{kind}"))
    # a file that is two kinds at once shows one thing to a person and another to a program
    if b"%PDF-" in raw[:1024] or b"PK\x03\x04" in raw or b"PK\x05\x06" in raw[-66_000:]:
        raise _fault(name, "two_kinds")
    if head.startswith((b"{", b"[{")) and head.rstrip()[:1] in b"{[" and b'":' in head:
        raise _fault(name, "kind", kind=msg("claims.kind.json"))


def _decoded(raw: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _try(raw, encoding, name).removeprefix("\ufeff")
    if raw.count(b"\x00") > len(raw) // 1000:
        raise _fault(name, "kind", kind=msg("claims.kind.binary"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _CHARSET.search(raw[:4096])
        encoding = declared.group(1).decode().lower() if declared else "utf-8"
        if encoding not in ("utf-8", "utf8"):
            return _try(raw, encoding, name)
        # one broken place must not turn the whole of a Hindi text into rubbish
        mended = raw.decode("utf-8", errors="replace")
        if mended.count("\ufffd") <= max(3, len(mended) // 2000) and len(regex.findall(r"\p{Devanagari}", mended)):
            return mended
        high = sum(b > 127 for b in raw)
        if high > len(raw) // 20:
            raise _fault(name, "encoding", encoding="UTF-8", byte=error.start) from error
    return _try(raw, "cp1252", name)


def _try(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise _fault(name, "encoding", encoding=encoding.upper(), byte=getattr(error, "start", 0)) from error


def _looks_html(text: str) -> bool:
    head = text[:20_000].encode("utf-8", "replace")
    return len(_HTML.findall(head)) >= 2 or regex.match(rb"\s*<(?:!doctype|html)", head, regex.IGNORECASE) is not None


def _plain(text: str) -> tuple[str | None, date | None, list[Block]]:
    """Plain text: paragraphs at blank lines, or at line ends where lines are whole sentences; the first line may be the title."""
    lines = clean(text).split("\n")
    paragraphs = _unwrapped(lines)
    title = None
    if len(paragraphs) > 1 and len(paragraphs[0].split()) <= 25 and not regex.search(r"[।.]$", paragraphs[0]):
        if not furniture.is_line(paragraphs[0]):
            title, paragraphs = paragraphs[0], paragraphs[1:]
    return title, None, [Block(p) for p in paragraphs]


#: "PTN | Sep 14, 2022, 20:11 IST"
_STAMP: Final = regex.compile(r"[^|]{2,40}\|\s*[^|]{3,25}\b(?:19|20)\d\d\b[^|]{0,20}")


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines joined where a sentence runs over a line end."""
    out: list[str] = []
    joined = False
    for line in lines:
        if not line:
            joined = False
            continue
        if (
            joined
            and out
            and not furniture.ends_as_sentence(out[-1])
            and len(out[-1]) > 50
            and not furniture.is_line(line)
            and not _STAMP.fullmatch(line)
        ):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
        joined = True
    return out


def _report(name: str, title: str | None, published: date | None, blocks: list[Block]) -> Report:
    kept, removed = _sorted_out(title, blocks)
    body = "\n".join(kept)
    if not regex.search(r"\p{L}{2}", body):
        raise _fault(name, "no_text")
    if len(body) > LONGEST:
        raise _fault(name, "long", letters=LONGEST)
    known, letters = letters_of_known_scripts(body)
    if known * 2 < letters:
        raise KhakaError(msg("error.claims.language", file=name), msg("error.claims.language_hint"))
    published = published or _printed_date(kept, removed)
    return Report(title, published, "hi" if is_hindi(body) else "en", tuple(kept), tuple(removed))


def _sorted_out(title: str | None, blocks: list[Block]) -> tuple[list[str], list[str]]:
    """Main text and furniture, both in the order of the page."""
    kept: list[str] = []
    removed: list[str] = []
    comments = others = False
    for block in blocks:
        text = clean(block.text).strip()
        if not text or (title and fold(text) == fold(title)):
            continue
        if furniture.starts_comments(text) and kept:
            comments = True
        elif furniture.starts_others(text):
            others = True
            removed.append(text)
            continue
        elif others and ((furniture.ends_as_sentence(text) and len(text.split()) > 12) or len(text.split()) > 30):
            others = False
        if comments or others or block.furniture or furniture.is_line(text):
            removed.append(text)
        elif text not in kept:
            kept.append(text)
    return kept, removed


def _printed_date(kept: list[str], removed: list[str]) -> date | None:
    """A full date in a dateline, or in a line that says when the page was published."""
    for line in removed:
        if regex.search(r"publish|posted|प्रकाशित|पब्लिश|updated|अपडेट", fold(line)):
            day = date_in(line)
            if day:
                return day
    if kept:
        head = regex.match(r"[^।:]{0,80}?(?:[:।]|\s-\s|\s—\s)|.{0,40}", kept[0])
        return date_in(head.group()) if head else None
    return None
