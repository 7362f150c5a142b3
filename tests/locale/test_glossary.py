"""The glossary is kept: a word to avoid appears in no Hindi text, unless another entry recommends it."""

import csv
import re

import pytest
from tests.locale.test_catalogues import DOMAINS, ROOT, entries

ROWS = list(csv.DictReader((ROOT / "locale" / "glossary.csv").open(encoding="utf-8")))
WORD = re.compile(r"[\u0900-\u097F]+(?:[ -][\u0900-\u097F]+)*")
#: Words to avoid in one sense that newspapers print in another; each with the sense in which the texts use it.
OTHER_SENSE = {
    "अंक": "digits, or प्रतिशत अंक", "आधार": "base", "अंतर": "margin", "बहुमत": "majority", "काम": "work",
    "खबर": "a news report", "क्रम": "sequence", "सीमा": "limit", "बात": "talk", "गलती": "an error message",
    "मेल": "मेल खाना, to agree", "मतलब": "did you mean", "प्रतिशत": "per cent", "के रूप में": "as, in any other phrase",
    "सही": "well-formed", "वर्ग": "a square on paper", "मजबूत": "strong (a place)", "विवादित": "disputed",
    "मतदान": "polling", "पोल": "एग्जिट पोल stays as it is", "सलाह": "advice", "बदलाव": "change",
    "दायित्व": "a state brief", "खंड": "an assembly segment", "रोक": "a freeze", "वापसी": "coming back",
    "फर्क": "difference in general", "अनिश्चित": "uncertain in general", "शून्य": "zero as a number",
    "बंटवारा": "सीट बंटवारा, seat sharing", "विभाजन": "मत विभाजन, a division",
}  # fmt: skip


def avoided() -> list[tuple[str, str]]:
    good = {w.strip() for r in ROWS for w in re.split(r"[/;]", re.sub(r"\(.*?\)", "", r["term_hi"]))}
    found = []
    for row in ROWS:
        for word in row["avoid_hi"].split(";"):
            word = word.strip()
            # a remark in brackets limits where the word is to be avoided; one entry's bad word may be another's good one
            if word and "(" not in word and word not in good and word not in OTHER_SENSE and WORD.fullmatch(word):
                found.append((row["term_en"], word))
    return found


@pytest.mark.parametrize(("term", "word"), avoided(), ids=lambda v: v)
def test_a_word_to_avoid_is_not_printed(term: str, word: str) -> None:
    pattern = re.compile(rf"(?<![\u0900-\u097F]){re.escape(word)}(?![\u0900-\u097F])")
    hits = [k for d in DOMAINS for k, text in entries("hi", d).items() if pattern.search(text)]
    assert not hits, f"{word} (for {term})"
