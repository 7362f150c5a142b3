"""Figures in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaka.claims.numbers import amounts
from khaka.claims.text import Folded


def read(text: str) -> list[tuple[int | float | str, str]]:
    return [(a.value, a.unit) for a in amounts(Folded(text).text) if a.unit]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("पार्टी को 370 से 400 सीटों पर लड़ना चाहिए", "370-400", "seats"),
        ("370-400 seats", "370-400", "seats"),
        ("२०९ सीटों पर दूसरे स्थान पर", 209, "seats"),
        ("डेढ़ करोड़ सदस्य", 15_000_000, "members"),
        ("साढ़े तीन लाख वोट", 350_000, "votes"),
        ("पौने दो करोड़ सदस्य", 17_500_000, "members"),
        ("सवा सौ सीटें", 125, "seats"),
        ("दो सौ पचास सीटें", 250, "seats"),
        ("निन्यानवे सीटें", 99, "seats"),
        ("two hundred and fifty seats", 250, "seats"),
        ("two and a half lakh members", 250_000, "members"),
        ("11.9 crore votes", 119_000_000, "votes"),
        ("Rs 95 lakh on each", 9_500_000, "rupees"),
        ("104 per cent of booths", 104, "percent"),
        ("19.46% of the vote", 19.46, "percent"),
        ("12,34,567 वोट", 1_234_567, "votes"),
        ("an 85-page file", 85, "pages"),
        ("आठ सदस्यीय समिति", 8, "members"),
        ("2024 सीटों पर ध्यान", 2024, "seats"),
        ("370 लोकसभा सीटों", 370, "seats"),
        ("सदस्यों की संख्या 40 लाख", 4_000_000, "members"),
    ],
)
def test_one_figure(text: str, value: float | str, unit: str) -> None:
    assert read(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    ["2024 के लोकसभा चुनाव में", "the 2019 Lok Sabha election", "at 9:30 on 16 April 2022", "सीट बंटवारे पर 2024 की बात"],
)
def test_years_dates_and_times_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_a_part_and_its_whole() -> None:
    for text in ("543 में से 52 सीटें", "52 of the 543 seats"):
        found = {a.value: a.of_total for a in amounts(text)}
        assert found == {52: False, 543: True}


@given(st.integers(2, 9_999_999))
def test_digits_of_both_scripts(n: int) -> None:
    deva = str(n).translate({48 + i: 0x966 + i for i in range(10)})
    assert read(f"कुल {deva} वोट पड़े") == [(n, "votes")] == read(f"in all {n:,} votes")


@given(
    st.integers(2, 99),
    st.sampled_from([("लाख", 100_000), ("करोड़", 10_000_000), ("lakh", 100_000), ("crore", 10_000_000)]),
)
def test_scales(n: int, scale: tuple[str, int]) -> None:
    word, times = scale
    noun = "votes" if word.isascii() else "वोट"
    assert read(f"{n} {word} {noun}") == [(n * times, "votes")]
