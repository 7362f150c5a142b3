"""Colours of categories and the marks that repeat them, so that colour is never the only sign.

The tiers run from dark to light in the order of their nearness (told apart by lightness alone, for every kind of
colour vision), and none of them is a party's colour. Each category also carries a mark inside its hexagon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from khaka.blueprint.blocks import Blueprint, Category

#: Marks inside a hexagon, drawn by the sprite in templates/sprite.html.j2.
MARKS: Final = ("dot", "bar", "ring", "plus", "triangle", "slash", "square", "cross", "plain")

#: Token: (fill by day, fill by night, mark).
TOKENS: Final[dict[str, tuple[str, str, str]]] = {
    "first": ("#26355f", "#8ea2e0", "dot"),
    "second": ("#4f8aa0", "#4f8aa0", "bar"),
    "third": ("#c3b991", "#8a8259", "ring"),
    "none": ("#e7e3d9", "#34373b", "plain"),
    "tier-hold": ("#33295c", "#a79be8", "dot"),
    "tier-reach": ("#2b6f85", "#55a3b8", "triangle"),
    "tier-stretch": ("#74b394", "#3f8064", "bar"),
    "tier-build": ("#dcd690", "#7c7636", "plus"),
    "tier-partner": ("#b5708f", "#c288a2", "ring"),
    "tier-out": ("#e3e0d8", "#34373b", "plain"),
    "chance-safe": ("#33295c", "#a79be8", "dot"),
    "chance-likely": ("#2b6f85", "#55a3b8", "triangle"),
    "chance-open": ("#74b394", "#3f8064", "bar"),
    "chance-unlikely": ("#dcd690", "#7c7636", "plus"),
    "chance-remote": ("#efe9d2", "#4a4736", "ring"),
    "chance-none": ("#e3e0d8", "#34373b", "plain"),
}
_HEX: Final = re.compile(r"^#[0-9a-fA-F]{6}$")
_UNKNOWN: Final = "#8a8d92"


@dataclass(frozen=True, slots=True)
class Shade:
    """A category's class in the style sheet and its mark."""

    css: str
    mark: str


def party_class(code: str) -> str:
    """The style class of a party's colour."""
    return "p-" + re.sub(r"[^A-Za-z0-9]", "_", code)


def shades(categories: tuple[Category, ...]) -> dict[str, Shade]:
    """Each category's shade. Tokens have their own mark; given colours take the marks in turn."""
    found: dict[str, Shade] = {}
    free = [m for m in MARKS if m not in {TOKENS[c.colour][2] for c in categories if c.colour in TOKENS}]
    for index, category in enumerate(c for c in categories if c.colour not in TOKENS):
        mark = free[index % len(free)] if free else "plain"
        found[category.key] = Shade(_class_of(category.colour), mark)
    for category in categories:
        if category.colour in TOKENS:
            found[category.key] = Shade(f"k-{category.colour}", TOKENS[category.colour][2])
    return found


def style_rules(blueprint: Blueprint, colours: set[str]) -> str:
    """Style rules of the tokens, the parties and the other colours that the page uses (``#rrggbb``)."""
    rules = [_rule(f".k-{token}", day) for token, (day, _, _) in TOKENS.items()]
    rules += [_rule(f".{party_class(code)}", safe_hex(colour)) for code, colour in blueprint.colours]
    rules += [_rule(f".{_class_of(c)}", safe_hex(c)) for c in sorted(colours)]
    rules.append(_roles({token: day for token, (day, _, _) in TOKENS.items()}))
    dark = {token: dark for token, (_, dark, _) in TOKENS.items()}
    night = "".join(_rule(f".k-{token}", colour) for token, colour in dark.items()) + _roles(dark)
    return "".join(rules) + "@media screen and (prefers-color-scheme:dark){" + night + "}"


def _roles(fills: dict[str, str]) -> str:
    """The colours that the charts' specifications name (``khaka.render.charts.palette``)."""
    return ":root{" + "".join(f"--k-{t}:{c};--on-{t}:{ink_on(c)};" for t, c in fills.items()) + "}"


def safe_hex(colour: str) -> str:
    """The colour when it is written #rrggbb, else a neutral grey."""
    return colour if _HEX.match(colour) else _UNKNOWN


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour (WCAG relative luminance)."""
    return "#16181c" if luminance(colour) > 0.21 else "#ffffff"


def luminance(colour: str) -> float:
    """WCAG relative luminance of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _class_of(colour: str) -> str:
    return "x-" + safe_hex(colour)[1:].lower()


def _rule(selector: str, colour: str) -> str:
    return f"{selector}{{--c:{colour};--m:{ink_on(colour)}}}"
