"""Every word of the ledger and of monitoring has a text in both languages, and none of them is said as markup."""

from enum import StrEnum
from pathlib import Path

import pytest

import khaka.locale
from khaka.committee.aggregate import _PATTERNS
from khaka.committee.fields import Group, Many
from khaka.committee.grounds import Ground
from khaka.committee.monitoring import Direction
from khaka.committee.news import Relation, Side
from khaka.committee.readings import Move
from khaka.committee.reminders import About
from khaka.committee.verbs import VERBS
from khaka.core.units import Unit
from khaka.locale import Translator

WORDS: dict[str, type[StrEnum]] = {
    "side": Side, "relation": Relation, "ground": Ground, "direction": Direction, "move": Move, "about": About, "unit": Unit,
}  # fmt: skip


def inner(fields: tuple, found: set[str]) -> set[str]:
    for f in fields:
        found.add(f.name)
        group = f.of if isinstance(f, Many) else f
        if isinstance(group, Group):
            inner(group.fields, found)
    return found


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_every_word_has_a_text(lang: str) -> None:
    say = Translator(lang)
    keys = {f"committee.{group}.{v.value}" for group, options in WORDS.items() for v in options}
    keys |= {f"committee.person_like.{kind}" for kind, _ in _PATTERNS}
    mine = ("claim_", "reading_", "indicator_", "field_report_", "report_import", "report_correct", "report_withdraw")
    for verb in VERBS:
        if verb.name.startswith(mine):
            keys |= {f"committee.field.{n}" for n in inner(verb.fields, set()) - {"claim", "link", "flag", "count"}}
    assert {k for k in keys if not say.has(k)} == set()


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    import re

    folder = Path(khaka.locale.__file__).parent
    for domain in ("news", "monitoring"):
        texts = [(folder / lang / "LC_MESSAGES" / f"{domain}.po").read_text("utf-8") for lang in ("en", "hi")]
        pairs = [re.findall(r'msgid "(.+)"\nmsgstr "(.+)"', t) for t in texts]
        assert [k for k, _ in pairs[0]] == [k for k, _ in pairs[1]]
        for (key, en), (_, hi) in zip(*pairs, strict=True):
            assert sorted(re.findall(r"\{\w+", en)) == sorted(re.findall(r"\{\w+", hi)), key
            assert not any(w in hi for w in ("हाथ", "भविष्यवाणी", "जनादेश"))
