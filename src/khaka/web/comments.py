"""Comments as threads at their places: a paragraph, a section, a Figure, or the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from khaka.committee.papers import Comment


@dataclass(frozen=True, slots=True)
class Said:
    """A comment with what answers it."""

    comment: Comment
    answers: list[Said] = field(default_factory=list)


def thread(comments: Iterable[Comment]) -> dict[str, list[Said]]:
    """Threads by place, the oldest first; an answer stands under what it answers, wherever it says it belongs."""
    ordered = sorted(comments, key=lambda c: (c.at, c.id))
    nodes = {c.id: Said(c) for c in ordered}
    places: defaultdict[str, list[Said]] = defaultdict(list)
    for c in ordered:
        if c.parent in nodes:
            nodes[c.parent].answers.append(nodes[c.id])
        else:
            places[c.place].append(nodes[c.id])
    return dict(places)
