"""The translator's kit: a catalogue for another language, its check, and how far it is.

    python tools/translation_kit.py new ta my-locale        # a folder of .po files to translate, notes included
    python tools/translation_kit.py check ta my-locale      # placeholders, plural forms, coverage; exit 1 on a fault
    python tools/translation_kit.py compile ta my-locale    # .mo files that the programme reads
    python tools/translation_kit.py pseudo ta my-locale     # marked English in every text: to see what is not a text

``docs/translating.md`` tells the whole way.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "src" / "khaka" / "locale"
USAGE = "usage: translation_kit.py new|check|compile|pseudo LANGUAGE FOLDER"
#: What a translator has to know of a placeholder's style.
STYLES = {
    "seats": "a number with the word for seats", "seats_ob": "the same before a postposition, where a language has them",
    "states": "a number with the word for states", "states_ob": "the same before a postposition",
    "votes": "a number with the word for votes", "short": "in lakh and crore, or a short date",
    "bare": "a number without the word of its unit", "signed": "with a plus or a minus", "code": "a party's code",
    "month": "a month and a year", "long": "a whole date",
}  # fmt: skip
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a translated text."""

    domain: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.domain}.po, {self.key}: {self.what}"


def domains(lang: str, root: Path = PACKAGE) -> Iterator[tuple[str, Catalog]]:
    """A language's .po files by name."""
    for path in sorted((root / lang / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as handle:
            yield path.stem, read_po(handle, locale=lang)


def placeholders(text: str) -> set[str]:
    """Names of the placeholders of a text; a text with broken braces raises ValueError."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def key_of(message: Message) -> str:
    """The key, of which a plural message has two copies."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """All texts of a message: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def blank(lang: str, english: Catalog, hindi: Catalog) -> Catalog:
    """A catalogue to fill in: each key with its English and Hindi texts and what its placeholders stand for."""
    made = Catalog(locale=lang, project="khaka", fuzzy=False, charset="utf-8")
    made.header_comment = (
        "# Translate the msgstr lines. Keep what stands in {braces}; move it where your language wants it."
    )
    for message in english:
        if not message.id:
            continue
        also = hindi.get(key_of(message))
        notes = [f"English: {t}" for t in forms(message)] + [f"Hindi: {t}" for t in (forms(also) if also else ())]
        notes += list(style_notes(forms(message)[-1]))
        empty: str | tuple[str, ...] = "" if isinstance(message.id, str) else ("",) * made.num_plurals
        made.add(message.id, empty, auto_comments=[*message.auto_comments, *notes])
    return made


def style_notes(text: str) -> Iterator[str]:
    """A line for each placeholder that has a style."""
    for _, name, style, _ in Formatter().parse(text):
        if name and style in STYLES:
            yield f"{{{name}:{style}}} is {STYLES[style]}"


def new(lang: str, root: Path) -> list[Path]:
    """Write a blank catalogue; what is translated already is kept, and keys that are new are added."""
    hindi, have = dict(domains("hi")), dict(domains(lang, root))
    written = []
    for domain, english in domains("en"):
        made = blank(lang, english, hindi.get(domain, Catalog(locale="hi")))
        for message in made:
            old = have[domain].get(key_of(message)) if domain in have and message.id else None
            if old is not None and any(forms(old)):
                message.string = old.string
        written.append(write(made, root / lang / "LC_MESSAGES" / f"{domain}.po"))
    return written


def pseudo(lang: str, root: Path) -> list[Path]:
    """A catalogue of English with accents in brackets, compiled: a text without them comes from no catalogue."""
    for domain, english in domains("en"):
        made = Catalog(locale=lang, project="khaka", fuzzy=False, charset="utf-8")
        for message in english:
            if message.id:
                one = tuple(marked(t) for t in forms(message))
                plural = (*one, *(one[-1:] * made.num_plurals))[: made.num_plurals]
                made.add(message.id, one[0] if isinstance(message.id, str) else plural)
        write(made, root / lang / "LC_MESSAGES" / f"{domain}.po")
    return compile_language(lang, root)


def marked(text: str) -> str:
    """Accents on the words of a text; its placeholders stay."""
    parts = []
    for literal, name, style, _ in Formatter().parse(text):
        parts.append(literal.translate(_ACCENTS).replace("{", "{{").replace("}", "}}"))
        if name is not None:
            parts.append("{" + name + (f":{style}" if style else "") + "}")
    return "[" + "".join(parts) + "]"


def write(made: Catalog, path: Path) -> Path:
    """The .po file, without a clock in it."""
    made.creation_date = made.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, made, width=0, omit_header=False)
    path.write_bytes(buffer.getvalue())
    return path


def compile_language(lang: str, root: Path) -> list[Path]:
    """Write the .mo files: translated texts only, so that English stands for the others."""
    written = []
    for domain, catalogue in domains(lang, root):
        for message in list(catalogue):
            if message.id and not all(forms(message)):
                catalogue.delete(message.id)
        catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
        buffer = io.BytesIO()
        write_mo(buffer, catalogue)
        path = root / lang / "LC_MESSAGES" / f"{domain}.mo"
        path.write_bytes(buffer.getvalue())
        written.append(path)
    return written


def check(lang: str, root: Path) -> tuple[list[Fault], dict[str, tuple[int, int]]]:
    """Faults of a catalogue, and for each domain how many texts are done of how many."""
    have = dict(domains(lang, root))
    faults, cover = [], {}
    for domain, english in domains("en"):
        mine, done = have.get(domain), 0
        wanted = [m for m in english if m.id]
        for message in wanted:
            found = mine.get(key_of(message)) if mine is not None else None
            if found is None or not any(forms(found)):
                continue
            problem = compare(message, found)
            faults += [Fault(domain, key_of(message), problem)] if problem else []
            done += problem is None
        for stray in ({key_of(m) for m in mine if m.id} if mine else set()) - {key_of(m) for m in wanted}:
            faults.append(Fault(domain, stray, "English has no such key"))
        cover[domain] = (done, len(wanted))
    return sorted(faults, key=str), cover


def compare(english: Message, found: Message) -> str | None:
    """What is wrong with one translated text, or None."""
    if not all(forms(found)):
        return f"{len(forms(found))} plural forms are wanted, {sum(map(bool, forms(found)))} given"
    want = placeholders(forms(english)[-1])
    for text in forms(found):
        try:
            have = placeholders(text)
        except ValueError as error:
            return f"braces: {error}"
        if have - want:
            return f"{{{', '.join(sorted(have - want))}}} is not in the English text"
        if want - have and text == forms(found)[-1]:
            return f"{{{', '.join(sorted(want - have))}}} is missing"
    return None


def report(lang: str, root: Path) -> int:
    """Print faults and coverage; 1 when there is a fault."""
    faults, cover = check(lang, root)
    for fault in faults:
        print(fault, file=sys.stderr)
    for domain, (done, total) in cover.items():
        print(f"{domain:12} {done:5} of {total}")
    done, total = (sum(pair[i] for pair in cover.values()) for i in (0, 1))
    print(f"{lang}: {done} of {total} texts ({100 * done // max(total, 1)} %)")
    return int(bool(faults))


def main(arguments: list[str]) -> int:
    """Run one command."""
    if len(arguments) != 3 or arguments[0] not in ("new", "check", "compile", "pseudo"):
        print(USAGE, file=sys.stderr)
        return 2
    command, lang, root = arguments[0], arguments[1], Path(arguments[2])
    if command == "check":
        return report(lang, root)
    written = {"new": new, "compile": compile_language, "pseudo": pseudo}[command](lang, root)
    for path in written:
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
