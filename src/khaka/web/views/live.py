"""The live what-if: sliders, the tile map and the curve of seats that answer as they move; kept, attached, compared.

Without JavaScript the same form is sent by its button. Every setting stands in the address, so that a page can be passed
on; the law's lock is asked for each answer, old addresses included.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render

from khaka.blueprint.chances import bloc_name, goal_text
from khaka.catalog import Catalog
from khaka.committee.noun import Noun
from khaka.committee.papers import Blueprint, Proposal
from khaka.committee.people import Body
from khaka.committee.supposing import Supposition
from khaka.core.errors import KhakaError
from khaka.core.message import Name, msg
from khaka.desk.live import Live, Settings, bloc_of, command, settings_of, summary
from khaka.locale import Translator
from khaka.mission import builtin_missions
from khaka.mission.windows import Locked
from khaka.web.asked import Asked
from khaka.web.drawing import curve, map_of, party_colours
from khaka.web.routes import Who, route
from khaka.web.seen import list_of, record_or_404

#: Parties with a slider of their own, besides those that an address names.
_SLIDERS: Final = 6
#: How far a slider goes, points of votes polled.
_REACH: Final = 10


@lru_cache(maxsize=1)
def live() -> Live:
    """The odds of this process, on the embedded data."""
    return Live(Catalog())


@route("body/<str:key>/live/", Who.SEES)
def live_page(request: Asked, key: str) -> HttpResponse:
    """The page; with ``HX-Request`` only the answer."""
    body = record_or_404(request, "body", key)
    assert isinstance(body, Body)
    missions = list(builtin_missions())
    mission = request.GET.get("mission") or _mission_of(request, body, missions)
    if mission not in missions:
        raise Http404
    context: dict[str, Any] = {"body": body, "mission": mission, "missions": missions, "noun": body}
    if not live().ready(mission):
        return render(request, "web/live/wait.html", context | {"again": request.get_full_path()})
    try:
        context |= _answer(request.say, mission, _asked(request))
    except Locked:
        raise
    except KhakaError as fault:
        context |= _answer(request.say, mission, Settings()) | {"error": fault.message}
    proposals = [p for p in list_of(request, Proposal, body=body.id) if p.state not in ("withdrawn", "decided")]
    context |= {"proposals": proposals, "kept": list_of(request, Supposition, body=body.id)}
    return render(request, "web/live/answer.html" if request.htmx else "web/live/page.html", context)


@route("body/<str:key>/live/compare/", Who.SEES)
def live_compare(request: Asked, key: str) -> HttpResponse:
    """Two kept what-ifs side by side."""
    body = record_or_404(request, "body", key)
    kept = {s.id: s for s in list_of(request, Supposition, body=key)}
    pair = [kept[i] for i in (request.GET.get("a", ""), request.GET.get("b", "")) if i in kept]
    if any(not live().ready(s.mission) for s in pair):
        return render(request, "web/live/wait.html", {"body": body, "again": request.get_full_path()})
    sides = [_side(request, s) for s in pair]
    return render(request, "web/live/compare.html", {"body": body, "sides": sides, "kept": list(kept.values())})


def kept_page(request: Asked, noun: Noun) -> dict[str, Any]:
    """What the page of a kept what-if shows: its settings computed now."""
    assert isinstance(noun, Supposition)
    if not live().ready(noun.mission):
        return {"waiting": True}
    return _side(request, noun)


def _side(request: Asked, s: Supposition) -> dict[str, Any]:
    held = parse_qs(s.settings)
    settings = settings_of(live().catalog, held.get("swing", []), held.get("transfer", []), held.get("drop", []))
    return {"supposition": s} | _answer(request.say, s.mission, settings)


def _mission_of(request: Asked, body: Body, missions: list[str]) -> str:
    """The mission of the body's latest blueprint, when it is a built-in one; else the first."""
    from khaka.web.views.documents import document_of

    found = sorted(list_of(request, Blueprint, body=body.id), key=lambda b: (b.presented_at, b.id))
    for blueprint in reversed(found):
        name = document_of(blueprint).raw["mission"].get("id")
        if name in missions:
            return str(name)
    return missions[0]


def _asked(request: Asked) -> Settings:
    """Settings of the address. A slider is ``s.PARTY[.STATE]=points``; kept settings are ``swing=PARTY,STATE,points``."""
    get = request.GET
    swings = list(get.getlist("swing"))
    for name in get:
        parts, value = name.split("."), get.get(name, "")
        if parts[0] == "s" and len(parts) in (2, 3) and value.strip():
            swings.append(f"{parts[1]},{parts[2] if len(parts) == 3 else ''},{value}")
    if get.get("party") and get.get("points"):
        swings.append(f"{get['party']},{get.get('state', '')},{get['points']}")
    transfers = list(get.getlist("transfer"))
    if get.get("from") and get.get("to") and get.get("share"):
        transfers.append(f"{get['from']},{get['to']},{get['share']}")
    moved = [t for t in swings if not t.endswith((",0", ",0.0", ","))]
    return settings_of(live().catalog, moved, transfers, get.getlist("drop"))


def _answer(say: Translator, mission: str, settings: Settings) -> dict[str, Any]:
    """Everything that the answer shows, base and change beside each other."""
    here = live()
    base = here.base(mission)
    brief = base.brief
    found = here.answer(mission, settings)
    after = found.changed if found is not None else base
    old, new = summary(base), summary(after, settings.dropped)
    changed = {c.seat_id for c in found.seats} if found is not None else set()
    partners = list(brief.mission.partners)
    rows = [_bloc(say, brief, o, n) for o, n in zip(old["blocs"], new["blocs"], strict=False)]
    goals = [
        {"text": say.text(goal_text(brief, n["goal"], i)), "before": o["probability"], "after": n["probability"]}
        for i, (o, n) in enumerate(zip(old["goals"], new["goals"], strict=True), 1)
    ]
    return {
        "mission": mission,
        "settings": settings,
        "query": urlencode(settings.query()),
        "rows": rows,
        "goals": goals,
        "sliders": _sliders(say, brief, rows, settings),
        "parties": [(r["key"], r["name"]) for r in rows if r["key"] not in ("ours", "alliance")],
        "partners": [(p, brief.catalog.party(p).in_language(say.lang), p in settings.dropped) for p in partners],
        "states": sorted(((s, n.in_language(say.lang)) for s, n in brief.catalog.states.items()), key=lambda p: p[1]),
        "map": map_of(brief, new["leaders"], changed, say),
        "curve": curve(old["curve"], new["curve"], base.goals[0].goal if base.goals else None),
        "bloc": _name(say, brief, bloc_of(base)),
        "changes": _changes(say, brief, found.seats if found is not None else ()),
        "moved": found is not None,
        "draws": here.draws,
        "seed": brief.mission.seed,
        "command": command(mission, settings, here.draws, brief.mission.seed),
    }


def _bloc(say: Translator, brief: Any, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    return {"key": new["key"], "name": _name(say, brief, new["key"]), "before": old, "after": new}


def _name(say: Translator, brief: Any, bloc: str) -> str:
    found = bloc_name(brief, bloc)
    return say.name(found) if isinstance(found, Name) else say.text(found)


def _sliders(say: Translator, brief: Any, rows: list[dict[str, Any]], settings: Settings) -> list[dict[str, Any]]:
    """Ours, the rival and the parties that expect most seats; and every swing that is set already."""
    held = {(p, s or ""): x for p, s, x in settings.swings}
    codes = [brief.mission.party, *(r["key"] for r in rows if r["key"] not in ("ours", "alliance"))]
    wanted = [(c, "") for c in dict.fromkeys(codes)][:_SLIDERS]
    wanted += [k for k in held if k not in wanted]
    states = {code: name.in_language(say.lang) for code, name in brief.catalog.states.items()}
    return [
        {
            "name": f"s.{party}.{state}" if state else f"s.{party}",
            "label": brief.catalog.party(party).in_language(say.lang),
            "state": states.get(state, ""),
            "value": held.get((party, state), 0.0),
            "low": -_REACH,
            "high": _REACH,
        }
        for party, state in wanted
    ]


def _changes(say: Translator, brief: Any, seats: Any) -> list[dict[str, Any]]:
    """Seats whose likeliest winner changes, with names."""
    party = {c: brief.catalog.party(c).in_language(say.lang) for s in seats for c in (s.before, s.after)}
    return [
        {
            "id": s.seat_id,
            "name": brief.catalog.seat(s.seat_id).in_language(say.lang),
            "before": party[s.before],
            "after": party[s.after],
            "chance": s.after_win,
            "why": say.text(msg(f"web.live.why.{s.why}")),
        }
        for s in seats
    ]


@route("parties.css", Who.ANYONE)
def parties_css(request: Asked) -> HttpResponse:
    """Colours of parties as classes: the content policy allows no style in a page."""
    answer = HttpResponse(party_colours(live().catalog), content_type="text/css")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
