"""Versions of a proposal's text: what differs between two, and an amendment laid over one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from khaka.committee.blocker import Blocker, block
from khaka.committee.noun import Words
from khaka.committee.papers import Amendment, Change, Paragraph, ProposalText


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One paragraph in two versions; None where it does not stand."""

    id: str
    before: Words | None
    after: Words | None


def differences(old: ProposalText, new: ProposalText) -> tuple[ParagraphChange, ...]:
    """Paragraphs that were added, struck or changed: the new version's order first, then what was struck."""
    before = {p.id: p.words for p in old.paragraphs}
    after = {p.id: p.words for p in new.paragraphs}
    found = [ParagraphChange(i, before.get(i), w) for i, w in after.items() if before.get(i) != w]
    return tuple(found + [ParagraphChange(i, w, None) for i, w in before.items() if i not in after])


def amendment_faults(
    base: ProposalText, now: ProposalText, change: Change, paragraph: str, words: Words
) -> Iterator[Blocker]:
    """Why an amendment cannot be laid over the current text.

    Parameters
    ----------
    base, now
        The version that the amendment was made on, and the current one.
    change, paragraph, words
        What it does, to which paragraph, with which words.
    """
    was = {p.id: p.words for p in base.paragraphs}.get(paragraph)
    is_ = {p.id: p.words for p in now.paragraphs}.get(paragraph)
    empty = not (words.en or words.hi)
    if was is None:
        yield block("refers_to_nothing", field="paragraph", id=paragraph)
    elif is_ is None or (is_ != was and change is not Change.INSERT):
        yield block("amendment_overtaken", paragraph=paragraph, base=base.number, current=now.number)
    if change is Change.STRIKE and not empty:
        yield block("strike_has_words", field="words")
    if change is not Change.STRIKE and empty:
        yield block("amendment_empty", field="words")
    elif change is Change.REPLACE and words == was:
        yield block("nothing_changed")
    if change is Change.STRIKE and len(now.paragraphs) == 1:
        yield block("last_paragraph")


def amended(now: ProposalText, amendment: Amendment, *, author: str, at: datetime) -> ProposalText:
    """The next version of a text, with an amendment in it."""
    made: list[Paragraph] = []
    for p in now.paragraphs:
        if p.id != amendment.paragraph:
            made.append(p)
        elif amendment.change is Change.REPLACE:
            made.append(Paragraph(p.id, amendment.words))
        elif amendment.change is Change.INSERT:
            made += [p, Paragraph(f"{amendment.id}", amendment.words)]
    return ProposalText(
        id=f"{now.proposal}:{now.number + 1}",
        body=now.body,
        proposal=now.proposal,
        number=now.number + 1,
        base=now.number,
        title=now.title,
        paragraphs=tuple(made),
        author=author,
        at=at,
        amendment=amendment.id,
    )
