"""The ledger: who said what on what ground, what speaks for and against it, and what leans on it. Pure, knows no database.

A workspace keeps the rows; these functions say what they mean. Claims that disagree stand side by side and are never
merged. One agency text in ten papers is ten reports and one origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from khaka.claims.merge import content
from khaka.core.errors import KhakaError
from khaka.core.folding import stands_in
from khaka.core.message import Message, msg

RELATIONS: Final = ("supports", "contradicts", "comments")
#: ``suggested`` counts for nothing; ``fallen`` is a claim that its own report or a person took back.
STATES: Final = ("suggested", "confirmed", "corrected", "withdrawn", "hidden")
COUNTING: Final = frozenset({"confirmed", "corrected"})
#: Two reports whose words agree to this share, published within ``NEAR_DAYS``, are one text.
ONE_TEXT: Final = 0.8
NEAR_DAYS: Final = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in the ledger.

    Parameters
    ----------
    id, side, speaker, about, value, unit
        As in a report's claim.
    text
        The statement in the ledger's own words, or the quote, by language.
    quote
        The report's words; empty where only a paraphrase is kept.
    published
        Day of the report; None when it is not known.
    publisher, url
        Where it stood.
    origin
        What the report carries: an agency, or another paper. Empty for its own.
    state
        One of ``STATES``.
    order
        Place in time where no date is known: lower is earlier.
    reason
        Why it was hidden or withdrawn, a message key's text.
    digest
        Hash of the content; stays when the content is hidden.
    replaced_by
        Id of the entry that corrects this one.
    """

    id: str
    side: str
    speaker: str
    about: str | None
    value: str | None
    unit: str | None
    text: tuple[tuple[str, str], ...] = ()
    quote: str = ""
    published: date | None = None
    publisher: str = ""
    url: str = ""
    origin: str = ""
    state: str = "suggested"
    order: int = 0
    reason: str = ""
    digest: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One claim about another: ``supports``, ``contradicts`` or ``comments``, with who drew it."""

    source: str
    target: str
    relation: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """A proposal, finding or list that rests on a claim: which, and who chose it."""

    user: str
    claim: str
    chosen_by: str


@dataclass(frozen=True, slots=True)
class Stub:
    """What is shown of an entry that the law hides, or that was taken back."""

    id: str
    state: str
    reason: str
    published: date | None
    digest: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims on one topic that cannot all hold, side by side with their values.

    Parameters
    ----------
    about
        The topic.
    groups
        Pairs of value and the ids that give it, the earliest report first. More than one group.
    links
        The contradictions drawn by hand or by rule between them.
    """

    about: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Ledger:
    """Entries with their links and uses.

    Raises
    ------
    KhakaError
        Two entries of one id, a link to an entry that is not there or to itself, an unknown relation, side or state.
    """

    entries: tuple[Entry, ...]
    links: tuple[Link, ...] = ()
    uses: tuple[Use, ...] = ()
    _by_id: dict[str, Entry] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for e in self.entries:
            if e.id in self._by_id:
                raise KhakaError(msg("error.ledger.twice", id=e.id))
            if e.state not in STATES:
                raise KhakaError(
                    msg("error.ledger.state", id=e.id, state=e.state), msg("error.ledger.allowed", names=list(STATES))
                )
            self._by_id[e.id] = e
        for link in self.links:
            if link.relation not in RELATIONS:
                raise KhakaError(
                    msg("error.ledger.relation", relation=link.relation),
                    msg("error.ledger.allowed", names=list(RELATIONS)),
                )
            for end in (link.source, link.target):
                if end not in self._by_id:
                    raise KhakaError(msg("error.ledger.no_entry", id=end))
            if link.source == link.target:
                raise KhakaError(msg("error.ledger.itself", id=link.source))
        for use in self.uses:
            if use.claim not in self._by_id:
                raise KhakaError(msg("error.ledger.no_entry", id=use.claim))

    def entry(self, claim: str) -> Entry:
        """The entry of an id."""
        if claim not in self._by_id:
            raise KhakaError(msg("error.ledger.no_entry", id=claim))
        return self._by_id[claim]


def from_rows(rows: Iterable[Mapping[str, Any]], state: str = "confirmed") -> Ledger:
    """The ledger of a table like ``claims_2022.csv``: one row a claim with ``refers_to`` and ``relation``."""
    entries, links = [], []
    for n, r in enumerate(rows):
        day = r["report_date"]
        entries.append(
            Entry(
                id=r["claim_id"], side=r["side"], speaker=r["speaker"] or "", about=r["about"], value=r["value"] or None, unit=r["unit"] or None,
                text=(("en", r["paraphrase_en"] or ""), ("hi", r["paraphrase_hi"] or "")), published=day if isinstance(day, date) else _day(day),
                publisher=r["publisher"] or "", url=r["url"] or "", state=state, order=n,
                origin=origin_of(r["publisher"] or "", r["speaker"] or ""),
            )
        )  # fmt: skip
        if r["refers_to"]:
            links.append(Link(r["claim_id"], r["refers_to"], r["relation"] or "comments"))
    return Ledger(tuple(entries), tuple(links))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# ---- contradictions ---------------------------------------------------------------------------------------------


def contradictions(ledger: Ledger) -> tuple[Contradiction, ...]:
    """Every topic on which claims contradict each other, as groups of one value, oldest report first.

    A topic is in dispute when a link says so, whichever the values; every claim of the topic with a value stands in it,
    so that nobody's figure is left out.
    """
    disputed: dict[str, list[Link]] = defaultdict(list)
    for link in ledger.links:
        source, target = ledger.entry(link.source), ledger.entry(link.target)
        if link.relation == "contradicts" and _counts(source) and _counts(target):
            disputed[target.about or source.about or ""].append(link)
    out = []
    for about in sorted(disputed):
        members = [e for e in ledger.entries if e.about == about and _counts(e)]
        groups: dict[str, list[Entry]] = defaultdict(list)
        for e in members:
            groups[e.value or ""].append(e)
        ranked = sorted(groups.items(), key=lambda g: min(_time(e) for e in g[1]))
        out.append(
            Contradiction(
                about, tuple((v, tuple(e.id for e in sorted(g, key=_time))) for v, g in ranked), tuple(disputed[about])
            )
        )
    return tuple(out)


def _counts(entry: Entry) -> bool:
    """Confirmed, or corrected and not replaced: a suggestion contradicts nothing yet."""
    return entry.state in COUNTING and not entry.replaced_by


def _out(entry: Entry) -> bool:
    return entry.state in ("withdrawn", "hidden")


def standing(ledger: Ledger, claim: str) -> dict[str, tuple[str, ...]]:
    """Ids that support, contradict and comment on a claim, by relation, both directions for contradictions."""
    found: dict[str, list[str]] = {r: [] for r in RELATIONS}
    for link in ledger.links:
        if link.target == claim:
            found[link.relation].append(link.source)
        elif link.source == claim and link.relation == "contradicts":
            found["contradicts"].append(link.target)
    return {r: tuple(dict.fromkeys(ids)) for r, ids in found.items()}


# ---- origins ----------------------------------------------------------------------------------------------------

_AGENCIES: Final = ("ANI", "PTI", "UNI", "IANS", "एएनआई", "पीटीआई", "भाषा", "वार्ता")


def origin_of(publisher: str, speaker: str = "") -> str:
    """The agency or paper that a report carries: "News Nation (carrying ANI)" is ANI's."""
    for text in (publisher, speaker):
        for agency in _AGENCIES:
            if agency in text.replace("(", " ").replace(")", " ").replace(",", " ").split():
                return agency
    inside = publisher[publisher.find("(") + 1 : publisher.rfind(")")] if "(" in publisher else ""
    for word in ("citing ", "carrying ", "quoting "):
        if inside.startswith(word):
            return inside.removeprefix(word).removeprefix("The ").strip()
    return ""


def origins(ledger: Ledger, claims: Sequence[str] | None = None) -> tuple[tuple[str, ...], ...]:
    """Claims grouped by origin: each group counts as one voice, however many papers print it.

    Together go entries of one agency on one topic with one value, and entries whose quotes are one text within days.
    """
    wanted = ledger.entries if claims is None else tuple(ledger.entry(c) for c in claims)
    groups: list[list[Entry]] = []
    for e in wanted:
        home = next((g for g in groups if any(_one_origin(e, o) for o in g)), None)
        if home is None:
            groups.append([e])
        else:
            home.append(e)
    return tuple(tuple(e.id for e in g) for g in groups)


def _one_origin(a: Entry, b: Entry) -> bool:
    if a.about != b.about or a.value != b.value:
        return False
    if a.origin and a.origin == b.origin:
        return True
    near = a.published is None or b.published is None or abs((a.published - b.published).days) <= NEAR_DAYS
    return near and bool(a.quote) and bool(b.quote) and _one_text(a.quote, b.quote)


def _one_text(a: str, b: str) -> bool:
    left, right = content(a), content(b)
    return bool(left and right) and len(left & right) / max(len(left), len(right)) >= ONE_TEXT


def voices(ledger: Ledger, claim: str) -> int:
    """How many origins support a claim, itself included; copies of one agency text are one."""
    supporters = [claim, *(c for c in standing(ledger, claim)["supports"] if _counts(ledger.entry(c)))]
    return len(origins(ledger, supporters))


# ---- changed and hidden reports ---------------------------------------------------------------------------------


def shown(entry: Entry) -> Entry | Stub:
    """The entry, or the stub that hiding and withdrawal leave: reason, day and hash stay."""
    return Stub(entry.id, entry.state, entry.reason, entry.published, entry.digest) if _out(entry) else entry


def in_archive(quote: str, archived: str) -> bool:
    """True when a quote stands in the archived text, whole words, spacing and quotation marks aside."""
    return stands_in(quote, archived)


# ---- time -------------------------------------------------------------------------------------------------------


def timeline(ledger: Ledger, about: str | None = None) -> tuple[Entry, ...]:
    """Entries in order of their day; one without a day stands where its order puts it, and no day is invented."""
    chosen = [e for e in ledger.entries if (about is None or e.about == about)]
    dated = sorted((e for e in chosen if e.published is not None), key=_time)
    out: list[Entry] = list(dated)
    for e in sorted((e for e in chosen if e.published is None), key=lambda e: (e.order, e.id)):
        at = next((i for i, o in enumerate(out) if o.order > e.order), len(out))
        out.insert(at, e)
    return tuple(out)


def _time(entry: Entry) -> tuple[date, int, str]:
    return entry.published or date.max, entry.order, entry.id


# ---- what leans on a claim --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fallen:
    """A proposal, finding or list whose ground moved."""

    user: str
    claim: str
    chosen_by: str
    why: Message
    instead: str = ""


def leaning(ledger: Ledger, claim: str) -> tuple[Use, ...]:
    """Everything that uses a claim, directly or through claims that only repeat it (``supports``)."""
    reached, todo = {claim}, [claim]
    while todo:
        at = todo.pop()
        for link in ledger.links:
            if link.relation == "supports" and link.target == at and link.source not in reached:
                reached.add(link.source)
                todo.append(link.source)
    return tuple(
        u for u in ledger.uses if u.claim == claim or (u.claim in reached and not _stands_alone(ledger, u.claim, claim))
    )


def _stands_alone(ledger: Ledger, claim: str, fallen: str) -> bool:
    """A supporter with an origin of its own still stands when what it supports falls."""
    return not any(claim in g and fallen in g for g in origins(ledger, [claim, fallen]))


def fallen(ledger: Ledger) -> tuple[Fallen, ...]:
    """Uses whose claim does not count any more: never confirmed, withdrawn, hidden, or corrected to another value."""
    out: list[Fallen] = []
    for e in ledger.entries:
        if e.state in COUNTING and not e.replaced_by:
            continue
        key = "replaced" if e.replaced_by else e.state
        for use in leaning(ledger, e.id):
            out.append(
                Fallen(
                    use.user,
                    use.claim,
                    use.chosen_by,
                    msg(f"claims.fallen.{key}", claim=e.id, other=e.replaced_by),
                    e.replaced_by,
                )
            )
    return tuple(dict.fromkeys(out))
