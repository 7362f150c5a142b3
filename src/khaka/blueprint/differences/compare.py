"""Two snapshots in, their difference out. Everything but the lists, which ``lists`` explains seat by seat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from khaka.blueprint.differences.lists import listed, tiered
from khaka.blueprint.differences.nouns import Chance, Difference, Found, Moved, Proposed, Setting
from khaka.blueprint.differences.snapshot import Snapshot
from khaka.core.errors import KhakaError
from khaka.core.message import msg

T = TypeVar("T")

#: Fields of the mission that the data part tells, or that name the file and decide nothing.
_ELSEWHERE = frozenset({"as_of", "seed", "id", "party"})
#: What tells the members of a list apart, the first that all of them have.
_KEYS = ("state", "seat", "id", "name", "office", "clash", "by")
#: A number moved when it differs by more than rounding of the document (ten digits) can do.
_SAME = 1e-9


def difference(old: Snapshot, new: Snapshot) -> Difference:
    """What changed from one blueprint to another.

    Raises
    ------
    KhakaError
        Blueprints of two parties, or of two houses.
    """
    comparable(old, new.party, new.house)
    added, dropped = listed(old, new)
    before = set(old.focus.chosen)
    return Difference(
        old, new, tuple(_data(old, new)), tuple(settings(old.mission, new.mission)),
        tuple(s for s in new.focus.chosen if s in before), added, dropped, tiered(old, new),
        tuple(Found(i, a, b) for i, a, b in _paired(old.findings, new.findings, lambda a, b: a != b)),
        tuple(Proposed(i, a, b) for i, a, b in _paired(old.proposals, new.proposals, lambda a, b: a != b)),
        tuple(_figures(old, new)), tuple(_chances(old, new)),
    )  # fmt: skip


def comparable(old: Snapshot, party: str, house: str) -> None:
    """Refuse a blueprint of another party or house than the later one's.

    Raises
    ------
    KhakaError
        It is one.
    """
    if old.party != party:
        raise KhakaError(msg("error.diff.party", old=old.party, new=party), msg("error.diff.party_hint"))
    if old.house != house:
        raise KhakaError(msg("error.diff.house", old=old.house, new=house), msg("error.diff.house_hint"))


def _data(old: Snapshot, new: Snapshot) -> Iterator[Setting]:
    for path, a, b in (
        ("as_of", old.as_of, new.as_of), ("data_version", old.data_version, new.data_version),
        ("khaka", old.khaka, new.khaka), ("seed", old.seed, new.seed), ("draws", old.draws, new.draws),
    ):  # fmt: skip
        if a != b:
            yield Setting(path, a, b)
    for source in sorted(set(old.sources) ^ set(new.sources)):
        yield Setting(f"sources.{source}", source in old.sources or None, source in new.sources or None)


def settings(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Setting]:
    """Fields of two missions that differ, in the order of the fields; a member that one lacks is told whole."""
    for key in dict.fromkeys((*new, *old)):
        if key not in _ELSEWHERE:
            yield from _fields(key, old.get(key), new.get(key))


def _fields(path: str, old: Any, new: Any) -> Iterator[Setting]:
    a, b = _given(old), _given(new)
    if a == b:
        return
    left, right = _members(a, b), _members(b, a)
    if left is None or right is None or _is_text(a) or _is_text(b):
        yield Setting(path, a, b)
        return
    for key in dict.fromkeys((*right, *left)):
        yield from _fields(f"{path}.{key}", left.get(key), right.get(key))


def _given(value: Any) -> Any:
    """Empty is "not given", as the document prints it."""
    return None if value in ("", [], {}) else value


def _is_text(value: Any) -> bool:
    """A text in both languages is one value."""
    return isinstance(value, dict) and bool(value) and set(value) <= {"en", "hi"}


def _members(value: Any, other: Any) -> dict[str, Any] | None:
    """A table's fields, or a list's tables by what tells them apart; None for anything else. No list is an empty one."""
    if value is None and isinstance(other, list) and _members(other, other) is not None:
        return {}
    if isinstance(value, dict):
        return value
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        return None
    for key in _KEYS:
        names = [v[key].get("en") if _is_text(v.get(key)) else v.get(key) for v in value]
        if all(isinstance(n, str) and n for n in names) and len(set(names)) == len(names):
            return dict(zip(names, value, strict=True))
    return {str(i): v for i, v in enumerate(value, 1)}


def _paired(
    old: dict[str, T], new: dict[str, T], differ: Callable[[T, T], bool]
) -> Iterator[tuple[str, T | None, T | None]]:
    """Members that are new, gone or differ: in the new document's order, what is gone last."""
    for i in dict.fromkeys((*new, *old)):
        a, b = old.get(i), new.get(i)
        if a is None or b is None or differ(a, b):
            yield i, a, b


def _figures(old: Snapshot, new: Snapshot) -> Iterator[Moved]:
    own = new.party.lower()
    first = ("s8.goal.", "s8.seats.", f"s7.{own}.chosen", f"s7.{own}.by_rule", f"s7.{own}.tier.")
    both = [i for i in new.figures if i in old.figures]
    page = [i for i in new.key_figures if i in old.figures]
    more = sorted(i for i in both if i.startswith(first) and i not in set(page))
    keys = (*page, *more)
    for i in dict.fromkeys((*keys, *sorted(both))):
        a, b = old.figures[i], new.figures[i]
        if a.unit is b.unit and not _equal(a.value, b.value):
            yield Moved(i, a, b, i in set(keys))


def _equal(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= _SAME * max(abs(a), abs(b), 1.0)


def _chances(old: Snapshot, new: Snapshot) -> list[Chance]:
    found = [
        Chance(seat, old.focus.seats[seat].chance, place.chance)
        for seat, place in new.focus.seats.items()
        if seat in old.focus.seats and not _equal(old.focus.seats[seat].chance, place.chance)
    ]
    return sorted(found, key=lambda c: (-abs(c.change) if c.change is not None else -2.0, c.seat_id))
