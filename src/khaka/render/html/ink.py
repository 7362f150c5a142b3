"""Words and numbers on the page: a Message becomes text in which every Figure can be opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from khaka.blueprint.blocks import Blueprint, Section
from khaka.core.figure import Figure
from khaka.core.message import Message, Name, msg
from khaka.render.html.colours import party_class
from khaka.render.html.explain import Explanations
from khaka.render.voice import translator_of

#: Letters that tell apart sections of one number, as each language orders its lists.
_PARTS = {"hi": dict(zip("ABCDEFGH", "कखगघङचछज", strict=True))}


class Ink:
    """One language's pen: it translates, escapes, and remembers which Figures it wrote.

    Parameters
    ----------
    blueprint
        For the colours of parties.
    lang
        Language of the page.
    """

    def __init__(self, blueprint: Blueprint, lang: str) -> None:
        self.lang = lang
        self.translator = translator_of(blueprint, lang)
        self.explanations = Explanations(self.translator)
        self._colours = dict(blueprint.colours)

    def label(self, key: str, **params: Any) -> str:
        """A label of the page itself (catalogue ``html``)."""
        return self.translator.text(msg(key, **params))

    def template(self, key: str) -> str:
        """A label with its placeholders still in it, for the script to fill."""
        return self.translator.template(Message(key))

    def say(self, message: Message) -> Markup:
        """A Message with each of its Figures as something to open."""
        parts = []
        for span in self.translator.spans(message):
            parts.append(escape(span.text) if span.figure is None else self._opened(span.figure, span.text))
        return Markup("").join(parts)

    def plain(self, message: Message) -> str:
        """A Message as mere text: for titles, attributes and links, where nothing can be opened."""
        return self.translator.text(message)

    def figure(self, figure: Figure, style: str = "") -> Markup:
        """A Figure alone."""
        return self._opened(figure, self.translator.figure(figure, style))

    def own_count(self, figure: Figure) -> Markup:
        """A count that only this page makes, such as a legend's."""
        self.explanations.add(figure, known=False)
        return self._opened(figure, self.translator.figure(figure))

    def name(self, name: Name) -> Markup:
        """A proper name; a party carries a spot in its colour."""
        text = escape(self.translator.name(name))
        if name.kind == "party" and name.code in self._colours:
            return Markup('<span class="party"><i class="spot {}"></i>{}</span>').format(party_class(name.code), text)
        return text

    def names(self, names: Iterable[Name]) -> Markup:
        """Names in a row."""
        return Markup(", ").join(self.name(n) for n in names)

    def section_number(self, section: Section) -> str:
        """``3``, ``2A``; in Hindi ``2क``."""
        return self.translator.numerals(f"{section.number}{_PARTS.get(self.lang, {}).get(section.part, section.part)}")

    def _opened(self, figure: Figure, text: str) -> Markup:
        self.explanations.add(figure)
        empty = " none" if figure.value is None else ""
        return Markup('<span class="f{}" role="button" tabindex="0" data-id="{}">{}</span>').format(
            empty, figure.id, text
        )


def anchor(section: Section) -> str:
    """The section's address on the page."""
    return f"s{section.number}{section.part.lower()}-{section.slug}"
