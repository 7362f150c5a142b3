"""What elections say: every key in both languages, the certificate in words, and what it does and does not prove."""

import ast
import dataclasses
from pathlib import Path

import pytest

import khaka.committee
from khaka.committee import VERBS, blockers
from khaka.committee.codec import canonical, digest
from khaka.committee.elections.certificate import (
    NOT_VERIFIABLE,
    VERIFIABLE,
    certificate_words,
    genuine,
    what_can_be_verified,
)
from khaka.committee.fields import Field, Group, Many
from khaka.committee.polling import Cause, StepKind, TieRule, Unfilled
from khaka.committee.tallying import Certificate, MatterKind, Remedy, Ruling
from khaka.locale import Translator
from tests.committee.polls import Polls
from tests.committee.test_committee_texts import keys

ROOT = Path(khaka.committee.__file__).parent
OWN = ("programme_", "election_", "roll_", "elector_", "nomination_", "candidates_", "marked_", "poll_", "lot_", "petition_",
       "matter_", "seat_")  # fmt: skip


def written() -> set[str]:
    """Whole keys that the election files write out."""
    paths = [*(ROOT / "elections").glob("*.py"), *(ROOT / "verbs").glob("_election.py")]
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("committee."):
                found.add(node.value)
    return {k for k in found if not k.endswith((".", "_"))}


def inner(field: Field) -> set[str]:
    """Names of the fields inside a list or group: a form shows them too."""
    if isinstance(field, Many):
        return inner(field.of) if isinstance(field.of, Group) else set()
    return {f.name for f in field.fields} if isinstance(field, Group) else set()


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_every_key_of_elections_has_a_text(lang: str) -> None:
    say = Translator(lang)
    enums = {"cause": Cause, "ruling": Ruling, "remedy": Remedy, "tie_rule": TieRule, "unfilled": Unfilled, "step_kind": StepKind,
             "matter": MatterKind}  # fmt: skip
    made = {f"committee.{name}.{value}" for name, options in enums.items() for value in options}
    made |= {f"committee.certificate.verifiable.{k}" for k in VERIFIABLE}
    made |= {f"committee.certificate.not_verifiable.{k}" for k in NOT_VERIFIABLE}
    made |= {f"committee.certificate.{k}" for k in ("elected", "unopposed", "not_elected")}
    made |= {f"committee.falls.{k}" for k in ("could", "cannot")}
    made |= {f"committee.question.{k}" for k in ("filed", "held")}
    made |= {f"committee.calendar.stay.{k}" for k in ("until", "open")}
    made |= {f"committee.figure.{k}" for k in ("delegates", "margin", "votes", "seats", "vacant", "ballots", "invalid")}
    fields = {n for v in VERBS if v.name.startswith(OWN) for f in v.fields for n in inner(f)}
    made |= {f"committee.field.{n}" for n in fields}
    assert {k for k in made | written() | keys() if not say.has(k)} == set()


def test_a_certificate_in_both_languages() -> None:
    p = Polls()
    e = p.declared("D1b1", (4, 2), post={"en": "President", "hi": "अध्यक्ष"})
    (c,) = p.records.find(Certificate, election=e)
    en, hi = ([Translator(lang).text(m) for m in certificate_words(c)] for lang in ("en", "hi"))
    assert en[:5] == [
        "President, Unit D1b1 (block): result of the election.",
        "Elected: Name a, 4 votes.",
        "Not elected: Name b, 2 votes.",
        "Seats 1, vacant 0; electors on the roll 7, papers 6, invalid 0.",
        f"SHA-256 of the result: {c.seal}",
    ]
    assert hi[0].startswith("अध्यक्ष, ") and "निर्वाचित: Name a, 4 मत।" in hi[1]
    assert len(en) == len(hi) and not any("{" in t for t in (*en, *hi))


def test_a_certificate_is_the_result_that_was_sealed() -> None:
    p = Polls()
    p.declared("D1b1", (4, 2))
    (c,) = p.records.find(Certificate)
    assert genuine(c.document, c.seal) and digest(c.document) == c.seal
    # persons' accounts and delegate numbers are not in it, nor who came
    assert b'"person"' not in canonical(c.document) and b"marked" not in canonical(c.document)
    assert sum(b["ballots"] for b in c.document["boxes"]) == c.document["ballots"] == 6
    changed = {**c.document, "ballots": 7}
    assert not genuine(changed, c.seal)
    assert len(what_can_be_verified()) == len(VERIFIABLE) + len(NOT_VERIFIABLE)


def test_unopposed_prints_no_votes() -> None:
    p = Polls()
    p.listed("D1b1", "a")
    (c,) = p.records.find(Certificate)
    assert Translator("en").text(certificate_words(c)[1]) == "Elected unopposed: Name a."


def test_reasons_read_well_in_both_languages() -> None:
    p = Polls()
    e = p.rolled("D1b1")
    p.till(13, 0)
    (late,) = blockers(p.ask("r", "nomination_file", "election", e, p.paper("a", "f", "g")), p.records)
    assert Translator("en").text(late.message) == "block: nominations ended with 12 March 2026."
    assert Translator("hi").text(late.message) == "ब्लॉक: नामांकन: यह 12 मार्च 2026 को खत्म हो चुका है।"
    assert dataclasses.asdict(late)["code"] == "step_over"
