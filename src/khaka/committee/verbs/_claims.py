"""What the verbs about reports and claims share: the fields of a claim, its checks, how one is made and linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from khaka.committee.blocker import Blocker, block
from khaka.committee.codec import digest, plain
from khaka.committee.fields import LINE, NOTE, Bilingual, Field, Group, Id, Many, OneOf, Text
from khaka.committee.grounds import newest
from khaka.committee.news import (
    Claim,
    ClaimFlag,
    ClaimLink,
    ClaimState,
    LinkState,
    NewsReport,
    Relation,
    Side,
)
from khaka.committee.people import Role
from khaka.committee.verbs.base import Call
from khaka.core.folding import stands_in

#: Who says that a claim is what its report says. An adviser may suggest, and has a side of their own.
CHECKERS: Final = frozenset({Role.CHAIR, Role.SECRETARY, Role.MEMBER})
#: Most claims of one report.
MOST: Final = 300

_CONTENT: Final = ("side", "speaker", "quote", "words", "about", "value", "unit")
CLAIM: Final[tuple[Field, ...]] = (
    OneOf("side", Side),
    Text("speaker", LINE, optional=True),
    Text("quote", NOTE, optional=True),
    Bilingual("words", NOTE, optional=True),
    Id("about", optional=True),
    Text("value", LINE, optional=True),
    Text("unit", 60, optional=True),
)
FLAGS: Final = Many("flags", Group("flag", (Id("kind"), Bilingual("words", NOTE))), limit=20)


def claim_faults(data: Mapping[str, Any], archive: str, *, hidden: bool = False) -> Iterator[Blocker]:
    """A claim says something, and in the report's own words where it quotes."""
    if not data["quote"] and not (data["words"].en or data["words"].hi):
        yield block("claim_is_empty", field="quote")
    if data["quote"] and not stands_in(data["quote"], archive):
        yield block("report_text_hidden" if hidden else "quote_not_in_report", field="quote")
    if data["unit"] and not data["value"]:
        yield block("unit_without_value", field="unit")


def make_claim(call: Call, id_: str, report: NewsReport, number: int, data: Mapping[str, Any], **more: Any) -> Claim:
    """A claim with these contents and the digest that holds them."""
    flags = tuple(ClaimFlag(f["kind"], f["words"]) for f in data.get("flags") or ())
    content = {k: data[k] for k in _CONTENT}
    values: dict[str, Any] = {"author": call.actor, "at": call.now, "flags": flags} | more
    return Claim(
        id=id_, body=call.body.id, report=report.id, number=number, digest=digest(plain(content)), **content, **values
    )


def content_of(claim: Claim) -> dict[str, Any]:
    """The contents that a correction changes."""
    return {k: getattr(claim, k) for k in _CONTENT}


def report_of(call: Call, claim: Claim) -> NewsReport | None:
    """The report that a claim stands in."""
    return call.records.get(NewsReport, claim.report)


def faults_in(report: NewsReport | None, data: Mapping[str, Any]) -> Iterator[Blocker]:
    """``claim_faults`` in a report's archived text, which may have been hidden since."""
    yield from claim_faults(data, report.archive if report else "", hidden=bool(report and report.hidden))


def make_link(call: Call, source: str, other: str, relation: Relation, note: str = "") -> ClaimLink:
    """A link from one claim to another."""
    return ClaimLink(
        id=f"{source}:{other}", body=call.body.id, source=source, other=other, relation=relation, author=call.actor,
        at=call.now, note=note,
    )  # fmt: skip


def link_faults(call: Call, source: Claim, other: Claim, relation: Relation) -> Iterator[Blocker]:
    """Between two claims that are in view, once, and never round in a circle."""
    if source.id == other.id:
        yield block("link_to_itself", field="other")
        return
    if other.state not in (ClaimState.SUGGESTED, ClaimState.CONFIRMED):
        yield block("claim_does_not_stand", field="other", id=other.id)
    drawn = _drawn(call)
    if any({a, b} == {source.id, other.id} for a, b, _ in drawn):
        yield block("linked_already", field="other")
    elif relation is not Relation.CONTRADICTS and source.id in reached(other.id, drawn):
        yield block("link_in_a_circle", field="other")


def _drawn(call: Call) -> list[tuple[str, str, Relation]]:
    """The body's links, each between the claims that stand in their ends' places now."""
    found = []
    for link in call.records.find(ClaimLink, body=call.body.id, state=LinkState.DRAWN):
        source, other = newest(call.records, link.source), newest(call.records, link.other)
        if source is not None and other is not None:
            found.append((source.id, other.id, link.relation))
    return found


def reached(start: str, drawn: list[tuple[str, str, Relation]]) -> set[str]:
    """Claims that a claim refers to, directly or through others; a contradiction refers neither way."""
    seen, todo = {start}, [start]
    while todo:
        at = todo.pop()
        for a, b, relation in drawn:
            if a == at and relation is not Relation.CONTRADICTS and b not in seen:
                seen.add(b)
                todo.append(b)
    return seen
