"""A certificate of election as a paper: who is elected, the votes, each box, the hash, and what all this proves and does not."""

from __future__ import annotations

from typing import Any, Final

from khaka.committee.elections.certificate import NOT_VERIFIABLE, VERIFIABLE, certificate_words
from khaka.committee.people import Body
from khaka.committee.polling import Election, ElectionState, Programme
from khaka.committee.records import Records
from khaka.committee.tallying import Certificate
from khaka.core.message import Message, msg
from khaka.locale import Translator
from khaka.render.paper import Line, Paper, Part
from khaka.web.shown import day_and_time
from khaka.web.voters import names

#: Sentences at the end of a certificate's words: its hash, what can be verified, what cannot.
_PROOF: Final = len(VERIFIABLE) + len(NOT_VERIFIABLE)


def later(records: Records, certificate: Certificate) -> Certificate | None:
    """The certificate that has replaced one."""
    found = records.find(Certificate, election=certificate.election)
    return next((c for c in found if c.replaces == certificate.id), None)


def certificate_paper(records: Records, say: Translator, certificate: Certificate) -> Paper:
    """The certificate in one language, for its page and its PDF alike.

    Notes
    -----
    Sentences and proof are those of the rules (``certificate_words``); here they only get their place.
    """
    d = certificate.document
    told = [say.text(m) for m in certificate_words(certificate)]
    head, *result = told[: -_PROOF - 1]
    proof = told[-_PROOF:]
    body = records.get(Body, certificate.body)
    zone = body.zone if body is not None else "Asia/Kolkata"
    programme = records.get(Programme, str(d["programme"]))
    officer = str(d["officer"])
    facts = [
        _line(say, "web.paper.body", body.name.in_language(say.lang) if body is not None else ""),
        _line(say, "elections.programme", programme.name.in_language(say.lang) if programme is not None else ""),
        _line(say, "elections.declared_at", day_and_time(say, certificate.at, zone)),
        _line(say, "committee.field.officer", names([officer], say.lang)[officer]),
        _line(say, "elections.certificate.number", certificate.id),
    ]
    parts = [Part(say.text(msg("elections.certificate.result")), points=tuple(result))]
    if d["boxes"]:
        which = "boxes" if _adds_up(d) else "fresh_boxes"
        parts.append(Part(say.text(msg(f"elections.certificate.{which}")), points=tuple(_boxes(say, d))))
    can, cannot = proof[: len(VERIFIABLE)], tuple(proof[len(VERIFIABLE) :])
    if not _adds_up(d):
        can[VERIFIABLE.index("sums")] = say.text(msg("elections.certificate.first_poll"))
    parts.append(Part(say.text(msg("elections.certificate.hash")), texts=(certificate.seal,)))
    parts.append(Part(say.text(msg("elections.certificate.proves")), points=tuple(can)))
    parts.append(Part(say.text(msg("elections.certificate.proves_not")), points=cannot))
    return Paper(
        say.lang,
        say.text(msg("elections.certificate.title")),
        over=_over(records, say, certificate),
        facts=tuple(f for f in facts if f.text),
        texts=(head,),
        parts=tuple(parts),
        foot=f"{say.text(msg('web.khaka'))} · {certificate.seal[:16]}",
        page=say.text(msg("web.paper.page")),
    )


def _over(records: Records, say: Translator, certificate: Certificate) -> str:
    """What has happened since: replaced, or the election stayed, void or being counted again."""
    if later(records, certificate) is not None:
        return say.text(msg("elections.certificate.replaced"))
    election = records.get(Election, certificate.election)
    if election is None or election.state is ElectionState.DECLARED:
        return ""
    state = Message(f"committee.state.election.{election.state}")
    return say.text(msg("elections.certificate.not_settled", state=state))


def _adds_up(d: dict[str, Any]) -> bool:
    """Whether the boxes in the document make its votes; after a fresh poll among equal candidates they are that poll's."""
    votes = {c["nomination"]: 0 for c in d["candidates"]}
    for b in d["boxes"]:
        for line in b["lines"]:
            votes[line["nomination"]] += line["votes"]
    return all(c["votes"] in (None, votes[c["nomination"]]) for c in d["candidates"])


def _boxes(say: Translator, d: dict[str, Any]) -> list[str]:
    """A line a box: papers given and found, invalid ones, votes by the candidates' numbers."""
    number = {c["nomination"]: c["number"] for c in d["candidates"]}
    found = []
    for b in d["boxes"]:
        lines = sorted(b["lines"], key=lambda x: number[x["nomination"]])
        votes = ", ".join(
            say.text(msg("elections.certificate.line", number=number[x["nomination"]], votes=x["votes"])) for x in lines
        )
        counts = {k: b[k] for k in ("papers", "ballots", "invalid")}
        found.append(say.text(msg("elections.certificate.box", box=b["box"], votes=votes, **counts)))
    return found


def _line(say: Translator, key: str, text: str) -> Line:
    return Line(say.text(msg(key)), text)
