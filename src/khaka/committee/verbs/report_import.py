"""A report enters the ledger: its text is archived, and the claims that rules found in it stand as suggestions."""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from khaka.committee.blocker import Blocker, block
from khaka.committee.fields import LINE, NOTE, Day, Digest, Group, Id, Many, OneOf, Text, Whole
from khaka.committee.news import NewsReport, Relation
from khaka.committee.people import BodyState
from khaka.committee.roles import WRITERS
from khaka.committee.verbs._claims import CLAIM, FLAGS, claim_faults, make_claim, make_link, reached
from khaka.committee.verbs.base import Call, Puts, Verb

#: Characters of main text: a long report; a book is none.
LONGEST: Final = 40_000
CLAIMS_MOST: Final = 200
LINKS_MOST: Final = 200
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,}", re.ASCII)

_LINK = Group("link", (Whole("source", 1, CLAIMS_MOST), Whole("other", 1, CLAIMS_MOST), OneOf("relation", Relation)))

verb = Verb(
    __name__,
    on=("body",),
    roles=WRITERS,
    before=(BodyState.ACTIVE,),
    fields=(
        Text("title", LINE * 2, optional=True),
        Day("published", optional=True),
        Id("follows", optional=True),
        Text("source", LINE, optional=True),
        Text("url", NOTE, optional=True),
        Id("language"),
        Text("agency", 60, optional=True),
        Text("archive", LONGEST, optional=True),
        Digest("file", optional=True),
        Many("claims", Group("claim", (*CLAIM, FLAGS)), limit=CLAIMS_MOST),
        Many("links", _LINK, limit=LINKS_MOST),
    ),
    makes="news_report",
    adds=True,
)


def sha256_of(text: str) -> str:
    """SHA-256 of a text in UTF-8; empty for no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


@verb.check
def a_report(call: Call) -> Iterator[Blocker]:
    """From somewhere, of a day that has come, with an address that a browser may open, and not here already."""
    data = call.data
    if not data["archive"] and not data["source"] and not data["url"]:
        yield block("report_from_nowhere", field="source")
    if data["published"] is not None and data["published"] > call.today:
        yield block("in_the_future", field="published")
    if data["published"] is not None and data["follows"]:
        yield block("day_is_known", field="follows")
    elif data["follows"] and call.here(NewsReport, data["follows"]) is None:
        yield block("refers_to_nothing", field="follows", id=data["follows"])
    if data["url"] and not _ADDRESS.fullmatch(data["url"]):
        yield block("not_address", field="url")
    if not re.fullmatch("[a-z]{2,3}", data["language"]):
        yield block("not_language", field="language")
    there = call.records.find(NewsReport, body=call.body.id, sha256=sha256_of(data["archive"]))
    if any((r.source, r.url, r.published) == (data["source"], data["url"], data["published"]) for r in there):
        yield block("imported_already")


@verb.check
def its_claims(call: Call) -> Iterator[Blocker]:
    """Each a claim of this text; links between two of them, once."""
    claims = call.data["claims"]
    for given in claims:
        yield from claim_faults(given, call.data["archive"])
    drawn: list[tuple[str, str, Relation]] = []
    for link in call.data["links"]:
        source, other, relation = str(link["source"]), str(link["other"]), link["relation"]
        if max(link["source"], link["other"]) > len(claims):
            yield block("refers_to_nothing", field="links", id=str(max(link["source"], link["other"])))
        elif source == other:
            yield block("link_to_itself", field="links")
        elif any({a, b} == {source, other} for a, b, _ in drawn):
            yield block("linked_already", field="links")
        elif relation is not Relation.CONTRADICTS and source in reached(other, drawn):
            yield block("link_in_a_circle", field="links")
        drawn.append((source, other, relation))


@verb.effect
def effect(call: Call) -> Puts:
    """The report, its claims ``report:1`` ..., and their links."""
    data, new = call.data, call.new_id
    names = ("title", "published", "follows", "source", "url", "language", "agency", "archive", "file")
    report = NewsReport(
        id=new, body=call.body.id, sha256=sha256_of(data["archive"]), author=call.actor, at=call.now,
        **{k: data[k] for k in names},
    )  # fmt: skip
    yield report
    for number, given in enumerate(data["claims"], 1):
        yield make_claim(call, f"{new}:{number}", report, number, given)
    for link in data["links"]:
        yield make_link(call, f"{new}:{link['source']}", f"{new}:{link['other']}", link["relation"])
