"""Golden texts in both languages; `python tools/golden.py` writes them anew."""

from pathlib import Path

import pytest
from tests.cases import blueprint_of

from khaka.blueprint.blocks import Bullets, Findings, Notice, Paragraph
from khaka.core.message import Message
from khaka.locale import Translator

GOLDEN = Path(__file__).parents[1] / "golden"
MISSIONS = ("mission-2024", "mission-2024-bjp", "mission-2024-aitc")
LANGUAGES = ("en", "hi")


def text_of(mission: str, lang: str) -> str:
    """The running text of a document, one line a message."""
    say, found = Translator(lang), blueprint_of(mission)
    page = found.leader
    lines = [say.text(found.title), say.text(found.subtitle)]
    single = (page.verdict, page.changed, page.standing_note, page.hold, page.allies, page.miss)
    several = (*page.decisions, *page.states, *page.risks, *page.disputed)
    lines += [say.text(m) for m in (*single, *several)]
    for section in found.sections:
        lines.append(f"\n{section.number}{section.part} {say.text(section.title)}")
        messages: list[Message | None] = [section.summary]
        for block in section.blocks:
            if isinstance(block, Paragraph | Notice):
                messages.append(block.text)
            elif isinstance(block, Bullets):
                messages += block.items
            elif isinstance(block, Findings):
                messages += [m for f in block.items for m in (f.title, f.sentence, f.remedy.text, f.threshold)]
        lines += [say.text(m) for m in (*messages, section.decision) if m is not None]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("mission", MISSIONS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_golden(mission: str, lang: str) -> None:
    assert text_of(mission, lang) == (GOLDEN / f"{mission}.{lang}.txt").read_text("utf-8")
