"""Messages into text: gettext catalogues, named placeholders, numbers and dates as the language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Final

from khaka.core.figure import Figure
from khaka.core.message import Listing, Message, Name, Param
from khaka.core.units import Unit
from khaka.locale.catalogue import catalogue, languages
from khaka.locale.digits import in_numerals, numerals_of
from khaka.locale.numbers import format_date, format_list, format_number, locale_of

#: Languages with a catalogue when the programme started.
LANGUAGES: Final = languages()
#: Styles that print the counted noun with its number, ``unit.<style>`` in the catalogues.
UNIT_WORDS: Final = ("seats", "seats_ob", "states", "states_ob", "votes")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text; ``figure`` is set where the piece is a number, so that a page can explain it."""

    text: str
    figure: Figure | None = None


class Translator:
    """Text in one language.

    Parameters
    ----------
    lang
        A language with a catalogue; what it lacks is said in English.
    digits
        ``latn`` (newspapers' usual digits) or ``deva`` (०-९, in languages whose script has them); ids and addresses
        keep theirs.

    Notes
    -----
    Placeholders take a style after a colon: ``{votes:short}`` (11.9 crore), ``{gap:bare}`` (number without its unit's
    word), ``{swing:signed}`` (+2.5), ``{party:code}`` (INC), ``{n:seats}`` (1 seat, 52 seats; in Hindi ``seats_ob`` before
    a postposition: 52 सीटों पर). A key without a text even in English is returned as it is, and a test fails for it.
    """

    def __init__(self, lang: str = "en", digits: str = "latn") -> None:
        if lang not in languages():
            raise ValueError(f"no catalogue for language {lang!r}; there are {', '.join(languages())}")
        self.lang = lang
        self.digits = numerals_of(locale_of(lang), digits)
        self._gettext = catalogue(lang)

    def has(self, key: str) -> bool:
        """True when the key has a text in this language."""
        return self._gettext.gettext(key) != key or self._gettext.ngettext(key, key, 1) != key

    def template(self, message: Message) -> str:
        """The text with its placeholders still in it."""
        if message.plural is None:
            return self._gettext.gettext(message.key)
        count = message.values[message.plural]
        number = count.value if isinstance(count, Figure) else count
        whole = int(number) if isinstance(number, int | float) else 0
        return self._gettext.ngettext(message.key, message.key, whole)

    def spans(self, message: Message) -> list[Span]:
        """The text in pieces; pieces that print a Figure carry it."""
        pieces: list[Span] = []
        values = message.values
        for literal, name, style, _ in Formatter().parse(self.template(message)):
            if literal:
                pieces.append(Span(self.numerals(literal)))
            if name is not None:
                if name not in values:
                    raise KeyError(f"{message.key} ({self.lang}) wants {{{name}}}, given: {', '.join(values)}")
                pieces += self._param(values[name], style or "")
        return pieces

    def text(self, message: Message) -> str:
        """The text as one string."""
        return "".join(span.text for span in self.spans(message))

    def name(self, name: Name, style: str = "") -> str:
        """A proper name; ``code`` style gives the code."""
        return name.code if style == "code" else self.numerals(name.in_language(self.lang))

    def figure(self, figure: Figure, style: str = "") -> str:
        """A Figure's value as text; "not given" when there is none."""
        if figure.value is None:
            return self.text(Message("common.not_given"))
        if style in UNIT_WORDS:
            number = self.number(figure.value, figure.unit, figure.digits, "bare")
            return f"{number} {self._gettext.ngettext(f'unit.{style}', f'unit.{style}', int(figure.value))}"
        return self.number(figure.value, figure.unit, figure.digits, style)

    def number(self, value: float, unit: Unit, digits: int | None = None, style: str = "") -> str:
        """A number of a unit as the language writes it."""
        return format_number(value, unit, self.lang, digits=digits, style=style, numerals=self.digits)

    def numerals(self, text: str) -> str:
        """A text that comes from no catalogue, in this translator's digits."""
        return in_numerals(text, self.digits)

    def date(self, day: date, style: str = "long") -> str:
        """A date: 16 April 2022, 16 अप्रैल 2022."""
        return format_date(day, self.lang, style=style, numerals=self.digits)

    def _param(self, value: Param, style: str) -> list[Span]:
        if isinstance(value, Figure):
            return [Span(self.figure(value, style), value)]
        if isinstance(value, Message):
            return self.spans(value)
        if isinstance(value, Listing):
            return self._listing(value, style)
        if isinstance(value, Name):
            return [Span(self.name(value, style))]
        if isinstance(value, date):
            return [Span(self.date(value, style or "long"))]
        return [Span(self.numerals(str(value)))]

    def _listing(self, listing: Listing, style: str) -> list[Span]:
        """Items joined as the language joins them; figures inside stay figures."""
        parts = [self._param(item, style) for item in listing.items]
        marks = [f"\x00{i}\x00" for i in range(len(parts))]
        pieces: list[Span] = []
        for chunk in format_list(marks, self.lang).split("\x00"):
            if chunk.isdigit() and int(chunk) < len(parts):
                pieces += parts[int(chunk)]
            elif chunk:
                pieces.append(Span(chunk))
        return pieces
