"""The page: a Blueprint and a language in, the text of one self-contained HTML file out."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

import jinja2
from markupsafe import Markup

from khaka.blueprint.blocks import Blueprint, Chart, Table
from khaka.core.source import Source
from khaka.render.html.blocks import Builder, given_colours
from khaka.render.html.colours import Shade, shades, style_rules
from khaka.render.html.font import font_data, font_licence
from khaka.render.html.ink import Ink, anchor
from khaka.render.html.live import LABELS, LivePanel, digits, live_panel
from khaka.render.html.safe import csp_hash, css_string, json_island, web_address
from khaka.render.voice import notices_of

#: Labels that the script needs, with their placeholders.
_SCRIPT_LABELS: Final = (
    "html.rows_shown",
    "html.show_all",
    "html.show_less",
    "html.search_none",
    "html.search_no_row",
    "html.show_row",
    "html.rows_more",
    "html.explain.base",
    "html.explain.interval",
    "html.explain.how",
    "html.explain.measure",
    "html.explain.filters",
    "html.explain.formula",
    "html.explain.of",
    "html.explain.rows",
    "html.explain.sources",
    "html.explain.note",
    "html.explain.command",
    "html.explain.id",
    "html.kind.measured",
    "html.kind.counted",
    "html.kind.derived",
    "html.kind.given",
    "html.kind.reported",
)
#: Files of ``script/`` in the order in which they become one script.
_SCRIPTS: Final = ("base", "numbers", "tables", "state", "map", "search", "live", "listen")
#: Runs before the first paint, so that long tables come up cut.
_EARLY: Final = "document.documentElement.className='js'"


def page(blueprint: Blueprint, lang: str, other: str | None = None) -> str:
    """The file's text. ``other`` is the language of the file beside it, when one is written."""
    ink = Ink(blueprint, lang)
    builder = Builder(blueprint, ink)
    live = live_panel(blueprint, ink)
    sections = [
        {
            "anchor": anchor(section),
            "number": ink.section_number(section),
            "title": ink.say(section.title),
            "plain": ink.plain(section.title),
            "summary": ink.say(section.summary) if section.summary is not None else None,
            "decision": ink.say(section.decision) if section.decision is not None else None,
            "views": builder.views(section.blocks),
            "live": live is not None and section.slug == "scenarios",
        }
        for section in blueprint.sections
    ]
    body = {
        "lang": lang,
        "other": other,
        "ink": ink,
        "t": ink.label,
        "blueprint": blueprint,
        "leader": _leader(blueprint, ink, builder),
        "sections": sections,
        "live": live,
        "notices": [ink.say(n) for n in notices_of(blueprint, lang)],
        "sources": [_source(s, ink) for s in blueprint.sources],
        "settings": json.dumps(blueprint.mission, ensure_ascii=False, indent=2, default=str),
        "font_licence": font_licence(),
    }
    rendered = _environment().get_template("body.html.j2").render(body)
    return _framed(blueprint, ink, Markup(rendered), live)


def _framed(blueprint: Blueprint, ink: Ink, body: Markup, live: LivePanel | None = None) -> str:
    """The body with style, script and data, under a policy that lets nothing else in."""
    style = _style(blueprint, ink)
    script = _script()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {csp_hash(style)}",
            f"script-src {csp_hash(_EARLY)} {csp_hash(script)}",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            lang=ink.lang,
            title=ink.plain(blueprint.title),
            subtitle=ink.plain(blueprint.subtitle),
            version=blueprint.version,
            policy=policy,
            style=Markup(style),
            early=Markup(_EARLY),
            script=Markup(script),
            body=body,
            data=json_island(_data(blueprint, ink, live)),
        )
    )


def _leader(blueprint: Blueprint, ink: Ink, builder: Builder) -> dict[str, Any]:
    """Section 0. The signs of the bar's parts stand beside the large numbers that they show."""
    leader = blueprint.leader
    marks = _marks(leader.bar)
    return {
        "verdict": ink.say(leader.verdict),
        "changed": ink.say(leader.changed),
        "standing": builder.key_figures(leader.standing, marks),
        "bar": builder.chart(leader.bar) if leader.bar is not None else None,
        "note": ink.say(leader.standing_note),
        "hold": ink.say(leader.hold),
        "path": builder.table(_without_blanks(leader.path)) if leader.path is not None else None,
        "decisions": [ink.say(m) for m in leader.decisions],
        "allies": ink.say(leader.allies),
        "states": [ink.say(m) for m in leader.states],
        "risks": [ink.say(m) for m in leader.risks],
        "miss": ink.say(leader.miss),
        "disputed": [ink.say(m) for m in leader.disputed],
    }


def _without_blanks(table: Table) -> Table:
    """The path without columns of words that no row uses: the leader's page has no room for them."""
    used = [
        i for i, c in enumerate(table.columns) if c.unit is not None or any(r.cells[i] is not None for r in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[i] for i in used),
        rows=tuple(replace(r, cells=tuple(r.cells[i] for i in used)) for r in table.rows),
    )


def _marks(bar: Chart | None) -> dict[str, Shade]:
    if bar is None:
        return {}
    known = shades(bar.categories)
    return {c.figure.id: known[c.key] for c in bar.categories if c.figure is not None}


def _source(source: Source, ink: Ink) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": _title(source, ink),
        "publisher": _publisher(source, ink),
        "attribution": source.attribution,
        "url": web_address(source.url),
        "licence": source.licence,
        "date": ink.translator.date(source.date, "short") if source.date is not None else "",
        "note": source.note,
    }


def _title(source: Source, ink: Ink) -> str:
    return (source.title_hi if ink.lang == "hi" else "") or source.title


def _publisher(source: Source, ink: Ink) -> str:
    return (source.publisher_hi if ink.lang == "hi" else "") or source.publisher


def _data(blueprint: Blueprint, ink: Ink, live: LivePanel | None) -> dict[str, Any]:
    """What the script reads. Made last: by then every Figure of the page is known."""
    translator = ink.translator
    return {
        "lang": ink.lang,
        "labels": {key.removeprefix("html."): ink.template(key) for key in (*_SCRIPT_LABELS, *LABELS)},
        "digits": digits(ink),
        "live": live.data if live is not None else None,
        "explain": ink.explanations.as_json(),
        "seats": [[s.id, s.name_en, s.name_hi, s.state_code] for s in blueprint.seats],
        "states": {s.code: translator.name(s) for s in blueprint.states},
        "sources": {"mission": [ink.label("html.source_mission"), "", "", ""]}
        | {
            s.id: [
                _title(s, ink),
                _publisher(s, ink),
                web_address(s.url),
                translator.date(s.date, "short") if s.date else "",
            ]
            for s in blueprint.sources
        },
    }


def _style(blueprint: Blueprint, ink: Ink) -> str:
    """The style sheet: font, page, this document's colours, and its notice on every printed page."""
    face = (
        f'@font-face{{font-family:"Khaka";font-weight:400 700;src:url(data:font/woff;base64,{font_data()}) '
        'format("woff")}'
    )
    bars = "".join(f".w{i}{{--w:{i}%}}" for i in range(101))
    notice = ink.plain(blueprint.notices[0]) if blueprint.notices else ""
    foot = (
        f"@page{{@bottom-left{{content:{css_string(notice)}}}@bottom-right{{content:counter(page)}}"
        f"@top-right{{content:{css_string(ink.plain(blueprint.title))}}}}}"
    )
    return "\n".join((face, _resource("page.css"), style_rules(blueprint, given_colours(blueprint)), bars, foot))


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("khaka.render.html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _script() -> str:
    """One script, its names kept to itself."""
    return "\n".join(("(() => {", '"use strict";', *(_resource(f"script/{name}.js") for name in _SCRIPTS), "})();"))


@cache
def _resource(name: str) -> str:
    return files("khaka.render.html").joinpath(name).read_text("utf-8")
