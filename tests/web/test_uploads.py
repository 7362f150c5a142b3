"""Files that go with records: read, checked, kept, and given back to be saved (ABUSE-CASES 34 and 35)."""

import hashlib
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khaka.core.errors import KhakaError
from khaka.store.models import Blob, Record
from khaka.web import uploads
from khaka.web.filetypes import media_of
from khaka.web.uploads import clean_name
from tests.web.files import GOOD, PDF, office, packed, png, relation
from tests.web.forms import post
from tests.workspace import Committee, client

LAUGHS = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'
ROWS = b"<worksheet>" + b"".join(b'<row r="%d"/>' % n for n in range(1, 60_000)) + b"</worksheet>"
TEMPLATE = ("word/_rels/settings.xml.rels", relation("https://evil.example/t.dotm", "attachedTemplate"))
BAD = [
    ("bomb", "bomb.docx", office("docx", ("word/media/a.bin", b"\0" * 50_000_000))),
    ("bomb", "bomb.xlsx", office("xlsx", ("xl/worksheets/a.xml", b"<a>" + b" " * 12_000_000 + b"</a>"))),
    ("nested", "nested.docx", office("docx", ("word/media/a.zip", packed([("b", b"c")])))),
    (
        "nested",
        "deep.pptx",
        office("pptx", ("ppt/embeddings/a.xlsx", office("xlsx", ("xl/embeddings/b.xlsx", office("xlsx"))))),
    ),
    ("escapes", "slip.docx", office("docx", ("../../etc/cron.d/x", b"x"))),
    ("escapes", "slash.docx", office("docx", ("/etc/x", b"x"))),
    ("escapes", "drive.docx", office("docx", ("C:/x", b"x"))),
    ("escapes", "twice.docx", office("docx", ("word/Document.xml", b"<w/>"))),
    ("outside", "template.docx", office("docx", TEMPLATE)),
    (
        "outside",
        "share.xlsx",
        office("xlsx", ("xl/_rels/workbook.xml.rels", relation("\\\\host\\share", "externalLinkPath"))),
    ),
    ("outside", "image.odt", office("odt", main=b"<a><draw:image xlink:href='https://evil.example/a.png'/></a>")),
    ("entities", "laughs.docx", office("docx", ("word/a.xml", LAUGHS))),
    ("entities", "laughs.ods", office("ods", main=LAUGHS)),
    ("macros", "vba.docx", office("docx", ("word/vbaProject.bin", b"x"))),
    ("macros", "ole.docx", office("docx", ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1"))),
    ("macros", "macro.xlsx", office("xlsx", types="<T>macroEnabled.spreadsheetml.sheet.main+xml</T>")),
    ("broken_xml", "broken.docx", office("docx", ("word/a.xml", b"<a><b></a>"))),
    ("image_size", "giant.png", png(50_000, 50_000)),
    ("image_size", "none.png", png(0, 0)),
    ("two_kinds", "poly.pdf", PDF + b"<html><script>alert(1)</script></html>"),
    ("two_kinds", "first.pdf", PDF.replace(b"\n1 0", b"\n<script>alert(1)</script>\n1 0")),
    ("two_kinds", "archive.pdf", PDF + office("docx")),
    ("two_kinds", "archive.png", png() + packed([("a", b"b")])),
    ("two_kinds", "before.docx", b"%PDF-1.7\n" + office("docx")),
    ("two_kinds", "page.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
    ("two_kinds", "page.csv", b"a,b\n<ScRiPt>alert(1)</script>,1\n"),
    ("not_its_kind", "really.pdf", png()),
    ("not_its_kind", "really.png", PDF),
    ("not_its_kind", "really.docx", office("xlsx")),
    ("not_its_kind", "plain.docx", packed([("a.txt", b"x")])),
    ("not_its_kind", "exe.txt", b"MZ\x90\0\x03\0\0\0"),
    ("not_its_kind", "cut.docx", office("docx")[:-30]),
    ("not_its_kind", "data.json", b"{a:1}"),
    ("not_its_kind", "deep.json", b"[" * 200_000),
    ("not_its_kind", "no.html", b"only text"),
    ("not_kept", "drawing.svg", b"<svg onload=alert(1)/>"),
    ("not_kept", "report.pdf.exe", b"MZ"),
    ("not_kept", "a.zip", packed([("a", b"b")])),
    ("not_kept", "noending", b"x"),
    ("empty", "empty.pdf", b""),
]


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_what_its_name_says(name: str) -> None:
    assert media_of(GOOD[name], name)


def test_a_sheet_of_very_many_empty_rows_is_a_sheet() -> None:
    assert media_of(office("xlsx", ("xl/worksheets/sheet1.xml", ROWS)), "rows.xlsx")


@pytest.mark.parametrize(("why", "name", "data"), BAD, ids=[b[1] for b in BAD])
def test_what_is_dangerous_or_false_is_refused(why: str, name: str, data: bytes) -> None:
    with pytest.raises(KhakaError) as caught:
        media_of(data, name)
    assert caught.value.message.key == f"error.upload.{why}"


@pytest.fixture
def proposal(committee: Committee) -> tuple[Committee, str]:
    return committee, committee.admitted()


def attach(
    p: str, name: str, data: bytes, person: str = "strategist", lang: str = "en", form: dict[str, str] | None = None
):  # type: ignore[no-untyped-def]
    upload = SimpleUploadedFile(name, data, "text/html")
    return post(client(person, lang), "attachment_add", "proposal", p, form or {}, files={"file": upload})


def test_a_file_is_kept_and_saved_again(proposal: tuple[Committee, str]) -> None:
    c, p = proposal
    page = client("strategist").get(f"/do/attachment_add/proposal/{p}/").content.decode()
    assert 'type="file"' in page and 'name="sha256" value=""' in page
    data = GOOD["page.html"]
    lies = {"name": "x.pdf", "media": "application/pdf", "size": "1", "sha256": "0" * 64}
    answer = attach(p, "../../कार्यक्रम <b>.html", data, form=lies)
    assert answer.status_code == 303
    key = answer.headers["Location"].split("/")[3]
    held = c.get("attachment", key)
    assert (held.media, held.size, held.sha256) == ("text/html", len(data), hashlib.sha256(data).hexdigest())
    assert held.name == "कार्यक्रम <b>.html"
    saved = client("m1").get(f"/file/{key}/")
    assert saved.content == data
    assert saved.headers["Content-Type"] == "application/octet-stream", "a page is never a page here"
    assert saved.headers["X-Content-Type-Options"] == "nosniff"
    assert saved.headers["Content-Security-Policy"].startswith("sandbox")
    assert saved.headers["Cache-Control"] == "no-store, private"
    assert saved.headers["Content-Disposition"].startswith("attachment; filename")
    for lang in ("en", "hi"):
        for where in (f"/at/proposal/{p}/", f"/at/attachment/{key}/"):
            text = client("m1", lang).get(where).content.decode()
            assert f"/file/{key}/" in text and "कार्यक्रम &lt;b&gt;.html" in text and "upload." not in text
    again = attach(p, "other.html", data)
    assert again.status_code in (400, 409) and Record.objects.filter(kind="attachment").count() == 1


def test_34_refused_in_words_and_nothing_is_kept(proposal: tuple[Committee, str]) -> None:
    _, p = proposal
    for name, data, hi, en in (
        ("bomb.docx", BAD[0][2], "कई गुना", "unpack to far more"),
        ("giant.png", png(50_000, 50_000), "50000 × 50000", "50000 × 50000"),
        ("empty.pdf", b"", "0 बाइट", "0 bytes"),
        ("a.exe", b"MZ", "नहीं रखी जातीं", "are not kept"),
    ):
        for lang, words in (("hi", hi), ("en", en)):
            answer = attach(p, name, data, lang=lang)
            assert answer.status_code == 400
            assert words in answer.content.decode(), answer.content.decode()[:3000]
    nothing = post(client("strategist"), "attachment_add", "proposal", p)
    assert nothing.status_code == 400 and "No file was chosen" in nothing.content.decode()
    assert not Blob.objects.exists() and not Record.objects.filter(kind="attachment").exists()


def test_34_a_name_of_300_hindi_letters(proposal: tuple[Committee, str]) -> None:
    c, p = proposal
    answer = attach(p, "कार्यक्रम " * 30 + ".pdf", PDF)
    assert answer.status_code == 303
    key = answer.headers["Location"].split("/")[3]
    name = c.get("attachment", key).name
    assert len(name) <= 200 and name.startswith("कार्यक्रम कार्यक्रम") and name.endswith("….pdf")
    header = client("m1").get(f"/file/{key}/").headers["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''") and header.isascii() and len(header) < 700
    assert unquote(header.partition("''")[2]).endswith(".pdf")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("..\\..\\a.pdf", "a.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("  दो   शब्द .txt", "दो शब्द .txt"),
        ("a" * 300, "a" * 200),
    ],
)
def test_names(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


def test_a_cut_name_keeps_its_letters_whole() -> None:
    cut = clean_name("क्षि" * 100 + ".pdf", 41)
    assert len(cut) <= 41 and cut.endswith("….pdf") and not cut.endswith("\u094d….pdf")


def test_a_file_that_is_too_large_is_not_read(proposal: tuple[Committee, str], monkeypatch: pytest.MonkeyPatch) -> None:
    _, p = proposal
    monkeypatch.setattr(uploads, "REQUEST", 2_000)
    answer = attach(p, "note.txt", b"x" * 5_000)
    assert answer.status_code in (400, 413) and not Blob.objects.exists()
    monkeypatch.undo()
    with pytest.raises(KhakaError) as caught:
        uploads.read_upload(SimpleUploadedFile("a.txt", b"x" * 11), 10)
    assert caught.value.message.key == "error.upload.large"


def test_35_a_link_alone_is_no_right(proposal: tuple[Committee, str]) -> None:
    c, p = proposal
    key = attach(p, "note.txt", GOOD["note.txt"]).headers["Location"].split("/")[3]
    assert client("m3").get(f"/file/{key}/").status_code == 200
    for guess in (key[:-1], key + "x", "..%2f" + key, c.get("attachment", key).sha256, p):
        assert client("m3").get(f"/file/{guess}/").status_code == 404
    assert client("stranger").get(f"/file/{key}/").status_code == 404
    anyone = client().get(f"/file/{key}/")
    assert anyone.status_code == 302 and "/account/login/" in anyone.headers["Location"]
    membership = next(r for r in Record.objects.filter(kind="membership") if r.data["person"] == "m3")
    c.do("m3", "member_end", "membership", membership.key, {"reason": "I leave."})
    assert client("m3").get(f"/file/{key}/").status_code == 404, "after removal from the body"
    Blob.objects.update(data=b"changed behind the door")
    assert client("m1").get(f"/file/{key}/").status_code == 404


def test_files_follow_their_draft(committee: Committee) -> None:
    p = committee.draft()
    key = attach(p, "note.txt", GOOD["note.txt"]).headers["Location"].split("/")[3]
    assert client("strategist").get(f"/file/{key}/").status_code == 200
    assert client("m1").get(f"/file/{key}/").status_code == 404
    assert client("m1").get(f"/at/attachment/{key}/").status_code == 404


def test_files_of_meetings_and_reports_are_listed(committee: Committee) -> None:
    c = committee
    m = c.do("sec", "meeting_call", "body", c.body, {"at": c.at(hours=2), "place": "Hall", "agenda": []})
    t = c.do("president", "terms_set", "body", c.body, {"words": {"hi": "विचार करें।"}, "due": c.day(30)})
    c.do("sec", "report_draft", "terms", t, {"words": {"hi": "समिति की राय नीचे है।"}})
    for kind, key in (("meeting", m), ("report", t)):
        upload = SimpleUploadedFile(f"{kind}.txt", f"{kind}\n".encode())
        answer = post(client("sec"), "attachment_add", kind, key, files={"file": upload})
        assert answer.status_code == 303
        assert f"{kind}.txt" in client("chair", "hi").get(f"/at/{kind}/{key}/").content.decode()
    draft = Record.objects.get(kind="attachment", data__name="report.txt").key
    assert client("guest").get(f"/file/{draft}/").status_code == 404, "the draft report is the committee's alone"
