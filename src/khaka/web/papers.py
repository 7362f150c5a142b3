"""Papers of a committee in a language: its report and the minutes of a meeting, for a page and for a PDF alike."""

from __future__ import annotations

from collections.abc import Iterator

from khaka.committee.advice import Dissent, Finding, Meeting, Order, Report, Terms, View, ViewState
from khaka.committee.noun import Noun, Words
from khaka.committee.papers import Proposal, ProposalText
from khaka.committee.people import Body
from khaka.core.message import Message, msg
from khaka.locale import Translator
from khaka.render.paper import Line, Paper, Part
from khaka.store.records import Stored
from khaka.web.shown import People, day_and_time


class Papers:
    """Makes papers out of records in one language.

    Parameters
    ----------
    records, say
        What is read, and the language.
    """

    def __init__(self, records: Stored, say: Translator) -> None:
        self._records = records
        self._say = say
        self._people = People(say)

    def report(self, report: Report) -> Paper:
        """The report: what was asked, what the body finds on each proposal, who dissents, what was ordered."""
        terms = self._records.get(Terms, report.terms)
        facts = [self._line("web.paper.body", self._body(report))]
        if terms is not None:
            facts.append(self._line("web.paper.due", self._say.date(terms.due, "short")))
        if report.delivered_at is not None:
            facts.append(self._line("web.paper.delivered", self._when(report, report.delivered_at)))
            facts.append(self._line("web.paper.by", self._people.name(report.delivered_by)))
        asked = [Part(self._text("web.paper.asked"), texts=(self._words(terms.words),))] if terms is not None else []
        return Paper(
            self._say.lang,
            self._text("web.paper.report"),
            over="" if report.delivered_at else self._text("web.paper.draft"),
            facts=tuple(facts),
            texts=(self._words(report.words),),
            parts=(*asked, *self._findings(report)),
            foot=f"{self._text('web.khaka')} · {self._body(report)}",
            page=self._text("web.paper.page"),
        )

    def minutes(self, meeting: Meeting) -> Paper:
        """A meeting: when, where, who, the agenda, the minutes."""
        agenda = tuple(self._title(p) for p in meeting.agenda)
        parts = [Part(self._text("web.paper.agenda"), points=agenda)] if agenda else []
        if meeting.items != Words():
            parts.append(Part(self._text("web.paper.items"), texts=(self._words(meeting.items),)))
        if meeting.minutes != Words():
            parts.append(Part(self._text("web.paper.minutes"), texts=(self._words(meeting.minutes),)))
        present = ", ".join(self._people.name(p) for p in meeting.present)
        facts = [
            self._line("web.paper.body", self._body(meeting)),
            self._line("web.paper.when", self._when(meeting, meeting.at)),
            self._line("web.paper.place", meeting.place),
            *([self._line("web.paper.present", present)] if present else []),
        ]
        return Paper(
            self._say.lang,
            self._text("web.paper.meeting"),
            facts=tuple(facts),
            parts=tuple(parts),
            foot=f"{self._text('web.khaka')} · {self._body(meeting)}",
            page=self._text("web.paper.page"),
        )

    def _findings(self, report: Report) -> Iterator[Part]:
        found = [f for i in report.findings if (f := self._records.get(Finding, i)) is not None]
        if not report.findings:  # a draft: what would be delivered now
            waiting = self._records.find(Finding, body=report.body)
            found = [f for f in waiting if not f.report and not f.void]
        for f in sorted(found, key=lambda f: (self._order(f.proposal), f.id)):
            yield self._finding(f)

    def _finding(self, f: Finding) -> Part:
        text = self._records.get(ProposalText, f"{f.proposal}:{f.text}")
        proposed = tuple(self._words(p.words) for p in text.paragraphs) if text is not None else ()
        views = self._records.find(View, proposal=f.proposal, state=ViewState.CONFIRMED)
        dissents = self._records.find(Dissent, finding=f.id)
        orders = [o for o in self._records.find(Order, proposal=f.proposal) if o.finding == f.id]
        below = [Part(self._text("web.paper.finding"), (self._outcome(f),), (f.words,), f.conditions)]
        below += [Part(self._of("dissent", d.member), texts=(d.words,)) for d in dissents]
        below += [Part(self._of("view", v.member), texts=(v.words,)) for v in views]
        below += [Part(self._text("web.paper.order"), (self._outcome(o),), (o.words,), o.conditions) for o in orders]
        return Part(self._title(f.proposal), texts=proposed, parts=tuple(below))

    def _outcome(self, noun: Finding | Order) -> Line:
        word = self._say.text(Message(f"committee.outcome.{noun.outcome}"))
        return Line(self._text("web.paper.outcome"), word)

    def _of(self, kind: str, person: str) -> str:
        return f"{self._say.text(Message(f'committee.kind.{kind}'))}: {self._people.name(person)}"

    def _order(self, proposal: str) -> tuple[bool, int]:
        p = self._records.get(Proposal, proposal)
        return (p is None or p.order is None, p.order or 0 if p is not None else 0)

    def _title(self, proposal: str) -> str:
        p = self._records.get(Proposal, proposal)
        return self._words(p.title) if p is not None else proposal

    def _body(self, noun: Noun) -> str:
        body = self._records.get(Body, noun.body)
        return self._words(body.name) if body is not None else ""

    def _when(self, noun: Noun, moment: object) -> str:
        body = self._records.get(Body, noun.body)
        return day_and_time(self._say, moment, body.zone if body is not None else "Asia/Kolkata")  # type: ignore[arg-type]

    def _words(self, words: Words) -> str:
        return words.in_language(self._say.lang)

    def _text(self, key: str) -> str:
        return self._say.text(msg(key))

    def _line(self, key: str, text: str) -> Line:
        return Line(self._text(key), text)
