"""Write the golden texts: `python tools/golden.py`, then read the diff as you would read code."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.blueprint.test_golden import GOLDEN, LANGUAGES, MISSIONS, text_of  # noqa: E402

for mission in MISSIONS:
    for lang in LANGUAGES:
        (GOLDEN / f"{mission}.{lang}.txt").write_text(text_of(mission, lang), encoding="utf-8")
