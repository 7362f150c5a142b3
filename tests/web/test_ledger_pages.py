"""A body's claims in the browser: the claims of 2022, a report from its file to a confirmed claim, ABUSE-CASES 29, 30, 46, 47."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from khaka.claims import fetch
from khaka.store import history
from khaka.store.models import Blob, Record
from tests.web.forms import post
from tests.workspace import Committee, client, fresh_database

pytestmark = pytest.mark.slow

LANGS = pytest.mark.parametrize("lang", ["en", "hi"])
CORPUS = Path(__file__).parents[1] / "claims" / "corpus"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Committee]:
    """A committee with the demonstration in it; its tests only read."""
    with fresh_database(tmp_path_factory.mktemp("demonstration")):
        made = Committee()
        answer = client("sec").post(f"/body/{made.body}/claims/demonstration/")
        assert answer.status_code == 303
        yield made
        made.close()


def page(c: Committee, query: str = "", person: str = "m1", lang: str = "en") -> str:
    answer = client(person, lang).get(f"/body/{c.body}/claims/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def dispute(text: str, about: str) -> str:
    """The part of the page that holds one topic's contradiction."""
    found = re.search(rf'id="t-{about}".*?(?=<h3|</section>)', text, re.DOTALL)
    assert found is not None, f"no contradiction about {about}"
    return found[0]


def columns(text: str, about: str) -> list[str]:
    return re.findall(r'<p class="value">(.*?)</p>', dispute(text, about))


# ---- the claims of 2022 -------------------------------------------------------------------------------------------


def test_every_contradiction_of_2022_stands_side_by_side(shown: Committee) -> None:
    text = page(shown)
    seats = ["370 seats", "2024 seats", "370-400 seats", "350-370 seats", "280-300 seats", "377 seats"]
    assert sorted(columns(text, "focus_seats")) == sorted(seats)
    assert columns(text, "scope_of_talks")[:2] == ["Gujarat", "no figure"]
    assert "the Lok Sabha election of 2024" in columns(text, "scope_of_talks")
    assert sorted(set(columns(text, "committee_members"))) == ["7 members", "8 members"]
    assert sorted(columns(text, "report_submitted")) == ["2022-04-21", "2022-04-22"]
    assert sorted(columns(text, "seats_second_2019")) == ["196 seats", "209 seats"]
    for about in ("alliance_plan", "deck_version"):
        assert len(columns(text, about)) >= 3
    assert "alone: Uttar Pradesh, Bihar, Odisha; allied: Tamil Nadu, West Bengal, Maharashtra" in text
    assert "when the report is due" in text and "2022-04-22/2022-04-23" in text
    assert "demonstration" in text and "ledger." not in text and "committee." not in text


def test_the_same_in_hindi(shown: Committee) -> None:
    text = page(shown, lang="hi")
    assert {"370 सीटें", "2024 सीटें", "370-400 सीटें", "350-370 सीटें", "377 सीटें"} < set(columns(text, "focus_seats"))
    assert "गुजरात" in columns(text, "scope_of_talks") and "2024 का लोकसभा चुनाव" in columns(text, "scope_of_talks")
    assert set(columns(text, "committee_members")) == {"7 सदस्य", "8 सदस्य"}
    assert set(columns(text, "seats_second_2019")) == {"196 सीटें", "209 सीटें"}
    assert "अकेले: उत्तर प्रदेश, बिहार" in text and "नमूना" in text
    assert "ledger." not in text and "committee." not in text


@pytest.mark.parametrize(
    ("lang", "slip", "result"),
    [
        ("en", "the Lok Sabha has 543", "was second in 209 seats"),
        ("hi", "लोकसभा में 543 सीटें हैं", "दूसरे स्थान की सीटें 209"),
    ],
)
def test_what_the_data_say_stands_beside_the_claim(shown: Committee, lang: str, slip: str, result: str) -> None:
    text = page(shown, lang=lang)
    assert slip in dispute(text, "focus_seats")
    assert result in dispute(text, "seats_second_2019")


def test_who_said_it_and_from_where(shown: Committee) -> None:
    text = dispute(page(shown), "scope_of_talks")
    assert "K.C. Venugopal" in text and "on record" in text and "not on record" in text
    assert 'href="https://www.india.com/' in text and 'rel="noopener noreferrer nofollow"' in text


def test_46_one_agency_is_one_origin(shown: Committee) -> None:
    seats = dispute(page(shown), "focus_seats")
    at_370 = seats[seats.index("370 seats") :]
    assert "2 claims · 2 origins" in at_370
    talks = dispute(page(shown), "scope_of_talks")
    assert re.search(r"\d+ claims · \d+ origins", talks)


def test_time_is_in_order_and_no_day_is_guessed(shown: Committee) -> None:
    line = page(shown).partition('<ol class="timeline">')[2].partition("</ol>")[0]
    days = re.findall(r"<b>(\d+ \w+ 2022)</b>", line)
    assert days[0] == "26 Mar 2022" and days[-1] == "24 May 2022"
    assert line.count("day not known") == 4, "C31, C37, C38, C39"


def test_topic_and_side_choose_a_part(shown: Committee) -> None:
    part = page(shown, "?about=focus_seats")
    assert 'id="t-focus_seats"' in part and "t-scope_of_talks" not in part
    side = page(shown, "?side=analyst")
    assert "t-seats_second_2019" in side and "t-focus_seats" not in side
    odd = page(shown, "?about=<script>alert(1)</script>&side=nobody")
    assert "<script>" not in odd and "t-focus_seats" in odd


def test_the_demonstration_is_loaded_once_and_only_by_those_who_confirm(shown: Committee) -> None:
    before = Record.objects.count()
    again = client("m1").post(f"/body/{shown.body}/claims/demonstration/")
    assert again.status_code == 303 and Record.objects.count() == before
    assert client("stranger").post(f"/body/{shown.body}/claims/demonstration/").status_code == 404
    assert client("m1").get(f"/body/{shown.body}/claims/demonstration/").status_code == 405


def test_every_page_of_the_ledger_opens(shown: Committee) -> None:
    for lang in ("en", "hi"):
        for kind in ("news_report", "claim", "claim_link"):
            for row in Record.objects.filter(kind=kind)[:4]:
                answer = client("m1", lang).get(f"/at/{kind}/{row.key}/")
                text = answer.content.decode()
                assert answer.status_code == 200 and "ledger." not in text and "committee." not in text


def test_without_the_right_nothing_of_the_demonstration_stays(committee: Committee) -> None:
    answer = client("strategist").post(f"/body/{committee.body}/claims/demonstration/")
    assert answer.status_code == 403
    assert not Record.objects.filter(kind="news_report").exists() and not Blob.objects.exists()


# ---- a report of one's own ----------------------------------------------------------------------------------------

PAGE = """<!doctype html><html><head><title>Party to fight 370 seats</title></head><body>
<nav><a href="/">Home</a> <a href="/x">Sports</a></nav><article><h1>Party to fight 370 seats, sources say</h1>
<p>NEW DELHI: The party should concentrate on 370 seats in the 2024 Lok Sabha election, sources in the party said on Saturday.
The leaders met for four hours at the residence of the president and went through the plan state by state.</p>
<p>The strategist's team denied it and said the talks last week were about 2024 seats of the country, not about one state alone.
&lt;script&gt;alert(1)&lt;/script&gt; <b hx-get="/api/me/" hx-trigger="load">"A decision will come within a week," a spokesperson
said on record after the meeting ended late in the evening.</b></p></article>
<footer>Subscribe to our newsletter. Follow us on WhatsApp.</footer><script>alert(2)</script></body></html>"""


def send(
    c: Committee, raw: bytes = PAGE.encode(), person: str = "strategist", lang: str = "en", **data: str
) -> HttpResponse:
    upload = SimpleUploadedFile("report.html", raw, "text/html")
    fields = {"source": "The Daily", "url": "https://daily.example/a", **data}
    return post(client(person, lang), "report_import", "body", c.body, fields, files={"report": upload})


def archived(c: Committee, **data: str) -> str:
    answer = send(c, **data)
    assert answer.status_code == 303, re.sub(r"\s+", " ", answer.content.decode())[:3000]
    return str(answer.headers["Location"]).split("/")[3]


def of_report(key: str) -> list[str]:
    return [r.key for r in Record.objects.filter(kind="claim").order_by("key") if r.data["report"] == key]


@LANGS
def test_from_the_file_to_a_confirmed_claim(committee: Committee, lang: str) -> None:
    c = committee
    key = archived(c)
    report = c.get("news_report", key)
    assert report.title and report.language == "en" and report.published is None and "370 seats" in report.archive
    found = of_report(key)
    assert found, "the rules find claims in it"
    text = client("m1", lang).get(f"/at/news_report/{key}/").content.decode()
    assert "Follow us on WhatsApp" in text or "Sports" in text, "what was left out is listed"
    assert ("day not known" if lang == "en" else "तारीख पता नहीं") in text
    assert f'action="/do/claim_confirm/claim/{found[0]}/"' in text
    waiting = page(c, lang=lang)
    assert f'id="c-{found[0]}"' in waiting and 'id="t-' not in waiting, "a suggestion contradicts nothing yet"
    one_tap = {"version": "1", "next": f"/body/{c.body}/claims/"}
    answer = client("m1", lang).post(f"/do/claim_confirm/claim/{found[0]}/", one_tap)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/body/{c.body}/claims/")
    assert c.get("claim", found[0]).state == "confirmed"
    away = client("m2").post(
        f"/do/claim_decline/claim/{found[-1]}/", {"version": "1", "reason": "no claim", "next": "//evil.example/"}
    )
    assert away.status_code == 303 and away.headers["Location"].startswith("/at/claim/")
    assert c.get("claim", found[-1]).state == "declined"
    assert f'id="c-{found[-1]}"' not in page(c, lang=lang)


def test_who_confirms(committee: Committee) -> None:
    c = committee
    claim = of_report(archived(c))[0]
    path = f"/do/claim_confirm/claim/{claim}/"
    assert path not in page(c, person="strategist"), "an adviser has a side of their own"
    assert client("strategist").post(path, {"version": "1"}).status_code == 403
    assert client("guest").post(path, {"version": "1"}).status_code in (403, 404)
    assert f'id="c-{claim}"' not in page(c, person="guest"), "an observer sees no suggestions"
    assert send(c, person="guest").status_code == 403
    for person in ("chair", "sec", "m1"):
        assert path in page(c, person=person)


def test_a_claim_is_corrected_from_what_stands(committee: Committee) -> None:
    c = committee
    key = archived(c)
    old = of_report(key)[0]
    form = client("m1").get(f"/do/claim_correct/claim/{old}/").content.decode()
    assert c.get("claim", old).quote[:30] in form.replace("&#x27;", "'").replace("&quot;", '"')
    answer = post(
        client("m1"), "claim_correct", "claim", old, {"about": "seat_target", "value": "370", "reason": "Topic."}
    )
    assert answer.status_code == 303
    new = answer.headers["Location"].split("/")[3]
    assert (c.get("claim", old).replaced_by, c.get("claim", new).about) == (new, "seat_target")
    text = client("m1").get(f"/at/claim/{old}/").content.decode()
    assert f"/at/claim/{new}/" in text


def test_a_pasted_text_and_an_address(committee: Committee, monkeypatch: pytest.MonkeyPatch) -> None:
    c = committee
    text = (CORPUS / "en-d02.txt").read_text(encoding="utf-8")
    answer = post(client("sec"), "report_import", "body", c.body, {"source": "A paper", "pasted": text})
    assert answer.status_code == 303
    asked: list[str] = []
    monkeypatch.setattr("khaka.web.reports.fetch", lambda url: asked.append(url) or PAGE.encode())
    url = {"source": "The Daily", "url": "https://daily.example/b"}
    bare = post(client("sec", "hi"), "report_import", "body", c.body, url)
    assert bare.status_code == 400 and "सहेजा पन्ना चुनें" in bare.content.decode() and not asked
    assert (
        post(client("guest"), "report_import", "body", c.body, url | {"fetch": "yes"}).status_code == 403 and not asked
    )
    assert post(client("sec"), "report_import", "body", c.body, url | {"fetch": "yes"}).status_code == 303
    assert asked == ["https://daily.example/b"]


def test_a_private_address_is_not_asked(committee: Committee, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_looked_up", lambda host, port: ["10.0.0.7"])
    data = {"source": "x", "url": "http://intranet.example/", "fetch": "yes"}
    answer = post(client("sec"), "report_import", "body", committee.body, data)
    assert answer.status_code == 400 and not Record.objects.filter(kind="news_report").exists()


def test_what_is_no_report_is_refused_in_words(committee: Committee) -> None:
    for raw in (b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 100, b"<html></html>"):
        answer = send(committee, raw, lang="hi")
        assert answer.status_code == 400 and "error." not in answer.content.decode()
    assert not Record.objects.filter(kind="news_report").exists() and not Blob.objects.exists()


def test_digest_and_text_are_never_the_forms(committee: Committee) -> None:
    secret = {
        "file": "0" * 64,
        "archive": "Forged.",
        "language": "hi",
        "claims.0.side": "official",
        "claims.0.words.en": "Forged.",
    }
    key = archived(committee, **secret)
    report = committee.get("news_report", key)
    assert report.file != "0" * 64 and "Forged" not in report.archive and report.language == "en"
    assert all("Forged" not in str(r.data) for r in Record.objects.filter(kind="claim"))


# ---- ABUSE-CASES --------------------------------------------------------------------------------------------------


@LANGS
def test_29_markup_of_a_report_is_inert(committee: Committee, lang: str) -> None:
    c = committee
    nasty = "<img src=x onerror=alert(1)> पार्टी <b hx-get=/api/me/>370</b> सीटों पर लड़ेगी"
    key = archived(c, title=f"<script>alert(3)</script> {nasty}", source="<svg onload=alert(4)>")
    data = {"side": "unnamed", "speaker": nasty, "words.hi": nasty, "words.en": f"[x](javascript:alert(5)) {nasty}"}
    answer = post(client("m1", lang), "claim_suggest", "news_report", key, data)
    assert answer.status_code == 303
    claim = answer.headers["Location"].split("/")[3]
    for path in (
        f"/at/news_report/{key}/",
        f"/at/claim/{claim}/",
        f"/body/{c.body}/claims/",
        f"/do/claim_correct/claim/{claim}/",
    ):
        text = client("m1", lang).get(path).content.decode()
        for live in ("<script>", "<img", "<svg", "<b hx", 'javascript:alert(5)"', "<nav><a"):
            assert live not in text, f"{live} on {path}"
        assert "hx-get" not in re.sub(r"&lt;.*?&gt;", "", text)
    csp = client("m1").get(f"/at/news_report/{key}/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in csp and "unsafe" not in csp


def test_29_an_address_is_one_that_a_browser_may_open(committee: Committee) -> None:
    for url in ("javascript:alert(1)", "data:text/html,<script>", 'https://a.example/" onclick=x'):
        assert send(committee, url=url).status_code == 400
    assert not Record.objects.filter(kind="news_report").exists()


def test_30_invisible_characters_are_refused_where_they_are_typed(committee: Committee) -> None:
    c = committee
    key = archived(c)
    for char in ("\u202e", "\u200b", "\0", "\u0301" * 20):
        assert send(c, source=f"The Daily{char}x").status_code == 400
        for data in ({"speaker": f"A{char}B", "words.en": "Text."}, {"words.en": f"Text{char}x."}):
            answer = post(client("m1"), "claim_suggest", "news_report", key, {"side": "unnamed", **data})
            assert answer.status_code == 400, f"{ord(char[0]):x}"
    assert Record.objects.filter(kind="news_report").count() == 1


def test_30_invisible_characters_of_a_page_are_left_out(committee: Committee) -> None:
    key = archived(committee, raw=PAGE.replace("370 seats in", "3\u200b70 \u202eseats in").encode())  # type: ignore[arg-type]
    text = client("m1").get(f"/at/news_report/{key}/").content.decode()
    assert "\u200b" not in text and "\u202e" not in text and "370 seats in" in text


def test_46_a_quote_that_is_not_in_the_archived_text(committee: Committee) -> None:
    key = archived(committee)
    data = {"side": "unnamed", "quote": "The party should concentrate on 371 seats"}
    for lang in ("en", "hi"):
        answer = post(client("m1", lang), "claim_suggest", "news_report", key, data)
        assert answer.status_code == 400 and 'class="error"' in answer.content.decode()
    right = {"side": "unnamed", "quote": "concentrate on 370 seats in the 2024 Lok Sabha election"}
    assert post(client("m1"), "claim_suggest", "news_report", key, right).status_code == 303


def confirmed(c: Committee, key: str, **more: str) -> str:
    data = {
        "side": "unnamed",
        "quote": "concentrate on 370 seats",
        "about": "focus_seats",
        "value": "370",
        "unit": "seats",
        **more,
    }
    claim = post(client("m1"), "claim_suggest", "news_report", key, data).headers["Location"].split("/")[3]
    c.do("sec", "claim_confirm", "claim", claim)
    return claim


@LANGS
def test_46_a_proposal_shows_its_claims_and_a_red_flag_when_one_falls(committee: Committee, lang: str) -> None:
    c = committee
    claim = confirmed(c, archived(c))
    p = c.admitted()
    form = client("strategist", lang).get(f"/do/claim_use/proposal/{p}/").content.decode()
    assert f'<option value="{claim}"' in form
    assert post(client("strategist", lang), "claim_use", "proposal", p, {"claim": claim}).status_code == 303
    before = client("m2", lang).get(f"/at/proposal/{p}/").content.decode()
    assert "concentrate on 370 seats" in before and 'class="against red"' not in before
    assert ("Strategist" if lang == "en" else "रणनीतिकार") in before
    c.do(
        "m1",
        "claim_correct",
        "claim",
        claim,
        {"side": "unnamed", "words": {"en": "About 360."}, "about": "focus_seats", "value": "360", "unit": "seats"},
    )
    after = client("m2", lang).get(f"/at/proposal/{p}/").content.decode()
    assert 'class="against red"' in after
    assert ("it was corrected" if lang == "en" else "सुधारा जा चुका है") in after
    assert 'class="against red"' in page(c, lang=lang)


def test_46_corrected_and_withdrawn_reports_are_marked(committee: Committee) -> None:
    c = committee
    first = archived(c)
    claim = confirmed(c, first)
    second = archived(c, raw=PAGE.replace("370 seats in", "300 seats in").encode())  # type: ignore[arg-type]
    answer = post(
        client("m1"), "report_correct", "news_report", first, {"corrected": second, "note": "The paper says 300 now."}
    )
    assert answer.status_code == 303
    text = client("m1").get(f"/at/news_report/{first}/").content.decode()
    assert f"/at/news_report/{second}/" in text and "The paper says 300 now." in text
    assert "its report was corrected and does not say it any more" in page(c)
    c.do("sec", "report_withdraw", "news_report", second, {"reason": "Deleted by the paper."})
    assert "withdrawn by its publisher" in page(c)
    assert c.get("claim", claim).state == "confirmed", "the record is as it was; what it is worth is derived"


@LANGS
def test_47_a_hidden_claim_leaves_its_stub(committee: Committee, lang: str) -> None:
    c = committee
    key = archived(c)
    claim = confirmed(c, key)
    digest = c.get("claim", claim).digest
    answer = post(client("sec", lang), "claim_hide", "claim", claim, {"reason": "Court order 12 of 2022."})
    assert answer.status_code == 303
    for path in (f"/at/claim/{claim}/", f"/body/{c.body}/claims/", f"/at/news_report/{key}/"):
        text = client("m1", lang).get(path).content.decode()
        assert "Court order 12 of 2022." in text, path
        assert "concentrate on 370 seats" not in text, path
        assert "WhatsApp" not in text and "Sports" not in text, "nothing of its file either"
    assert digest[:16] in client("m1", lang).get(f"/at/claim/{claim}/").content.decode()
    assert history.faults() == ()


def test_a_stranger_sees_no_ledger(committee: Committee) -> None:
    assert client("stranger").get(f"/body/{committee.body}/claims/").status_code == 404
    assert client().get(f"/body/{committee.body}/claims/").status_code == 302
