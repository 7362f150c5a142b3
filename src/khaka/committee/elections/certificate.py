"""The result of an election as data, its certificate, and what of it can and cannot be verified.

The seal is the SHA-256 of the document's canonical form, as everywhere in this room; there is no cryptography of its own.
"""

from __future__ import annotations

from typing import Any, Final

from khaka.committee.codec import digest, plain
from khaka.committee.elections.returns import agreed, entries, marked
from khaka.committee.noun import Json, Words
from khaka.committee.people import Unit as PlaceUnit
from khaka.committee.polling import Election, Nomination, NominationState
from khaka.committee.records import Records
from khaka.committee.tallying import Certificate, PollReturn
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.units import Unit

RESULT_FORMAT: Final = "khaka-result/1"
#: Sentences about what a certificate proves, and what it does not.
VERIFIABLE: Final = ("document", "chain", "sums")
NOT_VERIFIABLE: Final = ("paper", "marking", "lot", "witness")


def result_document(records: Records, election: Election, elected: tuple[str, ...]) -> Json:
    """A result as data: for the results page, the certificate and the export.

    Parameters
    ----------
    election
        As it is declared.
    elected
        Nominations elected, the most votes first.
    """
    unit = records.get(PlaceUnit, election.unit)
    votes = {line.nomination: line.votes for line in election.lines}
    stood = [n for n in records.find(Nomination, election=election.id) if n.state not in _OUT]
    boxes = [_box(r, len(marked(records, election, b))) for b, r in sorted(agreed(entries(records, election)).items())]
    document: dict[str, Any] = {
        "format": RESULT_FORMAT,
        "election": election.id,
        "programme": election.programme,
        "level": election.level,
        "unit": {"id": election.unit, "name": unit.name if unit else Words(election.unit)},
        "post": election.post,
        "seats": election.seats,
        "reserved": election.reserved,
        "roll": {"electors": election.roll_size, "sha256": election.roll_digest},
        "candidates": [_candidate(n, votes, elected) for n in sorted(stood, key=lambda n: n.number)],
        "elected": list(elected),
        "unopposed": election.unopposed,
        "vacant": election.vacant,
        "ballots": election.ballots,
        "invalid": election.invalid,
        "poll": election.poll,
        "count": election.count,
        "equal_votes": election.order,
        "boxes": boxes,
        "declared_at": election.declared_at,
        "officer": election.officer,
    }
    made: Json = plain(document)
    return made


_OUT: Final = (NominationState.FILED, NominationState.REJECTED, NominationState.WITHDRAWN)


def certificate_of(records: Records, election: Election, elected: tuple[str, ...], by: str) -> Certificate:
    """The certificate of a declared election; the last one before it is replaced."""
    assert election.declared_at is not None
    document = result_document(records, election, elected)
    earlier = records.find(Certificate, election=election.id)
    replaced = {c.replaces for c in earlier}
    last = next((c.id for c in earlier if c.id not in replaced), "")
    return Certificate(
        id=f"{election.id}:{election.poll}:{election.count}",
        body=election.body,
        election=election.id,
        document=document,
        seal=digest(document),
        by=by,
        at=election.declared_at,
        replaces=last,
    )


def genuine(document: Json, seal: str) -> bool:
    """Whether a document is the one that was sealed."""
    return digest(document) == seal


def certificate_words(certificate: Certificate) -> tuple[Message, ...]:
    """The certificate in sentences: who is elected to what, with which votes; then what can be verified and what cannot."""
    d = certificate.document
    lines = [msg(
        "committee.certificate.head",
        post=_name("post", "post", d["post"]),
        unit=_name("unit", d["unit"]["id"], d["unit"]["name"]),
        level=Message(f"committee.level.{d['level']}"),
    )]  # fmt: skip
    how = "unopposed" if d["unopposed"] else "elected"
    for c in d["candidates"]:
        key = how if c["elected"] else "not_elected"
        lines.append(msg(
            f"committee.certificate.{key}", name=_candidate_name(c), votes=_count(certificate, f"votes.{c['number']}", c["votes"]),
        ))  # fmt: skip
    numbers: dict[str, Any] = {k: _count(certificate, k, d[k]) for k in ("seats", "vacant", "ballots", "invalid")}
    lines.append(
        msg("committee.certificate.numbers", roll=_count(certificate, "roll", d["roll"]["electors"]), **numbers)
    )
    if d["equal_votes"]:
        lines.append(msg("committee.certificate.equal"))
    if certificate.replaces:
        lines.append(msg("committee.certificate.replaces", id=certificate.replaces))
    lines.append(msg("committee.certificate.seal", seal=certificate.seal))
    return (*lines, *what_can_be_verified())


def what_can_be_verified() -> tuple[Message, ...]:
    """What a certificate proves, then what nobody can prove by it."""
    can = [msg(f"committee.certificate.verifiable.{k}") for k in VERIFIABLE]
    return (*can, *(msg(f"committee.certificate.not_verifiable.{k}") for k in NOT_VERIFIABLE))


def _candidate(n: Nomination, votes: dict[str, int], elected: tuple[str, ...]) -> dict[str, Any]:
    return {
        "nomination": n.id, "number": n.number, "name": n.name, "told_apart_by": n.told_apart_by, "group": n.group,
        "votes": votes.get(n.id), "elected": n.id in elected,
    }  # fmt: skip


def _box(entry: PollReturn, papers: int) -> dict[str, Any]:
    return {
        "box": entry.box, "papers": papers, "ballots": entry.ballots, "invalid": entry.invalid, "lines": entry.lines,
        "sha256": entry.sha256,
    }  # fmt: skip


def _name(kind: str, code: str, words: dict[str, str]) -> Name:
    return Name(kind, words["en"] or words["hi"] or code, tuple((k, v) for k, v in words.items() if v))


def _candidate_name(c: dict[str, Any]) -> Name:
    apart = f" ({c['told_apart_by']})" if c["told_apart_by"] else ""
    both = {k: f"{v or c['name']['en'] or c['name']['hi']}{apart}" for k, v in sorted(c["name"].items())}
    return Name("person", str(c["number"]), tuple(both.items()))


def _count(certificate: Certificate, name: str, value: int | None) -> Figure:
    """A number of the certificate as a Figure; None where there was no poll."""
    key = "votes" if name.startswith("votes.") else "electors_on_roll" if name == "roll" else name
    how = How(Kind.COUNTED, formula="election", of=(certificate.election,))
    return Figure(f"election.{certificate.election}.{name}", value, Unit.COUNT, msg(f"committee.figure.{key}"), how)
