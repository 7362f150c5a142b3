"""Rules that several verbs share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khaka.committee.advice import Finding, Order, Outcome
from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, LONG, Bilingual, Group, Id, Many
from khaka.committee.noun import Words
from khaka.committee.papers import Clash, ClashState, Paragraph, Proposal, ProposalText
from khaka.committee.people import Membership, Role, Way
from khaka.committee.records import Records
from khaka.committee.verbs.base import Call, Verb, changed
from khaka.core.message import Message

TITLE = Bilingual("title", LINE)
PARAGRAPHS = Many(
    "paragraphs",
    Group("paragraph", (Id("id", optional=True), Bilingual("words", LONG))),
    limit=200,
    low=1,
    optional=False,
)
SEATS = Many("seats", Id("seat"), limit=543)


def frozen_text(verb: Verb) -> None:
    """Give a verb the rule that a proposal's text is not touched while a division on it is under way."""

    @verb.check
    def _(call: Call) -> Iterator[Blocker]:
        if call.on(Proposal).division:
            yield block("division_under_way")


def text_of(records: Records, proposal: Proposal, number: int | None = None) -> ProposalText:
    """A version of a proposal's text; the current one without a number."""
    found = records.get(ProposalText, f"{proposal.id}:{number or proposal.text}")
    if found is None:
        raise LookupError(f"proposal_text {proposal.id}:{number or proposal.text} is referred to and missing")
    return found


def paragraphs(given: tuple[dict[str, object], ...]) -> tuple[Paragraph, ...]:
    """Paragraphs with an id each: the one that came with it, else the first free ``p1``, ``p2`` ..."""
    used = {str(g["id"]) for g in given if g["id"]}
    made = []
    for g in given:
        name = str(g["id"]) or next(f"p{n}" for n in range(1, len(given) + len(used) + 1) if f"p{n}" not in used)
        used.add(name)
        words = g["words"]
        assert isinstance(words, Words)
        made.append(Paragraph(name, words))
    return tuple(made)


def paragraph_ids_once(call: Call) -> Iterator[Blocker]:
    """No two paragraphs with one id."""
    ids = [g["id"] for g in call.data["paragraphs"] if g["id"]]
    if len(set(ids)) < len(ids):
        yield block("twice", field="paragraphs", name=Message("committee.field.paragraphs"))


def open_clashes(records: Records, proposal: Proposal) -> tuple[Clash, ...]:
    """Clashes that touch a proposal and are neither waived nor cleared."""
    found = records.find(Clash, body=proposal.body, state=ClashState.OPEN)
    return tuple(c for c in found if proposal.id in c.proposals)


def no_open_clash(records: Records, proposal: Proposal) -> Iterator[Blocker]:
    """A clash blocks until it is waived in words, or gone."""
    for clash in open_clashes(records, proposal):
        yield block("clash", rule=clash.id)


def finding_id(records: Records, proposal: Proposal) -> str:
    """The id of the finding of the proposal's present round: one more than the orders that it has had."""
    return f"{proposal.id}:{len(records.find(Order, proposal=proposal.id)) + 1}"


def finding_of(records: Records, proposal: Proposal) -> Finding | None:
    """The standing finding of the present round: there is at most one."""
    found = records.get(Finding, finding_id(records, proposal))
    return None if found is None or found.void else found


def write_finding(call: Call, proposal: Proposal, outcome: Outcome, words: str, **more: Any) -> Finding:
    """The finding of the present round, made or replaced."""
    name = finding_id(call.records, proposal)
    old = call.records.get(Finding, name)
    values: dict[str, Any] = {
        "outcome": outcome,
        "words": words,
        "text": proposal.text,
        "by": call.actor,
        "at": call.now,
    }
    values |= {"conditions": (), "division": "", "void": False} | more
    if old is not None:
        return changed(old, **values)
    return Finding(id=name, body=proposal.body, proposal=proposal.id, **values)


def waits_for(records: Records, proposal: Proposal) -> tuple[Proposal, ...]:
    """Proposals that must be decided before this one and are still before the body."""
    done = {"decided", "withdrawn"}
    found = (records.get(Proposal, i) for i in proposal.after)
    return tuple(p for p in found if p is not None and p.state not in done)


def holders(records: Records, call: Call, role: Role) -> tuple[Membership, ...]:
    """Who holds a role in the call's body now."""
    return tuple(m for m in records.find(Membership, body=call.body.id, role=role) if m.holds(call.now))


def in_charge(call: Call) -> Iterator[Blocker]:
    """An advisory body's decisions are the authority's; a deciding body's are kept by its chair."""
    if call.body.way is Way.ADVISORY and Role.AUTHORITY not in call.roles:
        yield block("authority_decides")
