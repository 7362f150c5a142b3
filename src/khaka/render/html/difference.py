"""The page of a difference: one section in one self-contained file, in the look of the document's page."""

from __future__ import annotations

from markupsafe import Markup

from khaka.blueprint.blocks import Blueprint, Heading, LeaderPage, Section
from khaka.blueprint.differences import Snapshot
from khaka.blueprint.document import walk
from khaka.core.message import Name, msg
from khaka.core.nouns import Seat
from khaka.render.html.blocks import Builder
from khaka.render.html.ink import Ink, anchor
from khaka.render.html.page import _environment, _framed


def page(section: Section, new: Snapshot, lang: str, other: str | None = None) -> str:
    """The file's text.

    Parameters
    ----------
    section
        See ``khaka.blueprint.sections.changes``.
    new
        The later of the two blueprints: its party, date and version stand at the head.
    other
        Language of the file beside it, when one is written.
    """
    shown = _document(section, new)
    ink = Ink(shown, lang)
    body = _environment().get_template("difference.html.j2").render({
        "lang": lang, "other": other, "ink": ink, "t": ink.label, "blueprint": shown,
        "contents": [(b.slug, ink.plain(b.text)) for b in section.blocks if isinstance(b, Heading)],
        "section": {
            "anchor": anchor(section),
            "summary": ink.say(section.summary) if section.summary is not None else None,
            "decision": ink.say(section.decision) if section.decision is not None else None,
            "views": Builder(shown, ink).views(section.blocks),
        },
    })  # fmt: skip
    return _framed(shown, ink, Markup(body))


def _document(section: Section, new: Snapshot) -> Blueprint:
    """A document of this section alone; it has no leader's page, and the template asks for none."""
    nothing = msg("common.not_given")
    leader = LeaderPage(nothing, nothing, (), nothing, nothing, None, (), nothing, (), (), nothing, ())
    return Blueprint(
        title=section.title, subtitle=msg("s19.page.subtitle", mission=new.title), party=new.name("party", new.party),
        mission=new.mission, as_of=new.as_of, data_version=new.data_version, seed=new.seed, draws=new.draws,
        leader=leader, sections=(section,), notices=(msg("document.notice.public"),), proposals=(), sources=(),
        seats=_seats(section), states=_named(section, "state"), version=new.khaka,
    )  # fmt: skip


def _named(section: Section, kind: str) -> tuple[Name, ...]:
    """Names of a kind that the section's tables use, by code."""
    found = {n.code: n for n in walk(section, Name) if n.kind == kind}
    return tuple(found[code] for code in sorted(found))


def _seats(section: Section) -> tuple[Seat, ...]:
    """The seats that the page names, for its search; they have no tile, the page has no map."""
    return tuple(
        Seat(n.code, n.code.partition("-")[0], 0, n.in_language("en"), n.in_language("hi"), "GEN")
        for n in _named(section, "seat")
    )
