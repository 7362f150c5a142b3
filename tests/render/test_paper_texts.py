"""What a reader of the document meets: no English left in Hindi, and no number that is not a Figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from khaka.blueprint import blocks as b
from khaka.blueprint.document import walk
from khaka.core.figure import Figure
from khaka.core.message import Listing, Message, Name, Param
from khaka.locale import Translator
from khaka.render.pdf.content import Writer
from tests.cases import blueprint_of

CASES = [("mission-2024", None), ("mission-2029", "TDP")]
HINDI = Translator("hi")
#: Two Latin words or more after each other; brackets and signs of a formula do not part them.
ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’.]*(?:[ ,;:()/&=<>\[\]-]+[A-Za-z][A-Za-z'’.]*)+")
#: Ids and commands in running text: proposals, elections, and what to type.
NAMED = re.compile(r"^(?:P(?:-[a-z]+)+|khaka [a-z]+(?: ID)?|[A-Za-z-]+ \(VS|.*\bVS\b.*)$")
#: Columns and messages that print a source's own name, as it writes it.
SOURCES = {"s18.claims.publisher", "s18.sources.attribution", "s18.claim", "s18.claim.above_house"}
#: Texts with digits that are no count: ids, places in an order, versions, what a report printed, and names of ranges.
ORDER = {
    ("briefs.condition.proposal", "number"), ("s17.after", "numbers"), ("s17.line", "number"), ("s18.version", "version"),
    ("s0.disputed", "values"), ("s18.claim", "value"), ("s18.claim.above_house", "value"),
}  # fmt: skip
IDS = re.compile(r"^(?:[CPVLS][A-Z]*\d+(?:-[A-Z]{2})?(?:, )?)+$|^[a-z0-9-]*[a-z-][a-z0-9.-]*$")
LABELS = {("s17.proposals", "number"), ("s8.distribution", "range"), ("s18.claims", "publisher")}


def messages(blueprint: b.Blueprint) -> Iterator[Message]:
    """Every Message of the document: its texts, and what its Figures say of themselves."""
    parts = (blueprint.title, blueprint.subtitle, blueprint.notices, blueprint.leader, blueprint.sections)
    yield from walk((*parts, blueprint.proposals), Message)
    for figure in walk((blueprint.leader, blueprint.sections), Figure):
        yield from (m for m in (figure.definition, figure.base, figure.note) if m is not None)


def cells(blueprint: b.Blueprint) -> Iterator[tuple[b.Table, b.Row, b.Column, b.Cell]]:
    for table in walk((blueprint.leader, blueprint.sections), b.Table):
        for row in table.rows:
            for column, value in zip(table.columns, row.cells, strict=True):
                yield table, row, column, value


def english(text: str) -> list[str]:
    return [found for found in ENGLISH.findall(text) if not NAMED.match(found)]


def without_names(message: Message) -> str:
    """The Hindi text without names that have no Hindi form."""
    text = HINDI.text(message)
    for name in walk(message, Name):
        if dict(name.texts).get("hi") in (None, dict(name.texts).get("en")):
            text = text.replace(name.in_language("hi"), "")
    return text


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_no_english_sentence_is_left_in_hindi(mission: str, party: str | None) -> None:
    blueprint = blueprint_of(mission, party)
    left = {(m.key, e) for m in messages(blueprint) if m.key not in SOURCES for e in english(without_names(m))}
    for table, _, column, value in cells(blueprint):
        where = f"{table.id}.{column.key}"
        text = HINDI.name(value) if isinstance(value, Name) else value
        if isinstance(text, str) and where not in SOURCES:
            left |= {(where, e) for e in english(text)}
    assert not left


def test_the_scan_sees_an_english_sentence() -> None:
    assert english("यह Votes are counted है") and english("count(rank of P")
    assert not english("BJP की सीटें, UP-36, P-lost-deposits") and not english("khaka explain ID")


@pytest.mark.parametrize("lang", ["hi"])
def test_the_frame_of_the_print_is_hindi(lang: str) -> None:
    """Labels, sources and definitions, which belong to the print and to no block."""
    data = Writer(blueprint_of("mission-2024"), lang).document()
    texts = [*data["labels"].values(), *data["notices"], *(d["t"] for d in data["definitions"])]
    texts += [p["title"] for p in data["digest"]] + [t["title"]["t"] for s in data["states"] for t in s["tables"]]
    assert not [e for t in texts for e in english(t)]
    credit = "TCPD, Ashoka University (Lok Dhaba), from Election Commission of India results"
    assert not [e for s in data["sources"] for e in english(s["t"].replace(credit, ""))]


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_every_number_in_a_cell_is_a_figure(mission: str, party: str | None) -> None:
    for table, row, column, value in cells(blueprint_of(mission, party)):
        if isinstance(value, int | float) and not isinstance(value, bool):
            figure = table.figure(row, column)
            assert figure is not None and figure.id.startswith(f"{table.id}."), f"{table.id}.{row.key}.{column.key}"
        if isinstance(value, str) and re.search(r"\d", value) and (table.id, column.key) not in LABELS:
            assert IDS.match(value), f"{table.id}.{row.key}.{column.key}: {value}"


def flat(param: Param) -> Iterator[Param]:
    if isinstance(param, Listing):
        for item in param.items:
            yield from flat(item)
    else:
        yield param


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_every_number_in_a_text_is_a_figure(mission: str, party: str | None) -> None:
    """A text's parameters are Figures, names, dates or words; bare numbers only where they count nothing."""
    bare = set()
    for message in messages(blueprint_of(mission, party)):
        for name, param in message.params:
            for value in flat(param):
                if isinstance(value, int | float):
                    bare.add((message.key, name, value))
                elif isinstance(value, str) and re.search(r"\d", value) and (message.key, name) not in ORDER:
                    bare |= set() if IDS.match(value) else {(message.key, name, value)}
    assert not bare


@pytest.mark.parametrize(("mission", "party"), CASES)
def test_the_prints_own_pages_hold_no_new_number(mission: str, party: str | None) -> None:
    """Large numbers of a state's page are cells of the table of states."""
    blueprint = blueprint_of(mission, party)
    writer = Writer(blueprint, "en")
    table = writer.tables["s1.states"]
    by_code = {row.key: row for row in table.rows}
    places = ("seats_won", "second_places", "third_or_lower", "not_contested")
    for page, state in zip(writer.states.pages(), writer.states.states, strict=True):
        shown = [f["number"] for f in page["figures"]]
        columns = [c for key in places for c in table.columns if c.key == key]
        figures = [table.figure(by_code[state.code], c) for c in columns]
        assert shown == [writer.speech.figure(f) for f in figures if f is not None]
        total = next(c for c in table.columns if c.key == "seats_total")
        whole = table.figure(by_code[state.code], total)
        assert whole is not None and sum(int(n) for n in shown) == whole.value
