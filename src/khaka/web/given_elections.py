"""What the forms of elections start with, hold unseen, or add by themselves (see ``given``)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from khaka.committee.codec import plain, to_json
from khaka.committee.elections.returns import entries, standing_in
from khaka.committee.people import Body, Unit
from khaka.committee.polling import Election, Programme
from khaka.committee.tallying import MarkedRoll, PollReturn
from khaka.committee.text import latin_digits
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk.polling_days import legal_silences, published_steps
from khaka.store.blobs import sha256_of
from khaka.web.asked import Asked
from khaka.web.cascade import moved_with
from khaka.web.choices import zone_of
from khaka.web.filetypes import media_of
from khaka.web.given import DATA, Added, adds
from khaka.web.topics import catalogue
from khaka.web.uploads import clean_name, read_upload

#: A sheet is a photograph or a scan.
_SHEETS: Final = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})
_LINES: Final = 500
_YEARS: Final = range(1900, 2200)


def today_in(request: Asked, noun: Any) -> date:
    """The day in the time zone of a record's body."""
    return request.moment.astimezone(ZoneInfo(zone_of(request, noun))).date()


def _draft(request: Asked, body: Body) -> dict[str, Any]:
    """A programme: empty steps, and the silence windows of the law; or the published timetable, marked as a demonstration."""
    today = today_in(request, body)
    start: dict[str, Any] = {}
    first, last = today, today + timedelta(days=400)
    if request.GET.get("from") == "demonstration":
        steps, announced = published_steps(catalogue())
        first, last = min(s.first for s in steps), max(s.last for s in steps)
        both = {"en": "Demonstration: the timetable of 2022", "hi": "नमूना: 2022 का कार्यक्रम"}
        start = {"steps": [plain(s) for s in steps], "name": both, "announced": announced.isoformat()}
    found = legal_silences(catalogue(), first, last)
    start["silences"] = [
        {"first": a.isoformat(), "last": b.isoformat(), "rule": request.say.text(why)} for a, b, why in found
    ]
    return start


def _move(request: Asked, p: Programme) -> dict[str, Any]:
    """The step that the address names, on its new days, with the steps that must move along where that is asked for."""
    start: dict[str, Any] = {"notified_on": today_in(request, p).isoformat()}
    step = next((s for s in p.steps if s.key == request.GET.get("step", "")), None)
    if step is None:
        return start
    first, last = (day_of(request.GET.get(k, "")) or getattr(step, k) for k in ("first", "last"))
    along = request.GET.get("along") == "yes"
    moved = moved_with(request.records, p.steps, step.key, first, last) if along else {step.key: (first, last)}
    rows = [{"step": k, "first": a.isoformat(), "last": b.isoformat()} for k, (a, b) in moved.items()]
    return {**start, "moves": rows}


def day_of(text: str) -> date | None:
    """A day; None for what is none, or lies so far off that nobody means it."""
    try:
        found = date.fromisoformat(latin_digits(text.strip()))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _extend(request: Asked, p: Programme) -> dict[str, Any]:
    """The unit's level, step by step, on the days that hold for all."""
    start: dict[str, Any] = {"notified_on": today_in(request, p).isoformat()}
    unit = request.records.get(Unit, request.GET.get("unit", ""))
    if unit is None:
        return start
    steps = [s for s in p.steps if s.level is unit.level and not s.unit]
    return {**start, "steps": [{**plain(s), "key": f"{s.key}_{unit.id}", "unit": unit.id} for s in steps]}


def _call(request: Asked, p: Programme) -> dict[str, Any]:
    """Post, seats and officers as in the election that was called last on the unit's level; the boxes are its own."""
    unit = request.records.get(Unit, request.GET.get("unit", ""))
    called = [e for e in request.records.find(Election, programme=p.id) if unit is None or e.level is unit.level]
    if not called:
        return {"seats": 1, "marks_each": 1, "delegates": True}
    last = to_json(max(called, key=lambda e: (e.called_at, e.id)))
    kept = ("post", "seats", "reserved", "officer", "scrutineers", "marks_each", "delegates")
    return {k: last[k] for k in kept}


def _marked(request: Asked, e: Election) -> dict[str, Any]:
    """The roll of the box as it was marked before, to be corrected."""
    box = request.GET.get("box", e.boxes[0] if len(e.boxes) == 1 else "")
    found = request.records.get(MarkedRoll, f"{e.id}:{e.poll}:{box}")
    return {"box": box, "persons": list(found.persons) if found is not None else []}


def _return(request: Asked, e: Election) -> dict[str, Any]:
    """A line for each who stands; one's own earlier entry, never another's."""
    box = request.GET.get("box", e.boxes[0] if len(e.boxes) == 1 else "")
    stand = sorted(standing_in(request.records, e), key=lambda n: n.number)
    mine = request.records.get(PollReturn, f"{e.id}:{e.poll}:{e.count}:{box}:{request.user.id}")
    held = {x.nomination: x.votes for x in mine.lines} if mine is not None else {}
    start: dict[str, Any] = {"box": box, "votes": [{"nomination": n.id, "votes": held.get(n.id)} for n in stand]}
    if mine is not None:
        start |= {k: getattr(mine, k) for k in ("ballots", "invalid", "note", "sha256")}
    return start


def _lot(request: Asked, e: Election) -> dict[str, Any]:
    return {"drawn": list(e.tied)}


def _repoll(request: Asked, e: Election) -> dict[str, Any]:
    """The first day that the notice allows."""
    p = request.records.get(Programme, e.programme)
    days = p.rules.notice_days if p is not None else 0
    return {"poll_on": (today_in(request, e) + timedelta(days=days)).isoformat()}


DATA.update({
    "programme_draft": _draft,
    "programme_move": _move,
    "programme_extend": _extend,
    "election_call": _call,
    "marked_roll_enter": _marked,
    "poll_return_enter": _return,
    "lot_enter": _lot,
    "poll_repeat": _repoll,
})  # fmt: skip


def sheet_on_record(request: Asked, e: Election, box: str) -> str:
    """Digest of the photograph that a box's first entry came with, for who enters the second from the same sheet."""
    found = sorted(entries(request.records, e, box), key=lambda r: (r.at, r.id))
    return found[0].sha256 if found else ""


@adds("poll_return_enter", "sheet", "same")
def _sheet(request: Asked, e: Election) -> Added:
    """The photograph of the signed sheet: its digest is the server's own; or the one that the box has on record already."""
    upload = request.FILES.get("sheet")
    if upload is not None:
        data = read_upload(upload)
        media = media_of(data, clean_name(upload.name or ""))
        if media not in _SHEETS:
            raise KhakaError(msg("error.elections.sheet"), msg("error.elections.sheet_hint"))
        return Added({"sha256": sha256_of(data)}, [(data, media)])
    if request.POST.get("same") == "yes":
        known = sheet_on_record(request, e, request.POST.get("box", ""))
        return Added({"sha256": known} if known else {})
    return Added({})


@adds("roll_enter", "list")
def _roll(request: Asked, e: Election) -> Added:
    """Electors pasted as lines: a delegate's number, then the day since when a member."""
    lines = [x for x in request.POST.get("list", "").splitlines() if x.strip()]
    if len(lines) > _LINES:
        raise KhakaError(msg("error.elections.roll_long", most=_LINES), msg("error.elections.roll_hint"))
    electors = []
    for number, line in enumerate(lines, 1):
        parts = line.replace(";", ",").replace("\t", ",").split(",")
        day = day_of(parts[1]) if len(parts) == 2 else None
        if day is None or not parts[0].strip():
            raise KhakaError(msg("error.elections.roll_line", line=number), msg("error.elections.roll_hint"))
        electors.append({"person": parts[0].strip(), "since": day.isoformat()})
    return Added({"electors": electors} if electors else {})
