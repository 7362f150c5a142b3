"""The lock of the law on records: what a presented blueprint gives is shut by its own election's windows, record by record.

Documents, figures and files ask in ``views.documents.document_of``, live what-ifs at the desk. What is left are records
that repeat computed numbers: asked here, before a record is written out on a page, in a list, in the API or in a file.
"""

from __future__ import annotations

from khaka.committee.noun import Noun
from khaka.committee.outcomes import Decision
from khaka.committee.papers import Blueprint, EffectRun, Proposal
from khaka.committee.records import Records
from khaka.desk import watched
from khaka.desk.guard import Lock, Locked, ensure_file_open
from khaka.desk.presented import parsed


def ensure_record_open(records: Records, noun: Noun) -> None:
    """Pass when a record may be shown now.

    Raises
    ------
    Locked
        It is a blueprint with a forecast, an effect computed for a remedy of one, or evidence that holds such effects,
        and a window of that blueprint's election is open.
    """
    found = _source(records, noun)
    if found is None:
        return
    document = parsed(found.digest)
    if document is not None:
        ensure_file_open(document.raw)


def lock_on(records: Records, noun: Noun) -> Lock | None:
    """What shuts a record now, for pages that leave a part of themselves out and say why."""
    try:
        ensure_record_open(records, noun)
    except Locked as locked:
        return locked.lock
    return None


def _source(records: Records, noun: Noun) -> Blueprint | None:
    """The blueprint whose numbers a record repeats; None when it repeats none."""
    if isinstance(noun, Blueprint):
        return noun
    if isinstance(noun, EffectRun):
        proposal = records.get(Proposal, noun.proposal)
        return records.get(Blueprint, proposal.blueprint) if proposal is not None and proposal.blueprint else None
    if isinstance(noun, Decision) and noun.evidence.get("effects"):
        source = noun.evidence.get("blueprint") or {}
        return records.get(Blueprint, str(source.get("id", "")))
    if isinstance(noun, Decision) and noun.watch:  # why it is due for review may quote a forecast
        return watched.blueprint_of(records, noun)
    return None
