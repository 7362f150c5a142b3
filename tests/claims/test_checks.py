"""Figures against the catalogue: the impossible, the uncounted, and what results contradict, with the reason where known."""

import pytest

from khaka.catalog import Catalog
from khaka.claims.base import Claim, Flag
from khaka.claims.report import report_of
from khaka.desk.claims import claims_in
from khaka.locale import Translator

CATALOG = Catalog()


def claims(text: str, day: str = "16 April 2022") -> tuple[Claim, ...]:
    return claims_in(CATALOG, report_of(f"NEW DELHI, {day}: {text}".encode(), "a.txt")).extract.claims


def flag(text: str, day: str = "16 April 2022") -> Flag | None:
    flags = [f for c in claims(text, day) for f in c.flags]
    assert len(flags) <= 1
    return flags[0] if flags else None


@pytest.mark.parametrize(
    ("text", "fact", "why"),
    [
        ("Sources said the plan asks the party to focus on 2024 seats.", 543, "year"),
        ("सूत्रों ने बताया कि योजना में 2024 सीटों पर ध्यान देने को कहा गया है।", 543, "year"),
        ("Sources said the party will focus on six hundred seats.", 543, None),
        ("सूत्रों ने कहा कि पार्टी छह सौ सीटों पर लड़ेगी।", 543, None),
        ("Sources said the party will fight 520-550 seats.", 543, None),
        ("Sources said the house has 545 seats.", 543, "house_545"),
        ("Sources said the party will win 25 of Kerala's 20 Lok Sabha seats.", 20, None),
        ("Sources said the party surveyed 450 assembly seats in Uttar Pradesh.", 403, None),
        ("सूत्रों ने कहा कि मध्य प्रदेश की 260 विधानसभा सीटों पर सर्वे हुआ।", 230, None),
        ("Sources said the party surveyed 5,000 assembly seats.", None, None),
    ],
)
def test_more_seats_than_the_house(text: str, fact: int | None, why: str | None) -> None:
    found = flag(text)
    assert found is not None and found.kind == "above_house"
    assert fact is None or found.fact == fact
    assert (found.explanation.key if found.explanation else None) == (f"claims.why.{why}" if why else None)
    for lang in ("en", "hi"):
        assert "{" not in Translator(lang).text(found.text)


@pytest.mark.parametrize(
    "text",
    [
        "Sources said the party will focus on 370 seats.",
        "Sources said 403 assembly seats in Uttar Pradesh were surveyed.",
        "Sources said 1,072 assembly seats are held by the party.",
        "Sources said the party won 700 panchayat seats.",
        "Sources said the list for 2024 Lok Sabha seat-sharing talks is ready.",
        "Sources said booth work grew by 130 per cent.",
    ],
)
def test_possible_figures_are_not_flagged(text: str) -> None:
    assert flag(text) is None


def test_a_share_above_the_whole() -> None:
    found = flag("The party claims committees exist in 104 per cent of booths.")
    assert found is not None and (found.kind, found.fact) == ("above_whole", 100)


def test_possible_each_and_not_together() -> None:
    found = flag("Sources said the party would fight 370 to 400 seats and 150 more through partners.")
    assert found is not None and found.kind == "sum_above_house"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sources said the Congress won 60 seats in the 2021 Lok Sabha election.", "no_such_election"),
        ("Sources said the Congress won 60 seats in the 2024 Lok Sabha election.", "not_yet_counted"),
        ("Sources said the Congress won 60 seats in the 2034 Lok Sabha election.", "not_yet_counted"),
    ],
)
def test_elections_that_were_not(text: str, kind: str) -> None:
    found = flag(text)
    assert found is not None and found.kind == kind


def test_an_election_ahead_may_be_spoken_of() -> None:
    assert flag("Sources said the Congress will win 60 seats in the 2024 Lok Sabha election.") is None


@pytest.mark.parametrize(
    ("text", "fact", "why"),
    [
        ("Sources said the Congress was second in 196 seats in the 2019 Lok Sabha election.", 209, "printed"),
        (
            "Sources said the Congress polled 19.67 per cent of the votes in the 2019 Lok Sabha election.",
            19.46,
            "base_valid",
        ),
        ("Sources said the Congress lost its deposit in 148 seats in the 2019 Lok Sabha election.", 147, "base_polled"),
        ("Sources said the Congress won 44 seats in the 2019 Lok Sabha election.", 52, "other_election"),
        ("सूत्रों ने कहा कि 2019 के लोकसभा चुनाव में कांग्रेस 196 सीटों पर दूसरे स्थान पर रही थी।", 209, "printed"),
    ],
)
def test_counts_that_results_contradict(text: str, fact: float, why: str) -> None:
    found = flag(text)
    assert found is not None and (found.kind, found.fact) == ("result_differs", fact)
    assert found.explanation is not None and found.explanation.key == f"claims.why.{why}"
    assert found.source == "LS2019"


@pytest.mark.parametrize(
    "text",
    [
        "Sources said the Congress was second in 209 seats in the 2019 Lok Sabha election.",
        "Sources said the Congress polled 19.5 per cent of the votes in the 2019 Lok Sabha election.",
        "Sources said the BJP polled 37 per cent of the votes in the 2019 Lok Sabha election.",
        "Sources said the Congress won 52 seats in the 2019 Lok Sabha election.",
        "Sources said the Congress polled 11.9 crore votes in the 2019 Lok Sabha election.",
        "Sources said the Congress was second in about 200 seats in the 2019 Lok Sabha election.",
    ],
)
def test_true_counts_are_not_flagged(text: str) -> None:
    assert flag(text) is None


def test_a_statement_without_a_party_is_checked_for_the_report_s() -> None:
    first, second = claims(
        "The Congress counted again. Sources said the party was second in 196 seats in the 2019 Lok Sabha election. "
        "A Congress leader said it was second in 209 seats."
    )
    assert [f.fact for f in first.flags] == [209]
    assert second.flags == ()
    assert second.refers_to is None or second.refers_to == first.id


def test_a_report_without_a_day_is_checked_with_all_that_is_known() -> None:
    report = report_of(b"Sources said the Congress won 99 seats in the 2024 Lok Sabha election.", "a.txt")
    assert [c.flags for c in claims_in(CATALOG, report).extract.claims] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "A leaflet dropped in Kochi, meanwhile, assures voters of victory in 22 of Kerala's 20 Lok Sabha seats.",
        "Going forward, the party will win 22 of Kerala's 20 seats, Jose Kurian said at a college ground.",
        "“Together they are fighting for 96 Lok Sabha seats in a state of 80,” Vinay Shukla said.",
        "The list, which runs to 570 seats, was shown to the committee.",
        "ओडिशा की 21 सीटों में से 23 पर जीत का वादा किया गया।",
        'सुनीता रावत ने कहा, "80 के प्रदेश में वे लोकसभा की 96 सीटें लड़ रहे हैं।"',
        "राजस्थान में 28 लोकसभा सीटें, यह आंकड़ा किसी ने नहीं सुधारा।",
    ],
)
def test_more_seats_than_there_are(text: str) -> None:
    report = report_of(text.encode(), "a.txt")
    assert any(f.kind == "above_house" for c in claims_in(CATALOG, report).extract.claims for f in c.flags)


@pytest.mark.parametrize(
    "text",
    [
        "The party has won 700 panchayat, ward and council seats in Assam, Vinay Shukla said.",
        "The alliance won 280 of the 403 seats in Uttar Pradesh in 2017, Vinay Shukla said.",
        "राज्य में 900 पंचायत सीटें पार्टी ने जीतीं, असम की प्रवक्ता सुनीता रावत ने कहा।",
    ],
)
def test_other_bodies_and_assemblies_have_more(text: str) -> None:
    report = report_of(text.encode(), "a.txt")
    assert not any(f.kind == "above_house" for c in claims_in(CATALOG, report).extract.claims for f in c.flags)
