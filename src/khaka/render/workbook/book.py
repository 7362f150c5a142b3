"""A Blueprint in one language as the bytes of an .xlsx file."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, Final

from khaka.blueprint.blocks import Blueprint
from khaka.render.voice import notices_of, translator_of
from khaka.render.workbook.order import fixed_names, sheets
from khaka.render.workbook.reference import Reference
from khaka.render.workbook.sheet import Formats, Page
from khaka.render.workbook.tables import write_table

#: Nothing in a text is ever taken for a formula, an address or a number.
OPTIONS: Final[dict[str, Any]] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def workbook(blueprint: Blueprint, lang: str) -> bytes:
    """The file's bytes: equal for equal documents, for its only date is the document's own."""
    import xlsxwriter

    tr = translator_of(blueprint, lang)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({
        "title": tr.text(blueprint.title),
        "subject": tr.text(blueprint.subtitle),
        "comments": " ".join(tr.text(n) for n in notices_of(blueprint, lang)),
        "created": datetime(blueprint.as_of.year, blueprint.as_of.month, blueprint.as_of.day),
    })  # fmt: skip
    formats = Formats(book, tr.digits)
    tables, fixed = sheets(blueprint, tr), fixed_names(tr)
    reference = Reference(blueprint, tables, tr)
    reference.contents(Page(book.add_worksheet(fixed["contents"]), formats), fixed)
    for sheet in tables:
        write_table(Page(book.add_worksheet(sheet.name), formats), sheet, tr, fixed["contents"])
    reference.findings(Page(book.add_worksheet(fixed["findings"]), formats))
    reference.figures(Page(book.add_worksheet(fixed["figures"]), formats))
    reference.definitions(Page(book.add_worksheet(fixed["definitions"]), formats))
    reference.sources(Page(book.add_worksheet(fixed["sources"]), formats))
    book.close()
    return buffer.getvalue()
