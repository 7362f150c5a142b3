"""Who says it, in the forms that newspapers use."""

import pytest

from khaka.catalog import Catalog
from khaka.claims.base import Claim, Report
from khaka.claims.extract import extract
from khaka.claims.names import names_of

NAMES = names_of(Catalog())


def claims(*paragraphs: str) -> tuple[Claim, ...]:
    hindi = any("\u0900" <= c <= "\u097f" for p in paragraphs for c in p)
    return extract(Report(None, None, "hi" if hindi else "en", paragraphs), NAMES).claims


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "side"),
    [
        ("प्रवक्ता रमेश नायर ने कहा कि सूची तैयार है।", "प्रवक्ता रमेश नायर", "named", "party_on_record"),
        ("सूत्रों ने बताया कि सूची तैयार है।", "सूत्रों", "unnamed_sources", "unnamed"),
        ("पार्टी सूत्रों के मुताबिक सूची तैयार है।", "पार्टी सूत्रों", "party_sources", "party_sources"),
        ("रणनीतिकार की टीम का कहना है कि सूची तैयार है।", "रणनीतिकार की टीम", "team", "strategist_side"),
        ("दल की ओर से कहा गया कि सूची तैयार है।", "दल", "named", "party_on_record"),
        ("विश्लेषक हरीश त्यागी ने दावा किया कि सूची लंबी है।", "विश्लेषक हरीश त्यागी", "named", "analyst"),
        ("“सूची तैयार है,” सुनीता रावत ने कहा।", "सुनीता रावत", "named", "party_on_record"),
        ("रमेश नायर (Ramesh Nair) ने ट्वीट किया, 'सूची तैयार है।'", "रमेश नायर (Ramesh Nair)", "named", "party_on_record"),
        ("बताया जा रहा है कि सूची तैयार है।", None, "unnamed_sources", "unnamed"),
        ("राहुल वर्मा, जो विभाग के प्रमुख हैं, ने कहा कि सूची तैयार है।", "राहुल वर्मा", "named", "party_on_record"),
        ("Party spokesperson Sunita Rawat said the list was ready.", "Party spokesperson Sunita Rawat", "named", "party_on_record"),
        ("“The list is ready,” said Sunita Rawat.", "Sunita Rawat", "named", "party_on_record"),
        ("The list is ready, according to party sources.", "party sources", "party_sources", "party_sources"),
        ("Sources close to the strategist claimed the list was ready.", "Sources close to the strategist", "team", "strategist_side"),
        ("Ramesh Nair, the chief spokesperson, denied that a list existed.", "Ramesh Nair, the chief spokesperson", "named", "party_on_record"),
        ("An MP, who did not want to be named, said the list was ready.", "An MP", "party_sources", "party_sources"),
        ("It is learnt that the list is ready.", None, "unnamed_sources", "unnamed"),
        ("Secretary Sunita Rawat on Monday asked the ally to leave six seats.", "Secretary Sunita Rawat", "named", "party_on_record"),
        ("The list, a former minister recalls, was never counted.", "a former minister", "party_sources", "party_sources"),
        ("Leaders present at the meeting say the list is ready.", "Leaders present at the meeting", "party_sources", "party_sources"),
        ("By the reckoning of the Institute for Polls, the margin was 18 per cent.", "the Institute for Polls", "named", "analyst"),
        ("A person who works with the strategist said the list was ready.", "A person", "team", "strategist_side"),
        ("A rival channel is reporting that the list is ready.", "A rival channel", "unnamed_sources", "unnamed"),
        ("There are 543 seats in the house, Sunita Rawat reminds the cameras.", "Sunita Rawat", "named", "party_on_record"),
        ("Historian Sunita Rawat dates it to a paper that put the seats at 310.", "Historian Sunita Rawat", "named", "analyst"),
        ("As Sunita Rawat puts it, the list is a beginning.", "Sunita Rawat", "named", "party_on_record"),
        ("पार्टी के एक पूर्व कोषाध्यक्ष याद करते हैं कि सूची तैयार थी।", "पार्टी के एक पूर्व कोषाध्यक्ष", "party_sources", "party_sources"),
        ("समाजवादी पार्टी के स्थानीय विधायक का कहना है कि सूची तैयार है।", "समाजवादी पार्टी के स्थानीय विधायक", "named", "party_on_record"),
        ("पार्टी के शोध विभाग का आंकड़ा कहता है कि सूची तैयार है।", "पार्टी के शोध विभाग", "named", "party_on_record"),
        ("महामंत्री रमेश नायर का दावा इससे भी बड़ा है, “सौ फीसदी बूथ तैयार हैं।”", "महामंत्री रमेश नायर", "named", "party_on_record"),
        ("“सूची तैयार है,” बूथ प्रभारी रमेश नायर झेंपकर हंसते हैं।", "बूथ प्रभारी रमेश नायर", "named", "party_on_record"),
        ("विश्लेषक हरीश त्यागी यह संख्या 196 बताते हैं।", "विश्लेषक हरीश त्यागी", "named", "analyst"),
        ("The Election Commission announced that the rolls were ready.", "The Election Commission", "named", "official"),
    ],
)  # fmt: skip
def test_speakers(text: str, speaker: str | None, kind: str, side: str) -> None:
    (claim,) = claims(text)
    assert (claim.speaker, claim.speaker_kind, claim.side) == (speaker, kind, side)
    assert claim.on_record == (kind == "named")


def test_two_sides_in_one_sentence_are_two_claims() -> None:
    found = claims(
        "While party sources said the talks were on Gujarat, the strategist's team insisted they were on 2024."
    )
    assert [(c.side, c.value) for c in found] == [("party_sources", "GJ"), ("strategist_side", "LS2024")]
    found = claims("पार्टी सूत्रों ने कहा कि बात गुजरात की हुई, जबकि रणनीतिकार की टीम का कहना है कि चर्चा 2024 पर हुई।")
    assert [(c.side, c.value) for c in found] == [("party_sources", "GJ"), ("strategist_side", "LS2024")]


def test_pronouns_and_surnames_find_their_speaker() -> None:
    found = claims(
        "Party secretary Ramesh Nair said a group would meet. He added that it had 8 members. Nair denied a split."
    )
    assert {c.speaker for c in found} == {"Party secretary Ramesh Nair"}
    found = claims("पार्टी सचिव रमेश नायर ने कहा कि बैठक होगी। उन्होंने बताया कि समिति में 8 सदस्य हैं।")
    assert {c.speaker for c in found} == {"पार्टी सचिव रमेश नायर"}


def test_a_lead_repeated_in_the_body_is_one_claim() -> None:
    found = claims(
        "The party will fight 370 seats on its own.",
        "A senior party leader said the party will fight 370 seats on its own and leave the rest to partners.",
    )
    assert [(c.value, c.speaker_kind) for c in found] == [(370, "party_sources")]


def test_a_denial_is_a_claim_about_a_claim() -> None:
    first, second = claims(
        "Party sources said 370 seats were identified.", "Spokesperson Sunita Rawat dismissed the claim."
    )
    assert second.refers_to == first.id
    (alone,) = claims("Spokesperson Sunita Rawat denied reports that the list was ready.")
    assert alone.refers_to is not None and alone.refers_to.startswith("reports that")


@pytest.mark.parametrize(
    "text",
    [
        "Treasurer Govind Rathore declined to comment.",
        "कोषाध्यक्ष गोविंद राठौर ने टिप्पणी करने से इनकार कर दिया।",
        "Leaders of three parties met in Delhi on Saturday.",
        "शनिवार को तीन दलों के नेता दिल्ली में मिले।",
        "The leader called a meeting of the committee.",
    ],
)
def test_nothing_said_is_no_claim(text: str) -> None:
    assert claims(text) == ()


def test_relative_dates_become_an_order_and_never_a_date() -> None:
    found = claims(
        "Party sources said the plan was shown on Saturday.",
        "Earlier, a leader said the strategist had met the president.",
        "Spokesperson Sunita Rawat said a report will come within a week.",
        "Spokesperson Sunita Rawat said the group was formed on 25 April 2022.",
    )
    times = [c.when for c in found]
    assert all(t is not None for t in times)
    saturday, earlier, week, dated = times  # type: ignore[misc]
    assert earlier.order < saturday.order < week.order
    assert [t.day for t in (saturday, earlier, week)] == [None, None, None]
    assert dated.day is not None and dated.day.isoformat() == "2022-04-25"


def test_a_quotation_over_sentences_and_paragraphs_has_one_speaker() -> None:
    found = claims("“We have no list. The committee has 8 members,” said Sunita Rawat.", "“It will report in 3 days.”")
    assert {c.speaker for c in found} == {"Sunita Rawat"}
