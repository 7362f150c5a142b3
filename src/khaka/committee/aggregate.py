"""What keeps persons out of the field's counts: texts that look like one, and counts too small to hide one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from khaka.committee.text import latin_digits
from khaka.core.folding import fold

#: A count of 1 to SMALL - 1 persons can be told apart by who lives there; it is not kept. Zero is about nobody.
SMALL: Final = 5
#: Kinds of text that look like a person; the first that fits is told.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("email", re.compile(r"[^\s@]{1,64}@[^\s@]{1,200}\.[^\s@]|[\w.]{3,64}@[a-z]{3,}\b")),
    ("voter_id", re.compile(r"(?<![a-z])[a-z]{3}[ /-]?\d{7}(?!\d)")),
    ("identity_number", re.compile(r"(?<!\d)\d{4}([ -]?)\d{4}\1\d{4}(?!\d)|(?<![a-z])[a-z]{5}\d{4}[a-z](?![a-z])")),
    ("phone", re.compile(r"(?<!\d)(?:\+?91[ -]?|0)?[6-9]\d{4}[ -]?\d{5}(?!\d)|(?<!\d)0\d{2,4}[ -]\d{6,8}(?!\d)")),
    ("house", re.compile(r"\b(?:h|house|door|d|flat|plot)\.? ?no\.? ?\d|\bhouse \d|(?:मकान|घर|फ्लैट)(?: नं?\.?| नंबर| संख्या)? ?\d")),
)  # fmt: skip
#: Words of a heading, and whole headings, that promise something about persons.
_PERSONAL: Final = (
    "name names father husband mother spouse phone phones mobile mobiles whatsapp email epic aadhaar aadhar uid pan dob birth age "
    "sex gender caste castes jati religion religions address photo signature "
    "नाम पिता पति माता रिश्तेदार फोन मोबाइल दूरभाष व्हाट्सएप ईमेल इपिक आधार जन्म जन्मतिथि उम्र आयु लिंग जाति धर्म पता फोटो हस्ताक्षर"
)
_WHOLE: Final = (
    "e mail|house|house no|house number|door no|door number|flat no|plot no|street|contact|contact no|contact number|voter|elector|"
    "voter id|voter no|serial no in roll|part serial|मकान|मकान नं|मकान नंबर|मकान संख्या|घर नंबर|गली|संपर्क|संपर्क नंबर|मतदाता|"
    "मतदाता पहचान पत्र|मतदाता क्रमांक"
)
_WORDS: Final = frozenset(fold(w) for w in _PERSONAL.split(" "))
_HEADINGS: Final = frozenset(fold(h) for h in _WHOLE.split("|"))


def person_like(text: str) -> str:
    """What makes a text look like a person: ``email``, ``voter_id``, ``identity_number``, ``phone``, ``house``; empty if nothing."""
    plain = latin_digits(fold(text))
    return next((kind for kind, pattern in _PATTERNS if pattern.search(plain)), "")


def personal_column(heading: str) -> bool:
    """True for a column's heading that promises something about persons (``Voter name``, ``मोबाइल``, ``caste``)."""
    words = [w for w in re.split(r"[^\w\u0900-\u097f]+|_", fold(heading)) if w]
    return bool(set(words) & _WORDS) or " ".join(words) in _HEADINGS or bool(person_like(heading))


def kept(counts: Mapping[tuple[str, str], int], parents: Mapping[str, str]) -> dict[tuple[str, str], int | None]:
    """The counts by place and column, the small ones left out, and one beside them where a sum would give one away.

    Parameters
    ----------
    counts
        Count by place and column.
    parents
        The wider place of each place, where it has one.
    """
    out: dict[tuple[str, str], int | None] = {k: None if 0 < n < SMALL else n for k, n in counts.items()}
    before = -1
    while before != (
        before := sum(n is None for n in out.values())
    ):  # what is left out beside one may give away another
        for place, column in sorted(counts):
            below = sorted(k for k in counts if k[1] == column and parents.get(k[0]) == place)
            if below and sum(out[k] is None for k in ((place, column), *below)) == 1:
                _hide_another(out, counts, (place, column), [k for k in below if out[k] is not None])
    return out


def _hide_another(
    out: dict[tuple[str, str], int | None],
    counts: Mapping[tuple[str, str], int],
    whole: tuple[str, str],
    parts: Sequence[tuple[str, str]],
) -> None:
    """Of a whole and its parts one is hidden: the smallest other part goes too, or the whole where there is no other."""
    some = [k for k in parts if counts[k] > 0]
    out[min(some, key=lambda k: (counts[k], k)) if some else whole] = None
