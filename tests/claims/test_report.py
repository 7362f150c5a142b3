"""What is a report and what is not: files of every kind, and pages that try to hide something."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from khaka.catalog import Catalog
from khaka.claims.report import read_report, report_of
from khaka.core.errors import KhakaError
from khaka.desk.claims import claims_in

SAID = "Party spokesperson Sunita Rawat said the list has 370 seats."


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def zipped(size: int = 10) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (zipped(), "kind"),
        (gzip.compress(SAID.encode(), mtime=0), "kind"),
        (b"%PDF-1.7 " + SAID.encode(), "kind"),
        (page(f"<p>{SAID}</p>").replace(b"<body>", b"<body><!-- %PDF-1.4 -->"), "two_kinds"),
        (page(f"<p>{SAID}</p>") + zipped(), "two_kinds"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "kind"),
        (bytes(range(256)) * 20, "kind"),
        (b'{"claims": [1, 2]}', "kind"),
        ("कांग्रेस ने कहा कि सूची तैयार है।".encode("utf-16-le"), "kind"),
        (("कांग्रेस ने कहा कि सूची तैयार है।" * 30).encode()[1:] + b"\xe0\xa4", None),
        (("सूची तैयार" * 50).encode()[::-1], "encoding"),
        (b"<html><body><script>var a = 1;</script></body></html>", "no_text"),
        (b"12 34 56", "no_text"),
        ("ఇది తెలుగు వార్త. పార్టీ ప్రతినిధి అన్నారు.".encode(), "language"),
        (b"x" * (8 * 1024 * 1024 + 1), "large"),
        ((SAID + " ").encode() * 8000, "long"),
    ],
)  # fmt: skip
def test_refusals(raw: bytes, key: str | None) -> None:
    if key is None:
        assert report_of(raw, "a.txt").language == "hi"
        return
    with pytest.raises(KhakaError) as caught:
        report_of(raw, "a.txt")
    assert caught.value.message.key == f"error.claims.{key}"
    assert caught.value.hint is not None


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "none.html", "missing"), (tmp_path, "folder")):
        with pytest.raises(KhakaError) as caught:
            read_report(path)
        assert caught.value.message.key == f"error.claims.{key}"
    long = tmp_path / ("ख" * 80 + ".txt")
    long.write_text(SAID)
    assert read_report(long).paragraphs == (SAID,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings(encoding: str) -> None:
    text = "पार्टी सूत्रों ने कहा कि सूची में 370 सीटें हैं।"
    assert report_of(text.encode(encoding), "a.txt").paragraphs == (text,)


def test_windows_1252_and_the_charset_that_a_page_declares() -> None:
    assert "“ready”" in report_of(f"{SAID} It is “ready”.".encode("cp1252"), "a.txt").text
    raw = page(f"<p>{SAID} Déjà vu.</p>", '<meta charset="iso-8859-1">').decode().encode("latin-1")
    assert "Déjà" in report_of(raw, "a.html").text


def test_furniture_is_listed_and_kept_out() -> None:
    body = f"""<p>{SAID}</p><div class="related-stories"><h3>Related Stories</h3><a href="#">900 seats for all</a></div>
    <p style="display:none">Sources said 999 seats.</p><script>say("Sources said 998 seats.")</script>
    <form id="commentform"><p>Required fields are marked *</p></form>
    <h3>Leave a Reply</h3><p>Ramesh Nair said we will win 997 seats, wrote a reader.</p>"""
    report = report_of(page(body), "a.html")
    assert report.text == SAID
    assert "Required fields are marked *" in report.removed
    assert "900 seats for all" in report.removed
    assert [c.value for c in claims_in(Catalog(), report).extract.claims] == [370]


def test_markup_in_quotes_is_text_and_hidden_characters_go() -> None:
    raw = page("<p>“&lt;img src=x onerror=alert(1)&gt; 37\u202e0\u200b seats,” said Sunita \u2066Rawat\u2069.</p>")
    report = report_of(raw, "a.html")
    assert not any(c in report.text for c in "\u202e\u200b\u2066\u2069")
    (claim,) = claims_in(Catalog(), report).extract.claims
    assert claim.quote == "“<img src=x onerror=alert(1)> 370 seats,” said Sunita Rawat."
    assert claim.speaker == "Sunita Rawat"


def test_spellings_of_one_word_are_one() -> None:
    nfc, nfd = "पार्टी के बड़े नेता ने कहा कि 12 सीटें हैं।", "पार्टी के बड\u093cे नेता ने कहा कि 12 सीटें हैं।"
    joined = "पार्\u200dटी के बड़े नेता ने कहा कि 12 सीटें हैं।"
    kinds = {
        claims_in(Catalog(), report_of(t.encode(), "a.txt")).extract.claims[0].speaker_kind for t in (nfc, nfd, joined)
    }
    assert kinds == {"party_sources"}
    assert len(report_of(("क" + "\u0302" * 5000 + " " + SAID).encode(), "a.txt").text) < 200


def test_deep_nesting_and_entities_do_no_harm() -> None:
    deep = b"<html><body>" + b"<div>" * 20_000 + f"<p>{SAID}</p>".encode() + b"</div>" * 20_000 + b"</body></html>"
    flat = page(f"<p>{SAID}</p>" + "<p>&a;&lol;</p>")
    bomb = b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + page(f"<p>{SAID} &b;</p>")
    assert SAID in report_of(flat, "a.html").text
    assert len(report_of(bomb, "a.html").text) < 200
    try:
        assert SAID in report_of(deep, "a.html").text
    except KhakaError as error:
        assert error.message.key == "error.claims.no_text"


def test_dates_are_read_and_never_guessed() -> None:
    meta = '<meta property="article:published_time" content="2022-04-16T20:00:00+05:30">'
    assert str(report_of(page(f"<p>{SAID}</p>", meta), "a.html").published) == "2022-04-16"
    assert str(report_of(f"दिल्ली, १६ अप्रैल २०२२: {SAID} सूत्रों ने कहा।".encode(), "a.txt").published) == "2022-04-16"
    assert report_of(page(f"<p>{SAID} It met on Saturday.</p>"), "a.html").published is None
    assert report_of(page(f"<p>{SAID}</p>", '<meta name="date" content="31/02/2022">'), "a.html").published is None
    assert report_of(f"{SAID} The last vote was on 19 May 2019.".encode(), "a.txt").published is None
