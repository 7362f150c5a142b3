"""A lead repeated in the body is one claim; what two speakers say is never merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from khaka.claims.base import Claim
from khaka.claims.cues import listed
from khaka.claims.sides import surname_of
from khaka.claims.text import words

#: Share of words that two tellings of one thing have in common.
ALIKE: Final = 0.55
#: The first claims of a report are its lead.
_LEAD: Final = 2
_COMMON: Final = frozenset(
    listed(
        "the a an of to in on and or that is was were be been has have had it its this by for with as at from said "
        "says told added according he she they his her will would not but "
        "ने को का की के में से पर है हैं था थे थी कि और यह वह इस उस भी ही तो ने कहा बताया गया गई लिए एक जा रहा रही "
        "रहे कर दिया दी किया हो हुई हुआ होने करने पार्टी party"
    )
)


def content(text: str) -> frozenset[str]:
    """Words that carry meaning, cut to their stem's first letters so that case endings match."""
    return frozenset(w[:5] if w.isascii() else w[:4] for w in words(text) if w not in _COMMON and len(w) > 1)


def alike(a: str, b: str) -> float:
    """Share of the shorter text's words that the longer one has."""
    left, right = content(a), content(b)
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))


def merged(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with each repeated one once, at its first place, in its best attributed form."""
    kept: list[Claim] = []
    for claim in claims:
        at = next((i for i, k in enumerate(kept) if _same(k, claim, i)), None)
        if at is None:
            kept.append(claim)
        elif _rank(claim) > _rank(kept[at]):
            kept[at] = claim if claim.when else replace(claim, when=kept[at].when)
    return kept


def numbered(claims: Sequence[Claim]) -> list[Claim]:
    """Ids R1, R2, ... in the order of the text."""
    return [replace(c, id=f"R{n}") for n, c in enumerate(claims, 1)]


def _rank(claim: Claim) -> int:
    return ("reporter", "unnamed_sources", "party_sources", "team", "named").index(claim.speaker_kind) + (
        claim.speaker is not None
    )


def _same(a: Claim, b: Claim, at: int) -> bool:
    if not _one_voice(a, b, at) or a.denies != b.denies:
        return False
    if a.value is not None and b.value is not None:
        if (a.value, a.unit) != (b.value, b.unit) or not _compatible(a.states, b.states):
            return False
        if a.about == b.about and a.about is not None:
            return a.quote == b.quote or alike(a.quote, b.quote) >= 0.3
        return a.quote != b.quote and alike(a.quote, b.quote) >= ALIKE
    if (a.value is None) != (b.value is None):
        return False
    return a.about == b.about and alike(a.quote, b.quote) >= 0.7


def _compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not a or not b or set(a) == set(b)


def _one_voice(a: Claim, b: Claim, at: int) -> bool:
    if a.speaker is None or b.speaker is None:
        return True
    if same_speaker(a, b):
        return True
    # a lead says "party sources", the body names "a senior leader"
    return at < _LEAD and a.speaker_kind == b.speaker_kind != "named" and a.side == b.side


def same_speaker(a: Claim, b: Claim) -> bool:
    """True when both claims are of one speaker, by surname or by the words that name them."""
    if a.speaker is None or b.speaker is None:
        return a.speaker is None and b.speaker is None and a.speaker_kind == b.speaker_kind
    if a.speaker_kind != b.speaker_kind:
        return False
    left, right = surname_of(a.speaker), surname_of(b.speaker)
    if left and right:
        return left == right
    return a.speaker.lower().removeprefix("the ") == b.speaker.lower().removeprefix("the ")
