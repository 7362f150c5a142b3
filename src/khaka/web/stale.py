"""A form that was overtaken: how what its writer typed differs from what stands now, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from khaka.committee.noun import Noun
from khaka.committee.verbs import Verb
from khaka.core.message import Message
from khaka.web.asked import Asked
from khaka.web.given import DATA, HIDDEN
from khaka.web.textdiff import Piece, compare


@dataclass(frozen=True, slots=True)
class Apart:
    """One text that differs: struck is what stands now, come in is what was typed."""

    label: str
    lang: str
    pieces: list[Piece]


def apart(request: Asked, verb: Verb, noun: Noun, data: Mapping[str, Any]) -> list[Apart] | None:
    """The differences; None for a verb whose form does not start from what stands."""
    if verb.name not in DATA:
        return None
    stands = DATA[verb.name](request, noun)
    hidden = HIDDEN.get(verb.name, frozenset())
    found: list[Apart] = []
    for x in verb.fields:
        if x.name in hidden:
            continue
        label = request.say.text(Message(f"committee.field.{x.name}"))
        found += _apart(request, label, stands.get(x.name), data.get(x.name))
    return found


def _apart(request: Asked, label: str, now: Any, mine: Any) -> Iterator[Apart]:
    if _grouped(now) or _grouped(mine):
        old, new = _by_id(now), _by_id(mine)
        for key in [*old, *(k for k in new if k not in old)]:
            name = f"{label} {key}" if key in old else label
            yield from _apart(request, name, old.get(key), new.get(key))
        return
    if isinstance(now, Mapping) or isinstance(mine, Mapping):
        for lang in ("hi", "en"):
            yield from _pieces(label, lang, (now or {}).get(lang), (mine or {}).get(lang))
        return
    yield from _pieces(label, "", now, mine)


def _grouped(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)


def _by_id(rows: Any) -> dict[str, Any]:
    """Texts of a list of groups by their id; those that have none yet by their place."""
    return {str(r.get("id") or f"+{n}"): r.get("words") for n, r in enumerate(rows or (), 1)}


def _pieces(label: str, lang: str, now: Any, mine: Any) -> Iterator[Apart]:
    before, after = _text(now), _text(mine)
    if before != after:
        yield Apart(label, lang, compare(before, after))


def _text(value: Any) -> str:
    """A value as its lines; line ends as the rules write them."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(str(v) for v in value)
    return str(value).replace("\r\n", "\n").strip()
