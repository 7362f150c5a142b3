"""What an attribution is, and how patterns of this room are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Shape of what is said.
SAY: Final = "say"
DENY: Final = "deny"
#: "he gave this information": the statement is the sentence before.
ANAPHOR: Final = "anaphor"
#: "declined to comment": nothing is said.
SILENT: Final = "silent"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that say whose a statement is.

    Parameters
    ----------
    start, end
        Where they stand, in folded text, from the speaker's first word to the verb's last.
    speaker
        Span of the speaker; None where the sentence names none ("it is learnt", बताया जा रहा है).
    act
        ``say``, ``deny``, ``anaphor`` or ``silent``.
    pronoun
        True when the speaker is "he", उन्होंने, ...
    wraps
        True for "according to", के मुताबिक, की ओर से: it governs a verb of saying beside it.
    weak
        True where a verb of saying beside it is the better reading ("citing", "in the presentation").
    told
        True for a passive that nothing said follows ("when he was told of it"): whoever speaks after it governs.
    """

    start: int
    end: int
    speaker: tuple[int, int] | None
    act: str = SAY
    pronoun: bool = False
    wraps: bool = False
    weak: bool = False
    told: bool = False


def plain(pattern: str) -> str:
    """A pattern in the spelling of folded text: no nukta, anusvara for chandrabindu."""
    return pattern.replace("\u093c", "").replace("\u0901", "\u0902")


def listed(text: str) -> list[str]:
    """The words of a word list."""
    return text.split()
