"""Compile the gettext catalogues: `python tools/compile_locale.py [--check]` (Babel only, no system gettext)."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parent.parent / "src" / "khaka"
#: Khaka's own catalogues, and what Django and its applications lack in Hindi.
FOLDERS = (PACKAGE / "locale", PACKAGE / "web" / "locale")


def compiled(path: Path) -> bytes:
    """The bytes of the .mo file that belongs to a .po file."""
    with path.open("rb") as handle:
        catalogue = read_po(handle, locale=path.parent.parent.name, abort_invalid=True)
    # Babel dates an undated header with the clock: the same catalogue must give the same bytes on every day
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main(check: bool) -> int:
    stale = []
    for path in sorted(p for folder in FOLDERS for p in folder.glob("*/LC_MESSAGES/*.po")):
        target, want = path.with_suffix(".mo"), compiled(path)
        if not target.exists() or target.read_bytes() != want:
            stale.append(str(path.relative_to(PACKAGE)))
            if not check:
                target.write_bytes(want)
    if check and stale:
        print("not compiled:", *stale, file=sys.stderr)
    return bool(check and stale)


if __name__ == "__main__":
    raise SystemExit(main("--check" in sys.argv))
