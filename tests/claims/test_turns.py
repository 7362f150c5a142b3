"""Interviews, live blogs, datelines: what stands before a line, and whose word the line is."""

import pytest

from khaka.claims.sentences import LONGEST_SENTENCE, sentences
from khaka.claims.turns import ANSWER, HEADING, QUESTION, REPORT, lines
from tests.claims.test_attribution import claims


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("New Delhi, Apr 20 (PTI) A committee will report.", "A committee will report."),
        ("RANCHI: The party has a list.", "The party has a list."),
        ("09.20 am: Leaders begin arriving.", "Leaders begin arriving."),
        ("12.30 pm: JUST IN: A formula is ready.", "A formula is ready."),
        ("नयी दिल्ली, 20 अप्रैल 2022 (भाषा) समिति रिपोर्ट देगी।", "समिति रिपोर्ट देगी।"),
        ("रांची, जागरण संवाददाता। सूची तैयार है।", "सूची तैयार है।"),
        ("सुबह 9:10 बजे: सूची आ गई है।", "सूची आ गई है।"),
        ("Nair said the list was ready.", "Nair said the list was ready."),
        ("शिवसेना (यूबीटी) नेता विनायक प्रधान बोले- हम तैयार हैं।", "शिवसेना (यूबीटी) नेता विनायक प्रधान बोले- हम तैयार हैं।"),
    ],
)
def test_datelines_and_times_are_cut_off(text: str, left: str) -> None:
    assert " ".join(line.sentence.text for line in lines((text,))) == left


def test_labelled_questions_are_not_claims_and_answers_are_the_guests() -> None:
    text = (
        "State president Ranjit Bhullar spoke to this newspaper. Edited excerpts:",
        "Q: Will you contest only eight of the 13 seats?",
        "A: We will contest all 13. Our list is ready.",
    )
    assert [line.role for line in lines(text)] == [HEADING, HEADING, QUESTION, ANSWER, ANSWER]
    (claim,) = claims(*text)
    assert (claim.speaker, claim.value, claim.unit) == ("State president Ranjit Bhullar", 13, "seats")


def test_an_interview_without_labels() -> None:
    text = (
        "चुनावी रणनीतिकार समीर बजाज से बातचीत के अंश:",
        "बातचीत क्यों टूटी?",
        "मैंने 150 सीटों पर खुली छूट मांगी थी।",
        "क्या पद मांगा था?",
        "मैंने कोई पद नहीं मांगा।",
    )
    assert [line.role for line in lines(text)][1:] == [QUESTION, ANSWER, QUESTION, ANSWER]
    found = claims(*text)
    assert {(c.speaker_kind, c.side) for c in found} == {("named", "strategist_side")}
    assert found[0].value == 150


def test_named_turns() -> None:
    text = (
        "Anita Rao: Is the party giving up seats?",
        "Praveen Kumar: Nobody gives up seats.",
        "Anita Rao: How will the vote rise?",
        "Praveen Kumar: It was 19.5 per cent of the vote.",
    )
    assert [line.role for line in lines(text)] == [QUESTION, ANSWER, QUESTION, ANSWER]
    assert {c.speaker for c in claims(*text)} == {"Praveen Kumar"}


def test_a_question_in_a_report_is_no_interview() -> None:
    assert {line.role for line in lines(("Who decides?", "Nobody knows.", "Who pays?", "Nobody says."))} <= {
        REPORT,
        HEADING,
    }


@pytest.mark.parametrize(
    ("text", "speaker", "value"),
    [
        ('Sena leader Vinayak Pradhan to reporters: "We are firm on 23 seats."', "Sena leader Vinayak Pradhan", 23),
        ("Mahesh Tiwari, who manages booths, puts it at 135 of the state's 230 seats.", "Mahesh Tiwari", 135),
        ("BJP in-charge Vinod Sonkar is confident the party will win 42 seats.", "BJP in-charge Vinod Sonkar", 42),
        (
            "कांग्रेस के मीडिया प्रमुख आरिफ सिद्दीकी का दावा: भाजपा 150 सीटों पर सिमट जाएगी।",
            "कांग्रेस के मीडिया प्रमुख आरिफ सिद्दीकी",
            150,
        ),
        ("भाजपा प्रभारी विनोद सोनकर आश्वस्त हैं कि पार्टी 42 सीटें जीतेगी।", "भाजपा प्रभारी विनोद सोनकर", 42),
        ("नीलेश गोखले को लगता है कि चार-पांच सीटें ही मिलेंगी।", "नीलेश गोखले", "4-5"),
        ("जनता दल नेता अमित जोशी दावा कर बैठे कि उनकी पार्टी 95 सीटें जीतेगी।", "जनता दल नेता अमित जोशी", 95),
    ],
)
def test_speech_without_a_verb_of_saying_or_without_ne(text: str, speaker: str, value: int | str) -> None:
    (claim,) = claims(text)
    assert (claim.speaker, claim.value, claim.unit) == (speaker, value, "seats")


def test_he_is_the_one_who_stood_in_the_sentence_before() -> None:
    found = claims(
        "Chief minister Bhupendra Sahu mocked the claim.", 'His deputy, T.S. Singh, was kinder. "Numbers lie," he said.'
    )
    assert found[-1].speaker == "His deputy, T.S. Singh"
    found = claims('जब प्रवक्ता डेरेक मंडल को यह बताया गया तो उन्होंने कहा, "यह मजाक है।"')
    assert [c.speaker for c in found] == ["प्रवक्ता डेरेक मंडल"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nair said the final tally would be between 290 and 300 seats.", "290-300"),
        ("Nair said four or five seats would come.", "4-5"),
        ("Nair said its share rose from 12 per cent to 30 per cent.", 30),
        ("Nair said that if it fought 400 seats, it would win 250 seats.", 250),
        ("नायर ने कहा कि चार अंक बढ़े तो 110 सीटें आ जाएंगी।", 110),
        ("नायर ने कहा कि करीब एक दर्जन सीटें फंसी हैं।", 12),
        ("Nair said a 20-18-10 formula had been agreed.", None),
        ("Nair said Article 370 was gone and the seats were safe.", None),
    ],
)
def test_the_figure_that_is_asserted(text: str, value: int | str | None) -> None:
    (claim,) = claims(text)
    assert claim.value == value


def test_a_page_without_full_stops_is_read_in_stretches() -> None:
    found = sentences(("नायर ने कहा कि " * 2000, "'a " * 3000))
    assert max(len(s.text) for s in found) <= LONGEST_SENTENCE
