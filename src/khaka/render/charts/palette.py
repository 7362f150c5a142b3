"""Colours of the categories, as they are printed: one hue that is no party's, in steps that grey printing keeps apart.

A colour is never the only sign: each token has a hatch too, and a party's own colour gets a letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: Umber: of the dark colours the one that is farthest from every party's media colour (35 in CIE Lab).
ACCENT: Final = "#5c3a1e"
INK: Final = "#1c1c1c"
SOFT: Final = "#5d6163"
RULE: Final = "#c9cccd"
PAPER: Final = "#ffffff"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a category is printed: its fill, its hatch (a name that the templates know), and the ink upon it."""

    fill: str
    hatch: str = ""
    upon: str = INK


#: Tokens of ``blocks.Category.colour``.
TOKENS: Final[dict[str, Ink]] = {
    "first": Ink("#5c3a1e", "", "#ffffff"),
    "second": Ink("#b3926b", "rising"),
    "third": Ink("#e6dac7", "dots"),
    "none": Ink("#ffffff"),
    "tier-hold": Ink("#5c3a1e", "", "#ffffff"),
    "tier-reach": Ink("#a17c52", "rising"),
    "tier-stretch": Ink("#cdb596", "falling"),
    "tier-build": Ink("#ebe2d3", "dots"),
    "tier-partner": Ink("#c3ced1", "level"),
    "tier-out": Ink("#ffffff"),
    "chance-safe": Ink("#5c3a1e", "", "#ffffff"),
    "chance-likely": Ink("#a17c52", "rising"),
    "chance-open": Ink("#cdb596", "falling"),
    "chance-unlikely": Ink("#ebe2d3", "dots"),
    "chance-remote": Ink("#f6f1ea"),
    "chance-none": Ink("#ffffff"),
}
#: Series of a chart that has no categories of its own.
SERIES: Final = ("#5c3a1e", "#3f7277", "#a17c52", "#83898c")

#: A specification names roles, as ``var(--role)``: the page's style sheet gives them colours by day and by night, and
#: this table those of print.
ROLES: Final[dict[str, str]] = {
    "ink": INK,
    "quiet": SOFT,
    "hair": RULE,
    "paper": PAPER,
    **{f"s{i}": colour for i, colour in enumerate(SERIES, 1)},
    **{f"k-{token}": look.fill for token, look in TOKENS.items()},
    **{f"on-{token}": look.upon for token, look in TOKENS.items()},
}
_ROLE: Final = re.compile(r"var\(--([a-z0-9-]+)\)")


def role(name: str) -> str:
    """A colour as a specification names it."""
    return f"var(--{name})"


def roles_of(colour: str) -> tuple[str, str]:
    """A category's fill and the ink upon it, for a specification: roles of a token, the colour itself of #RRGGBB."""
    if colour in TOKENS:
        return role(f"k-{colour}"), role(f"on-{colour}")
    if colour in ROLES:
        return role(colour), role("paper")
    look = ink(colour)
    return look.fill, look.upon


def printed(svg: str) -> str:
    """The drawing with the colours of print in place of the roles."""
    return _ROLE.sub(lambda found: ROLES.get(found[1], INK), svg)


def ink(colour: str) -> Ink:
    """The ink of a token, a series (``s1`` to ``s4``) or #RRGGBB; an unknown token is white, and its letter tells it apart."""
    if colour.startswith("#") and len(colour) == 7:
        return Ink(colour, "", PAPER if luminance(colour) < 0.3 else INK)
    if colour in ROLES:
        return Ink(ROLES[colour], "", PAPER)
    return TOKENS.get(colour, Ink(PAPER))


def is_token(colour: str) -> bool:
    """True for a token with a hatch of its own."""
    return colour in TOKENS


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 (black) to 1 (white)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
