"""Names of those who take part in an organisational election: accounts by name, delegates without one by their number."""

from __future__ import annotations

from collections.abc import Iterable

from khaka.committee.noun import Noun
from khaka.committee.people import Unit
from khaka.committee.polling import Election, Elector
from khaka.committee.records import Records
from khaka.committee.tallying import Certificate, MarkedRoll, Matter, Petition, PollReturn
from khaka.core.message import Message, msg
from khaka.locale import Translator
from khaka.store.models import Account


def names(ids: Iterable[str], lang: str) -> dict[str, str]:
    """A name for each person: of the account where there is one, else the delegate's number as it stands."""
    wanted = set(ids)
    known = {a.id: a.shown(lang) for a in Account.objects.filter(id__in=wanted)}
    return {i: known.get(i) or i for i in wanted}


def title_in_election(records: Records, noun: Noun, say: Translator) -> str:
    """What a record of an election is called; empty for a kind that has a title of its own."""
    if isinstance(noun, Election):
        unit = records.get(Unit, noun.unit)
        level = Message(f"committee.level.{noun.level}")
        name = unit.name.in_language(say.lang) if unit is not None else noun.unit
        return say.text(msg("elections.title", post=noun.post.in_language(say.lang), unit=name, level=level))
    if isinstance(noun, Elector):
        return names([noun.person], say.lang)[noun.person]
    if isinstance(noun, MarkedRoll | PollReturn | Petition | Matter | Certificate):
        election = records.get(Election, noun.election)
        of = title_in_election(records, election, say) if election is not None else noun.election
        kind = say.text(Message(f"committee.kind.{noun.KIND}"))
        box = getattr(noun, "box", "")
        return say.text(msg("elections.title.box" if box else "web.title.of", kind=kind, what=of, box=box))
    return ""
